import type { ProjectConfig } from '../../config/project.ts';
import type { EvidenceMap } from '../../model/evidence.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { FdaAnswers } from '../../model/fda.ts';
import { tagAt } from '../../model/flatFacts/factAt.ts';
import { factCount } from '../../model/flatFacts/factCount.ts';
import type { ItemKey } from '../../model/itemId.ts';
import type { RecordQuery } from '../../model/recordQuery.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { FilePath } from '../../model/span.ts';
import type { Steps } from '../../model/steps.ts';
import type { Contradiction } from '../classes/contradiction.ts';
import type { ClassAnalysis, NodeClass } from '../classes/nodeClass.ts';
import { scopeOf } from '../classSources.ts';
import type { SpreadKind } from '../graph/cells.ts';
import type { FileNode } from '../graph/fileNode.ts';
import { fileNode, type Graph } from '../graph/graph.ts';
import { hasManyDangling, usesOwnNotation } from '../graph/graphCounts.ts';
import type { Reads } from '../graph/reads.ts';
import type { Item, Link } from '../item.ts';
import type { Lookup } from '../lookup.ts';
import type { OftTrace } from '../oft.ts';
import type { RiskAnalysis } from '../risk.ts';
import { riskAnalysis } from '../riskAnalysis.ts';
import type {
  CodeUnit,
  ConfigProblem,
  FileLookup,
  SeenFile,
  SkippedFile,
  Snapshot,
  SnapshotCounts,
  Tag,
  TextQuery,
} from '../snapshot.ts';
import { type UnitExclusionTest, unitExclusionIn } from '../unitExclusion.ts';
import type { Analyses } from './analyses.ts';
import { realised } from './codeViews.ts';
import { DeclaredFunctions } from './declaredFunctions.ts';
import type { FileRecords } from './fileRecords.ts';
import { Remembered } from './remembered.ts';
import { Views } from './views.ts';

/** What a snapshot is made of. */
export interface ProjectState {
  readonly revision: number;
  readonly config: ProjectConfig;
  readonly configProblems: readonly ConfigProblem[];
  readonly skipped: readonly SkippedFile[];
  readonly evidence: EvidenceMap;
  readonly seen: ReadonlyMap<FilePath, SeenFile>;
  readonly fda: FdaAnswers | undefined;
  readonly graph: Graph;
  readonly analyses: Analyses;
  /** See {@link Snapshot.whole}. */
  readonly whole: boolean;
}

interface Whole {
  /** Files that define items. */
  defining: readonly FileNode[];
  items: readonly Item[];
  units: readonly CodeUnit[];
  tags: readonly Tag[];
}

/** A snapshot over a graph. With `reads` it notes every cell that it is asked for. */
export class TracedProject implements Snapshot {
  readonly #state: ProjectState;
  /** Notes what is read; undefined where nobody asks. */
  readonly reads: Reads | undefined;
  /** Without a note, see {@link Views}. */
  readonly views: Views;
  readonly #exclusions = new Remembered<FileNode, UnitExclusionTest>();
  readonly #holders = new Remembered<FileNode, ReadonlySet<number>>();
  readonly #declared: DeclaredFunctions;
  #from: { readonly node: FileNode; readonly unit: number } | undefined;
  #risk: RiskAnalysis | undefined;
  readonly #all: Partial<Whole> = {};

