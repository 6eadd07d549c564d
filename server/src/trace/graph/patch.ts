import type { FileFacts } from '../../model/facts.ts';
import { itemAt } from '../../model/flatFacts/factAt.ts';
import { factCount } from '../../model/flatFacts/factCount.ts';
import { append } from '../../model/groups.ts';
import type { ItemKey } from '../../model/itemId.ts';
import type { Names } from '../../model/names.ts';
import type { FilePath } from '../../model/span.ts';
import { baseName } from './baseName.ts';
import { type Cell, nameOfBase } from './cells.ts';
import { codeChange } from './codeChange.ts';
import { FileNode } from './fileNode.ts';
import type { Graph } from './graph.ts';
import { type GraphCounts, hasManyDangling, usesOwnNotation } from './graphCounts.ts';
import { itemChange, MOVED } from './itemChange.ts';
import { eachTarget, ownTypeOf } from './keyNumbers.ts';
import type { NumberListsEdit } from './numberLists.ts';
import { PathListEdit } from './pathList.ts';
import { edited } from './sortedList.ts';
import type { TableEdit } from './table.ts';
import { declarationsSignature, tagSignatures } from './tagSignatures.ts';

/** What files say by now: their new facts, or undefined for those that are gone. */
export type FileChanges = ReadonlyMap<FilePath, FileFacts | undefined>;

/** What a change of files has touched, as it is gathered. */
export interface ChangeNotes {
  /** Cells that may read differently by now. */
  readonly cells: Set<Cell>;
  /** Items whose own words or their places have changed, beside those whose definition has. */
  readonly reworded: Set<ItemKey>;
  /** Items that have come or gone, or link to something else by now. */
  readonly relinked: Set<ItemKey>;
}

/**
 * The graph after some files have changed. Takes time in proportion to what the changed files hold. What that touches is
 * added to `notes`; whoever compares with nothing has none, since everything is new.
 */
export function patched(graph: Graph, changes: FileChanges, notes: ChangeNotes | undefined): Graph {
  return new Patch(graph, notes).apply(changes);
}

/** A file before and after a change. */
interface FileChange {
  readonly path: FilePath;
  readonly file: number;
  readonly before: FileNode | undefined;
  readonly after: FileNode | undefined;
}

class Patch {
  readonly #graph: Graph;
  readonly #notes: ChangeNotes | undefined;
  readonly #files: TableEdit<FileNode>;
  readonly #definers: NumberListsEdit;
  readonly #sources: NumberListsEdit;
  readonly #tagFiles: NumberListsEdit;
  /** Keys whose definitions have changed in files that were there before, or link to something else. */
  readonly #relinked = new Set<number>();
  /** Keys that are defined elsewhere or as something else by now; gathered for the notes. */
  readonly #redefined = new Set<number>();
  readonly #types: ListEdits = new Map();
  readonly #declarers: NumberListsEdit;
  readonly #unitFiles: NumberListsEdit;
  readonly #paths = new PathListEdit();
  readonly #speaking = new PathListEdit();
  readonly #defining = new PathListEdit();
  readonly #counts: { -readonly [Name in keyof GraphCounts]: number };

  constructor(graph: Graph, notes: ChangeNotes | undefined) {
    const { compare } = graph.names;
    this.#graph = graph;
    this.#notes = notes;
    this.#files = graph.files.edit();
    this.#definers = graph.definers.edit(compare);
    this.#sources = graph.sources.edit(compare);
    this.#tagFiles = graph.tagFiles.edit(compare);
    this.#declarers = graph.declarers.edit(compare);
    this.#unitFiles = graph.unitFiles.edit(compare);
    this.#counts = { ...graph.counts };
  }

