import type { ReasonChip } from './reasonChip.ts';
import type { Target } from './target.ts';

/** An answer to a question of the FDA. */
export type FdaAnswer = 'yes' | 'no' | 'unanswered';

/** A question of one of the FDA's guidances with its answer. */
export interface FdaQuestion {
  readonly key: string;
  readonly text: string;
  readonly value: FdaAnswer;
  readonly because: readonly ReasonChip[];
  readonly note: string;
  readonly by: string;
  readonly date: string;
  readonly target?: Target;
}

/** A document of a submission, and whether it is on record. */
export interface FdaDocument {
  readonly key: string;
  readonly title: string;
  /** What the level asks for. */
  readonly content: string;
  readonly state: 'found' | 'partly' | 'missing';
  readonly places: readonly ReasonChip[];
}

/** One guidance with its questions, its result and its documents. */
export interface FdaGuidance {
  readonly title: string;
  /** Set for a guidance that another one has replaced. */
  readonly superseded?: string;
  readonly questions: readonly FdaQuestion[];
  readonly resultText: string;
  /** True while open questions can change the result. */
  readonly open: boolean;
  readonly documents: readonly FdaDocument[];
  /** A text for the submission, made of the answers. */
  readonly statement: string;
}

/** An answer that does not fit the rest of the project. */
export interface FdaConflict {
  readonly message: string;
  /** True for what is legitimate and worth knowing. */
  readonly informative: boolean;
  readonly target?: Target;
  /** The record that says otherwise. */
  readonly item?: ReasonChip;
}

/** The FDA's documentation level and level of concern of a project. */
export interface FdaModel {
  /** False without `fda.yaml`. */
  readonly onRecord: boolean;
  readonly basicRationale?: string;
  readonly documentation: FdaGuidance;
  readonly concern: FdaGuidance;
  readonly conflicts: readonly FdaConflict[];
}

/** Parameters of {@link FdaEditRequest}. */
export interface FdaEditParams {
  readonly folder: string;
  /** Key of the question, for example `E1` or `J4a`. */
  readonly question: string;
  readonly value: FdaAnswer;
}

/** Client → server, request: writes an answer into `.lifetrace/fda.yaml` as `ClassEditRequest` does. */
export const FdaEditRequest = { method: 'lifetrace/fdaEdit' } as const;
