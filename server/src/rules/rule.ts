import type { RelatedPlace } from '../model/finding.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { SafetyLevel } from '../model/safetyLevel.ts';
import type { FilePath, Span } from '../model/span.ts';
import type { Item } from '../trace/item.ts';
import type { CodeUnit, Snapshot, Tag } from '../trace/snapshot.ts';

/**
 * What is fixed about a rule: its entry in the catalogue. Codes are never renumbered. How loud it is at which level is for
 * the standard to say: see `Profile.severities`.
 */
export interface RuleInfo {
  /** For example `LT202`. */
  readonly code: string;
  /** For example `untraced-unit`. */
  readonly name: string;
  /** One sentence for lists and help pages. */
  readonly summary: string;
  /** Clauses by number; `(tool)` for rules about our own files. */
  readonly clause: string;
  /** Counts for the release gate whatever its severity. */
  readonly gate: boolean;
}

/** A finding as a rule reports it; code, name, clause and severity are added by the evaluation. */
export interface Report {
  readonly file: FilePath;
  readonly span: Span;
  readonly message: string;
  readonly item?: string;
  /** Level that decides the severity; the product's level when not given. */
  readonly level?: SafetyLevel | undefined;
  /** The clause that the finding is about, where the rule asks about several; the rule's own when not given. */
  readonly clause?: string;
  /** True for draft items, and for what a project asks of itself beyond the standard: one step less severe. */
  readonly draft?: boolean;
  readonly related?: readonly RelatedPlace[];
  /** Keys of other items that it speaks of. */
  readonly others?: readonly ItemKey[];
}

/**
 * A check. It asks about one thing at a time, so that after an edit only what the edit can have touched is asked about
 * again: a rule may look wherever it likes from there, through the snapshot alone, and must not rest on the order in which
 * the snapshot lists what points to an item.
 */
export interface Rule {
  readonly info: RuleInfo;
  /** Types of items that the rule asks about; without, all. */
  readonly itemTypes?: readonly string[];
  /** Checks one definition of an item of our own notation; reports are about places in its file. */
  readonly checkItem?: (item: Item, snapshot: Snapshot) => Iterable<Report>;
  /** Checks one tag of our own notation that names an item; the report is about a place of the tag. */
  readonly checkTag?: (tag: Tag, snapshot: Snapshot) => Report | undefined;
  /** Checks one class claim in code (`@class C`); the report is about a place of the tag. */
  readonly checkClaim?: (tag: Tag, snapshot: Snapshot) => Report | undefined;
  /** Checks one unit of code in a governed project, since units can only lack something; the report is about a place of the unit. */
  readonly checkUnit?: (unit: CodeUnit, snapshot: Snapshot) => Report | undefined;
  /**
   * Checks what can be seen of the project as a whole only. Where that takes long, an `undefined` now and then lets other
   * work have its turn.
   */
  readonly checkProject?: (snapshot: Snapshot) => Iterable<Report | undefined>;
  /**
   * Spares {@link checkProject} when it reported nothing before: true only when it would report nothing after the
   * items of `relinked` have come or gone, or link to something else, and whatever else has changed of any item.
   */
  readonly staysSilent?: (snapshot: Snapshot, relinked: Iterable<ItemKey>) => boolean;
}