  constructor(state: ProjectState, reads?: Reads) {
    this.#state = state;
    this.reads = reads;
    this.views = new Views(this, state.graph);
    this.#declared = new DeclaredFunctions({
      graph: state.graph,
      nodeOf: (path) => this.views.node(path),
      exists: (path) => this.files.has(path),
      note: (cell) => reads?.note(cell),
    });
  }

  /** The same snapshot, noting what is read of it. */
  noting(reads: Reads): TracedProject {
    return new TracedProject(this.#state, reads);
  }

  get graph(): Graph {
    return this.#state.graph;
  }

  get analyses(): Analyses {
    return this.#state.analyses;
  }

  get revision(): number {
    return this.#state.revision;
  }

  get config(): ProjectConfig {
    return this.#state.config;
  }

  get whole(): boolean {
    return this.#state.whole;
  }

  get configProblems(): readonly ConfigProblem[] {
    return this.#state.configProblems;
  }

  get skipped(): readonly SkippedFile[] {
    return this.#state.skipped;
  }

  get counts(): SnapshotCounts {
    const { items, links, units, tags } = this.graph.counts;
    return { items, links, units, tags };
  }

  get governed(): boolean {
    this.reads?.note(this.graph.cells.project('governed'));
    return this.config.declared || this.graph.counts.systems > 0;
  }

  get ownNotation(): boolean {
    this.reads?.note(this.graph.cells.project('ownNotation'));
    return this.governed || usesOwnNotation(this.graph.counts);
  }

  readonly files: FileLookup = this.#fileLookup();

  readonly byKey: Lookup<ItemKey, Item> = {
    get: (key) => {
      const number = this.graph.names.numberOf(key);
      this.reads?.note(this.graph.cells.definitionOf(number));
      return this.views.definition(number);
    },
  };

  readonly definitions: Lookup<ItemKey, readonly Item[]> = {
    get: (key) => {
      const number = this.graph.names.numberOf(key);
      this.reads?.note(this.graph.cells.definitionOf(number));
      const found = this.views.definitions(number);
      return found.length > 0 ? found : undefined;
    },
  };

  readonly itemsByFile: Lookup<FilePath, readonly Item[]> = {
    get: (path) => {
      this.reads?.note(this.graph.cells.text(path));
      const node = this.views.node(path);
      return node && this.views.itemsIn(node);
    },
  };

  readonly itemsByType: Lookup<string, readonly Item[]> = {
    get: (type) => {
      this.reads?.note(this.graph.cells.type(type));
      const items = (this.graph.types.get(type) ?? []).flatMap((key) => this.byKey.get(key) ?? []);
      return items.filter((item) => item.type === type && item.dialect === 'lifetrace');
    },
  };

  readonly incoming: Lookup<ItemKey, readonly Link[]> = {
    get: (key) => {
      const number = this.graph.names.numberOf(key);
      this.reads?.note(this.graph.cells.incomingOf(number));
      return this.views.linksTo(number);
    },
  };

  readonly eachIncoming = (key: ItemKey, kind?: Link['kind']): Iterable<Link> => {
    const number = this.graph.names.numberOf(key);
    this.reads?.note(this.graph.cells.incomingOf(number));
    return kind === undefined ? this.views.eachLinkTo(number) : this.views.eachLinkOfKindTo(number, kind);
  };

  readonly mentions: Lookup<ItemKey, readonly Link[]> = {
    get: (key) => {
      const number = this.graph.names.numberOf(key);
      this.reads?.note(this.graph.cells.incomingOf(number));
      return this.views.mentionsOf(number);
    },
  };

  readonly records: Lookup<FilePath, readonly Item[]> = {
    get: (path) => {
      this.reads?.note(this.graph.cells.units(path));
      const node = this.views.node(path);
      const tags = [...(node?.recordTags.values() ?? [])].flat();
      const tagged = tags.flatMap((tag) => this.byKey.get((node && tagAt(node.facts, tag))?.targetKey ?? '') ?? []);
      return [...new Set([...this.recordsOf(path), ...tagged.filter(({ type }) => type === 'UNIT')])];
    },
  };

  readonly softwareItems: Lookup<FilePath, readonly Item[]> = { get: (path) => this.softwareItemsOf(path) };

  readonly tagsByTarget: Lookup<ItemKey, readonly Tag[]> = {
    get: (key) => {
      const number = this.graph.names.numberOf(key);
      this.reads?.note(this.graph.cells.tagsOf(number));
      return this.views.tagsNaming(number);
    },
  };

  readonly eachTag = (key: ItemKey): Iterable<Tag> => {
    const number = this.graph.names.numberOf(key);
    this.reads?.note(this.graph.cells.tagsOf(number));
    return this.views.eachTagNaming(number);
  };

  isTagged(key: ItemKey): boolean {
    const number = this.graph.names.numberOf(key);
    this.reads?.note(this.graph.cells.tagsOf(number));
    return !this.graph.tagFiles.isEmpty(number);
  }

  readonly tagsByFile: Lookup<FilePath, readonly Tag[]> = {
    get: (path) => {
      this.reads?.note(this.graph.cells.text(path));
      const node = this.views.node(path);
      return node && this.views.tagsIn(node);
    },
  };

  readonly unitsByFile: Lookup<FilePath, readonly CodeUnit[]> = {
    get: (path) => {
      this.reads?.note(this.graph.cells.units(path));
      const node = this.views.node(path);
      return node && this.views.unitsIn(node);
    },
  };

  readonly classByKey: Lookup<ItemKey, NodeClass> = {
    get: (key) => {
      this.reads?.note(this.graph.cells.safetyClass(key));
      return this.analyses.classes.byKey.get(key);
    },
  };

  readonly levelRanks: Lookup<ItemKey, number> = {
    get: (key) => {
      this.reads?.note(this.graph.cells.level(key));
      return this.analyses.spreads.levels.get(this.graph.names.numberOf(key));
    },
  };

  spread(kind: SpreadKind, key: ItemKey): number {
    this.reads?.note(this.graph.cells.spread(kind, key));
    return this.analyses.spreads[kind].get(this.graph.names.numberOf(key)) ?? 0;
  }

  nameOf(number: number): string | undefined {
    return this.graph.names.nameOf(number);
  }

  readonly contradictionByKey: Lookup<ItemKey, Contradiction> = {
    get: (key) => {
      this.reads?.note(this.graph.cells.safetyClass(key));
      return this.analyses.classes.contradictions.get(key);
    },
  };

  get items(): readonly Item[] {
    return this.remembered(this.#all, 'items', () => this.#asked.flatMap((path) => this.itemsByFile.get(path) ?? []));
  }

  get units(): readonly CodeUnit[] {
    return this.remembered(this.#all, 'units', () => this.#asked.flatMap((path) => this.unitsByFile.get(path) ?? []));
  }

  get tags(): readonly Tag[] {
    return this.remembered(this.#all, 'tags', () => this.#asked.flatMap((path) => this.tagsByFile.get(path) ?? []));
  }

  readonly each: Snapshot['each'] = {
    item: () => this.#each('items', ({ views }, node, index) => views.item(node, index)),
    unit: () => this.#each('units', ({ views }, node, index) => views.unit(node, index)),
    tag: () => this.#each('tags', ({ views }, node, index) => views.tag(node, index)),
  };

  /** Views of all facts of a kind, made for one look each. */
  *#each<T>(
    kind: 'items' | 'units' | 'tags',
    viewOf: (look: TracedProject, node: FileNode, index: number) => T | undefined,
  ): Generator<T> {
    const look = new TracedProject(this.#state, this.reads);
    for (const path of this.#asked) {
      this.reads?.note(this.graph.cells.text(path));
      const node = this.views.node(path);
      const count = node ? factCount(node.facts, kind) : 0;
      for (let index = 0; node && index < count; index++) {
        look.views.letGo();
        const view = viewOf(look, node, index);
        if (view !== undefined) yield view;
      }
    }
  }

  /** Files that have something to say. Whoever notes what it reads has to note those as well that have nothing yet. */
  get #asked(): readonly FilePath[] {
    return this.reads ? this.graph.paths.all : this.graph.speaking.all;
  }

  get classes(): ClassAnalysis {
    this.reads?.note(this.graph.cells.project('classes'));
    return this.analyses.classes.analysis;
  }

  get productLevel(): SafetyLevel {
    this.reads?.note(this.graph.cells.project('productLevel'));
    return this.analyses.classes.productLevel;
  }

  get risk(): RiskAnalysis {
    // Who notes what is read has to note it each time.
    this.#risk ??= riskAnalysis(this, this.reads === undefined);
    return this.#risk;
  }

  get evidence(): EvidenceMap {
    this.reads?.note(this.graph.cells.project('evidence'));
    return this.#state.evidence;
  }

  readonly seen: Lookup<FilePath, SeenFile> = {
    get: (path) => {
      this.reads?.note(this.graph.cells.project('evidence'));
      return this.#state.seen.get(path);
    },
  };

  get fda(): FdaAnswers | undefined {
    this.reads?.note(this.graph.cells.project('fda'));
    return this.#state.fda;
  }

  recordCount({ text }: RecordQuery): number {
    this.reads?.note(this.graph.cells.recordCount(text));
    return this.analyses.recordCounts.get(text) ?? 0;
  }

  get oft(): OftTrace {
    this.reads?.note(this.graph.cells.project('oft'));
    return this.analyses.oft();
  }

  get linkedItems(): readonly Item[] {
    this.reads?.note(this.graph.cells.project('links'));
    const keys = new Set([...this.graph.types.values()].flat());
    return [...keys].flatMap((key) => {
      const item = this.views.definition(this.graph.names.numberOf(key));
      return item?.dialect === 'lifetrace' && item.isLinked ? [item] : [];
    });
  }

  get definedKeys(): ReadonlyMap<string, readonly ItemKey[]> {
    this.reads?.note(this.graph.cells.project('ids'));
    return this.graph.types;
  }

  get manyDangling(): boolean {
    this.reads?.note(this.graph.cells.project('manyDangling'));
    return hasManyDangling(this.graph.counts);
  }

  search(types: ReadonlySet<string> | undefined, query: TextQuery, limit: number): readonly Item[] {
    const found: Item[] = [];
    if (this.reads) for (const path of this.graph.paths.all) this.reads.note(this.graph.cells.text(path));
    for (const node of this.#defining) {
      const { searchTexts } = node;
      const next = (start: number): number => searchTexts.next(types, query, start);
      for (let index = next(0); index >= 0; index = next(index + 1)) {
        const item = this.views.item(node, index);
        if (!item.primary) continue;
        found.push(item);
        if (found.length >= limit) return found;
      }
    }
    return found;
  }

  /** Makes ready what {@link search} looks through, in steps, so that the first search need not. */
  *becomeSearchable(): Steps<void> {
    for (const { searchTexts } of this.#defining) while (searchTexts.advance()) yield;
  }

  get #defining(): readonly FileNode[] {
    return this.remembered(this.#all, 'defining', () =>
      this.graph.defining.all.flatMap((path) => this.views.node(path) ?? []),
    );
  }

  /** Tells why no trace is expected of the units of a file. */
  exclusionsIn(node: FileNode): UnitExclusionTest {
    return this.#exclusions.of(node, () => unitExclusionIn(node.facts, this.config.units));
  }

  /**
   * Says where in the code a look at the project begins: at a unit, or at a file with -1. Reading that unit, those around
   * it and those inside of it is not noted until the next call: whoever looks sees to their changes.
   */
  lookFrom(node: FileNode | undefined, unit: number): void {
    this.#from = node && { node, unit };
  }

  /** Units of a file that directly hold a unit of which a trace is expected. */
  holdersIn(node: FileNode): ReadonlySet<number> {
    return this.#holders.of(node, () => {
      const excluded = this.exclusionsIn(node);
      return new Set(node.facts.units.flatMap((unit) => (excluded(unit) === undefined ? [unit.parent] : [])));
    });
  }

  /** Notes that the names of the units in a file have been read. */
  noteUnits(path: FilePath): void {
    this.reads?.note(this.graph.cells.units(path));
  }

  /** Notes that the tags that speak for a whole file have been read. */
  noteFileTags(path: FilePath): void {
    this.reads?.note(this.graph.cells.fileTags(path));
  }

  /** Tags of a unit itself; with -1 those that speak for the file. */
  tagsOfUnit(node: FileNode, index: number): readonly Tag[] {
    if (this.reads) this.#noteTagsOfUnit(node, index);
    return Array.from(node.tagsOfUnit(index), (tag) => this.views.tag(node, tag));
  }

  /** The same one by one, for a look at each: there may be a million of them. */
  eachTagOfUnit(node: FileNode, index: number): Iterable<Tag> {
    if (this.reads) this.#noteTagsOfUnit(node, index);
    return this.views.eachTag(node, node.tagsOfUnit(index));
  }

  #noteTagsOfUnit(node: FileNode, index: number): void {
    const { path } = node.facts;
    const from = this.#from;
    if (from?.node !== node) this.reads?.note(this.graph.cells.text(path));
    else if (index < 0) this.noteFileTags(path);
    else if (from.unit < 0 || !(node.encloses(index, from.unit) || node.encloses(from.unit, index)))
      this.reads?.note(this.graph.cells.text(path));
  }

  /** Tags that stand on declarations of a function, in its own file or in a header. */
  tagsDeclaring(node: FileNode, index: number): readonly Tag[] {
    return this.#declared.tagsOf(node, index).map(({ node: declarer, fact }) => this.views.tagOf(declarer, fact));
  }

  /** The function that a file declares by a name. */
  unitDeclared(node: FileNode, name: string): CodeUnit | undefined {
    const found = this.#declared.definitionOf(node.facts.path, name);
    return found && this.views.unit(found.node, found.index);
  }

  /** What the tags of a whole file say that its code realises. */
  tracesOfFile(node: FileNode): readonly Item[] {
    const work = (): readonly Item[] => realised(this.eachTagOfUnit(node, -1));
    return this.reads ? work() : this.views.tracesOfFile(node, work);
  }

  /** Software unit records that name a file. */
  recordsOf(path: FilePath): readonly Item[] {
    return (this.#recordsOf(path)?.keys ?? []).flatMap((key) => this.byKey.get(key) ?? []);
  }

  /** The first of them that names no symbol. */
  recordOfWhole(path: FilePath): Item | undefined {
    const key = this.#recordsOf(path)?.ofWhole;
    return key === undefined ? undefined : this.byKey.get(key);
  }

  /** The first of them that names a unit; a name is put together for it only where there are any. */
  recordNaming(path: FilePath, nameOf: () => string): Item | undefined {
    const key = this.#recordsOf(path)?.naming(nameOf());
    return key === undefined ? undefined : this.byKey.get(key);
  }

  #recordsOf(path: FilePath): FileRecords | undefined {
    this.reads?.note(this.graph.cells.records(path));
    return this.analyses.records.value.get(path);
  }

  /** Software items that a file belongs to, most specific first. */
  softwareItemsOf(path: FilePath): readonly Item[] {
    this.reads?.note(this.graph.cells.project('owners'));
    return this.analyses.owners.value.of(path).flatMap(({ key }) => this.byKey.get(key) ?? []);
  }

  /** The class of code: of its record, else of the software item that its file belongs to, else of the product. */
  levelOfCode(path: FilePath, record: Item | undefined): SafetyLevel | undefined {
    this.reads?.note(this.graph.cells.project('owners'));
    const owners = this.analyses.owners.value.of(path);
    if (owners.some(({ scope }) => scope !== 'product')) return undefined;
    if (record && scopeOf(record) !== 'product') return undefined;
    const keys = [...(record ? [record.key] : []), ...owners.map(({ key }) => key)];
    for (const key of keys) {
      const found = this.classByKey.get(key);
      if (found) return found.effective;
    }
    return this.whole ? this.productLevel : undefined;
  }

  /** Something that is kept in `known` once it is known, unless it is to be noted each time it is read. */
  remembered<T extends object, Name extends keyof T>(known: Partial<T>, name: Name, work: () => T[Name]): T[Name] {
    if (this.reads) return work();
    if (!(name in known)) known[name] = work();
    return known[name] as T[Name];
  }

  #fileLookup(): FileLookup {
    const project = this;
    return {
      get size() {
        return project.graph.paths.size;
      },
      get: (path) => {
        this.reads?.note(this.graph.cells.text(path));
        return fileNode(this.graph, path)?.facts;
      },
      has: (path) => {
        this.reads?.note(this.graph.cells.existence(path));
        return fileNode(this.graph, path) !== undefined;
      },
      values: () => this.#factsOf(this.graph.paths.all),
      speaking: () => this.#factsOf(this.#asked),
    };
  }

  *#factsOf(paths: readonly FilePath[]): Generator<FileFacts> {
    for (const path of paths) {
      const facts = this.files.get(path);
      if (facts) yield facts;
    }
  }
}
