import type { IdScheme } from '../../config/idScheme.ts';
import { type DomainLinkKind, isLinkKind } from '../../model/linkKind.ts';
import { fieldName } from '../../read/fields.ts';
import { type CompletionContext, lineAround, typedList } from './completionContext.ts';

/** A line of the form `key: value`, or `- key: value`. */
interface KeyLine {
  readonly key: string;
  readonly value: string;
  /** Column of the key: all keys of one map have the same. */
  readonly column: number;
  /** Offset of the value in the text. */
  readonly valueStart: number;
  /** True when the line opens a new entry of a list. */
  readonly opensEntry: boolean;
}

const KEY = /^([ \t]*(?:-[ \t]+)*)(["']?)([A-Za-z][\w. -]*?)\2[ \t]*:(?:[ \t]+|$)/;
const ENTRY = /^[ \t]*-[ \t]+/;

/**
 * The link field of a YAML spec that the cursor stands in. The text is taken as lines, since a file in which somebody is
 * typing is seldom valid YAML.
 */
export function yamlContext(text: string, ids: IdScheme, offset: number): CompletionContext | undefined {
  const line = lineAround(text, offset);
  const inline = inlineMap(text, ids, line.start, offset);
  if (inline) {
    const list = typedList(text, inline.listStart, listEnd(text, inline.listStart, line.end, '}'), offset);
    return list && { kind: 'linkTarget', link: inline.link, owner: inline.owner, ownerType: inline.ownerType, ...list };
  }
  const field = linkField(text, line.start, line.end, offset);
  if (!field) return undefined;
  const end = listEnd(text, field.listStart, line.end);
  const list = typedList(text, field.listStart, end, offset);
  return list && { kind: 'linkTarget', link: field.link, ...ownerOf(text, ids, field), ...list };
}

interface LinkField {
  readonly link: DomainLinkKind;
  readonly listStart: number;
  /** Where the line with the key begins, and the key's column. */
  readonly keyLineStart: number;
  readonly column: number;
}

interface InlineField {
  readonly link: DomainLinkKind;
  readonly listStart: number;
  readonly owner: string | undefined;
  readonly ownerType: string | undefined;
}

const INLINE = /[{,][ \t]*([A-Za-z]\w*)[ \t]*:[ \t]*(?:\[["']?([^\]{}]*)|["']?([^\],{}]*))$/;

/** The link field of an item that is written as `SRS-012: {derives: SYS-005}`, or as `{id: SRS-012, derives: ...}`. */
function inlineMap(text: string, ids: IdScheme, lineStart: number, offset: number): InlineField | undefined {
  const written = text.slice(lineStart, offset);
  const open = written.lastIndexOf('{');
  const match = open < 0 ? null : INLINE.exec(written.slice(open));
  const link = match ? linkOf(match[1] ?? '') : undefined;
  if (!match || !link) return undefined;
  const before = /(["']?)([^\s"'{]+)\1[ \t]*:[ \t]*$/.exec(written.slice(0, open))?.[2];
  const inside = written.slice(open);
  const stated = (key: string): string | undefined =>
    new RegExp(`[{,][ \\t]*${key}[ \\t]*:[ \\t]*["']?([^"',}\\s]+)`).exec(inside)?.[1];
  return {
    link,
    listStart: offset - (match[2] ?? match[3] ?? '').length,
    owner: stated('id') ?? (before !== undefined && ids.resolve(before) ? before : undefined),
    ownerType: stated('type'),
  };
}

function linkField(text: string, start: number, end: number, offset: number): LinkField | undefined {
  const own = keyLine(text, start, end);
  if (own) {
    const link = linkOf(own.key);
    if (!link || offset < own.valueStart) return undefined;
    const opening = /^[["']*/.exec(own.value)?.[0].length ?? 0;
    return { link, listStart: Math.min(offset, own.valueStart + opening), keyLineStart: start, column: own.column };
  }
  const entry = ENTRY.exec(text.slice(start, end))?.[0] ?? /^[ \t]*/.exec(text.slice(start, end))?.[0] ?? '';
  if (start + entry.length > offset) return undefined;
  for (let above = start; above > 0; ) {
    const line = lineAround(text, above - 1);
    const key = keyLine(text, line.start, line.end);
    if (key) {
      const link = linkOf(key.key);
      const continues = key.value === '' || key.value.startsWith('[');
      if (!link || !continues || key.column > entry.search(/\S|$/)) return undefined;
      return { link, listStart: start + entry.length, keyLineStart: line.start, column: key.column };
    }
    above = line.start;
  }
  return undefined;
}

/** The list ends with its bracket or at the end of the line; a comment is no part of it. */
function listEnd(text: string, start: number, lineEnd: number, closing = ']'): number {
  const end = text.slice(start, lineEnd).search(closing === '}' ? /[\]}"']|[ \t]#/ : /[\]"']|[ \t]#/);
  return end < 0 ? lineEnd : start + end;
}

function linkOf(key: string): DomainLinkKind | undefined {
  const name = fieldName(key);
  return name !== undefined && isLinkKind(name) ? name : undefined;
}

function keyLine(text: string, start: number, end: number): KeyLine | undefined {
  const match = KEY.exec(text.slice(start, end));
  if (!match) return undefined;
  const valueStart = start + match[0].length;
  const indent = match[1] ?? '';
  return {
    key: match[3] ?? '',
    value: text.slice(valueStart, end).trim(),
    column: indent.length,
    valueStart,
    opensEntry: indent.includes('-'),
  };
}

/** The item of the map that the key belongs to: its `id`, or the ID that is the map's own key. */
export function ownerOf(
  text: string,
  ids: IdScheme,
  field: Pick<LinkField, 'keyLineStart' | 'column'>,
): { readonly owner: string | undefined; readonly ownerType: string | undefined } {
  let owner: string | undefined;
  let ownerType: string | undefined;
  const take = (key: KeyLine): void => {
    if (key.column !== field.column) return;
    const value = key.value.replace(/^["']|["']?(?:[ \t]+#.*)?$/g, '');
    if (key.key === 'id') owner ??= value;
    if (key.key === 'type') ownerType ??= value;
  };
  const first = keyLine(text, field.keyLineStart, lineAround(text, field.keyLineStart).end);
  let above = first?.opensEntry === true ? 0 : field.keyLineStart;
  while (above > 0) {
    const line = lineAround(text, above - 1);
    const key = keyLine(text, line.start, line.end);
    if (key) {
      take(key);
      if (key.column < field.column) {
        if (ids.resolve(key.key)) owner ??= key.key;
        break;
      }
      if (key.opensEntry && key.column === field.column) break;
    }
    above = line.start;
  }
  let below = lineAround(text, field.keyLineStart).end;
  while (below < text.length) {
    const next = text.startsWith('\r\n', below) ? below + 2 : below + 1;
    const line = lineAround(text, next);
    const key = keyLine(text, line.start, line.end);
    if (key && (key.column < field.column || (key.opensEntry && key.column <= field.column))) break;
    if (key) take(key);
    below = Math.max(line.end, next);
  }
  return { owner, ownerType };
}
