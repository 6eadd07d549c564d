import type { Severity } from './finding.ts';
import { type DomainLinkKind, isLinkKind } from './linkKind.ts';
import {
  CLASSIFICATIONS,
  type Clause,
  type ClauseGroup,
  type ClauseRecords,
  LEVEL_TERMS,
  type LinkDemand,
  type MandatoryLink,
  type Profile,
  type ProfileDocument,
  type RuleSeverity,
} from './profile.ts';
import { parseRecordQuery } from './recordQuery.ts';

/** A profile as its data file writes it: words of closed sets are plain texts there. */
export interface ProfileData {
  readonly id: string;
  readonly title: string;
  readonly draft?: string;
  readonly classification: string;
  readonly labels: { readonly level: string; readonly classification: string };
  readonly levels: readonly string[];
  readonly defaultLevel: string;
  readonly groups: readonly ClauseGroup[];
  readonly clauses: readonly ClauseData[];
  readonly severities: Readonly<Record<string, readonly string[]>>;
  readonly mandatoryLinks: readonly MandatoryLinkData[];
  readonly documents: readonly ProfileDocument[];
}

type ClauseData = Omit<Clause, 'records'> & { readonly records?: readonly ClauseRecordsData[] };

interface ClauseRecordsData {
  readonly label: string;
  readonly query: string;
}

interface MandatoryLinkData {
  readonly type: string;
  readonly kinds: readonly string[];
  readonly direction: string;
  readonly to: readonly string[];
  readonly levels: readonly string[];
  readonly clause: string;
  readonly rule: string;
  readonly when?: string;
}

const SEVERITIES: readonly RuleSeverity[] = ['error', 'warning', 'information', 'off'] satisfies (Severity | 'off')[];
const DEMANDS: readonly LinkDemand[] = ['mandatory', 'recommended', 'off'];
const DIRECTIONS = ['in', 'out'] as const;

/** Builds a profile of its data. Throws on a word that is not in its set: the data is part of the program. */
export function profileOf(data: ProfileData, legality: Profile['legality']): Profile {
  return {
    ...data,
    classification: wordOf(data.classification, CLASSIFICATIONS),
    labels: { ...data.labels, level: wordOf(data.labels.level, LEVEL_TERMS) },
    clauses: data.clauses.map((clause) => ({ ...clause, records: (clause.records ?? []).map(recordsOf) })),
    severities: new Map(
      Object.entries(data.severities).map(([code, words]) => [code, words.map((word) => wordOf(word, SEVERITIES))]),
    ),
    mandatoryLinks: data.mandatoryLinks.map((link): MandatoryLink => {
      const { kinds, direction, levels } = link;
      return {
        ...link,
        kinds: kinds.map(linkKindOf),
        direction: wordOf(direction, DIRECTIONS),
        levels: levels.map((word) => wordOf(word, DEMANDS)),
      };
    }),
    legality,
  };
}

function recordsOf({ label, query }: ClauseRecordsData): ClauseRecords {
  const parsed = parseRecordQuery(query);
  if (typeof parsed !== 'object') throw new Error(`Profile data: “${query}” asks for no records.`);
  return { label, query: parsed };
}

function linkKindOf(word: string): DomainLinkKind {
  if (isLinkKind(word)) return word;
  throw new Error(`Profile data: “${word}” is no kind of link.`);
}

function wordOf<T extends string>(word: string, words: readonly T[]): T {
  const found = words.find((each) => each === word);
  if (found === undefined) throw new Error(`Profile data: “${word}” is none of ${words.join(', ')}.`);
  return found;
}
