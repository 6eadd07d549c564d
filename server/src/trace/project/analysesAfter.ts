import type { ProjectConfig } from '../../config/project.ts';
import { type ItemKey, itemKeyOf } from '../../model/itemId.ts';
import { lazily } from '../../model/lazily.ts';
import type { FilePath } from '../../model/span.ts';
import type { Steps } from '../../model/steps.ts';
import type { Classification, Reclassified } from '../classes/classification.ts';
import type { Contradiction } from '../classes/contradiction.ts';
import { type ClassAnalysis, NO_CLASSES, type NodeClass } from '../classes/nodeClass.ts';
import type { ClassInputs } from '../classInputs.ts';
import type { Cell } from '../graph/cells.ts';
import { fileNode, type Graph } from '../graph/graph.ts';
import { Reads } from '../graph/reads.ts';
import { Table } from '../graph/table.ts';
import { attribute, attributeValues } from '../item.ts';
import { type OftTrace, traceOft } from '../oft.ts';
import type { RecordCounts } from '../recordCounts.ts';
import type { Snapshot } from '../snapshot.ts';
import type { SpreadKeeper, Spreads } from '../spreads.ts';
import type { Analyses, ClassResults, Memo } from './analyses.ts';
import { FileRecords } from './fileRecords.ts';
import { ownersOf } from './owners.ts';
import { type ProjectState, TracedProject } from './tracedProject.ts';

/** What is gathered record by record. */
export interface Gathered {
  readonly classInputs: ClassInputs;
  readonly classification: Classification;
  readonly spreads: SpreadKeeper;
  readonly recordCounts: RecordCounts;
}

/**
 * Works out anew what a change has touched, in steps. Adds to `changed` the cells of results that are others by now, so that a
 * result that has stayed the same disturbs nobody.
 */
export function* analysesAfter(
  state: Omit<ProjectState, 'analyses'>,
  previous: Analyses | undefined,
  { classInputs, classification, spreads, recordCounts }: Gathered,
  changed: Set<Cell>,
): Steps<Analyses> {
  const { graph, config } = state;
  const { cells } = graph;
  const analyses = { ...(previous ?? nothingYet(config)) };
  const renew = <T>(memo: Memo<T> | undefined, work: (project: Snapshot) => T): Memo<T> | undefined => {
    if (memo && !touches(memo.cells, changed)) return undefined;
    const reads = new Reads();
    const value = work(new TracedProject({ ...state, analyses }, reads));
    return { value, cells: new Set(reads.take()) };
  };

  const owners = renew(previous?.owners, (project) => ownersOf(project, config));
  if (owners) {
    const same = owners.value.signature === analyses.owners.value.signature;
    analyses.owners = same ? { ...owners, value: analyses.owners.value } : owners;
    if (!same) changed.add(cells.project('owners'));
  }
  yield;
  const records = renew(previous?.records, recordsByPath);
  if (records) {
    for (const path of differing(analyses.records.value, records.value, (a, b) => a.isLike(b)))
      changed.add(cells.records(path));
    analyses.records = records;
  }
  const project = new TracedProject({ ...state, analyses });
  const classRecords = yield* classInputs.update(project, changed);
  if (classRecords) {
    const reclassified = yield* classification.update(classRecords);
    const classes = classesAfter(config, analyses.classes, reclassified);
    noteClassChanges(graph, analyses.classes, classes, reclassified.touched, changed);
    analyses.classes = classes;
  }
  analyses.spreads = yield* spreads.update(
    analyses.spreads,
    (known) => new TracedProject({ ...state, analyses: { ...analyses, spreads: known } }),
    changed,
  );
  analyses.recordCounts = yield* recordCounts.update(project, changed);
  if (!previous || changed.has(cells.project('oft'))) analyses.oft = oftOf(graph);
  return analyses;
}

/** The analyses of a project without records. */
export function nothingYet(config: ProjectConfig): Analyses {
  const productLevel = config.profile.defaultLevel;
  return {
    owners: { value: { of: () => [], signature: '' }, cells: new Set() },
    records: { value: new Map(), cells: new Set() },
    classes: { analysis: NO_CLASSES, byKey: new Map(), contradictions: new Map(), productLevel },
    spreads: NO_SPREADS,
    recordCounts: new Map(),
    oft: WITHOUT_OFT,
  };
}

