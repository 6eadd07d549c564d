import {
  CONCERN_QUESTIONS,
  type ConcernQuestion,
  DOCUMENTATION_QUESTIONS,
  type DocumentationQuestion,
  type TriState,
} from '../model/fda.ts';

/** Levels of the guidance of 2023. */
export type DocumentationLevel = 'basic' | 'enhanced';

/** The documentation level of a device, as the guidance of 2023 derives it. */
export interface DocumentationResult {
  /** `undetermined` while a question is open that could change it. */
  readonly level: DocumentationLevel | 'undetermined';
  /** The level to work to: the enhanced one until the other is shown. */
  readonly treatedAs: DocumentationLevel;
  /** Questions whose answers lead to the level. */
  readonly because: readonly DocumentationQuestion[];
  /** Questions without an answer. */
  readonly open: readonly DocumentationQuestion[];
  /** True when the level is basic for no other reason than the rationale that is on record. */
  readonly restsOnRationale: boolean;
}

/** Levels of the guidance of 2005, the lowest first. */
export const CONCERN_LEVELS = ['minor', 'moderate', 'major'] as const;

/** A level of the guidance of 2005. */
export type ConcernLevel = (typeof CONCERN_LEVELS)[number];

/** The level of concern of a device, as the guidance of 2005 derives it. That guidance is superseded. */
export interface ConcernResult {
  /** At least this level; exactly this one when `complete`. */
  readonly level: ConcernLevel;
  /** True when no open question could raise the level. */
  readonly complete: boolean;
  readonly because: readonly ConcernQuestion[];
  readonly open: readonly ConcernQuestion[];
  /** Examples of J4 that are answered with yes while J4 itself is answered with no. */
  readonly contradicting: readonly ConcernQuestion[];
}

type Answered<Question> = (question: Question) => TriState;

/**
 * The documentation level. A yes to E1 or E2 makes it enhanced, whatever else is open. A yes to E3 or E4 does as well,
 * unless a rationale for the basic level is on record. It is basic when all four are answered with no, or the rationale
 * covers E3 and E4 and the others are answered.
 */
export function documentationLevel(answer: Answered<DocumentationQuestion>, rationale: boolean): DocumentationResult {
  const said = (value: TriState): readonly DocumentationQuestion[] =>
    DOCUMENTATION_QUESTIONS.filter((question) => answer(question) === value);
  const open = said('unanswered');
  const yes = said('yes');
  const decisive = yes.filter((question) => question === 'E1' || question === 'E2');
  const base = { open, restsOnRationale: false };
  if (decisive.length > 0) return { ...base, level: 'enhanced', treatedAs: 'enhanced', because: decisive };
  if (yes.length > 0 && !rationale) return { ...base, level: 'enhanced', treatedAs: 'enhanced', because: yes };
  if (open.length > 0) return { ...base, level: 'undetermined', treatedAs: 'enhanced', because: open };
  return { level: 'basic', treatedAs: 'basic', because: yes, open, restsOnRationale: yes.length > 0 };
}

/** The level of concern: major by a yes to any J, else moderate by a yes to any M, else minor. */
export function levelOfConcern(answer: Answered<ConcernQuestion>): ConcernResult {
  const said = (value: TriState, prefix: string): readonly ConcernQuestion[] =>
    CONCERN_QUESTIONS.filter((question) => question.startsWith(prefix) && answer(question) === value);
  const major = said('yes', 'J');
  const moderate = said('yes', 'M');
  const level = major.length > 0 ? 'major' : moderate.length > 0 ? 'moderate' : 'minor';
  const openMajor = said('unanswered', 'J');
  const open = [...openMajor, ...said('unanswered', 'M')];
  const couldRaise = level === 'major' ? [] : level === 'moderate' ? openMajor : open;
  const examples = major.filter((question) => question.length > 2);
  return {
    level,
    complete: couldRaise.length === 0,
    because: level === 'major' ? major : moderate,
    open,
    contradicting: answer('J4') === 'no' ? examples : [],
  };
}
