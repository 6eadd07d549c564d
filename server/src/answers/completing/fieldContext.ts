import type { IdScheme } from '../../config/idScheme.ts';
import type { LanguageId } from '../../model/facts.ts';
import { isLinkKind } from '../../model/linkKind.ts';
import { fieldName } from '../../read/fields.ts';
import { type CompletionContext, lineAround } from './completionContext.ts';
import { ownerAbove } from './markdownContext.ts';
import { ownerOf } from './yamlContext.ts';

const BULLET = /^( {0,3}[-*+][ \t]+(?:\*\*|__|`)?)([A-Za-z][\w.]*|)$/;
const BULLET_VALUE =
  /^( {0,3}[-*+][ \t]+(?:\*\*|__|`)?([A-Za-z][\w. ]{0,40}?)(?:\*\*|__|`)?[ \t]*:(?:\*\*|__)?[ \t]+)([\w-]*)$/;
const HEADING = /^( {0,3}#{1,6}[ \t]+)([A-Za-z][\w-]*|)$/;
const KEY = /^([ \t]*(?:-[ \t]+)?)([A-Za-z][\w.]*|)$/;
const KEY_VALUE = /^([ \t]*(?:-[ \t]+)?)([A-Za-z][\w.]{0,40})([ \t]*:[ \t]+)([\w-]*)$/;
const FRONT_MATTER = /^---[ \t]*\r?\n[\s\S]*?(?=^(?:---|\.\.\.)[ \t]*$)/m;

/**
 * The name or value of a field that the cursor stands in, or the ID of a record that is being begun. Only behind what is
 * typed so far: what stands behind the cursor is a word that is replaced.
 */
export function fieldContext(
  text: string,
  language: LanguageId,
  ids: IdScheme,
  offset: number,
): CompletionContext | undefined {
  const line = lineAround(text, offset);
  const typed = text.slice(line.start, offset);
  const rest = /^[\w.-]*/.exec(text.slice(offset, line.end))?.[0].length ?? 0;
  // In the middle of a sentence nothing is begun.
  if (text.slice(offset + rest, line.end).trim() !== '') return undefined;
  const replace = (word: string) => ({ start: offset - word.length, end: offset + rest });
  const front = language === 'markdown' ? FRONT_MATTER.exec(text) : null;
  const isYaml = language === 'yaml' || (front?.index === 0 && offset < front[0].length);
  if (!isYaml) {
    const heading = HEADING.exec(typed);
    if (heading) return { kind: 'newId', notation: 'heading', replace: replace(heading[2] ?? '') };
    const value = BULLET_VALUE.exec(typed);
    const name = BULLET.exec(typed);
    if (!value && !name) return undefined;
    const owner = ownerAbove(text, ids, line.start);
    if (owner.owner === undefined) return undefined;
    if (value) return fieldValue(value[2] ?? '', owner, replace(value[3] ?? ''));
    return { kind: 'fieldName', ...owner, replace: replace(name?.[2] ?? ''), taken: bulletsAround(text, line.start) };
  }
  const value = KEY_VALUE.exec(typed);
  const name = KEY.exec(typed);
  const column = (value?.[1] ?? name?.[1])?.length;
  if (column === undefined) return undefined;
  if (value?.[2] === 'id') {
    const isNew = keysAround(text, line.start, column).length === 0;
    return {
      kind: 'newId',
      notation: 'yaml',
      replace: replace(value[4] ?? ''),
      ...(isNew && !value[1]?.includes('\t') && { column }),
    };
  }
  const owner = ownerOf(text, ids, { keyLineStart: line.start, column });
  if (owner.owner === undefined) return undefined;
  if (value) return fieldValue(value[2] ?? '', owner, replace(value[4] ?? ''));
  return {
    kind: 'fieldName',
    ...owner,
    replace: replace(name?.[2] ?? ''),
    taken: keysAround(text, line.start, column),
  };
}

interface Owner {
  readonly owner: string | undefined;
  readonly ownerType: string | undefined;
}

function fieldValue(key: string, owner: Owner, replace: { start: number; end: number }): CompletionContext | undefined {
  const field = fieldName(key.trim());
  return field === undefined || isLinkKind(field) ? undefined : { kind: 'fieldValue', field, ...owner, replace };
}

/** Names of the bullets between the headings above and below. */
function bulletsAround(text: string, start: number): readonly string[] {
  const above = text.slice(0, start).search(/^ {0,3}#{1,6}[ \t][^\r\n]*(?:\r?\n(?! {0,3}#{1,6}[ \t])[^\r\n]*)*$/m);
  const next = text.slice(start).search(/^ {0,3}#{1,6}[ \t]/m);
  const section = text.slice(Math.max(0, above), next < 0 ? text.length : start + next);
  return [...section.matchAll(/^ {0,3}[-*+][ \t]+(?:\*\*|__|`)?([A-Za-z][\w.]*)(?:\*\*|__|`)?[ \t]*:/gm)].map(
    (match) => match[1] ?? '',
  );
}

/** Keys in the same column, as far as no line stands further out. */
function keysAround(text: string, start: number, column: number): readonly string[] {
  const keys: string[] = [];
  const look = (from: number): { key: string | undefined; ends: boolean } => {
    const line = lineAround(text, from);
    const words = text.slice(line.start, line.end);
    const match = /^([ \t]*(?:-[ \t]+)?)([A-Za-z][\w.]*)[ \t]*:/.exec(words);
    const indent = (match?.[1] ?? /^[ \t]*/.exec(words)?.[0] ?? '').length;
    return {
      key: match && indent === column ? match[2] : undefined,
      ends: (words.trim() !== '' && indent < column) || (indent === column && (match?.[1]?.includes('-') ?? false)),
    };
  };
  const opensEntry = /^[ \t]*-/.test(text.slice(start, start + column));
  for (let at = opensEntry ? 0 : start; at > 0; ) {
    const { key, ends } = look(at - 1);
    if (key !== undefined) keys.push(key);
    if (ends) break;
    at = lineAround(text, at - 1).start;
  }
  for (let at = lineAround(text, start).end; at < text.length; ) {
    const { key, ends } = look(at + 1);
    if (ends) break;
    if (key !== undefined) keys.push(key);
    at = Math.max(at + 1, lineAround(text, at + 1).end);
  }
  return keys;
}
