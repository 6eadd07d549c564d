import { compareIds } from '../../model/compare.ts';
import { itemKeyOf } from '../../model/itemId.ts';
import { typeLabel } from '../../model/itemType.ts';
import { isLinkKind } from '../../model/linkKind.ts';
import type { Item } from '../../trace/item.ts';
import { lineColumnIn } from '../../trace/place.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import type { NewField } from './fieldWriter.ts';
import { type FileChange, type Texts, verified } from './fileChange.ts';
import { lineAt, lineBreakOf, oneLine, trimmedEnd } from './lines.ts';
import { notationOf } from './notation.ts';
import { cellText, rowAt } from './tableCells.ts';
import { yamlScalar } from './yamlText.ts';

/** A record that does not exist yet. */
export interface NewRecord {
  readonly id: string;
  readonly type: string;
  readonly title?: string | undefined;
  /** Beside the ID, the title and `status: draft`. */
  readonly fields: readonly NewField[];
}

/**
 * The record that a new one is written behind: of the records of its type that of the next smaller ID, else the first.
 * Undefined where the project has no record of the type, so that nobody knows where the new one belongs.
 */
export function neighbourOf(snapshot: Snapshot, { id, type }: Pick<NewRecord, 'id' | 'type'>): Item | undefined {
  const keys = [...(snapshot.definedKeys.get(type) ?? [])].sort(compareIds);
  const key = itemKeyOf(id);
  const behind = keys.findIndex((each) => compareIds(each, key) > 0);
  const smaller = behind < 0 ? keys : keys.slice(0, behind);
  for (const each of [...smaller.reverse(), ...(behind < 0 ? [] : keys.slice(behind))]) {
    const item = snapshot.byKey.get(each);
    if (item && item.type === type && !isWholeFile(snapshot, item)) return item;
  }
  return undefined;
}

/** True for a record that is a file: front matter, or the map at the root of a YAML document. Nothing can stand behind it. */
function isWholeFile(snapshot: Snapshot, { file, fact }: Item): boolean {
  const at = lineColumnIn(snapshot, file, fact.idSpan.start);
  if (!/\.ya?ml$/i.test(file)) return at.line !== lineColumnIn(snapshot, file, fact.span.start).line;
  const inRoot = at.column === 'id: '.length || at.column === 'id: "'.length;
  return inRoot && fact.idSpan.start > fact.span.start;
}

/**
 * Writes a record behind its neighbour, in the notation of the neighbour: a heading of the same level, a row of the same
 * table, an entry of the same list or map. Undefined where that cannot be done, for example where each record has a
 * file of its own.
 */
export function writeRecord(snapshot: Snapshot, texts: Texts, record: NewRecord): FileChange | undefined {
  const neighbour = neighbourOf(snapshot, record);
  const text = neighbour && texts(neighbour.file);
  if (!neighbour || text === undefined) return undefined;
  const { idSpan } = neighbour.fact;
  if (text.slice(idSpan.start, idSpan.end) !== neighbour.id) return undefined;
  const key = itemKeyOf(record.id);
  return verified(snapshot, text, recordBehind(text, neighbour, record), (after) => {
    const before = snapshot.files.get(neighbour.file);
    const added = after.items.find((item) => item.key === key);
    if (!before || !added || after.items.length !== before.items.length + 1 || added.type !== record.type) return false;
    const links = record.fields.filter(({ name }) => isLinkKind(name));
    return links.every(({ name, value }) => added.links.some(({ kind, to }) => kind === name && to === value));
  });
}

function recordBehind(text: string, neighbour: Item, record: NewRecord): FileChange | undefined {
  const notation = notationOf(text, neighbour);
  const { file, fact } = neighbour;
  const lineBreak = lineBreakOf(text);
  const title = oneLine(record.title ?? `New ${typeLabel(record.type)}`);
  const fields = [...record.fields, { name: 'status', value: 'draft' }].map(({ name, value }) => ({
    name,
    value: oneLine(value),
  }));
  const insert = (at: number, words: string): FileChange => ({ file, span: { start: at, end: at }, text: words });
  switch (notation?.kind) {
    case 'heading': {
      const end = trimmedEnd(text, fact.span.end);
      const bullets = fields.map(({ name, value }) => `- ${name}: ${value}`).join(lineBreak);
      const heading = `${'#'.repeat(notation.level)} ${record.id} ${title}`;
      return insert(end, `${lineBreak}${lineBreak}${heading}${lineBreak}${lineBreak}${bullets}`);
    }
    case 'row': {
      const row = rowAt(text, fact.idSpan.start);
      if (!row) return undefined;
      const line = lineAt(text, fact.idSpan.start);
      const indent = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0] ?? '';
      const cells = row.columns.map((column) => {
        if (column === 'id') return record.id;
        if (column === 'title') return title;
        if (column === 'text') return row.columns.includes('title') ? '' : title;
        return fields.find(({ name }) => name === column)?.value ?? '';
      });
      return insert(line.end, `${lineBreak}${indent}| ${cells.map(cellText).join(' | ')} |`);
    }
    case 'yaml': {
      const end = trimmedEnd(text, Math.max(fact.span.end, notation.node.span.end));
      const lineEnd = lineAt(text, end).end;
      if (text.slice(end, lineEnd).trim() !== '' && !/^\s+#/.test(text.slice(end, lineEnd))) return undefined;
      const pairs = [{ name: 'title', value: title }, ...fields];
      const flow = text[notation.node.span.start] === '{';
      const words = flow ? pairs.map(({ name, value }) => `${name}: ${yamlScalar(value)}`).join(', ') : undefined;
      const first = lineAt(text, fact.idSpan.start);
      const before = text.slice(first.start, fact.idSpan.start);
      const apart = isApart(text, first.start) ? lineBreak : '';
      if (notation.keyed) {
        const indent = /^[ \t]*/.exec(before)?.[0] ?? '';
        if (before.trim().replace(/["']/g, '') !== '') return undefined;
        const body =
          words === undefined
            ? pairs.map(({ name, value }) => `${lineBreak}${indent}  ${name}: ${yamlScalar(value)}`).join('')
            : ` {${words}}`;
        return insert(lineEnd, `${lineBreak}${apart}${indent}${record.id}:${body}`);
      }
      const entry = entryLine(text, notation.node.span.start);
      if (entry === undefined) return undefined;
      const inside = `${entry}  `.replace(/-/g, ' ');
      const body =
        words === undefined
          ? [`id: ${record.id}`, ...pairs.map(({ name, value }) => `${inside}${name}: ${yamlScalar(value)}`)].join(
              lineBreak,
            )
          : `{id: ${record.id}, ${words}}`;
      return insert(lineEnd, `${lineBreak}${apart}${entry}- ${body}`);
    }
    default:
      return undefined;
  }
}

/** The indentation in front of the hyphen of a list entry; undefined for a map that is no entry. */
function entryLine(text: string, start: number): string | undefined {
  const line = lineAt(text, start);
  return /^([ \t]*)-[ \t]+$/.exec(text.slice(line.start, start))?.[1];
}

/** True when an empty line stands above a line: records of the file are kept apart. */
function isApart(text: string, lineStart: number): boolean {
  return /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$/.test(text.slice(Math.max(0, lineStart - 200), lineStart));
}
