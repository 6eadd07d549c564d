import { globProblem, type PathTest, pathTest } from '../config/globs.ts';
import type { ProjectConfig } from '../config/project.ts';
import type { FileFacts, TagFact } from '../model/facts.ts';
import { append, groupBy } from '../model/groups.ts';
import { type ItemKey, itemKeyOf } from '../model/itemId.ts';
import type { FilePath } from '../model/span.ts';
import type { ItemGraph } from './items.ts';
import { isLegalTag } from './legality.ts';
import {
  attribute,
  attributeValues,
  type CodeUnit,
  type Item,
  isRetired,
  type Tag,
  type TagStatus,
  targets,
} from './snapshot.ts';
import { REALISING } from './tagMeaning.ts';

/** Code units and tags with what they resolve to. Levels are not known yet. */
export interface CodeGraph {
  readonly units: readonly CodeUnit[];
  readonly unitsByFile: ReadonlyMap<FilePath, readonly CodeUnit[]>;
  readonly tags: readonly Tag[];
  readonly tagsByFile: ReadonlyMap<FilePath, readonly Tag[]>;
  readonly tagsByTarget: ReadonlyMap<ItemKey, readonly Tag[]>;
}

/** A code unit before its tags, traces and level are known. */
export interface GrowingUnit extends CodeUnit {
  parent: GrowingUnit | undefined;
  readonly tags: Tag[];
  traces: readonly Item[];
  record: Item | undefined;
  level: CodeUnit['level'];
}

/** Keywords by which code says that it realises something, those of foreign notations included. */
const TRACING: ReadonlySet<string> = new Set([...REALISING, 'covers']);

/** Resolves units and tags of files given in path order. */
export function resolveCode(
  files: Iterable<FileFacts>,
  graph: ItemGraph,
  config: ProjectConfig,
): CodeGraph & {
  readonly growing: readonly GrowingUnit[];
} {
  const owners = softwareItemFinder(graph, config);
  const records = recordFinder(graph);
  const growing: GrowingUnit[] = [];
  const unitsByFile = new Map<FilePath, readonly CodeUnit[]>();
  const tags: Tag[] = [];
  const tagsByFile = new Map<FilePath, readonly Tag[]>();
  for (const file of files) {
    if (file.units.length === 0 && file.tags.length === 0) continue;
    const softwareItems = owners(file.path);
    const units = growUnits(file, softwareItems);
    const fileTags = file.tags.map((fact) => resolveTag(file, fact, units[fact.unit], softwareItems, graph, config));
    for (const tag of fileTags) units[tag.fact.unit]?.tags.push(tag);
    // Once for all units: a file may hold ten thousands of both.
    const onFile = fileTags.filter((tag) => tag.fact.unit < 0);
    const fileTraces = [...new Set(realised(onFile))];
    for (const unit of units) {
      unit.record = records.of(unit, onFile);
      unit.traces = tracesOf(unit, fileTraces, records);
    }
    for (const unit of units) growing.push(unit);
    for (const tag of fileTags) tags.push(tag);
    if (units.length > 0) unitsByFile.set(file.path, units);
    if (fileTags.length > 0) tagsByFile.set(file.path, fileTags);
  }
  const tagsByTarget = groupBy(tags, (tag) => tag.target?.key);
  return { units: growing, growing, unitsByFile, tags, tagsByFile, tagsByTarget };
}

function growUnits(file: FileFacts, softwareItems: readonly Item[]): readonly GrowingUnit[] {
  const seen = new Map<string, number>();
  const units: GrowingUnit[] = [];
  for (const fact of file.units) {
    const times = (seen.get(fact.qualifiedName) ?? 0) + 1;
    seen.set(fact.qualifiedName, times);
    units.push({
      id: `${file.path}#${fact.qualifiedName}${times > 1 ? `#${times}` : ''}`,
      file: file.path,
      fact,
      test: file.role === 'test',
      parent: units[fact.parent],
      tags: [],
      traces: [],
      record: undefined,
      softwareItems,
      level: undefined,
    });
  }
  return units;
}

function resolveTag(
  file: FileFacts,
  fact: TagFact,
  unit: CodeUnit | undefined,
  softwareItems: readonly Item[],
  graph: ItemGraph,
  config: ProjectConfig,
): Tag {
  const target = fact.keyword === 'class' ? undefined : graph.byKey.get(fact.targetKey);
  const status = tagStatus(file, fact, target, config);
  return { file: file.path, fact, unit, target, status, test: file.role === 'test', softwareItems };
}

