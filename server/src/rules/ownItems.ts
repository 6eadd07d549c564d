import type { FilePath } from '../model/span.ts';
import type { Item, Snapshot, Tag } from '../trace/snapshot.ts';
import { isRetired, statusOf } from '../trace/snapshot.ts';
import type { Report } from './rule.ts';

/** True when an item is of a type and still counts: what is obsolete, rejected or superseded can lack nothing. */
export function isActive(item: Item, type: string): boolean {
  return item.type === type && item.primary && !isRetired(item);
}

/** Tags of our own notation in a file that name an item; a class claim (`@class C`) names none. */
export function ownTags(snapshot: Snapshot, file: FilePath): readonly Tag[] {
  const tags = snapshot.tagsByFile.get(file) ?? [];
  return tags.filter(({ fact }) => fact.dialect === 'lifetrace' && fact.keyword !== 'class');
}

/** A report on the token that defines `item`. */
export function reportAt(item: Item, message: string): Report {
  return { file: item.file, span: item.fact.idSpan, message, item: item.id };
}

/** A report on the token that defines `item`, for something that the item lacks: drafts may lack it for a while. */
export function reportMissing(item: Item, message: string): Report {
  return { ...reportAt(item, message), draft: statusOf(item) === 'draft' };
}
