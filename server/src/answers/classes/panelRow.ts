import type { Finding } from '../../model/finding.ts';
import type { ProfileLabels } from '../../model/profile.ts';
import type { Place } from '../../model/span.ts';
import type { ClassAssumption } from '../../trace/classes/assumptions.ts';
import type { ClassChange } from '../../trace/classes/classChanges.ts';
import type { RecordEditRequest } from '../edits/recordEdit.ts';
import type { AssessedSituation } from './classQuestions.ts';

/** A short reason with the place that it leads to. */
export interface PanelReason {
  readonly label: string;
  readonly detail: string;
  readonly place?: Place;
}

/** A finding on the class of a row. */
export interface PanelContradiction {
  readonly code: string;
  readonly message: string;
  readonly severity: Finding['severity'];
  readonly place?: Place;
}

/** Something that can be written into the records about a row. */
export interface PanelAction {
  readonly label: string;
  readonly edit: RecordEditRequest;
}

/** A question of 4.3 a with its answer; see {@link ClassAssessment}. */
export interface PanelQuestion {
  readonly label: string;
  readonly question: string;
  readonly answer: string;
  readonly detail: string;
  readonly situations: readonly PanelReason[];
}

/** A hazardous situation with the classes that it demands with external controls only, and if all controls counted. */
export interface PanelSituation extends Omit<AssessedSituation, 'item'> {
  readonly name: PanelReason;
}

/** How the risks of a row decide its class. */
export interface PanelAssessment {
  readonly questions: readonly PanelQuestion[];
  readonly external?: string;
  readonly all?: string;
  /** The strongest demands; {@link count} tells how many there are in all. */
  readonly situations: readonly PanelSituation[];
  readonly count: number;
}

/** What the panel is asked to show beside what is on record. */
export interface ClassPanelQuery {
  /** Edition of the standard to look through; the project's own when undefined or unknown. */
  readonly profile?: string | undefined;
  /** What is taken for granted, to see what would follow. */
  readonly assumptions?: readonly ClassAssumption[];
}

/** Whether something that would justify a lower class is on record. */
export type Evidence = 'present' | 'missing' | 'notNeeded';

/** One software system, item, unit or SOUP; all texts are raw. */
export interface PanelRow {
  /** ID of the record; for code without a record its name or its file. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'system' | 'item' | 'unit' | 'soup';
  readonly declared?: string;
  readonly inherited?: string;
  readonly required?: string;
  readonly effective: string;
  /** Effective class as the records and the project's own edition have it, where it is another one. */
  readonly recorded?: string;
  /** The class in a sentence with what it rests on, for example `class C because HS-05 (S4) ← CAUSE-07 in SI-02`. */
  readonly because: string;
  /** True for software that is taken over as legacy (4.4). */
  readonly legacy: boolean;
  /** The assumption on the class of this row, if any. */
  readonly assumed?: { readonly level?: string; readonly documented: boolean };
  /** The way to what the effective class rests on, in reading order. */
  readonly path: readonly PanelReason[];
  /** What the risk analysis demands, strongest first. */
  readonly reasons: readonly PanelReason[];
  readonly rationale: Evidence;
  readonly segregation: Evidence;
  /** Whether a test or review of the segregation is on record (5.3.5). */
  readonly verified: Evidence;
  readonly rationaleText?: string;
  readonly segregationText?: string;
  readonly contradictions: readonly PanelContradiction[];
  readonly actions: readonly PanelAction[];
  /** Undefined for code without a record. */
  readonly assessment?: PanelAssessment;
  readonly place?: Place;
  readonly children: readonly PanelRow[];
}

/** An edition of the standard that the panel can look through. */
export interface PanelProfile {
  readonly id: string;
  readonly title: string;
  /** Set for an edition that is not published: what a person has to know before relying on it. */
  readonly draft?: string;
}

/** A risk control that can be left out to see what follows. */
export interface PanelControl {
  readonly id: string;
  readonly title: string;
}

/** The safety classes of a project as a tree. */
export interface ClassPanel {
  readonly product: string;
  /** Title of the edition that is looked through. */
  readonly profile: string;
  readonly profileId: string;
  /** ID of the project's own edition. */
  readonly ownProfile: string;
  readonly profiles: readonly PanelProfile[];
  /** Lowest first. */
  readonly levelTerm: ProfileLabels['level'];
  readonly levels: readonly string[];
  readonly systems: readonly PanelRow[];
  readonly controls: readonly PanelControl[];
  /** Assumptions that the classes rest on; those about what is not on record any more are left out. */
  readonly assumptions: readonly ClassAssumption[];
  /** Classes that are others than without the assumptions, under the same edition. */
  readonly changes: readonly ClassChange[];
  /** Why there is nothing to show. */
  readonly empty?: string;
}