function tagStatus(file: FileFacts, fact: TagFact, target: Item | undefined, config: ProjectConfig): TagStatus {
  if (fact.keyword === 'class') return 'claim';
  if (!target) return 'dangling';
  if (isRetired(target)) return 'obsolete';
  if (fact.dialect === 'oft') return 'ok';
  return isLegalTag(config.profile, fact.keyword, file.role === 'test', target.type) ? 'ok' : 'illegal';
}

/** Finds the software items that a file belongs to, the most specific path first. */
function softwareItemFinder(graph: ItemGraph, config: ProjectConfig): (file: FilePath) => readonly Item[] {
  const entries: { readonly item: Item; readonly glob: string; readonly matches: PathTest }[] = [];
  const add = (item: Item, glob: string): void => {
    // What cannot be used is reported by LT007, in the project file and in records.
    if (globProblem(glob) !== undefined) return;
    entries.push({ item, glob, matches: pathTest([glob]) });
  };
  for (const item of graph.items) {
    if (!item.primary || (item.type !== 'SI' && item.type !== 'SS')) continue;
    for (const glob of attributeValues(item, 'paths')) add(item, glob);
  }
  for (const { id, paths } of config.softwareItems) {
    const item = graph.byKey.get(itemKeyOf(id));
    if (item) for (const glob of paths) add(item, glob);
  }
  entries.sort((a, b) => literalLength(b.glob) - literalLength(a.glob));
  return (file) => [...new Set(entries.filter(({ matches }) => matches(file)).map(({ item }) => item))];
}

/** How much of a glob is fixed text: the longer, the more specific. */
function literalLength(glob: string): number {
  const wildcard = glob.search(/[*?[{]/);
  return wildcard < 0 ? glob.length + 1 : wildcard;
}

interface RecordFinder {
  /** The record that a code unit belongs to: by its tag, by the record's symbol, by the file's tag, by the record's path. */
  readonly of: (unit: CodeUnit, onFile: readonly Tag[]) => Item | undefined;
  /** The record that names this very unit, by tag or symbol. */
  readonly naming: (unit: CodeUnit) => Item | undefined;
}

function recordFinder(graph: ItemGraph): RecordFinder {
  const byPath = new Map<FilePath, Item[]>();
  for (const item of graph.items) {
    if (!item.primary || item.type !== 'UNIT') continue;
    for (const path of attributeValues(item, 'path')) append(byPath, path, item);
  }
  const naming = (unit: CodeUnit): Item | undefined => {
    for (let current: CodeUnit | undefined = unit; current; current = current.parent) {
      const tagged = current.tags.find((tag) => tag.fact.keyword === 'unit' && tag.target?.type === 'UNIT')?.target;
      if (tagged) return tagged;
      const { name, qualifiedName } = current.fact;
      const bySymbol = byPath.get(unit.file)?.find((item) => {
        const symbol = attribute(item, 'symbol');
        return symbol !== undefined && (symbol === name || symbol === qualifiedName);
      });
      if (bySymbol) return bySymbol;
    }
    return undefined;
  };
  return {
    naming,
    of(unit, onFile) {
      const own = naming(unit);
      if (own) return own;
      const fileTag = onFile.find((tag) => tag.fact.keyword === 'unit' && tag.target?.type === 'UNIT');
      return fileTag?.target ?? byPath.get(unit.file)?.find((item) => attribute(item, 'symbol') === undefined);
    },
  };
}

/** What a unit realises: by its own tags, an enclosing unit's or the file's, or by the record that names it. */
function tracesOf(unit: CodeUnit, fileTraces: readonly Item[], records: RecordFinder): readonly Item[] {
  const found = new Set<Item>();
  for (let current: CodeUnit | undefined = unit; current; current = current.parent)
    for (const item of realised(current.tags)) found.add(item);
  const record = records.naming(unit);
  const recorded = record ? [...targets(record, 'implements'), ...targets(record, 'satisfies')] : [];
  if (found.size === 0 && recorded.length === 0) return fileTraces;
  for (const item of [...fileTraces, ...recorded]) found.add(item);
  return [...found];
}

/** The items that tags say are realised. */
function realised(tags: readonly Tag[]): readonly Item[] {
  return tags.flatMap(({ target, fact }) => (target && TRACING.has(fact.keyword) ? [target] : []));
}
