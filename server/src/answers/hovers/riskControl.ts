import type { Steps } from '../../model/steps.ts';
import { implementersOf } from '../../trace/classSources.ts';
import { attribute, type Item } from '../../trace/item.ts';
import type { ControlRisk, SituationRisk } from '../../trace/risk.ts';
import { demandedLevels } from '../../trace/riskMatrix.ts';
import { incomingLinks } from '../../trace/snapshot.ts';
import { type Implementation, ownImplementationsInSteps } from '../implementations.ts';
import { ownTestsInSteps, resultOf } from '../tests.ts';
import { causeText } from './causeText.ts';
import { codeText } from './codeText.ts';
import {
  dotted,
  findingsLine,
  type HoverContext,
  type HoverLines,
  heading,
  idOf,
  idsOf,
  labelled,
  listed,
  ownWords,
  titled,
} from './hoverContext.ts';
import {
  controlTypeOf,
  estimateText,
  harmOf,
  implementedInOf,
  injuryOf,
  residualText,
  severityOf,
  worstFirst,
} from './riskWords.ts';
import { testsText } from './testWords.ts';

/** Situations and causes that are told in full; further ones are named. */
const IN_FULL = 2;

/** Risk control: what it protects from, how bad that is, what realises it, how it is verified (ISO 14971; 62304, 7). */
export function* riskControlLines(context: HoverContext, item: Item): Steps<HoverLines> {
  const { snapshot, style } = context;
  const risk = snapshot.risk.controls.get(item.key);
  const level = risk?.inSoftware === true ? demandedOf(context, risk) : undefined;
  const review = risk?.newHazardReview;
  return [
    heading(context, item),
    dotted([
      part(context, controlTypeOf(item)),
      part(context, implementedInOf(item)),
      attribute(item, 'external') === 'true' ? 'external to the software' : undefined,
      level === undefined ? undefined : `${snapshot.config.profile.labels.level} demanded ${style.text(level)}`,
    ]),
    ownWords(context, item, 240),
    ...(risk ? riskLines(context, risk) : []),
    ...(yield* realisationLines(context, item, risk)),
    labelled(
      context,
      'New hazards',
      review === undefined ? 'no review on record' : `reviewed: ${style.text(review, 80)}`,
    ),
    findingsLine(context, item),
  ];
}

function part({ style }: HoverContext, words: string | undefined): string | undefined {
  return words === undefined ? undefined : style.text(words, 60);
}

/** The class that the control demands of who implements it; as long as nobody does, of whoever will (7.2.2 b). */
function demandedOf({ snapshot }: HoverContext, { control, situations }: ControlRisk): string | undefined {
  const { risk, profile } = snapshot.config;
  const demanded = implementersOf(snapshot, control).flatMap(({ id }) =>
    snapshot.classes.demandsBy(control.id, id).map(({ level }) => level),
  );
  const foreseen = situations.map(({ initial, external }) => {
    const estimates = {
      severity: initial.severity,
      initial: initial.probability,
      external: external.probability,
    };
    return demandedLevels(risk, profile, estimates).withExternal;
  });
  const ranks = (demanded.length > 0 ? demanded : foreseen).map((level) => profile.levels.indexOf(level));
  return profile.levels[Math.max(-1, ...ranks)];
}

function riskLines(context: HoverContext, risk: ControlRisk): readonly (string | undefined)[] {
  const situations = worstFirst(context.snapshot, risk.situations);
  const further = situations.slice(IN_FULL).map(({ situation }) => situation);
  const causes = risk.causes.slice(0, IN_FULL).map((cause) => labelled(context, 'Cause', causeText(context, cause)));
  return [
    ...(situations.length === 0 ? [labelled(context, 'Situation', 'no hazardous situation on record')] : []),
    ...situations.slice(0, IN_FULL).flatMap((each) => situationLines(context, each)),
    labelled(context, 'Further situations', idsOf(context, further)),
    ...causes,
    labelled(context, 'Further causes', idsOf(context, risk.causes.slice(IN_FULL))),
    ...situations.slice(0, IN_FULL).map(({ situation, controls }) => {
      const others = controls.filter((control) => control !== risk.control);
      return labelled(context, `Other controls on ${situation.id}`, idsOf(context, others) || 'none');
    }),
  ];
}

