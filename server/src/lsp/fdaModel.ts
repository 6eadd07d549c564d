import {
  fdaPanelOf,
  type PanelConflict,
  type PanelDocument,
  type PanelGuidance,
  type PanelQuestion,
} from '../answers/classes/fdaPanel.ts';
import type { Place } from '../model/span.ts';
import type { FdaConflict, FdaDocument, FdaGuidance, FdaModel, FdaQuestion } from '../protocol/fda.ts';
import type { ReasonChip } from '../protocol/reasonChip.ts';
import type { ProjectSession } from './projectSession.ts';

/** What the FDA tab of the safety class panel shows. */
export function fdaModel(session: ProjectSession): FdaModel {
  const { onRecord, basicRationale, documentation, concern, conflicts } = fdaPanelOf(session.engine.snapshot());
  return {
    onRecord,
    ...(basicRationale === undefined ? {} : { basicRationale }),
    documentation: guidanceOf(session, documentation, documentation.result.level === 'undetermined'),
    concern: guidanceOf(session, concern, !concern.result.complete),
    conflicts: conflicts.map((conflict) => conflictOf(session, conflict)),
  };
}

function guidanceOf(
  session: ProjectSession,
  { title, superseded, questions, resultText, documents, statement }: PanelGuidance<unknown>,
  open: boolean,
): FdaGuidance {
  return {
    title,
    ...(superseded === undefined ? {} : { superseded }),
    questions: questions.map((question) => questionOf(session, question)),
    resultText,
    open,
    documents: documents.map((document) => documentOf(session, document)),
    statement,
  };
}

function questionOf(session: ProjectSession, { because, place, ...question }: PanelQuestion): FdaQuestion {
  return {
    ...question,
    because: because.map(({ id, title, place: at }) => chipOf(session, id, title, at)),
    ...targetOf(session, place),
  };
}

function documentOf(session: ProjectSession, { places, records, ...document }: PanelDocument): FdaDocument {
  const chips = places.map((place, index) => {
    const name = records[index] ?? place.file.slice(place.file.lastIndexOf('/') + 1);
    return chipOf(session, name, place.file, place);
  });
  return { ...document, places: [...new Map(chips.map((chip) => [chip.label, chip])).values()] };
}

function conflictOf(session: ProjectSession, { message, informative, place, item }: PanelConflict): FdaConflict {
  return {
    message,
    informative,
    ...targetOf(session, place),
    ...(item ? { item: chipOf(session, item.id, '', item.place) } : {}),
  };
}

function chipOf(session: ProjectSession, label: string, detail: string, place: Place | undefined): ReasonChip {
  return { label, detail, ...targetOf(session, place) };
}

function targetOf({ engine, places }: ProjectSession, place: Place | undefined): Pick<ReasonChip, 'target'> {
  return place ? { target: places.target(engine.snapshot(), place) } : {};
}
