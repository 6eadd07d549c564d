import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { ClauseState, EvidenceState } from '../../rules/clauseStates.ts';
import { type Item, searchText } from '../../trace/item.ts';
import { levelOfItem } from '../../trace/itemLevel.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import type { FindingIndex } from './findingIndex.ts';

/** What the rows below the product stand for. */
export const GROUPINGS = ['clause', 'type', 'file', 'class'] as const;

/** What the rows below the product stand for. */
export type Grouping = (typeof GROUPINGS)[number];

/** The states that a filter can ask for: those of clauses, and that there are findings. */
export const FILTER_STATES = ['evidenced', 'partly', 'none', 'notApplicable', 'findings'] as const;

/** A state that a filter can ask for. */
export type FilterState = (typeof FILTER_STATES)[number] & (EvidenceState | 'findings');

/** How somebody looks at the life-cycle tree. Empty parts of the filter let everything pass. */
export interface LifecycleView {
  readonly grouping: Grouping;
  /** A part of an ID, a title or the name of a clause, in any case. */
  readonly text: string;
  readonly levels: readonly SafetyLevel[];
  readonly states: readonly FilterState[];
}

/** The tree as it is without anybody's wishes. */
export const WHOLE_TREE: LifecycleView = { grouping: 'clause', text: '', levels: [], states: [] };

/** Tells what passes the filter of a view. */
export class RowFilter {
  readonly #snapshot: Snapshot;
  readonly #findings: FindingIndex;
  readonly #text: string;
  readonly #levels: ReadonlySet<SafetyLevel>;
  readonly #states: ReadonlySet<FilterState>;

  constructor(snapshot: Snapshot, findings: FindingIndex, { text, levels, states }: LifecycleView) {
    this.#snapshot = snapshot;
    this.#findings = findings;
    this.#text = text.trim().toLowerCase();
    this.#levels = new Set(levels);
    this.#states = new Set(states);
  }

  /** True when everything passes. */
  get idle(): boolean {
    return this.#text === '' && this.#levels.size === 0 && this.#states.size === 0;
  }

  /** True when every record passes, whatever becomes of clauses. */
  get keepsAllItems(): boolean {
    return this.#text === '' && this.#levels.size === 0 && !this.#asksForFindingsOnly;
  }

  /** True for a text in which the sought one stands. */
  matches(text: string): boolean {
    return this.#text === '' || text.toLowerCase().includes(this.#text);
  }

  /** True for a record that passes. */
  keepsItem(item: Item): boolean {
    if (this.#text !== '' && !searchText(item).includes(this.#text)) return false;
    if (this.#asksForFindingsOnly && this.#findings.ofItem(item).length === 0) return false;
    if (this.#levels.size === 0) return true;
    const level = levelOfItem(this.#snapshot, item);
    return level !== undefined && this.#levels.has(level);
  }

  /** True for a clause whose state passes and that one of the levels requires, whatever it is called. */
  keepsClause({ clause, state, counts }: ClauseState): boolean {
    if (this.#levels.size > 0 && !clause.levels.some((level) => this.#levels.has(level))) return false;
    if (this.#states.size === 0 || this.#states.has(state)) return true;
    return this.#states.has('findings') && counts.error + counts.warning + counts.information > 0;
  }

  /** The states of clauses say nothing about a record. */
  get #asksForFindingsOnly(): boolean {
    return this.#states.size === 1 && this.#states.has('findings');
  }
}