function recordsByPath(project: Snapshot): ReadonlyMap<FilePath, FileRecords> {
  const byPath = new Map<FilePath, FileRecords>();
  for (const item of project.itemsByType.get('UNIT') ?? []) {
    for (const path of attributeValues(item, 'path')) {
      const records = byPath.get(path) ?? new FileRecords();
      byPath.set(path, records);
      records.add({ key: item.key, symbol: attribute(item, 'symbol') });
    }
  }
  return byPath;
}

function classesAfter(
  { profile: { levels, defaultLevel } }: ProjectConfig,
  before: ClassResults,
  { analysis, touched }: Reclassified,
): ClassResults {
  const byKey = new Map(before.byKey);
  // An ID that is written otherwise by now is one that has gone and one that has come, under the same key.
  for (const id of touched) byKey.delete(itemKeyOf(id));
  for (const id of touched) {
    const node = analysis.nodes.get(id);
    if (node) byKey.set(itemKeyOf(id), node);
  }
  let highest = -1;
  for (const { kind, effective } of analysis.nodes.values()) {
    if (kind === 'SS') highest = Math.max(highest, levels.indexOf(effective));
  }
  const contradictions = contradictionsByKey(analysis);
  return { analysis, byKey, contradictions, productLevel: levels[highest] ?? defaultLevel };
}

function contradictionsByKey({ contradictions }: ClassAnalysis): ReadonlyMap<ItemKey, Contradiction> {
  return new Map(contradictions.map((each) => [itemKeyOf(each.node), each]));
}

/** True when a node stands as it stood, whatever that rests on. */
function sameClass(a: NodeClass, b: NodeClass): boolean {
  return (
    a.effective === b.effective &&
    a.declared === b.declared &&
    a.declaration === b.declaration &&
    a.inherited?.level === b.inherited?.level &&
    a.required === b.required &&
    a.processLevel === b.processLevel
  );
}

function noteClassChanges(
  graph: Graph,
  before: ClassResults,
  after: ClassResults,
  touched: ReadonlySet<string>,
  changed: Set<Cell>,
): void {
  const { cells } = graph;
  changed.add(cells.project('classes'));
  if (before.productLevel !== after.productLevel) changed.add(cells.project('productLevel'));
  const keys = new Set([...touched].map(itemKeyOf));
  for (const key of differing(before.byKey, after.byKey, sameClass, keys)) changed.add(cells.safetyClass(key));
  // What is to be said of a node may lie at the end of a way through others.
  const same = (a: Contradiction, b: Contradiction): boolean => JSON.stringify(a) === JSON.stringify(b);
  for (const key of differing(before.contradictions, after.contradictions, same)) changed.add(cells.safetyClass(key));
}

const NO_SPREADS: Spreads = {
  levels: new Table(),
  architectureReviews: new Table(),
  inParts: new Table(),
  inWholes: new Table(),
  uncontrolledCauses: new Table(),
  behindSituations: new Table(),
  askingRisks: new Table(),
  latestFailures: new Table(),
  controlVerification: new Table(),
  controlFailures: new Table(),
  designCode: new Table(),
  combinedIntegration: new Table(),
};

const WITHOUT_OFT = lazily(() => traceOft([]));

/** What is traced only when somebody asks keeps its graph until then, and nothing else that is known of the project. */
function oftOf(graph: Graph): () => OftTrace {
  if (graph.counts.oft === 0) return WITHOUT_OFT;
  return lazily(() =>
    traceOft(
      graph.speaking.all.flatMap((path) => {
        const node = fileNode(graph, path);
        return node && node.counts.oft > 0 ? [node.facts] : [];
      }),
      graph.names,
    ),
  );
}

function touches(cells: ReadonlySet<Cell>, changed: ReadonlySet<Cell>): boolean {
  for (const cell of changed) if (cells.has(cell)) return true;
  return false;
}

/** Keys, of those given or of all, under which two maps hold different things. */
function* differing<K, V>(
  before: ReadonlyMap<K, V>,
  after: ReadonlyMap<K, V>,
  same: (a: V, b: V) => boolean,
  keys: Iterable<K> = new Set([...after.keys(), ...before.keys()]),
): Generator<K> {
  for (const key of keys) {
    const [known, value] = [before.get(key), after.get(key)];
    if (known === undefined || value === undefined ? known !== value : !same(known, value)) yield key;
  }
}
