import { selected } from '../../rules/findingList.ts';
import { type Item, statusOf } from '../../trace/item.ts';
import { levelOfItem } from '../../trace/itemLevel.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { placeOfItem, tokenOf } from '../codePlace.ts';
import type { TextStyle } from '../textStyle.ts';
import { findingsIn, type KnownFindings } from '../unfinished.ts';

/** A description by lines; there is none where something is undefined. */
export type HoverLines = readonly (string | undefined)[];

/** What every description of an item is made from. */
export interface HoverContext {
  readonly snapshot: Snapshot;
  readonly findings: KnownFindings;
  readonly style: TextStyle;
  /** True where the item is named by a tag in code: the description is about that line of code, too. */
  readonly inCode?: boolean;
}

/** Links per line before the rest is only counted. */
const LIST = 5;

/** A line with a bold label; undefined when there is nothing to say. */
export function labelled({ style }: HoverContext, label: string, value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : `${style.strong(label)} ${value}`;
}

/** The item's ID, as a link. */
export function idOf({ style }: HoverContext, item: Item): string {
  return style.link(tokenOf(placeOfItem(item)), item.id);
}

/** The item's ID, as a link, with its title. */
export function titled(context: HoverContext, item: Item, length = 70): string {
  return `${idOf(context, item)} ${context.style.text(item.title, length)}`.trim();
}

/** Joins the first few parts and counts the others. */
export function listed(parts: readonly string[], separator = ', ', length = LIST): string {
  return listedAs(parts, (part) => part, separator, length);
}

/** The same of what may be many: nothing is put into words that is only counted. */
export function listedAs<T>(
  list: readonly T[],
  wordsFor: (each: T) => string,
  separator = ', ',
  length = LIST,
): string {
  const rest = list.length - length;
  return list.slice(0, length).map(wordsFor).join(separator) + (rest > 0 ? ` and ${rest} more` : '');
}

/** IDs of items as links. */
export function idsOf(context: HoverContext, items: readonly Item[]): string {
  return listedAs(items, (item) => idOf(context, item));
}

/** Effective class of an item in brackets behind a name, for example ` [C]`; empty where no class applies. */
export function levelMark({ snapshot, style }: HoverContext, item: Item): string {
  const level = levelOfItem(snapshot, item);
  return level === undefined ? '' : ` ${style.text(`[${level}]`)}`;
}

/** The first line of a description: the ID in bold and the title. */
export function heading({ style }: HoverContext, item: Item): string {
  return `${style.strong(item.id)} ${style.text(item.title)}`.trim();
}

/** Status of an item unless it is the one that nobody needs to read. */
export function statusWord({ style }: HoverContext, item: Item): string | undefined {
  return item.fact.attributes.some(({ name }) => name === 'status') ? style.text(statusOf(item), 30) : undefined;
}

/** Joins the parts of a line that exist. */
export function dotted(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** The item's own words, shortened; undefined when there are none beyond the title. */
export function ownWords({ style }: HoverContext, item: Item, length = 480): string | undefined {
  const { text } = item.fact;
  return text === '' || text === item.title ? undefined : style.text(text, length);
}

/** Codes and names of the open findings on an item. */
export function findingsLine(context: HoverContext, item: Item): string | undefined {
  const inFile = findingsIn(context.findings).byFile.get(item.file)?.open ?? [];
  const own = selected(inFile, (finding) => finding.item === item.id);
  const names = [...new Set(own.map(({ code, name }) => `${code} ${name.replaceAll('-', ' ')}`))];
  return labelled(context, 'Findings', listed(names, ' · '));
}
