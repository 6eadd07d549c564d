import type { Item, Snapshot, Tag } from '../trace/snapshot.ts';
import { isRetired, statusOf } from '../trace/snapshot.ts';
import type { Report } from './rule.ts';

/** Items of our own notation, each ID once: rules of a foreign dialect are its own. */
export function ownItems(snapshot: Snapshot): readonly Item[] {
  return snapshot.items.filter((item) => item.primary && item.fact.dialect === 'lifetrace');
}

/** Items of one type that still count: what is obsolete, rejected or superseded can lack nothing. */
export function activeItems(snapshot: Snapshot, type: string): readonly Item[] {
  return ownItems(snapshot).filter((item) => item.type === type && !isRetired(item));
}

/** Tags of our own notation that name an item; a class claim (`@class C`) names none. */
export function ownTags(snapshot: Snapshot): readonly Tag[] {
  return snapshot.tags.filter((tag) => tag.fact.dialect === 'lifetrace' && tag.fact.keyword !== 'class');
}

/** A report on the token that defines `item`. */
export function reportAt(item: Item, message: string): Report {
  return { file: item.file, span: item.fact.idSpan, message, item: item.id };
}

/** A report on the token that defines `item`, for something that the item lacks: drafts may lack it for a while. */
export function reportMissing(item: Item, message: string): Report {
  return { ...reportAt(item, message), draft: statusOf(item) === 'draft' };
}

/**
 * True when the workspace traces in our own notation: it is governed, or a link or tag of ours stands somewhere. Texts that
 * merely look like items, in a repository that has never heard of them, are nobody's mistake.
 */
export function usesOwnNotation(snapshot: Snapshot): boolean {
  return snapshot.governed || ownTags(snapshot).length > 0 || ownItems(snapshot).some((item) => item.links.length > 0);
}
