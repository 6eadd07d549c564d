import type { ReadingConfig } from '../../config/readingConfig.ts';

/** A key `id`, or a key that ends in a digit and perhaps a letter, as IDs do. */
const KEY_OF_ITEM = /(?:^|[\s{,"'])(?:id|([A-Za-z][\w.-]*\d[a-z]?))["']?[ \t]*:/g;

/**
 * False for a text that holds no item, and so need not be parsed. In a project that has declared itself a key that only
 * looks like an ID is enough: the text may be meant as a spec, and syntax errors in it count.
 */
export function mayHoldItems(text: string, { ids, declared }: ReadingConfig): boolean {
  for (const [, key] of text.matchAll(KEY_OF_ITEM)) {
    if (key === undefined || declared || ids.resolve(key)) return true;
  }
  return false;
}
