import type { ItemFact, SpannedText, TagFact } from '../../model/facts.ts';
import type { FilePath, Span } from '../../model/span.ts';

/** What became of a reference from a covering item to the item that it covers. */
export type OftLinkStatus = 'covers' | 'predated' | 'outdated' | 'ambiguous' | 'unwanted' | 'orphaned';

/** Maturity of an item; only `rejected` changes what counts as a defect. */
export type OftItemStatus = 'approved' | 'proposed' | 'draft' | 'rejected';

/**
 * Whether an item is covered all the way down: `uncovered` when it or an item below it lacks a needed type, `cycle`
 * when the chain of covering items leads into a circle.
 */
export type OftDeepCoverage = 'covered' | 'uncovered' | 'cycle';

/** One reference of one item, judged. */
export interface OftLink {
  /**
   * A reference to a revision that does not exist is `outdated` or `predated` when other revisions do (also where
   * OpenFastTrace lists `orphaned` beside them), and `orphaned` only when none does.
   */
  readonly status: OftLinkStatus;
  readonly from: OftItem;
  /** `type~name~revision` as referred to. */
  readonly target: string;
  /** The ID token. */
  readonly span: Span;
  /** `type~name` as referred to, without the revision. */
  readonly targetName: string;
  /**
   * What the reference leads to: the item itself, all definitions where it is ambiguous, the other revisions where it
   * is outdated or predated, nothing where it is orphaned.
   */
  readonly to: readonly OftItem[];
}

/** Something that OpenFastTrace counts as an item: a specification item, a forwarding or a coverage tag. */
export interface OftItem {
  /** `type~name~revision`; made up for a tag without a name, by the same recipe as OpenFastTrace. */
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly revision: number;
  readonly file: FilePath;
  /** The ID token, or the whole tag. */
  readonly span: Span;
  /** The fact behind it: exactly one of the two. */
  readonly item: ItemFact | undefined;
  readonly tag: TagFact | undefined;
  readonly status: OftItemStatus;
  /** Types that must cover it, with their tokens. */
  readonly needs: readonly SpannedText[];
  /** Its references to other items, in the order of the text; `depends` does not count. */
  readonly outgoing: readonly OftLink[];
  /** References to it with status covers, unwanted, outdated or predated. Ambiguous ones count for nobody. */
  readonly incoming: readonly OftLink[];
  /** Number of other items of the same ID and revision. */
  readonly duplicates: number;
  /** Needed types that no item covers, with their tokens, each type once. */
  readonly missing: readonly SpannedText[];
  /** Needed types that no approved item covers; never fewer than `missing`. */
  readonly missingApproved: readonly SpannedText[];
  readonly deep: OftDeepCoverage;
  /** The same when items count only that are approved. */
  readonly deepApproved: OftDeepCoverage;
  /** Defective as OpenFastTrace counts: a duplicate, or not rejected with a bad link or without deep coverage. */
  readonly defect: boolean;
}

/** Numbers as OpenFastTrace counts them. */
export interface OftSummary {
  /** All items: specification items and tags. */
  readonly items: number;
  readonly specificationItems: number;
  readonly tags: number;
  /** References with status covers. */
  readonly links: number;
  /** Defective items. */
  readonly defects: number;
  /** Items per artifact type, sorted by type. */
  readonly types: Readonly<Record<string, number>>;
}
