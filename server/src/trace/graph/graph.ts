import type { FileFacts } from '../../model/facts.ts';
import { append } from '../../model/groups.ts';
import type { ItemKey } from '../../model/itemId.ts';
import type { Names } from '../../model/names.ts';
import type { FilePath } from '../../model/span.ts';
import { baseName, hasTaggedDeclarations, mayDefineDeclared } from './baseName.ts';
import { type Cell, Cells, nameOfBase } from './cells.ts';
import { codeChange } from './codeChange.ts';
import { FileNode } from './fileNode.ts';
import { itemChange, MOVED } from './itemChange.ts';
import { PathList } from './pathList.ts';
import { edited, includes, type ListEdit } from './sortedList.ts';
import { Table, type TableEdit } from './table.ts';
import { declarationsSignature, tagSignatures } from './tagSignatures.ts';

/** Where an ID stands: who defines it, who links to it, who tags it. All lists are sorted and without repetition. */
export interface KeyNode {
  readonly definers: readonly FilePath[];
  /** Keys of the items that link here. */
  readonly sources: readonly ItemKey[];
  readonly tagFiles: readonly FilePath[];
}

const EMPTY: KeyNode = { definers: [], sources: [], tagFiles: [] };

/** The files of C and C++ with one base name, in whatever folders. All lists are sorted and without repetition. */
export interface BaseNode {
  /** Those with tags on functions that they only declare. */
  readonly declarers: readonly FilePath[];
  /** Those with units. */
  readonly definers: readonly FilePath[];
}

const EMPTY_BASE: BaseNode = { declarers: [], definers: [] };

/** Sums over all files. */
export interface GraphCounts {
  readonly items: number;
  readonly links: number;
  readonly units: number;
  /** Units outside of test code. */
  readonly productUnits: number;
  readonly tags: number;
  readonly linkedItems: number;
  readonly systems: number;
  readonly ownTags: number;
  readonly oft: number;
  /** IDs that something names and nothing defines. */
  readonly dangling: number;
}

/**
 * Who stands where and who points to whom, by interned number. A graph never changes: {@link patched} makes the next
 * one, which shares what the patch did not touch.
 */
export interface Graph {
  readonly names: Names;
  readonly cells: Cells;
  /** Paths of all files. */
  readonly paths: PathList;
  /** Those of them that say anything at all, sorted: in a large tree few do. */
  readonly speaking: readonly FilePath[];
  /** Those of them that define items, sorted. */
  readonly defining: readonly FilePath[];
  readonly files: Table<FileNode>;
  readonly keys: Table<KeyNode>;
  readonly bases: Table<BaseNode>;
  /** Keys of the items of our own notation by type, sorted. A key with several definitions is under all their types. */
  readonly types: ReadonlyMap<string, readonly ItemKey[]>;
  readonly counts: GraphCounts;
}

/** A graph of no files. */
export function emptyGraph(names: Names): Graph {
  const counts = {
    items: 0,
    links: 0,
    units: 0,
    productUnits: 0,
    tags: 0,
    linkedItems: 0,
    systems: 0,
    ownTags: 0,
    oft: 0,
    dangling: 0,
  };
  return {
    names,
    cells: new Cells(names),
    paths: PathList.empty(),
    speaking: [],
    defining: [],
    files: new Table(),
    keys: new Table(),
    bases: new Table(),
    types: new Map(),
    counts,
  };
}

/** What files say by now: their new facts, or undefined for those that are gone. */
export type FileChanges = ReadonlyMap<FilePath, FileFacts | undefined>;

/** A graph after a change, and what the change has touched. */
export interface Patched {
  readonly graph: Graph;
  /** Cells that may read differently by now, but for {@link ofFiles}. */
  readonly changed: ReadonlySet<Cell>;
  /** Those that stand for a file as a whole, each once: they are many while nobody asks for them yet. */
  readonly ofFiles: readonly Cell[];
  /** Items whose own words or their places have changed, beside those whose definition has. */
  readonly reworded: ReadonlySet<ItemKey>;
  /** Items that have come or gone, or link to something else by now. */
  readonly relinked: ReadonlySet<ItemKey>;
}

