import {
  CONCERN_QUESTION_TEXT,
  CONCERN_QUESTIONS,
  DOCUMENTATION_QUESTION_TEXT,
  DOCUMENTATION_QUESTIONS,
  type FdaAnswer,
  type FdaProfile,
  type TriState,
} from '../../model/fda.ts';
import { itemKeyOf } from '../../model/itemId.ts';
import type { Place } from '../../model/span.ts';
import { type ConcernResult, type DocumentationResult, documentationLevel, levelOfConcern } from '../../trace/fda.ts';
import { type CheckedDocument, checklist } from '../../trace/fdaChecklist.ts';
import { concernResult, documentationResult, fdaContradictions } from '../../trace/fdaContradictions.ts';
import { documentsFor, documentsForConcern } from '../../trace/fdaDocuments.ts';
import type { Snapshot } from '../../trace/snapshot.ts';

/** A question with its answer, as a person reads it. */
export interface PanelQuestion {
  readonly key: string;
  /** In our own words. */
  readonly text: string;
  readonly value: TriState;
  readonly because: readonly { readonly id: string; readonly title: string; readonly place?: Place }[];
  readonly note: string;
  readonly by: string;
  readonly date: string;
  /** Where `fda.yaml` answers it. */
  readonly place?: Place;
}

/** A document of the submission. */
export interface PanelDocument extends Pick<CheckedDocument, 'key' | 'title' | 'content' | 'state' | 'places'> {
  /** IDs of `DOC` records that are it. */
  readonly records: readonly string[];
}

/** Something that does not fit. */
export interface PanelConflict {
  readonly message: string;
  readonly informative: boolean;
  readonly place: Place;
  readonly item?: { readonly id: string; readonly place: Place };
}

/** One guidance with its questions, its result and its documents. */
export interface PanelGuidance<Result> {
  readonly title: string;
  /** Set for a guidance that another one has replaced. */
  readonly superseded?: string;
  readonly questions: readonly PanelQuestion[];
  readonly result: Result;
  /** `Enhanced`, `undetermined: treated as Enhanced`, `at least Moderate, incomplete` … */
  readonly resultText: string;
  readonly documents: readonly PanelDocument[];
  /** A text for the file, made of the answers. */
  readonly statement: string;
}

/** All that the FDA tab shows. */
export interface FdaPanel {
  /** False without `fda.yaml`: every question is open. */
  readonly onRecord: boolean;
  readonly profile: FdaProfile;
  readonly basicRationale?: string;
  readonly documentation: PanelGuidance<DocumentationResult>;
  readonly concern: PanelGuidance<ConcernResult>;
  readonly conflicts: readonly PanelConflict[];
}

/** The FDA's documentation level and level of concern of a project, with documents and contradictions. */
export function fdaPanelOf(snapshot: Snapshot): FdaPanel {
  const { fda } = snapshot;
  const documentation = fda ? documentationResult(fda) : documentationLevel(() => 'unanswered', false);
  const concern = fda ? concernResult(fda) : levelOfConcern(() => 'unanswered');
  const documentationQuestions = DOCUMENTATION_QUESTIONS.map((key) =>
    questionOf(snapshot, key, DOCUMENTATION_QUESTION_TEXT[key], fda?.documentation.get(key)),
  );
  const concernQuestions = CONCERN_QUESTIONS.map((key) =>
    questionOf(snapshot, key, CONCERN_QUESTION_TEXT[key], fda?.concern.get(key)),
  );
  const resultText = documentationText(documentation);
  const concernResultText = concernText(concern);
  return {
    onRecord: fda !== undefined,
    profile: fda?.profile ?? 'fda-2023',
    ...(fda?.basicRationale === undefined ? {} : { basicRationale: fda.basicRationale }),
    documentation: {
      title: 'Documentation level (FDA guidance of 2023)',
      questions: documentationQuestions,
      result: documentation,
      resultText,
      documents: documentsOf(snapshot, documentsFor(documentation.treatedAs)),
      statement: statementOf('Documentation level', resultText, documentationQuestions, fda?.basicRationale),
    },
    concern: {
      title: 'Level of concern (FDA guidance of 2005)',
      superseded: 'superseded by the guidance of 2023',
      questions: concernQuestions,
      result: concern,
      resultText: concernResultText,
      documents: documentsOf(snapshot, documentsForConcern(concern.level)),
      statement: statementOf('Level of concern (superseded guidance of 2005)', concernResultText, concernQuestions),
    },
    conflicts: fdaContradictions(snapshot).map(({ message, informative, place, item }) => ({
      message,
      informative,
      place,
      ...(item ? { item: { id: item.id, place: { file: item.file, span: item.fact.idSpan } } } : {}),
    })),
  };
}

function documentsOf(snapshot: Snapshot, documents: Parameters<typeof checklist>[1]): readonly PanelDocument[] {
  return checklist(snapshot, documents).map(({ key, title, content, state, places, records }) => ({
    key,
    title,
    content,
    state,
    places,
    records: records.map(({ id }) => id),
  }));
}

function questionOf(snapshot: Snapshot, key: string, text: string, answer: FdaAnswer | undefined): PanelQuestion {
  return {
    key,
    text,
    value: answer?.value ?? 'unanswered',
    because: (answer?.because ?? []).map(({ text: id }) => {
      const item = snapshot.byKey.get(itemKeyOf(id));
      return item
        ? { id: item.id, title: item.title, place: { file: item.file, span: item.fact.idSpan } }
        : { id, title: '' };
    }),
    note: answer?.note ?? '',
    by: answer?.by ?? '',
    date: answer?.date ?? '',
    ...(answer ? { place: answer.place } : {}),
  };
}

function documentationText({ level, restsOnRationale, open }: DocumentationResult): string {
  if (level === 'undetermined') return `undetermined, treated as enhanced (open: ${open.join(', ')})`;
  return level === 'basic' && restsOnRationale ? 'basic, resting on a rationale' : level;
}

function concernText({ level, complete, open }: ConcernResult): string {
  return complete ? level : `at least ${level}, incomplete (open: ${open.join(', ')})`;
}

/** Sentences for the submission: the result, then each answer with what it rests on. */
function statementOf(
  name: string,
  result: string,
  questions: readonly PanelQuestion[],
  rationale: string | undefined = undefined,
): string {
  const answers = questions.map(({ key, text, value, because, note, by, date }) => {
    const basis = because.length === 0 ? '' : ` Basis: ${because.map(({ id }) => id).join(', ')}.`;
    const words = note === '' ? '' : ` ${note}.`;
    const author = [by, date].filter((part) => part !== '').join(', ');
    return `${key}: ${text} ${value === 'unanswered' ? 'Not answered yet' : value}.${basis}${words}${author === '' ? '' : ` (${author})`}`;
  });
  const reason = rationale === undefined ? [] : [`Rationale for the basic level: ${rationale}`];
  return [`${name}: ${result}.`, ...answers, ...reason].join('\n');
}
