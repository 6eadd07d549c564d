import type { YamlMap } from '../../config/yamlNode.ts';
import { entryOf } from '../../config/yamlTree.ts';
import { isLinkKind } from '../../model/linkKind.ts';
import { attributeValues, type Item } from '../../trace/item.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { type FileChange, sameItem, type Texts, verified } from './fileChange.ts';
import { lineAt, lineBreakOf, oneLine, trimmedEnd } from './lines.ts';
import { notationOf } from './notation.ts';
import { cellText, rowAt } from './tableCells.ts';
import { insertEntry, type YamlValue } from './yamlMapEdit.ts';
import { yamlScalar } from './yamlText.ts';

/** A field to be written: a dotted name as in `classRationale.text`, and one value. */
export interface NewField {
  readonly name: string;
  readonly value: string;
}

/**
 * Writes a field into a record, in the notation of the record: a value that is there already is replaced, a link gets a
 * further target. Undefined where that cannot be done so that the record then says it, for example in a table
 * without such a column.
 */
export function writeField(snapshot: Snapshot, texts: Texts, item: Item, field: NewField): FileChange | undefined {
  const text = texts(item.file);
  if (text === undefined || text.slice(item.fact.idSpan.start, item.fact.idSpan.end) !== item.id) return undefined;
  const value = oneLine(field.value);
  for (const change of candidates(text, item, { ...field, value })) {
    const safe = verified(snapshot, text, change, (after) => {
      const before = snapshot.files.get(item.file);
      const fact = before && sameItem(before, item.fact, after);
      if (!fact || after.items.length !== before.items.length || fact.title !== item.title) return false;
      if (field.name.startsWith('suppress.')) {
        const code = field.name.slice('suppress.'.length);
        return after.suppressions.some((each) => each.code === code && each.reason === value);
      }
      if (!isLinkKind(field.name)) return attributeValues(fact, field.name).join(' ') === value;
      const links = fact.links.filter(({ kind }) => kind === field.name);
      const had = item.fact.links.filter(({ kind }) => kind === field.name);
      return links.length === had.length + 1 && links.some(({ to }) => to === value);
    });
    if (safe) return safe;
  }
  return undefined;
}

function* candidates(text: string, item: Item, field: NewField): Generator<FileChange | undefined> {
  yield inPlace(text, item, field);
  const notation = notationOf(text, item);
  if (!notation) return;
  if (notation.kind === 'heading') yield* bullet(text, item, field);
  else if (notation.kind === 'row') yield cell(text, item, field);
  else yield* yamlField(text, item, notation.node, field);
}

/** The change of a field that the record has already. */
function inPlace(text: string, { file, fact }: Item, { name, value }: NewField): FileChange | undefined {
  if (isLinkKind(name)) {
    const last = fact.links.findLast(({ kind }) => kind === name);
    return last && { file, span: { start: last.span.end, end: last.span.end }, text: `, ${value}` };
  }
  const attribute = fact.attributes.find((each) => each.name === name);
  const first = attribute?.values[0];
  const last = attribute?.values.at(-1);
  if (!first || !last) return undefined;
  const quoted = /["']/.test(text.charAt(first.span.start - 1));
  const yaml = /\.ya?ml$/i.test(file);
  const written = !yaml ? value : quoted ? JSON.stringify(value).slice(1, -1) : yamlScalar(value);
  return { file, span: { start: first.span.start, end: last.span.end }, text: written };
}

const BULLET = /^ {0,3}[-*+][ \t]+/;

/** A bullet below the last field of the record; below its text where it has none. */
function* bullet(text: string, item: Item, { name, value }: NewField): Generator<FileChange | undefined> {
  const { file, fact } = item;
  const lineBreak = lineBreakOf(text);
  const written = name.startsWith('suppress.')
    ? `suppress: ${name.slice('suppress.'.length)}: ${value}`
    : `${name}: ${value}`;
  const insert = (at: number, words: string): FileChange => ({ file, span: { start: at, end: at }, text: words });
  const ends = [
    ...fact.links.map(({ span }) => span.end),
    ...fact.attributes.flatMap(({ nameSpan, values }) => values.at(-1)?.span.end ?? nameSpan.end),
  ];
  if (ends.length > 0) {
    const last = lineAt(text, Math.max(...ends));
    const words = text.slice(last.start, last.end);
    const marker = BULLET.exec(words)?.[0] ?? '- ';
    yield insert(trimmedEnd(text, last.end), `${lineBreak}${marker}${written.trimEnd()}`);
  }
  const heading = lineAt(text, fact.idSpan.start);
  const behind =
    heading.end +
    (/^(?:\r\n|\n|\r) {0,3}(?:=+|-{2,})[ \t]*(?=[\r\n]|$)/.exec(text.slice(heading.end))?.[0].length ?? 0);
  const next = text.slice(behind, fact.span.end).search(/^ {0,3}#{1,6}[ \t]/m);
  const end = trimmedEnd(text, next < 0 ? fact.span.end : behind + next);
  const last = lineAt(text, end);
  const gap =
    BULLET.test(text.slice(last.start, last.end)) && last.start > heading.end ? lineBreak : lineBreak + lineBreak;
  yield insert(Math.max(end, behind), `${gap}- ${written.trimEnd()}`);
  yield insert(behind, `${lineBreak}${lineBreak}- ${written.trimEnd()}`);
}

function cell(text: string, { file, fact }: Item, { name, value }: NewField): FileChange | undefined {
  const row = rowAt(text, fact.idSpan.start);
  const suppresses = name.startsWith('suppress.');
  const column = row?.columns.indexOf(suppresses ? 'suppress' : name) ?? -1;
  const found = row?.cells[column];
  if (found?.text.trim() !== '') return undefined;
  const words = suppresses ? `${name.slice('suppress.'.length)}: ${value}` : value;
  return { file, span: found.span, text: ` ${cellText(words)} ` };
}

/**
 * A key in the map of the record, or in the innermost map of its fields that is there already: at its end, or behind the
 * first key where the last value is broken.
 */
function* yamlField(text: string, { file }: Item, record: YamlMap, { name, value }: NewField): Generator<FileChange> {
  let map = record;
  let [head = '', ...rest] = name.split('.');
  for (let entry = entryOf(map, head); entry; entry = entryOf(map, head)) {
    if (entry.value.kind !== 'map') return;
    map = entry.value;
    [head = '', ...rest] = rest;
  }
  const written = nested(rest, yamlScalar(value));
  yield { file, ...insertEntry(text, map, head, written) };
  yield { file, ...insertEntry(text, map, head, written, map.entries[0]) };
}

function nested(path: readonly string[], value: string): YamlValue {
  return path.reduceRight<YamlValue>((inner, key) => [[key, inner]], value);
}
