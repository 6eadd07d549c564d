import type { EditOutcome } from './editOutcome.ts';
import type { FdaModel } from './fda.ts';
import type { LevelTerm } from './levelTerm.ts';
import type { ReasonChip } from './reasonChip.ts';
import type { Target } from './target.ts';

/** One row of the safety class panel. */
export interface ClassRow {
  /** ID of the software system, item, SOUP or unit; for code without a record its file and name. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'system' | 'item' | 'unit' | 'soup';
  readonly declared?: string;
  readonly inherited?: string;
  readonly required?: string;
  readonly effective: string;
  /** Effective class as it is on record, where what is shown is another one. */
  readonly recorded?: string;
  /** The class in words, with what it rests on. */
  readonly because: string;
  /** True for software that is taken over as legacy. */
  readonly legacy: boolean;
  /** What is assumed about the class of this row. */
  readonly assumed?: { readonly level?: string; readonly documented: boolean };
  /** Why the effective class is what it is, one step a line, in reading order. */
  readonly path: readonly ReasonChip[];
  /** What demands the required class. */
  readonly reasons: readonly ReasonChip[];
  /** Present, missing although needed, or not needed. */
  readonly rationale: 'present' | 'missing' | 'notNeeded';
  readonly segregation: 'present' | 'missing' | 'notNeeded';
  /** Whether a test or review of the segregation is on record. */
  readonly verified: 'present' | 'missing' | 'notNeeded';
  readonly rationaleText?: string;
  readonly segregationText?: string;
  readonly contradictions: readonly Contradiction[];
  readonly actions: readonly ClassAction[];
  readonly assessment?: ClassAssessment;
  readonly target?: Target;
  readonly children: readonly ClassRow[];
}

/** A question on the way to the class of a software system (4.3 a), as the records answer it. */
export interface ClassQuestion {
  readonly label: string;
  readonly question: string;
  readonly answer: string;
  readonly detail: string;
  readonly situations: readonly ReasonChip[];
}

/** A hazardous situation with the classes that it demands with external controls only, and if all controls counted. */
export interface ClassSituation {
  readonly name: ReasonChip;
  readonly severity: string;
  readonly initial: string;
  readonly external: string;
  readonly residual: string;
  readonly externalAcceptable: boolean;
  readonly residualAcceptable: boolean;
  readonly level: string;
  readonly levelWithAll: string;
}

/** How the risks of a row decide its class. */
export interface ClassAssessment {
  /** Only for a software system. */
  readonly questions: readonly ClassQuestion[];
  /** Highest class with external controls only: the one that counts. */
  readonly external?: string;
  /** The same if all controls counted. */
  readonly all?: string;
  /** The strongest demands; {@link count} tells how many there are in all. */
  readonly situations: readonly ClassSituation[];
  readonly count: number;
}

/** Something that is not on record and taken for granted, to see what would follow. */
export type ClassAssumption =
  /** The record of a node declares that class, or none; `documented` with a rationale and a segregation. */
  | { readonly kind: 'class'; readonly node: string; readonly level: string | undefined; readonly documented: boolean }
  | { readonly kind: 'withoutControl'; readonly control: string };

/** A class that is another one under the assumptions. */
export interface ClassChange {
  readonly node: string;
  readonly before: string;
  readonly after: string;
}

/** What is to be written into the record of an item. */
export type ClassEdit =
  | { readonly kind: 'setClass'; readonly item: string; readonly level: string }
  | { readonly kind: 'insertRationale'; readonly item: string };

/** An edit that a row offers. */
export interface ClassAction {
  readonly label: string;
  readonly edit: ClassEdit;
}

/** A finding on the class of a row. */
export interface Contradiction {
  readonly code: string;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly target?: Target;
}

/** All that the safety class panel shows for one workspace folder. */
export interface ClassPanelModel {
  readonly folder: string;
  readonly product: string;
  /** Title of the edition that is looked through, for example `IEC 62304:2006+AMD1:2015`. */
  readonly profile: string;
  readonly profileId: string;
  /** ID of the edition that the project has chosen. */
  readonly ownProfile: string;
  /** Editions that can be looked through. */
  readonly profiles: readonly { readonly id: string; readonly title: string; readonly draft?: string }[];
  readonly levelTerm: LevelTerm;
  /** Levels, lowest first. */
  readonly levels: readonly string[];
  readonly systems: readonly ClassRow[];
  /** Risk controls that can be left out to see what follows. */
  readonly controls: readonly { readonly id: string; readonly title: string }[];
  readonly assumptions: readonly ClassAssumption[];
  /** Classes that the assumptions change. */
  readonly changes: readonly ClassChange[];
  readonly fda: FdaModel;
  /** Set when there is nothing to show, with the reason for a person. */
  readonly empty?: string;
}

/** What the safety class panel shows beside what is on record, by address of the folder. */
export interface ClassPanelQuery {
  /** ID of the edition to look through; the project's own without. */
  readonly profile?: string;
  readonly assumptions?: readonly ClassAssumption[];
}

/** Parameters of {@link ClassPanelRequest}; folders that are not named are shown as they are on record. */
export interface ClassPanelParams {
  readonly folders?: Readonly<Record<string, ClassPanelQuery>>;
}

/** Client → server, request: answers {@link ClassPanelModel}[], one for each folder. Nothing is written. */
export const ClassPanelRequest = { method: 'lifetrace/classPanel' } as const;

/** Parameters of {@link ClassEditRequest}. */
export interface ClassEditParams {
  readonly folder: string;
  readonly edit: ClassEdit;
}

/**
 * Client → server, request: makes an edit of a record by `workspace/applyEdit`, for the text as it is then, and answers
 * {@link EditOutcome}.
 */
export const ClassEditRequest = { method: 'lifetrace/classEdit' } as const;
