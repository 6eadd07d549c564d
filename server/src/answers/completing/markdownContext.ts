import type { IdScheme } from '../../config/idScheme.ts';
import { type DomainLinkKind, isLinkKind } from '../../model/linkKind.ts';
import { fieldName } from '../../read/fields.ts';
import { leadingId } from '../../read/itemToken.ts';
import { type CompletionContext, lineAround, typedList } from './completionContext.ts';
import { tableContext } from './tableContext.ts';
import { yamlContext } from './yamlContext.ts';

const FIELD = /^ {0,3}[-*+][ \t]+(?:\*\*|__|`)?([A-Za-z][\w -]{0,40}?)(?:\*\*|__|`)?[ \t]*:(?:\*\*|__)?[ \t]*/;
const NESTED = /^[ \t]+(?:[-*+][ \t]+)?/;
const HEADING = /^ {0,3}#{1,6}[ \t]+(.*)$/;
const TYPE = /^ {0,3}[-*+][ \t]+(?:\*\*)?type(?:\*\*)?[ \t]*:(?:\*\*)?[ \t]*(\S+)/i;

/** The link field of a Markdown spec that the cursor stands in, in a bullet, below one, or in the front matter. */
export function markdownContext(text: string, ids: IdScheme, offset: number): CompletionContext | undefined {
  const frontMatter = /^---[ \t]*\r?\n[\s\S]*?(?=^(?:---|\.\.\.)[ \t]*$)/m.exec(text);
  if (frontMatter?.index === 0 && offset < frontMatter[0].length) return yamlContext(text, ids, offset);
  const line = lineAround(text, offset);
  const cell = tableContext(text, ids, line, offset);
  if (cell) return cell;
  const field = linkField(text, line.start, line.end, offset);
  if (!field) return undefined;
  const list = typedList(text, field.start, line.end, offset);
  return list && { kind: 'linkTarget', link: field.link, ...ownerAbove(text, ids, line.start), ...list };
}

interface LinkField {
  readonly link: DomainLinkKind;
  /** Where the list of IDs begins. */
  readonly start: number;
}

/** The field on the line itself, or, for an indented line, the one that it continues. */
function linkField(text: string, start: number, end: number, offset: number): LinkField | undefined {
  const own = FIELD.exec(text.slice(start, end));
  if (own) {
    const link = linkOf(own[1]);
    const valueStart = start + own[0].length;
    return link && valueStart <= offset ? { link, start: valueStart } : undefined;
  }
  const indent = NESTED.exec(text.slice(start, end))?.[0].length;
  if (indent === undefined || start + indent > offset) return undefined;
  for (let above = start; above > 0; ) {
    const line = lineAround(text, above - 1);
    const words = text.slice(line.start, line.end);
    const field = FIELD.exec(words);
    const link = linkOf(field?.[1]);
    if (field) return link && { link, start: start + indent };
    if (!NESTED.test(words)) return undefined;
    above = line.start;
  }
  return undefined;
}

function linkOf(key: string | undefined): DomainLinkKind | undefined {
  const name = key === undefined ? undefined : fieldName(key.trim());
  return name !== undefined && isLinkKind(name) ? name : undefined;
}

/** The item whose section the line is in: the nearest heading above that starts with an ID. */
export function ownerAbove(
  text: string,
  ids: IdScheme,
  start: number,
): { readonly owner: string | undefined; readonly ownerType: string | undefined } {
  let ownerType: string | undefined;
  for (let above = start; above > 0; ) {
    const line = lineAround(text, above - 1);
    const words = text.slice(line.start, line.end);
    ownerType ??= TYPE.exec(words)?.[1];
    const heading = HEADING.exec(words);
    const owner = heading ? leadingId(heading[1] ?? '', 0, ids)?.text : undefined;
    if (owner !== undefined) return { owner, ownerType };
    above = line.start;
  }
  const owner = /^---[ \t]*\r?\n(?:.*\r?\n)*?id:[ \t]*["']?([^\s"'#]+)/.exec(text)?.[1];
  return { owner, ownerType };
}
