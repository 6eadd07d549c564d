import type { IdScheme } from '../../config/idScheme.ts';
import type { ItemFact, ReadProblem, SuppressionFact } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import { type RawField, sortFields, typeOf } from '../fields.ts';
import type { Part } from '../reuse/parts.ts';
import type { RowRun } from './rowRun.ts';

/** The head of an item: what opens it. */
export interface ItemHead {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly idSpan: Span;
  readonly title: string;
}

/** What stands between two headings, with the first of them. */
export interface Section extends Part {
  /** Level of the heading; 0 for what stands in front of the first one. */
  readonly level: number;
  /** The item that the heading opens, if it opens one. */
  readonly head: ItemHead | undefined;
  /** Words of a heading that opens no item. */
  readonly heading: string | undefined;
  /** True when it was read as part of an item, so that bullets can be fields. */
  readonly inItem: boolean;
  /** True when the next section starts with `#` in the first column and has no `|`: any other such line ends it too. */
  readonly endsPlainly: boolean;
  readonly words: readonly string[];
  readonly fields: readonly RawField[];
  /** What was wrong with the front matter, and lines that are no fields, though they were meant for some. */
  readonly problems: readonly ReadProblem[];
  /** Rows of tables. */
  readonly rows: readonly RowRun[];
  /** The item as it is when it ends with this section. */
  readonly alone: ClosedItem | undefined;
}

/** An item that is complete, with what its fields gave beside it. */
export interface ClosedItem {
  readonly item: ItemFact;
  readonly suppressions: readonly SuppressionFact[];
  readonly problems: readonly ReadProblem[];
}

/** Makes the item of a head and of all that was said below it. */
export function closedItem(
  head: ItemHead,
  span: Span,
  fields: readonly RawField[],
  words: readonly string[],
  ids: IdScheme,
): ClosedItem {
  const sorted = sortFields(fields, span, ids);
  const item: ItemFact = {
    dialect: 'lifetrace',
    id: head.id,
    key: head.key,
    type: typeOf(sorted.attributes) ?? head.type,
    idSpan: head.idSpan,
    span,
    title: head.title,
    text: words.join('\n').trim(),
    attributes: sorted.attributes,
    links: sorted.links,
    needs: [],
  };
  return { item, suppressions: sorted.suppressions, problems: sorted.problems };
}
