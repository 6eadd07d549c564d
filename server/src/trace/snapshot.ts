import type { ProjectConfig } from '../config/project.ts';
import type { EvidenceMap } from '../model/evidence.ts';
import type { FileFacts, LanguageId, ReadProblem, TagFact, UnitFact } from '../model/facts.ts';
import type { FdaAnswers } from '../model/fda.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { RecordQuery } from '../model/recordQuery.ts';
import type { SafetyLevel } from '../model/safetyLevel.ts';
import type { FilePath } from '../model/span.ts';
import type { Contradiction } from './classes/contradiction.ts';
import type { ClassAnalysis, NodeClass } from './classes/nodeClass.ts';
import type { SpreadKind } from './graph/cells.ts';
import { type Item, isRetired, type Link } from './item.ts';
import type { Lookup } from './lookup.ts';
import type { OftTrace } from './oft.ts';
import type { RiskAnalysis } from './risk.ts';

/** A function, method or class with what it traces to. */
export interface CodeUnit {
  /** File and qualified name, with `#n` behind it for the n-th of the same name. */
  readonly id: string;
  readonly file: FilePath;
  readonly language: LanguageId;
  readonly fact: UnitFact;
  /** True for test code, by its file or by itself: such a unit needs no trace, and verifies by its tags. */
  readonly test: boolean;
  /** Why no trace is expected of the unit, for a person: test code, generated code, or what `units` of the project file leaves out. */
  readonly excluded: string | undefined;
  /** True when a trace is expected of a unit directly inside. */
  readonly holdsUnits: boolean;
  readonly parent: CodeUnit | undefined;
  /** Tags of the unit itself, not of what encloses it; in C and C++ those on its declaration as well, in whatever file. */
  readonly tags: readonly Tag[];
  /** Requirements, designs and risk controls that the unit implements, by its own or an enclosing tag, or by its record. */
  readonly traces: readonly Item[];
  /** True when {@link traces} is not empty. */
  readonly traced: boolean;
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
  /**
   * The unit that the tag belongs to; undefined for one that belongs to the file, or to its own place alone. That of a tag
   * on a declaration in C and C++ may stand in another file.
   */
  readonly unit: CodeUnit | undefined;
  /** Software unit record of the unit that the tag belongs to or stands in, if any. */
  readonly record: Item | undefined;
  readonly target: Item | undefined;
  readonly status: TagStatus;
  /** True in test code, by its file or by the unit that it belongs to. */
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

/** What was found on disk where `evidence.yaml` points to. */
export interface SeenFile {
  /** True when a file or folder is there. */
  readonly there: boolean;
  /** Names by which links reach the headings of a Markdown document; undefined for any other file. */
  readonly anchors?: ReadonlySet<string>;
}

/** What is looked for among the texts of items. */
export interface TextQuery {
  /** Letters that a text has to have, see {@link lettersIn}: most texts need not be looked at. */
  readonly letters: number;
  readonly matches: (text: string) => boolean;
}

/** The files of a project by path. */
export interface FileLookup extends Lookup<FilePath, FileFacts> {
  readonly has: (path: FilePath) => boolean;
  /** In path order. */
  readonly values: () => IterableIterator<FileFacts>;
  /** Those that say anything, in path order; where it is noted what is read, all. In a large tree few files say anything. */
  readonly speaking: () => IterableIterator<FileFacts>;
  readonly size: number;
}

/** Sums over a whole project. */
export interface SnapshotCounts {
  readonly items: number;
  readonly links: number;
  readonly units: number;
  readonly tags: number;
}

/**
 * Everything known about a project at one moment. Immutable: every question reads one snapshot. Items, links, tags and
 * units are worked out when somebody asks for them, and are the same objects for as long as the snapshot is in use.
 */
export interface Snapshot {
  /** Rises with each change. */
  readonly revision: number;
  /**
   * False while files are still being read: what is in the snapshot is true, what is not may yet come, and nothing is
   * known that follows from the whole project, such as safety classes.
   */
  readonly whole: boolean;
  readonly config: ProjectConfig;
  readonly configProblems: readonly ConfigProblem[];
  readonly files: FileLookup;
  readonly skipped: readonly SkippedFile[];
  readonly counts: SnapshotCounts;
  /** All definitions, in order of file and offset. Takes time in proportion to the project. */
  readonly items: readonly Item[];
  /** Definitions in one file, in order of offset. */
  readonly itemsByFile: Lookup<FilePath, readonly Item[]>;
  /** Items of our own notation of one type, each ID once, in order of key. */
  readonly itemsByType: Lookup<string, readonly Item[]>;
  /** Items of our own notation that link to something, each ID once. Takes time in proportion to the project. */
  readonly linkedItems: readonly Item[];
  /** Keys that our own notation defines, by type, sorted; the same object until one comes or goes. */
  readonly definedKeys: ReadonlyMap<string, readonly ItemKey[]>;
  /** True when so many IDs lead nowhere that looking for what each may have meant would take too long. */
  readonly manyDangling: boolean;
  /** Ranks of the levels of items among the profile's levels; -1 where nothing gives an item a level. */
  readonly levelRanks: Lookup<ItemKey, number>;
  /** What is known of an item and of those that it takes from, directly or by steps; 0 of one that takes no part. */
  readonly spread: (kind: SpreadKind, key: ItemKey) => number;
  /** The name that has a number among the names of the project; undefined for none. */
  readonly nameOf: (number: number) => string | undefined;
  /** The definition that references resolve to. */
  readonly byKey: Lookup<ItemKey, Item>;
  /** All definitions of a key, the one that references resolve to first. */
  readonly definitions: Lookup<ItemKey, readonly Item[]>;
  /** Links that point to an item, by the item's key, in order of file and offset. */
  readonly incoming: Lookup<ItemKey, readonly Link[]>;
  /** The links of {@link incoming}, or those of a kind, in no particular order, each looked up when somebody goes on to it. */
  readonly eachIncoming: (key: ItemKey, kind?: Link['kind']) => Iterable<Link>;
  /** As {@link incoming}, with the links of every further definition of an item as well. */
  readonly mentions: Lookup<ItemKey, readonly Link[]>;
  /** Software items that a file belongs to, most specific first. */
  readonly softwareItems: Lookup<FilePath, readonly Item[]>;
  /** Software unit records that name a file by its path, or that a tag in the file names. */
  readonly records: Lookup<FilePath, readonly Item[]>;
  /** In order of file and offset. Takes time in proportion to the project. */
  readonly units: readonly CodeUnit[];
  readonly unitsByFile: Lookup<FilePath, readonly CodeUnit[]>;
  /** In order of file and offset. Takes time in proportion to the project. */
  readonly tags: readonly Tag[];
  /**
   * The same as {@link items}, {@link units} and {@link tags}, for who goes through them once: nothing is kept of what was
   * passed, and what is given belongs to no other answer.
   */
  readonly each: {
    readonly item: () => Iterable<Item>;
    readonly unit: () => Iterable<CodeUnit>;
    readonly tag: () => Iterable<Tag>;
  };
  readonly tagsByFile: Lookup<FilePath, readonly Tag[]>;
  /** Tags that point to an item, by the item's key. */
  readonly tagsByTarget: Lookup<ItemKey, readonly Tag[]>;
  /** The tags of {@link tagsByTarget}, each looked up when somebody goes on to it. */
  readonly eachTag: (key: ItemKey) => Iterable<Tag>;
  /** True when any tag names an item. */
  readonly isTagged: (key: ItemKey) => boolean;
  /**
   * At most `limit` items, each ID once, whose `searchText` answers a query: those of our own notation whose type is
   * among `types`, or without types all of all notations.
   */
  readonly search: (types: ReadonlySet<string> | undefined, query: TextQuery, limit: number) => readonly Item[];
  readonly classes: ClassAnalysis;
  /** Safety class of a system, item, unit or SOUP, by the item's key. */
  readonly classByKey: Lookup<ItemKey, NodeClass>;
  /** What is wrong with the class of a node, by the item's key. */
  readonly contradictionByKey: Lookup<ItemKey, Contradiction>;
  /** The level of the product: the highest of its software systems, or the profile's default. */
  readonly productLevel: SafetyLevel;
  readonly risk: RiskAnalysis;
  /** What `evidence.yaml` says. */
  readonly evidence: EvidenceMap;
  /** What was found where it points to, by path; undefined where nobody has looked yet. */
  readonly seen: Lookup<FilePath, SeenFile>;
  /** What `fda.yaml` says; undefined without one. */
  readonly fda: FdaAnswers | undefined;
  /** How many records answer a query of the profile or of `evidence.yaml`, which count retired records nowhere. */
  readonly recordCount: (query: RecordQuery) => number;
  readonly oft: OftTrace;
  /** True when the workspace has a project file or a software system: only then is anything missing. */
  readonly governed: boolean;
  /**
   * True when the workspace traces in our own notation: it is governed, or a link or tag of ours stands somewhere. Texts
   * that merely look like items, in a repository that has never heard of them, are nobody's mistake.
   */
  readonly ownNotation: boolean;
}

/** Links that point to `item`, optionally of some kinds only; links from retired items do not count. */
export function incomingLinks(
  { incoming }: Pick<Snapshot, 'incoming'>,
  item: Item,
  ...kinds: readonly Link['kind'][]
): readonly Link[] {
  return (incoming.get(item.key) ?? []).filter(
    (link) => (kinds.length === 0 || kinds.includes(link.kind)) && !isRetired(link.from),
  );
}

/** True when one of {@link incomingLinks} passes a test. Reads no more of them than it takes to find one. */
export function someIncomingLink(
  { eachIncoming }: Pick<Snapshot, 'eachIncoming'>,
  item: Item,
  test: (link: Link) => boolean,
): boolean {
  for (const link of eachIncoming(item.key)) if (test(link) && !isRetired(link.from)) return true;
  return false;
}

/** The same for those of a kind, of which an item may have few among very many. */
export function someIncomingLinkOfKind(
  { eachIncoming }: Pick<Snapshot, 'eachIncoming'>,
  item: Item,
  kind: Link['kind'],
  test: (from: Item) => boolean,
): boolean {
  for (const { from } of eachIncoming(item.key, kind)) if (test(from) && !isRetired(from)) return true;
  return false;
}

/** True when something links to an item by a kind of link, retired items included. */
export function isTargetOf({ eachIncoming }: Pick<Snapshot, 'eachIncoming'>, item: Item, kind: Link['kind']): boolean {
  for (const _ of eachIncoming(item.key, kind)) return true;
  return false;
}

/** True when one of the tags that point to an item passes a test. Reads no more of them than it takes to find one. */
export function someTag({ eachTag }: Pick<Snapshot, 'eachTag'>, item: Item, test: (tag: Tag) => boolean): boolean {
  for (const tag of eachTag(item.key)) if (test(tag)) return true;
  return false;
}

/** Items that link to `item` by one kind of link, as far as they are not retired. */
export function sources(graph: Pick<Snapshot, 'incoming'>, item: Item, kind: Link['kind']): readonly Item[] {
  return incomingLinks(graph, item, kind).map((link) => link.from);
}
