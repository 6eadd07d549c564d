import type { DomainLinkKind } from './linkKind.ts';
import type { SafetyLevel } from './safetyLevel.ts';

/** One clause or sub-clause of a standard: number, short title and our own words, never the standard's text. */
export interface Clause {
  /** For example `5.2.6` or `4.3 a`. */
  readonly ref: string;
  readonly title: string;
  /** Levels that the clause applies to. */
  readonly levels: readonly SafetyLevel[];
  /** What it asks for, in our own words. */
  readonly summary: string;
  /** The record that shows it. */
  readonly artifact: string;
  /** The trace link that it demands, if any. */
  readonly link: string;
  /** Rule codes that check it. */
  readonly rules: readonly string[];
}

/** A chapter that clauses hang below in the life-cycle tree. */
export interface ClauseGroup {
  readonly ref: string;
  /** As people say it. */
  readonly title: string;
  /** The edition's own title, where it differs. */
  readonly officialTitle?: string;
}

/** A standard as data: the engine knows an ordered set of levels, never their names. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  /** Lowest first. */
  readonly levels: readonly SafetyLevel[];
  /** In force until a system has a level. */
  readonly defaultLevel: SafetyLevel;
  /**
   * What the level of a hazardous situation goes by (4.3 a): the severity alone (2006), or whether the risk stays
   * unacceptable with external controls, and then the severity (amendment of 2015).
   */
  readonly classification: 'severity' | 'riskAfterExternalControls';
  readonly groups: readonly ClauseGroup[];
  readonly clauses: readonly Clause[];
  /** Which item type may point to which, per link kind: pairs of from and to. */
  readonly legality: ReadonlyMap<DomainLinkKind, ReadonlySet<string>>;
}

/** Key of a pair of types in {@link Profile.legality}. */
export function typePair(from: string, to: string): string {
  return `${from}>${to}`;
}
