import { SETTINGS_FOLDER } from '../config/project.ts';
import type { YamlNode } from '../config/yamlNode.ts';
import { parseYaml } from '../config/yamlTree.ts';
import type { FileFacts } from '../model/facts.ts';
import { mayHold } from '../model/flatFacts/mayHold.ts';
import { groupBy } from '../model/groups.ts';
import { type ItemKey, itemKeyOf } from '../model/itemId.ts';
import { typeLabel } from '../model/itemType.ts';
import { type FilePath, type Span, touches } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import { attribute, type Item } from '../trace/item.ts';
import { placeText } from '../trace/place.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { approvalOf } from './edits/approval.ts';
import { type FileChange, factsAfter, type Texts } from './edits/fileChange.ts';
import { changed } from './edits/textChange.ts';
import { entityAt } from './entityAt.ts';
import { shown } from './fixes/fix.ts';

/** What a rename would start from. */
export interface RenameStart {
  /** The ID under the cursor. */
  readonly span: Span;
  /** The name to begin with: the ID as it is defined. */
  readonly name: string;
}

/** The answer to a question about a rename: what was asked for, or why not, for a person. */
export type RenameAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

/** No ID is longer. */
const MAX_LENGTH = 200;

/**
 * Whether the ID at an offset can be renamed. Undefined where no ID of an item stands, so that an editor asks others; a
 * reason where one stands that cannot.
 */
export function renameStart(snapshot: Snapshot, file: FilePath, offset: number): RenameAnswer<RenameStart> | undefined {
  const entity = entityAt(snapshot, file, offset);
  if (!entity || !('key' in entity) || !touches(entity.origin, offset)) return undefined;
  const item = renamable(snapshot, entity.key, entity.id);
  if (!item.ok) return item;
  return { ok: true, value: { span: nameSpan(item.value, entity.origin, entity.id), name: nameOf(item.value) } };
}

/**
 * Every change that gives an item another ID: where it is defined, in links and fields of records, in tags of code, and
 * in the project's own files. What is written is read again first: if it would not be read as the new ID everywhere,
 * nothing is changed.
 * In steps: an ID may stand in all files of a project, and each is read again.
 */
export function* renameChanges(
  snapshot: Snapshot,
  texts: Texts,
  file: FilePath,
  offset: number,
  name: string,
): Steps<RenameAnswer<readonly FileChange[]> | undefined> {
  const entity = entityAt(snapshot, file, offset);
  if (!entity || !('key' in entity)) return undefined;
  const found = renamable(snapshot, entity.key, entity.id);
  if (!found.ok) return found;
  const item = found.value;
  const flaw = flawOf(snapshot, item, name);
  if (flaw !== undefined) return refused(flaw);
  const rename = item.fact.dialect === 'oft' ? renameOft : renameOwn;
  return yield* rename(snapshot, texts, item, name);
}

function refused(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

function renamable(snapshot: Snapshot, key: ItemKey, id: string): RenameAnswer<Item> {
  const [first, second] = snapshot.definitions.get(key) ?? [];
  if (!first) return refused(`“${shown(id)}” is not defined in this workspace, so there is nothing to rename.`);
  if (second) {
    const places = [first, second].map(({ file, fact }) => placeText(snapshot, file, fact.idSpan.start)).join(' and ');
    return refused(`“${shown(first.id)}” is defined twice, at ${places}. Give one of them another ID first.`);
  }
  return { ok: true, value: first };
}

/** OpenFastTrace IDs are renamed without their revision, which tells the states of one item apart. */
function nameOf(item: Item): string {
  return item.fact.dialect === 'oft' ? withoutRevision(item.id) : item.id;
}

function withoutRevision(id: string): string {
  return id.replace(/~\d+$/, '');
}

function nameSpan(item: Item, span: Span, written: string): Span {
  if (item.fact.dialect !== 'oft') return span;
  return { start: span.start, end: Math.min(span.end, span.start + withoutRevision(written).length) };
}

const OFT_NAME =
  /^[A-Za-z]+~\p{Alphabetic}[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}-]*(?:\.[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}-]+)*$/u;