  apply(changes: FileChanges): Graph {
    const { names, cells } = this.#graph;
    const compared: FileChange[] = [];
    for (const [path, facts] of changes) {
      const file = names.numberOfFile(path);
      const before = this.#files.get(file);
      if (before?.facts === facts) continue;
      const after = facts && new FileNode(facts, names);
      this.#files.set(file, after);
      this.#notes?.cells.add(cells.textOf(file));
      if (!before || !after) this.#notes?.cells.add(cells.existenceOf(file));
      this.#paths.turn(path, before !== undefined, after !== undefined);
      this.#speaking.turn(path, before?.speaks === true, after?.speaks === true);
      this.#defining.turn(path, definesItems(before), definesItems(after));
      // Most files of a large tree say nothing.
      if ((!before || before.quiet) && (!after || after.quiet)) continue;
      const change = { path, file, before, after };
      this.#count(before, -1);
      this.#count(after, 1);
      this.#compareItems(change);
      this.#compareCode(change);
      compared.push(change);
    }
    this.#linkUp(compared);
    const graph: Graph = {
      ...this.#graph,
      paths: this.#graph.paths.after(this.#paths),
      speaking: this.#graph.speaking.after(this.#speaking),
      defining: this.#graph.defining.after(this.#defining),
      files: this.#files.done(),
      definers: this.#definers.done(),
      sources: this.#sources.done(),
      tagFiles: this.#tagFiles.done(),
      declarers: this.#declarers.done(),
      unitFiles: this.#unitFiles.done(),
      types: this.#editedTypes(),
      counts: this.#counts,
    };
    this.#compareCounts(graph.counts);
    return graph;
  }