/** The node of a file, or undefined. */
export function fileNode(graph: Graph, path: FilePath): FileNode | undefined {
  return graph.files.get(graph.names.numberOfFile(path));
}

/** The node of a key; an empty one for a key that stands nowhere. */
export function keyNode(graph: Graph, key: ItemKey): KeyNode {
  return graph.keys.get(graph.names.numberOf(key)) ?? EMPTY;
}

/** The files of a base name. */
export function baseNode(graph: Graph, base: string): BaseNode {
  return graph.bases.get(graph.names.numberOf(nameOfBase(base))) ?? EMPTY_BASE;
}

/** The graph after some files have changed. Takes time in proportion to what the changed files hold. */
export function patched(graph: Graph, changes: FileChanges): Patched {
  return new Patch(graph).apply(changes);
}

/** A file before and after a change. */
interface FileChange {
  readonly before: FileNode | undefined;
  readonly after: FileNode | undefined;
}

class Patch {
  readonly #graph: Graph;
  readonly #files: TableEdit<FileNode>;
  readonly #changed = new Set<Cell>();
  readonly #ofFiles: Cell[] = [];
  readonly #reworded = new Set<ItemKey>();
  readonly #relinked = new Set<ItemKey>();
  readonly #definers: ListEdits<ItemKey> = new Map();
  readonly #sources: ListEdits<ItemKey> = new Map();
  readonly #tagFiles: ListEdits<ItemKey> = new Map();
  readonly #types: ListEdits<string> = new Map();
  readonly #declarers: ListEdits<string> = new Map();
  readonly #baseDefiners: ListEdits<string> = new Map();
  readonly #come: FilePath[] = [];
  readonly #gone: FilePath[] = [];
  readonly #speaking = new Map<FilePath, boolean>();
  readonly #defining = new Map<FilePath, boolean>();
  readonly #counts: { -readonly [Name in keyof GraphCounts]: number };

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#files = graph.files.edit();
    this.#counts = { ...graph.counts };
  }

  apply(changes: FileChanges): Patched {
    const { names, cells } = this.#graph;
    const compared: FileChange[] = [];
    for (const [path, facts] of changes) {
      const number = names.numberOfFile(path);
      const before = this.#files.get(number);
      if (before?.facts === facts) continue;
      const after = facts && new FileNode(facts);
      this.#files.set(number, after);
      this.#ofFiles.push(cells.textOf(number));
      if (!before || !after) {
        this.#ofFiles.push(cells.existenceOf(number));
        (after ? this.#come : this.#gone).push(path);
      }
      const speaks = after?.speaks === true;
      if (speaks !== (before?.speaks === true)) this.#speaking.set(path, speaks);
      const defines = definesItems(after);
      if (defines !== definesItems(before)) this.#defining.set(path, defines);
      // Most files of a large tree say nothing.
      if ((!before || before.quiet) && (!after || after.quiet)) continue;
      this.#count(before, -1);
      this.#count(after, 1);
      this.#compareItems(path, before, after);
      this.#compareCode(path, before, after);
      compared.push({ before, after });
    }
    const keys = this.#graph.keys.edit();
    this.#commit(keys, this.#definers, 'definers');
    for (const [key, files] of this.#relinkedIn(compared)) this.#compareLinks(keys, key, files);
    this.#commit(keys, this.#sources, 'sources');
    this.#commit(keys, this.#tagFiles, 'tagFiles');
    const graph: Graph = {
      ...this.#graph,
      paths: this.#graph.paths.after({ come: this.#come, gone: this.#gone }),
      speaking: edited(this.#graph.speaking, this.#speaking),
      defining: edited(this.#graph.defining, this.#defining),
      files: this.#files.done(),
      keys: keys.done(),
      bases: this.#editedBases(),
      types: this.#editedTypes(),
      counts: this.#counts,
    };
    this.#compareCounts(graph.counts);
    return {
      graph,
      changed: this.#changed,
      ofFiles: this.#ofFiles,
      reworded: this.#reworded,
      relinked: this.#relinked,
    };
  }

  #count(node: FileNode | undefined, sign: 1 | -1): void {
    if (!node) return;
    const { facts, counts } = node;
    this.#counts.items += sign * facts.items.length;
    this.#counts.links += sign * counts.links;
    this.#counts.units += sign * facts.units.length;
    this.#counts.productUnits += sign * counts.productUnits;
    this.#counts.tags += sign * facts.tags.length;
    this.#counts.linkedItems += sign * counts.linkedItems;
    this.#counts.systems += sign * counts.systems;
    this.#counts.ownTags += sign * counts.tags;
    this.#counts.oft += sign * counts.oft;
    if (counts.oft > 0) this.#changed.add(this.#graph.cells.project('oft'));
  }

  #compareItems(path: FilePath, before: FileNode | undefined, after: FileNode | undefined): void {
    for (const key of before?.definitions.keys() ?? []) {
      if (after?.definitions.has(key)) continue;
      this.#definitionChanged(key);
      note(this.#definers, key, path, false);
    }
    for (const [key, now] of after?.definitions ?? []) {
      const then = before?.definitions.get(key);
      if (!then) {
        this.#definitionChanged(key);
        note(this.#definers, key, path, true);
      } else this.#compareDefinitions(key, before, then, after, now);
    }
  }

  #compareDefinitions(
    key: ItemKey,
    before: FileNode | undefined,
    then: readonly number[],
    after: FileNode | undefined,
    now: readonly number[],
  ): void {
    if (then.length !== now.length) {
      this.#definitionChanged(key);
      return;
    }
    const { cells, names } = this.#graph;
    for (const [at, index] of now.entries()) {
      const old = before?.facts.items[then[at] ?? -1];
      const fresh = after?.facts.items[index];
      if (!old || !fresh) continue;
      const change = itemChange(old, fresh);
      if (change === MOVED && now.length === 1) continue;
      const number = names.numberOf(key);
      if (change.definition) this.#definitionChanged(key);
      if (change.links) {
        this.#relinked.add(key);
        this.#changed.add(cells.linksOf(number));
      }
      if (change.status) this.#changed.add(cells.statusOf(number));
      if (change.standing) this.#changed.add(cells.standingOf(number));
      if (change.fields) this.#changed.add(cells.fieldsOf(number));
      if (change.words || now.length > 1) this.#reworded.add(key);
    }
  }

  /** Whoever rests on anything that a definition says is told: most look no further than to a part of it. */
  #definitionChanged(key: ItemKey): void {
    const { cells, names } = this.#graph;
    const number = names.numberOf(key);
    this.#relinked.add(key);
    this.#changed.add(cells.definitionOf(number));
    this.#changed.add(cells.statusOf(number));
    this.#changed.add(cells.standingOf(number));
    this.#changed.add(cells.linksOf(number));
    this.#changed.add(cells.fieldsOf(number));
  }

  /** The files that define or defined the items that have come or gone, or link to something else by now. */
  #relinkedIn(compared: readonly FileChange[]): ReadonlyMap<ItemKey, readonly FileChange[]> {
    const found = new Map<ItemKey, FileChange[]>();
    for (const change of compared) {
      for (const key of change.before?.definitions.keys() ?? [])
        if (this.#relinked.has(key)) append(found, key, change);
      for (const key of change.after?.definitions.keys() ?? []) {
        if (this.#relinked.has(key) && change.before?.definitions.has(key) !== true) append(found, key, change);
      }
    }
    return found;
  }

  /** Brings the sources of what a key linked to, and links to by now, up to date. Definers are known already. */
  #compareLinks(keys: TableEdit<KeyNode>, key: ItemKey, files: readonly FileChange[]): void {
    const { cells, names } = this.#graph;
    const linked = new Set<ItemKey>();
    const own = new Set<string>();
    for (const path of keys.get(names.numberOf(key))?.definers ?? []) {
      const node = this.#files.get(names.numberOfFile(path));
      for (const index of node?.definitionsOf(key) ?? []) {
        const fact = node?.facts.items[index];
        for (const link of fact?.links ?? []) linked.add(link.toKey);
        if (fact?.dialect === 'lifetrace') own.add(fact.type);
      }
    }
    // Another definition may be the first by now.
    const redefined = this.#changed.has(cells.definition(key));
    for (const target of linked) {
      const known = includes(keys.get(names.numberOf(target))?.sources ?? [], key);
      if (!known) note(this.#sources, target, key, true);
      if (!known || redefined) this.#changed.add(cells.incoming(target));
    }
    for (const { before, after } of files) {
      // All links of a new definition have been noted.
      if (!before) continue;
      const [then, now] = [linkSignatures(before, key), linkSignatures(after, key)];
      for (const [target, signature] of then) {
        if (now.get(target) === signature) continue;
        this.#changed.add(cells.incoming(target));
        if (!linked.has(target)) note(this.#sources, target, key, false);
      }
      for (const target of now.keys()) if (!then.has(target)) this.#changed.add(cells.incoming(target));
      for (const index of before.definitionsOf(key)) {
        const fact = before.facts.items[index];
        if (fact?.dialect === 'lifetrace' && !own.has(fact.type)) note(this.#types, fact.type, key, false);
      }
    }
    for (const type of own) note(this.#types, type, key, true);
    this.#changed.add(cells.project('links'));
  }

  #compareCode(path: FilePath, before: FileNode | undefined, after: FileNode | undefined): void {
    const { cells } = this.#graph;
    const { units, fileTags, keys } = codeChange(before, after);
    if (units) this.#changed.add(cells.units(path));
    if (fileTags) this.#changed.add(cells.fileTags(path));
    this.#compareDeclarations(path, before, after, !units);
    if (keys?.size === 0) return;
    if (!before || !after) {
      // Nothing to compare with.
      for (const key of new Set((after ?? before)?.facts.tags.map(({ targetKey }) => targetKey))) {
        note(this.#tagFiles, key, path, after !== undefined);
        this.#changed.add(cells.tags(key));
      }
      return;
    }
    const [then, now] = [tagSignatures(before, keys), tagSignatures(after, keys)];
    for (const key of then.keys()) {
      if (now.has(key)) continue;
      note(this.#tagFiles, key, path, false);
      this.#changed.add(cells.tags(key));
    }
    for (const [key, signature] of now) {
      const known = then.get(key);
      if (known === signature) continue;
      if (known === undefined) note(this.#tagFiles, key, path, true);
      this.#changed.add(cells.tags(key));
    }
  }

  /** Brings the lists of a base name up to date, and notes what has changed for the other files that have it. */
  #compareDeclarations(
    path: FilePath,
    before: FileNode | undefined,
    after: FileNode | undefined,
    sameUnits: boolean,
  ): void {
    const { cells } = this.#graph;
    const base = baseName(path);
    const [declared, declares] = [before, after].map((node) => node && hasTaggedDeclarations(node.facts));
    if (declared || declares) {
      note(this.#declarers, base, path, declares === true);
      if (declarationsSignature(before) !== declarationsSignature(after)) this.#changed.add(cells.declarations(base));
    }
    const [defined, defines] = [before, after].map((node) => node && mayDefineDeclared(node.facts));
    if (defined || defines) {
      if (defined !== defines) note(this.#baseDefiners, base, path, defines === true);
      if (!sameUnits) this.#changed.add(cells.definitions(base));
    }
  }

  #editedBases(): Table<BaseNode> {
    const { names, bases } = this.#graph;
    if (this.#declarers.size + this.#baseDefiners.size === 0) return bases;
    const edit = bases.edit();
    for (const base of new Set([...this.#declarers.keys(), ...this.#baseDefiners.keys()])) {
      const number = names.numberOf(nameOfBase(base));
      const before = edit.get(number) ?? EMPTY_BASE;
      const declarers = edited(before.declarers, this.#declarers.get(base) ?? NO_EDIT);
      const definers = edited(before.definers, this.#baseDefiners.get(base) ?? NO_EDIT);
      edit.set(number, declarers.length + definers.length === 0 ? undefined : { declarers, definers });
    }
    return edit.done();
  }

  #commit(keys: TableEdit<KeyNode>, edits: ListEdits<ItemKey>, list: keyof KeyNode): void {
    for (const [key, edit] of edits) {
      const number = this.#graph.names.numberOf(key);
      const before = keys.get(number) ?? EMPTY;
      const after: KeyNode = { ...before, [list]: edited(before[list], edit) };
      const gone = after.definers.length + after.sources.length + after.tagFiles.length === 0;
      keys.set(number, gone ? undefined : after);
      this.#counts.dangling += Number(isDangling(after)) - Number(isDangling(before));
    }
  }

  #editedTypes(): ReadonlyMap<string, readonly ItemKey[]> {
    const { types, cells } = this.#graph;
    let result: Map<string, readonly ItemKey[]> | undefined;
    for (const [type, edit] of this.#types) {
      const before = types.get(type) ?? [];
      const after = edited(before, edit);
      if (after === before) continue;
      result ??= new Map(types);
      if (after.length > 0) result.set(type, after);
      else result.delete(type);
      this.#changed.add(cells.type(type));
      this.#changed.add(cells.project('ids'));
    }
    // The same object tells that no ID has come or gone.
    return result ?? types;
  }

  #compareCounts(after: GraphCounts): void {
    const { cells, counts: before } = this.#graph;
    if (before.systems > 0 !== after.systems > 0) this.#changed.add(cells.project('governed'));
    if (hasManyDangling(before) !== hasManyDangling(after)) this.#changed.add(cells.project('manyDangling'));
    if (usesOwnNotation(before) !== usesOwnNotation(after)) this.#changed.add(cells.project('ownNotation'));
  }
}

/** True when a link or tag of our own notation stands somewhere. */
export function usesOwnNotation({ linkedItems, ownTags }: GraphCounts): boolean {
  return linkedItems > 0 || ownTags > 0;
}

/** What more misspelt IDs than this may have meant is not looked for. */
const MANY_DANGLING = 2000;

/** True when so many IDs lead nowhere that looking for what each may have meant would take too long. */
export function hasManyDangling({ dangling }: GraphCounts): boolean {
  return dangling > MANY_DANGLING;
}

function isDangling({ definers, sources, tagFiles }: KeyNode): boolean {
  return definers.length === 0 && sources.length + tagFiles.length > 0;
}

function definesItems(node: FileNode | undefined): boolean {
  return node !== undefined && node.facts.items.length > 0;
}

/** Edits of the lists of keys or names. */
type ListEdits<Key extends string> = Map<Key, Map<string, boolean>>;

const NO_EDIT: ListEdit = new Map();

/** Notes that `text` is to stand in the list of a key, or no longer. The last word counts. */
function note<Key extends string>(edits: ListEdits<Key>, key: Key, text: string, present: boolean): void {
  const edit = edits.get(key);
  if (edit) edit.set(text, present);
  else edits.set(key, new Map([[text, present]]));
}

/** What the definitions of a key in a file say about each of their targets, in one text each. */
function linkSignatures(node: FileNode | undefined, key: ItemKey): ReadonlyMap<ItemKey, string> {
  const signatures = new Map<ItemKey, string>();
  for (const [nth, index] of (node?.definitionsOf(key) ?? []).entries()) {
    for (const { toKey, to, kind, revision } of node?.facts.items[index]?.links ?? []) {
      signatures.set(toKey, `${signatures.get(toKey) ?? ''}${nth} ${kind} ${to} ${revision ?? ''}\n`);
    }
  }
  return signatures;
}
