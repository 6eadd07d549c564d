import type { ProjectConfig } from '../config/project.ts';
import type { FileFacts, ItemFact, LinkFact, ReadProblem, TagFact, UnitFact } from '../model/facts.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { SafetyLevel } from '../model/safetyLevel.ts';
import type { FilePath } from '../model/span.ts';
import type { ClassAnalysis } from './classes.ts';
import type { OftTrace } from './oft.ts';
import type { RiskAnalysis } from './risk.ts';

/** An item with its resolved links. */
export interface Item {
  readonly key: ItemKey;
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly file: FilePath;
  readonly fact: ItemFact;
  /** In the order of the text. */
  readonly links: readonly Link[];
  /** False for a second definition of an ID that exists already: links and tags resolve to the first. */
  readonly primary: boolean;
}

/** A link between two items; `to` is undefined when the target is not defined anywhere. */
export interface Link {
  readonly kind: LinkFact['kind'];
  readonly from: Item;
  readonly to: Item | undefined;
  readonly fact: LinkFact;
}

/** A function, method or class with what it traces to. */
export interface CodeUnit {
  /** File and qualified name, with `#n` behind it for the n-th of the same name. */
  readonly id: string;
  readonly file: FilePath;
  readonly fact: UnitFact;
  /** True in files matched as tests: such a unit needs no trace, and verifies by its tags. */
  readonly test: boolean;
  /** Why no trace is expected of the unit, for a person: test code, generated code, or what `units` of the project file leaves out. */
  readonly excluded: string | undefined;
  readonly parent: CodeUnit | undefined;
  /** Tags of the unit itself, not of what encloses it. */
  readonly tags: readonly Tag[];
  /** Requirements, designs and risk controls that the unit implements, by its own or an enclosing tag, or by its record. */
  readonly traces: readonly Item[];
  /** Software unit record that the unit belongs to, if any. */
  readonly record: Item | undefined;
  /** Software items that the unit's file belongs to, most specific first. */
  readonly softwareItems: readonly Item[];
  /** Effective class, or undefined where no class applies (tests, tools). */
  readonly level: SafetyLevel | undefined;
}

/** What became of a tag. */
export type TagStatus = 'ok' | 'dangling' | 'illegal' | 'obsolete' | 'claim' | 'defect';

/** A reference from code to an item, resolved. */
export interface Tag {
  readonly file: FilePath;
  readonly fact: TagFact;
  readonly unit: CodeUnit | undefined;
  readonly target: Item | undefined;
  readonly status: TagStatus;
  /** True in files matched as tests. */
  readonly test: boolean;
  /** Software items that the file belongs to, most specific first. */
  readonly softwareItems: readonly Item[];
}

/** A file that was not read, and why, for a person. */
export interface SkippedFile {
  readonly path: FilePath;
  readonly reason: string;
}

/** A problem of the configuration files. */
export interface ConfigProblem extends ReadProblem {
  readonly file: FilePath;
}

/** Everything known about a project at one moment. Immutable: every question reads one snapshot. */
export interface Snapshot {
  /** Rises with each change. */
  readonly revision: number;
  readonly config: ProjectConfig;
  readonly configProblems: readonly ConfigProblem[];
  /** By path, in path order. */
  readonly files: ReadonlyMap<FilePath, FileFacts>;
  readonly skipped: readonly SkippedFile[];
  /** All definitions, in order of file and offset. */
  readonly items: readonly Item[];
  /** The definition that references resolve to. */
  readonly byKey: ReadonlyMap<ItemKey, Item>;
  /** Links that point to an item, by the item's key. */
  readonly incoming: ReadonlyMap<ItemKey, readonly Link[]>;
  /** In order of file and offset. */
  readonly units: readonly CodeUnit[];
  readonly unitsByFile: ReadonlyMap<FilePath, readonly CodeUnit[]>;
  /** In order of file and offset. */
  readonly tags: readonly Tag[];
  readonly tagsByFile: ReadonlyMap<FilePath, readonly Tag[]>;
  /** Tags that point to an item, by the item's key. */
  readonly tagsByTarget: ReadonlyMap<ItemKey, readonly Tag[]>;
  readonly classes: ClassAnalysis;
  readonly risk: RiskAnalysis;
  readonly oft: OftTrace;
  /** True when the workspace has a project file or a software system: only then is anything missing. */
  readonly governed: boolean;
}

/** Values of a field as texts; empty when the item has no such field. Empty values do not count. */
export function attributeValues(item: Item | ItemFact, name: string): readonly string[] {
  const fact = 'fact' in item ? item.fact : item;
  return fact.attributes
    .filter((attribute) => attribute.name === name)
    .flatMap((attribute) => attribute.values.map((value) => value.text))
    .filter((text) => text !== '');
}

/** First value of a field, or undefined. */
export function attribute(item: Item | ItemFact, name: string): string | undefined {
  return attributeValues(item, name)[0];
}

/** Life-cycle status of an item; `approved` when nothing is said, since silence must not hide a gap. */
export function statusOf(item: Item | ItemFact): string {
  return attribute(item, 'status') ?? 'approved';
}

/** True for items that no longer count: obsolete, rejected or superseded. */
export function isRetired(item: Item): boolean {
  return ['obsolete', 'rejected', 'superseded'].includes(statusOf(item));
}

/** Links that point to `item`, optionally of one kind only; links from retired items do not count. */
export function incomingLinks(
  { incoming }: Pick<Snapshot, 'incoming'>,
  item: Item,
  kind?: Link['kind'],
): readonly Link[] {
  const links = incoming.get(item.key) ?? [];
  return links.filter((link) => (kind === undefined || link.kind === kind) && !isRetired(link.from));
}

/** Items that link to `item` by one kind of link, as far as they are not retired. */
export function sources(graph: Pick<Snapshot, 'incoming'>, item: Item, kind: Link['kind']): readonly Item[] {
  return incomingLinks(graph, item, kind).map((link) => link.from);
}

/** Targets of an item's links of one kind, as far as they are defined. */
export function targets(item: Item, kind: Link['kind']): readonly Item[] {
  return item.links.flatMap((link) => (link.kind === kind && link.to ? [link.to] : []));
}