function situationLines(context: HoverContext, risk: SituationRisk): readonly (string | undefined)[] {
  const { style } = context;
  const { situation, hazards, initial, external } = risk;
  const severity = severityOf(risk);
  return [
    labelled(context, 'Hazard', listed(hazards.map((hazard) => titled(context, hazard))) || 'none on record'),
    labelled(context, 'Situation', `${titled(context, situation)} → harm: ${style.text(harmOf(situation), 80)}`),
    dotted([
      labelled(
        context,
        'Severity',
        severity === undefined ? 'not on record' : `${style.text(severity)} (${injuryOf(risk)})`,
      ),
      labelled(context, 'Initial', style.text(estimateText(initial))),
      external.probability === initial.probability
        ? undefined
        : labelled(context, 'External controls only', style.text(estimateText(external))),
      labelled(context, 'Residual', style.text(residualText(risk))),
    ]),
  ];
}

function* realisationLines(context: HoverContext, item: Item, risk: ControlRisk | undefined): Steps<HoverLines> {
  const { snapshot } = context;
  const requirements = risk?.requirements ?? [];
  const others = incomingLinks(snapshot, item, 'implements').flatMap(({ from }) =>
    requirements.includes(from) || from.type === 'UNIT' ? [] : [from],
  );
  const parts: string[] = [];
  const told = new Set<string>();
  for (const requirement of requirements) {
    const code = yield* ownImplementationsInSteps(snapshot, requirement);
    for (const place of code) {
      told.add(placeName(place));
      yield;
    }
    parts.push(`${idOf(context, requirement)} → ${yield* codeShort(context, code)}`);
  }
  for (const other of others) parts.push(titled(context, other));
  const direct = yield* ownImplementationsInSteps(snapshot, item);
  const further = direct.filter((code) => !told.has(placeName(code)));
  const nothing = direct.length === 0 ? 'no requirement on record' : 'code only, no requirement on record';
  return [
    labelled(context, 'Implemented by', listed(parts, ' · ') || (risk?.inSoftware === false ? undefined : nothing)),
    labelled(context, 'Code', yield* codeText(context, further)),
    ...(yield* verificationLines(context, item, requirements)),
    labelled(context, 'Effectiveness', risk && effectivenessText(context, risk)),
  ];
}

function* verificationLines(context: HoverContext, item: Item, requirements: readonly Item[]): Steps<HoverLines> {
  const { snapshot } = context;
  const direct = yield* ownTestsInSteps(snapshot, item);
  const reviews = incomingLinks(snapshot, item, 'verifies').flatMap(({ from }) => (from.type === 'REV' ? [from] : []));
  const byRequirement: string[] = [];
  for (const requirement of requirements) {
    const tests = yield* ownTestsInSteps(snapshot, requirement);
    byRequirement.push(`${idOf(context, requirement)} by ${testsText(context, tests)}`);
  }
  const alone = direct.length > 0 || (requirements.length === 0 && reviews.length === 0);
  return [
    labelled(context, 'Reviewed by', listed(reviews.map((review) => titled(context, review)))),
    alone ? labelled(context, 'Verified by', testsText(context, direct)) : undefined,
    labelled(context, direct.length > 0 ? 'Requirements verified' : 'Verified', listed(byRequirement, ' · ')),
  ];
}

/** What shows that the control works as intended (ISO 14971, 7.2). */
function effectivenessText(context: HoverContext, { verification }: ControlRisk): string {
  const { snapshot, style } = context;
  const tests = verification.effectiveness.map(
    (test) => `${idOf(context, test)} ${style.text(resultOf(snapshot, test), 60)}`,
  );
  return listed(tests, ' · ', 3) || 'no verification of effectiveness on record';
}

/** The code behind a requirement in a few words. */
function* codeShort(context: HoverContext, code: readonly Implementation[]): Steps<string> {
  return (yield* codeText(context, code, { files: 2, names: 2 })) || 'no code on record';
}

function placeName({ file, selection }: Implementation): string {
  return `${file} ${selection.start}`;
}