/** What is wrong with a new name, or undefined. */
function flawOf(snapshot: Snapshot, item: Item, name: string): string | undefined {
  if (name.trim() === '') return 'An ID cannot be empty.';
  if (name !== name.trim()) return 'An ID cannot start or end with a blank.';
  if (name.length > MAX_LENGTH) return `An ID cannot be longer than ${MAX_LENGTH} characters.`;
  if (name === nameOf(item)) return `That is its name already.`;
  const { ids } = snapshot.config.reading;
  if (item.fact.dialect === 'oft') {
    if (!OFT_NAME.test(name))
      return `“${shown(name)}” is no OpenFastTrace ID without revision, such as “${shown(nameOf(item))}”.`;
    if (name.slice(0, name.indexOf('~')) !== item.type)
      return `The type “${shown(item.type)}” of an item cannot be changed by renaming it.`;
    return conflictOf(snapshot, item, `oft:${name}`, name);
  }
  const resolved = /\s/.test(name) ? undefined : ids.resolve(name);
  if (!resolved)
    return `“${shown(name)}” is not a valid item ID (expected a known prefix and a number, for example ${ids.example}).`;
  if (resolved.type !== item.type && attribute(item, 'type') === undefined) {
    return `“${shown(name)}” is the ID of a ${typeLabel(resolved.type)}; ${shown(item.id)} is a ${typeLabel(item.type)}. Renaming cannot change the type.`;
  }
  return conflictOf(snapshot, item, resolved.key, name);
}

function conflictOf(snapshot: Snapshot, item: Item, key: ItemKey, name: string): string | undefined {
  if (key === item.key) return undefined;
  const other = snapshot.byKey.get(key);
  if (other)
    return `“${shown(name)}” is already defined at ${placeText(snapshot, other.file, other.fact.idSpan.start)}.`;
  const mentioned = (snapshot.mentions.get(key) ?? [])[0];
  const tagged = (snapshot.tagsByTarget.get(key) ?? [])[0];
  const place = mentioned
    ? placeText(snapshot, mentioned.from.file, mentioned.fact.span.start)
    : tagged && placeText(snapshot, tagged.file, tagged.fact.span.start);
  return place === undefined
    ? undefined
    : `“${shown(name)}” is not defined, but ${place} names it already and would then mean this item.`;
}

/** A token to be replaced, with the text that it must have. */
interface Occurrence {
  readonly file: FilePath;
  readonly span: Span;
  readonly written: string;
  readonly owner?: Item | undefined;
}

function* renameOwn(
  snapshot: Snapshot,
  texts: Texts,
  item: Item,
  name: string,
): Steps<RenameAnswer<readonly FileChange[]>> {
  const found = new Map<string, Occurrence>();
  const note = (occurrence: Occurrence): void => {
    found.set(`${occurrence.file}\n${occurrence.span.start}`, occurrence);
  };
  note({ file: item.file, span: item.fact.idSpan, written: item.id, owner: item });
  for (const { from, fact } of snapshot.mentions.get(item.key) ?? []) {
    const { file } = from;
    const text = texts(file);
    if (text === undefined) return unread(file);
    const written = text.slice(fact.span.start, fact.span.end);
    if (written === fact.to) note({ file, span: fact.span, written, owner: from });
    else for (const occurrence of inValue(text, fact.span, item.key, from)) note(occurrence);
  }
  for (const { file, fact } of snapshot.eachTag(item.key)) {
    yield;
    note({ file, span: fact.span, written: fact.target });
  }
  for (const owner of ownersThatMayHold(snapshot, numberIn(item.key))) {
    yield;
    for (const { values } of owner.fact.attributes) {
      for (const value of values) {
        if (!names(value.text, item.key)) continue;
        const text = texts(owner.file);
        if (text === undefined) return unread(owner.file);
        for (const occurrence of inValue(text, value.span, item.key, owner)) note(occurrence);
      }
    }
  }
  for (const { path, role } of snapshot.files.values()) {
    if (role !== 'project' || !path.startsWith(SETTINGS_FOLDER) || !isYaml(path)) continue;
    const text = texts(path);
    if (text === undefined) return unread(path);
    for (const occurrence of inSettings(path, text, item.key)) note(occurrence);
  }
  return yield* changesOf(snapshot, texts, item, [...found.values()], () => name);
}

/**
 * Where an ID stands in a value of a record. The value may be folded or escaped, so its words are looked for as they are written; what an alias
 * stands for is written elsewhere.
 */
function* inValue(text: string, { start, end }: Span, key: ItemKey, owner: Item): Generator<Occurrence> {
  if (text.startsWith('*', start) && isYaml(owner.file)) return;
  for (const token of tokensIn(text.slice(start, end), start)) {
    if (itemKeyOf(token.text) === key) yield { file: owner.file, span: token.span, written: token.text, owner };
  }
}

function isYaml(file: FilePath): boolean {
  return /\.ya?ml$/i.test(file);
}

/** Items of our own notation in files that hold a text: few files of a large project hold the number of an ID. */
function* ownersThatMayHold(snapshot: Snapshot, text: string): Generator<Item> {
  for (const facts of snapshot.files.speaking()) {
    if (!mayHold(facts, text)) continue;
    for (const item of snapshot.itemsByFile.get(facts.path) ?? []) if (item.dialect === 'lifetrace') yield item;
  }
}

