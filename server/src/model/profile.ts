import type { Severity } from './finding.ts';
import type { DomainLinkKind } from './linkKind.ts';
import type { RecordQuery } from './recordQuery.ts';
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
  /** Records that are evidence for it, where they can be told by their type, their fields or their links. */
  readonly records: readonly ClauseRecords[];
}

/** Records that are evidence for a clause. */
export interface ClauseRecords {
  /** What they are called together. */
  readonly label: string;
  readonly query: RecordQuery;
}

/** A chapter that clauses hang below in the life-cycle tree. */
export interface ClauseGroup {
  readonly ref: string;
  /** As people say it. */
  readonly title: string;
  /** The edition's own title, where it differs. */
  readonly officialTitle?: string;
}

/** How loud a rule is at a level; `off` where it does not ask. */
export type RuleSeverity = Severity | 'off';

/** How much a standard wants a link at a level. */
export type LinkDemand = 'mandatory' | 'recommended' | 'off';

/** A link that the records of a type must have. */
export interface MandatoryLink {
  /** Type of the records that it is asked of. */
  readonly type: string;
  /** Kinds of links that fulfil it. */
  readonly kinds: readonly DomainLinkKind[];
  /** `out` when the record links, `in` when something links to the record. */
  readonly direction: 'out' | 'in';
  /** Types at the other end. */
  readonly to: readonly string[];
  /** How much it is wanted, one for each level in their order. */
  readonly levels: readonly LinkDemand[];
  readonly clause: string;
  /** Code of the rule that checks it. */
  readonly rule: string;
  /** A condition or an alternative, in words. */
  readonly when?: string;
}

/** A document that a set of records is handed over in. It is wanted at the levels of its clauses. */
export interface ProfileDocument {
  readonly key: string;
  readonly title: string;
  /** References of the clauses that it shows. */
  readonly clauses: readonly string[];
}

/** What editions call a level. */
export const LEVEL_TERMS = ['class', 'level'] as const;

/** What an edition calls its levels. */
export interface ProfileLabels {
  /** In front of a level's name: `class C`, `level II`. */
  readonly level: (typeof LEVEL_TERMS)[number];
  /** The whole of it: `safety class`. */
  readonly classification: string;
}

/** What the level of a hazardous situation can go by (4.3 a). */
export const CLASSIFICATIONS = ['severity', 'riskAfterExternalControls', 'contribution'] as const;

/**
 * What the level of a hazardous situation goes by: the severity alone (2006); whether the risk stays unacceptable with
 * external controls, and then the severity (amendment of 2015); or any contribution, which asks for the highest level
 * (draft of edition 2).
 */
export type Classification = (typeof CLASSIFICATIONS)[number];

/** A standard as data: the engine knows an ordered set of levels, never their names. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  /** Set for an edition that is no standard yet: what a person has to know before relying on it. */
  readonly draft?: string;
  /** Lowest first. */
  readonly levels: readonly SafetyLevel[];
  /** In force until a system has a level. */
  readonly defaultLevel: SafetyLevel;
  readonly classification: Classification;
  readonly labels: ProfileLabels;
  readonly groups: readonly ClauseGroup[];
  readonly clauses: readonly Clause[];
  /** By rule code: how loud the rule is, one for each level in their order. */
  readonly severities: ReadonlyMap<string, readonly RuleSeverity[]>;
  readonly mandatoryLinks: readonly MandatoryLink[];
  readonly documents: readonly ProfileDocument[];
  /** Which item type may point to which, per link kind: pairs of from and to. */
  readonly legality: ReadonlyMap<DomainLinkKind, ReadonlySet<string>>;
}

/** Key of a pair of types in {@link Profile.legality}. */
export function typePair(from: string, to: string): string {
  return `${from}>${to}`;
}

/** The clause of that reference, or undefined. */
export function clauseByRef({ clauses }: Pick<Profile, 'clauses'>, ref: string): Clause | undefined {
  return clauses.find((clause) => clause.ref === ref);
}

/** True when the level has to meet the clause. */
export function isRequiredAt(clause: Clause, level: SafetyLevel): boolean {
  return clause.levels.includes(level);
}