  #count(node: FileNode | undefined, sign: 1 | -1): void {
    if (!node) return;
    const { facts, counts } = node;
    this.#counts.items += sign * factCount(facts, 'items');
    this.#counts.links += sign * counts.links;
    this.#counts.units += sign * factCount(facts, 'units');
    this.#counts.productUnits += sign * node.productUnits;
    this.#counts.tags += sign * factCount(facts, 'tags');
    this.#counts.linkedItems += sign * counts.linkedItems;
    this.#counts.systems += sign * counts.systems;
    this.#counts.ownTags += sign * counts.tags;
    this.#counts.oft += sign * counts.oft;
    if (counts.oft > 0) this.#notes?.cells.add(this.#graph.cells.project('oft'));
  }

  #compareItems({ file, before, after }: FileChange): void {
    // Hardly any edit adds or removes an item, and then each stands where it stood.
    if (before && after && before.itemKeys.isSameRow(after.itemKeys)) {
      const { keys } = after.itemKeys;
      for (let index = 0; index < keys.length; index++)
        this.#compareDefinition(keys[index] ?? 0, before, index, after, index);
      return;
    }
    for (const key of before?.itemKeys.distinct() ?? NONE) {
      if (after?.itemKeys.has(key)) continue;
      this.#relinked.add(key);
      this.#definitionChanged(key);
      this.#setDefiner(key, file, false);
    }
    for (const key of after?.itemKeys.distinct() ?? NONE) {
      if (before?.itemKeys.has(key)) {
        this.#compareDefinitions(key, before, after);
        continue;
      }
      if (before) this.#relinked.add(key);
      this.#definitionChanged(key);
      this.#setDefiner(key, file, true);
    }
  }

  #compareDefinitions(key: number, before: FileNode, after: FileNode | undefined): void {
    const [then, now] = [before.itemKeys.of(key), after?.itemKeys.of(key) ?? []];
    if (then.length !== now.length) {
      this.#relinked.add(key);
      this.#definitionChanged(key);
      return;
    }
    for (const [at, index] of now.entries()) {
      this.#compareDefinition(key, before, then[at] ?? -1, after, index);
      // Of several definitions each is looked at again, also when it has only moved.
      if (now.length > 1) this.#notes?.reworded.add(this.#graph.names.nameOf(key) ?? '');
    }
  }

  #compareDefinition(key: number, before: FileNode, then: number, after: FileNode | undefined, now: number): void {
    const old = itemAt(before.facts, then);
    const fresh = after && itemAt(after.facts, now);
    const change = old && fresh ? itemChange(old, fresh) : MOVED;
    if (change === MOVED) return;
    if (change.definition || change.links) this.#relinked.add(key);
    if (change.definition) this.#definitionChanged(key);
    if (!this.#notes) return;
    const { cells, names } = this.#graph;
    const name = names.nameOf(key) ?? '';
    if (change.links) {
      this.#notes.relinked.add(name);
      this.#notes.cells.add(cells.linksOf(key));
    }
    if (change.status) this.#notes.cells.add(cells.statusOf(key));
    if (change.standing) this.#notes.cells.add(cells.standingOf(key));
    if (change.fields) this.#notes.cells.add(cells.fieldsOf(key));
    if (change.words) this.#notes.reworded.add(name);
  }

  /** Whoever rests on anything that a definition says is told: most look no further than to a part of it. */
  #definitionChanged(key: number): void {
    if (!this.#notes) return;
    const { cells, names } = this.#graph;
    this.#redefined.add(key);
    this.#notes.relinked.add(names.nameOf(key) ?? '');
    this.#notes.cells.add(cells.definitionOf(key));
    this.#notes.cells.add(cells.statusOf(key));
    this.#notes.cells.add(cells.standingOf(key));
    this.#notes.cells.add(cells.linksOf(key));
    this.#notes.cells.add(cells.fieldsOf(key));
  }

  #setDefiner(key: number, file: number, defines: boolean): void {
    const turned = defines ? this.#definers.add(key, file) : this.#definers.remove(key, file);
    if (turned && this.#sources.count(key) + this.#tagFiles.count(key) > 0) this.#counts.dangling += defines ? -1 : 1;
  }

  #setSource(key: number, source: number, links: boolean): void {
    const turned = links ? this.#sources.add(key, source) : this.#sources.remove(key, source);
    if (turned && this.#definers.count(key) + this.#tagFiles.count(key) === 0) this.#counts.dangling += links ? 1 : -1;
  }

  #setTagFile(key: number, file: number, tags: boolean): void {
    const turned = tags ? this.#tagFiles.add(key, file) : this.#tagFiles.remove(key, file);
    if (turned && this.#definers.count(key) + this.#sources.count(key) === 0) this.#counts.dangling += tags ? 1 : -1;
    this.#notes?.cells.add(this.#graph.cells.tagsOf(key));
  }

  /** Brings the sources of what items linked to, and link to by now, up to date. Definers are known already. */
  #linkUp(compared: readonly FileChange[]): void {
    const relinked = new Map<number, FileChange[]>();
    for (const change of compared) {
      const { before, after } = change;
      // Of most edits nothing is left to do.
      if (before && this.#relinked.size === 0) continue;
      for (const key of before?.itemKeys.distinct() ?? NONE) if (this.#relinked.has(key)) append(relinked, key, change);
      for (const key of after?.itemKeys.distinct() ?? NONE) {
        if (before?.itemKeys.has(key)) continue;
        // Of a first index nearly all items are defined once, and there is nothing to compare them with.
        const isNew = !this.#relinked.has(key) && this.#definers.count(key) === 1;
        if (after && isNew) this.#linkNew(key, after);
        else append(relinked, key, change);
      }
    }
    for (const [key, files] of relinked) this.#compareLinks(key, files);
  }

  /** Notes the links of a key that a file defines, and nothing has defined before. */
  #linkNew(key: number, node: FileNode): void {
    const { cells, names } = this.#graph;
    const positions = node.itemKeys.of(key);
    const name = names.nameOf(key) ?? '';
    for (const index of positions) {
      eachTarget(node.facts, index, names, (target) => {
        if (this.#sources.has(target, key)) return;
        this.#setSource(target, key, true);
        this.#notes?.cells.add(cells.incomingOf(target));
      });
      const type = ownTypeOf(node.facts, index);
      if (type !== undefined) note(this.#types, type, name, true);
    }
    this.#notes?.cells.add(cells.project('links'));
  }

  /** Does so for a key with several definitions, or with earlier ones. */
  #compareLinks(key: number, files: readonly FileChange[]): void {
    const { cells, names } = this.#graph;
    const name = names.nameOf(key) ?? '';
    const linked = new Set<number>();
    const own = new Set<string>();
    for (const file of this.#definers.get(key)) {
      const node = this.#files.get(file);
      if (!node) continue;
      for (const index of node.itemKeys.of(key)) {
        eachTarget(node.facts, index, names, (target) => linked.add(target));
        const type = ownTypeOf(node.facts, index);
        if (type !== undefined) own.add(type);
      }
    }
    // Another definition may be the first by now.
    const redefined = this.#redefined.has(key);
    for (const target of linked) {
      const known = this.#sources.has(target, key);
      if (!known) this.#setSource(target, key, true);
      if (!known || redefined) this.#notes?.cells.add(cells.incomingOf(target));
    }
    for (const { before, after } of files) {
      // All links of a new definition have been noted.
      if (!before) continue;
      const [then, now] = [linkSignatures(before, key, names), linkSignatures(after, key, names)];
      for (const [target, signature] of then) {
        if (now.get(target) === signature) continue;
        this.#notes?.cells.add(cells.incomingOf(target));
        if (!linked.has(target) && this.#sources.has(target, key)) this.#setSource(target, key, false);
      }
      for (const target of now.keys()) if (!then.has(target)) this.#notes?.cells.add(cells.incomingOf(target));
      for (const index of before.itemKeys.of(key)) {
        const type = ownTypeOf(before.facts, index);
        if (type !== undefined && !own.has(type)) note(this.#types, type, name, false);
      }
    }
    for (const type of own) note(this.#types, type, name, true);
    this.#notes?.cells.add(cells.project('links'));
  }

  #compareCode(change: FileChange): void {
    const { cells, names } = this.#graph;
    const { path, file, before, after } = change;
    const { units, fileTags, keys } = codeChange(before, after);
    if (units) this.#notes?.cells.add(cells.units(path));
    if (fileTags) this.#notes?.cells.add(cells.fileTags(path));
    this.#compareDeclarations(change, !units);
    if (keys?.size === 0) return;
    if (!before || !after) {
      // Nothing to compare with.
      for (const key of (after ?? before)?.tagKeys.distinct() ?? NONE) this.#setTagFile(key, file, after !== undefined);
      return;
    }
    const [then, now] = [tagSignatures(before, keys), tagSignatures(after, keys)];
    for (const key of then.keys()) if (!now.has(key)) this.#setTagFile(names.numberOf(key), file, false);
    for (const [key, signature] of now) {
      const known = then.get(key);
      if (known === undefined) this.#setTagFile(names.numberOf(key), file, true);
      else if (known !== signature) this.#notes?.cells.add(cells.tags(key));
    }
  }

  /** Brings the lists of a base name up to date, and notes what has changed for the other files that have it. */
  #compareDeclarations({ path, file, before, after }: FileChange, sameUnits: boolean): void {
    const declared = before?.hasTaggedDeclarations === true;
    const declares = after?.hasTaggedDeclarations === true;
    const defined = before?.mayDefineDeclared === true;
    const defines = after?.mayDefineDeclared === true;
    if (!(declared || declares || defined || defines)) return;
    const { cells, names } = this.#graph;
    const base = baseName(path);
    const number = names.numberOf(nameOfBase(base));
    if (declared !== declares) turn(this.#declarers, number, file, declares);
    if (defined !== defines) turn(this.#unitFiles, number, file, defines);
    if (!this.#notes) return;
    if ((declared || declares) && declarationsSignature(before) !== declarationsSignature(after))
      this.#notes.cells.add(cells.declarations(base));
    if ((defined || defines) && !sameUnits) this.#notes.cells.add(cells.definitions(base));
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
      this.#notes?.cells.add(cells.type(type));
      this.#notes?.cells.add(cells.project('ids'));
    }
    // The same object tells that no ID has come or gone.
    return result ?? types;
  }

  #compareCounts(after: GraphCounts): void {
    const { cells, counts: before } = this.#graph;
    if (before.systems > 0 !== after.systems > 0) this.#notes?.cells.add(cells.project('governed'));
    if (hasManyDangling(before) !== hasManyDangling(after)) this.#notes?.cells.add(cells.project('manyDangling'));
    if (usesOwnNotation(before) !== usesOwnNotation(after)) this.#notes?.cells.add(cells.project('ownNotation'));
  }
}

function definesItems(node: FileNode | undefined): boolean {
  return node !== undefined && factCount(node.facts, 'items') > 0;
}

/** Edits of lists that have names. */
type ListEdits = Map<string, Map<string, boolean>>;

/** Notes that an entry is to stand in the list of a number, or no longer. */
function turn(lists: NumberListsEdit, number: number, entry: number, present: boolean): void {
  if (present) lists.add(number, entry);
  else lists.remove(number, entry);
}

/** Notes that `text` is to stand in the list of a name, or no longer. The last word counts. */
function note(edits: ListEdits, name: string, text: string, present: boolean): void {
  const edit = edits.get(name);
  if (edit) edit.set(text, present);
  else edits.set(name, new Map([[text, present]]));
}

/** What the definitions of a key in a file say about each of their targets, in one text each. */
function linkSignatures(node: FileNode | undefined, key: number, names: Names): ReadonlyMap<number, string> {
  const signatures = new Map<number, string>();
  for (const [nth, index] of (node?.itemKeys.of(key) ?? []).entries()) {
    for (const { toKey, to, kind, revision } of node?.facts.items[index]?.links ?? []) {
      const target = names.numberOf(toKey);
      signatures.set(target, `${signatures.get(target) ?? ''}${nth} ${kind} ${to} ${revision ?? ''}\n`);
    }
  }
  return signatures;
}

const NONE: readonly number[] = [];
