import type { ConcernQuestion, DocumentationQuestion, FdaAnswer, FdaAnswers } from '../model/fda.ts';
import { itemKeyOf } from '../model/itemId.ts';
import type { RiskModel } from '../model/risk.ts';
import type { Place } from '../model/span.ts';
import { type DocumentationResult, documentationLevel, levelOfConcern } from './fda.ts';
import type { Item } from './item.ts';
import type { SituationRisk } from './risk.ts';
import type { Snapshot } from './snapshot.ts';

/** Something in `fda.yaml` that does not fit the risk file, the safety class or the file itself. */
export interface FdaContradiction {
  readonly question: DocumentationQuestion | ConcernQuestion | undefined;
  /** Where `fda.yaml` says it. */
  readonly place: Place;
  /** The record that says otherwise, if it is one. */
  readonly item?: Item;
  readonly message: string;
  /** True for what is legitimate and worth knowing: it contradicts nothing. */
  readonly informative: boolean;
}

/** The documentation level that the answers lead to. */
export function documentationResult({ documentation, basicRationale }: FdaAnswers): DocumentationResult {
  return documentationLevel(
    (question) => documentation.get(question)?.value ?? 'unanswered',
    basicRationale !== undefined,
  );
}

/** The level of concern that the answers lead to. */
export function concernResult({ concern }: FdaAnswers): ReturnType<typeof levelOfConcern> {
  return levelOfConcern((question) => concern.get(question)?.value ?? 'unanswered');
}

/** What in the answers does not fit the rest of the project, in the order of the questions. Empty without `fda.yaml`. */
export function fdaContradictions(snapshot: Snapshot): readonly FdaContradiction[] {
  const { fda } = snapshot;
  if (!fda) return [];
  return [
    ...deniedHarm(snapshot, 'E1', fda.documentation.get('E1')),
    ...levelAgainstClass(snapshot, fda),
    ...unknownRecords(snapshot, fda),
    ...deniedHarm(snapshot, 'J4', fda.concern.get('J4')),
    ...contradictingExamples(fda),
  ];
}

/** E1 or J4 is answered with no, and the risk file has serious harm that software may cause. */
function deniedHarm(
  snapshot: Snapshot,
  question: 'E1' | 'J4',
  answer: FdaAnswer | undefined,
): readonly FdaContradiction[] {
  if (answer?.value !== 'no') return [];
  const { risk } = snapshot.config;
  const grave = snapshot.risk.situations.values().filter((each) => isProbableSeriousHarm(risk, each));
  return grave.map(({ situation, initial }) => ({
    question,
    place: answer.place,
    item: situation,
    message: `Answer ${question} is no, but ${situation.id} has severity ${initial.severity} and a software cause.`,
    informative: false,
  }));
}

/** Serious injury that software may cause, more probable than remote; a missing estimate counts as probable. */
function isProbableSeriousHarm(
  { probabilities }: RiskModel,
  { injury, causes, initial }: Pick<SituationRisk, 'injury' | 'causes' | 'initial'>,
): boolean {
  if (injury !== 'serious' || initial.severity === undefined || causes.length === 0) return false;
  const rank = probabilities.findIndex(({ id }) => id === initial.probability);
  const named = probabilities.findIndex(({ id, name }) => /remote/i.test(name) || /remote/i.test(id));
  return rank < 0 || rank > (named < 0 ? 0 : named);
}

function levelAgainstClass(snapshot: Snapshot, fda: FdaAnswers): readonly FdaContradiction[] {
  const { levels, labels } = snapshot.config.profile;
  const { level } = documentationResult(fda);
  const isHighest = snapshot.productLevel === levels.at(-1);
  const first = [...fda.documentation.values()][0];
  const name = `${labels.classification} ${snapshot.productLevel}`;
  if (level === 'basic' && isHighest && first) {
    const message = `The documentation level is basic, but the software has ${name}.`;
    return [{ question: undefined, place: first.place, message, informative: false }];
  }
  const answer = fda.documentation.get('E1');
  if (answer?.value === 'yes' && !isHighest) {
    const message = `Answer E1 is yes while the software has ${name}: external controls count for IEC 62304, and not for the FDA.`;
    return [{ question: 'E1', place: answer.place, message, informative: true }];
  }
  return [];
}

/** Answers that rest on records which are not there. */
function unknownRecords(snapshot: Snapshot, { documentation, concern }: FdaAnswers): readonly FdaContradiction[] {
  return [...documentation, ...concern].flatMap(([question, { because, place }]) =>
    because
      .filter(({ text }) => snapshot.byKey.get(itemKeyOf(text)) === undefined)
      .map(({ text, span }) => ({
        question,
        place: { file: place.file, span },
        message: `Answer ${question} rests on “${text}”, which is not defined in this workspace.`,
        informative: false,
      })),
  );
}

function contradictingExamples(fda: FdaAnswers): readonly FdaContradiction[] {
  return concernResult(fda).contradicting.flatMap((question) => {
    const place = fda.concern.get('J4')?.place;
    if (!place) return [];
    return [{ question, place, message: `Answer J4 is no, but its example ${question} is yes.`, informative: false }];
  });
}