/** The last number in a key, which every spelling of the ID holds; empty for a key without number. */
function numberIn(key: ItemKey): string {
  return /\d+(?=\D*$)/.exec(key)?.[0] ?? '';
}

/** True when an ID stands in a text, in any spelling. */
function names(text: string, key: ItemKey): boolean {
  return text.includes(numberIn(key)) && tokensIn(text).some((token) => itemKeyOf(token.text) === key);
}

function* renameOft(
  snapshot: Snapshot,
  texts: Texts,
  item: Item,
  name: string,
): Steps<RenameAnswer<readonly FileChange[]>> {
  const occurrences: Occurrence[] = [{ file: item.file, span: item.fact.idSpan, written: item.id, owner: item }];
  for (const { from, fact } of snapshot.mentions.get(item.key) ?? []) {
    occurrences.push({ file: from.file, span: fact.span, written: fact.to, owner: from });
  }
  for (const { file, fact } of snapshot.tagsByTarget.get(item.key) ?? []) {
    occurrences.push({ file, span: fact.span, written: fact.target });
  }
  return yield* changesOf(
    snapshot,
    texts,
    item,
    occurrences,
    (written) => name + written.slice(withoutRevision(written).length),
  );
}

function unread(file: FilePath): { readonly ok: false; readonly reason: string } {
  return refused(`${shown(file)} cannot be read, or has changed on disk. Save or close it, and try again.`);
}

function* changesOf(
  snapshot: Snapshot,
  texts: Texts,
  item: Item,
  occurrences: readonly Occurrence[],
  renamed: (written: string) => string,
): Steps<RenameAnswer<readonly FileChange[]>> {
  const changes: FileChange[] = [];
  for (const { file, span, written, owner } of occurrences) {
    yield;
    const text = texts(file);
    if (text === undefined || text.slice(span.start, span.end) !== written) return unread(file);
    if (renamed(written) === written) continue;
    changes.push({ file, span, text: renamed(written), ...(owner && approvalOf(owner)) });
  }
  for (const [file, inFile] of groupBy(changes, (change) => change.file)) {
    yield;
    const before = snapshot.files.get(file);
    const text = texts(file);
    if (!before || text === undefined) return unread(file);
    const after = factsAfter(snapshot, file, changed(text, inFile));
    if (!after || !readsTheSame(before, after, item.key)) {
      return refused(`In ${shown(file)} the new ID would not be read as one, so nothing is renamed.`);
    }
  }
  return { ok: true, value: changes };
}

/** True when only the ID is another one: as many items, links, tags and problems, and none of them names the old one. */
function readsTheSame(before: FileFacts, after: FileFacts, old: ItemKey): boolean {
  const [left, right] = [before, after].map((facts) => [
    facts.items.length,
    facts.tags.length,
    facts.problems.length,
    facts.units.length,
    facts.items.reduce((sum, { links }) => sum + links.length, 0),
    facts.items.reduce((sum, { attributes }) => sum + attributes.length, 0),
  ]);
  if (left?.join() !== right?.join()) return false;
  const named = (facts: FileFacts): ReadonlySet<ItemKey> =>
    new Set([
      ...facts.items.flatMap(({ key, links }) => [key, ...links.map(({ toKey }) => toKey)]),
      ...facts.tags.map(({ targetKey }) => targetKey),
    ]);
  const kept = named(before);
  const fresh = [...named(after)].filter((key) => !kept.has(key));
  return fresh.length <= 1 && (fresh.length === 0 || !named(after).has(old));
}

interface Token {
  readonly text: string;
  readonly span: Span;
}

/** Words of a text that may be IDs. */
function tokensIn(text: string, offset = 0): readonly Token[] {
  return [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}_.-]*/gu)].map((match) => {
    const word = match[0].replace(/[.-]+$/, '');
    const start = offset + match.index;
    return { text: word, span: { start, end: start + word.length } };
  });
}

/** Keys and values of a settings file that name an item; remarks are left as they are. */
function inSettings(file: FilePath, text: string, key: ItemKey): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const look = (span: Span): void => {
    for (const token of tokensIn(text.slice(span.start, span.end), span.start)) {
      if (itemKeyOf(token.text) === key) found.push({ file, span: token.span, written: token.text });
    }
  };
  const walk = (node: YamlNode): void => {
    if (node.kind === 'scalar') look(node.span);
    else if (node.kind === 'list') node.entries.forEach(walk);
    else
      for (const { keySpan, value } of node.entries) {
        look(keySpan);
        walk(value);
      }
  };
  parseYaml(text).roots.forEach(walk);
  return found;
}
