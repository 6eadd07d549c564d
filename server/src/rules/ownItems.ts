import type { TagFact } from '../model/facts.ts';
import type { Item } from '../trace/item.ts';
import { isRetired, statusOf } from '../trace/item.ts';
import type { Report } from './rule.ts';

/** True when an item is of a type and still counts: what is obsolete, rejected or superseded can lack nothing. */
export function isActive(item: Item, type: string): boolean {
  return item.type === type && item.primary && !isRetired(item);
}

/** True for a tag of our own notation that names an item; a class claim (`@class C`) names none. */
export function isOwnTag({ dialect, keyword }: TagFact): boolean {
  return dialect === 'lifetrace' && keyword !== 'class';
}

/** A report on the token that defines `item`. */
export function reportAt(item: Item, message: string): Report {
  return { file: item.file, span: item.fact.idSpan, message, item: item.id };
}

/** A report on the token that defines `item`, for something that the item lacks: drafts may lack it for a while. */
export function reportMissing(item: Item, message: string): Report {
  return { ...reportAt(item, message), draft: statusOf(item) === 'draft' };
}
