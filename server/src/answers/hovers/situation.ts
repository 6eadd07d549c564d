import { situationsOfCauses } from '../../trace/classSources.ts';
import { attribute, type Item, type Link } from '../../trace/item.ts';
import type { SituationRisk } from '../../trace/risk.ts';
import { riskChain } from '../../trace/riskChain.ts';
import { sources } from '../../trace/snapshot.ts';
import { causeText, placesOfCause } from './causeText.ts';
import { CHAIN_GAP } from './chainWords.ts';
import {
  dotted,
  findingsLine,
  type HoverContext,
  heading,
  idOf,
  labelled,
  listed,
  ownWords,
  statusWord,
  titled,
} from './hoverContext.ts';
import { matrixTable } from './matrixTable.ts';
import { causeKindOf, estimateText, harmOf, injuryOf, residualText, severityOf, worstFirst } from './riskWords.ts';

/** Hazardous situation: harm, severity, the three estimates, causes and controls. */
export function situationLines(context: HoverContext, item: Item): readonly (string | undefined)[] {
  const { snapshot, style } = context;
  const risk = snapshot.risk.situations.get(item.key);
  const contribution = attribute(item, 'softwareContribution');
  const severity = risk && severityOf(risk);
  return [
    heading(context, item),
    dotted([
      'hazardous situation',
      statusWord(context, item),
      contribution === undefined ? undefined : `software contribution: ${style.text(contribution, 30)}`,
    ]),
    ownWords(context, item),
    dotted([
      labelled(
        context,
        'Hazard',
        listed((risk?.hazards ?? []).map((hazard) => titled(context, hazard))) || 'none on record',
      ),
      labelled(context, 'Harm', style.text(harmOf(item))),
    ]),
    labelled(
      context,
      'Severity',
      risk === undefined || severity === undefined ? 'not on record' : `${style.text(severity)} (${injuryOf(risk)})`,
    ),
    risk &&
      dotted([
        labelled(context, 'Initial', style.text(estimateText(risk.initial))),
        labelled(context, 'External controls only', style.text(estimateText(risk.external))),
        labelled(context, 'Residual', style.text(residualText(risk))),
      ]),
    risk && matrixTable(context, risk),
    ...(risk?.causes ?? []).slice(0, 4).map((cause) => labelled(context, 'Cause', causeText(context, cause))),
    labelled(
      context,
      'Controls',
      listed(
        (risk?.controls ?? []).map((control) => titled(context, control)),
        ' · ',
      ) || 'none on record',
    ),
    labelled(context, 'Risk chain', risk && chainText(context, risk)),
    findingsLine(context, item),
  ];
}

/** Whether everything from hazard to verification is on record, or what is not. */
function chainText(context: HoverContext, risk: SituationRisk): string {
  const { complete, gaps } = riskChain(context.snapshot, risk);
  if (complete) return 'complete on record';
  return `open: ${listed(
    gaps.map(({ step, at }) => `${idOf(context, at)} ${CHAIN_GAP[step]}`),
    ' · ',
    3,
  )}`;
}

/** Software cause: where it lies and what it leads to. */
export function causeLines(context: HoverContext, item: Item): readonly (string | undefined)[] {
  const controls = linkingTo(context, item, 'controls').filter(({ type }) => type === 'RC');
  return [
    heading(context, item),
    dotted(['software cause', causeKindOf(item), statusWord(context, item)]),
    ownWords(context, item),
    labelled(context, 'In', placesOfCause(context, item) || 'no software item on record'),
    labelled(
      context,
      'Leads to',
      listed(
        situationRisks(context, situationsOfCauses([item])).map(
          (risk) => `${titled(context, risk.situation)} (${severityOf(risk) ?? 'no severity on record'})`,
        ),
        ' · ',
      ),
    ),
    labelled(
      context,
      'Controls',
      listed(
        controls.map((control) => titled(context, control)),
        ' · ',
      ) || 'none on record',
    ),
    findingsLine(context, item),
  ];
}

/** Items that link to one, each of them once. */
function linkingTo({ snapshot }: HoverContext, item: Item, kind: Link['kind']): readonly Item[] {
  return [...new Set(sources(snapshot, item, kind))];
}

/** The risks of hazardous situations. A hazard or a cause has few of the many that a project may hold. */
function situationRisks({ snapshot }: HoverContext, situations: readonly Item[]): readonly SituationRisk[] {
  return situations.flatMap(({ key }) => snapshot.risk.situations.get(key) ?? []);
}

/** The situations whose residual risk is worst first: what is not estimated, then by zone, then by severity. */
function worstResidualFirst(
  { snapshot }: HoverContext,
  situations: readonly SituationRisk[],
): readonly SituationRisk[] {
  const names = snapshot.config.risk.zones.map(({ name }) => name);
  const rank = ({ residual }: SituationRisk): number =>
    residual.zone === undefined ? names.length : names.indexOf(residual.zone);
  return [...worstFirst(snapshot, situations)].sort((a, b) => rank(b) - rank(a));
}

/** Hazard: its situations with their residual risk, the worst first. */
export function hazardLines(context: HoverContext, item: Item): readonly (string | undefined)[] {
  const { style } = context;
  const situations = worstResidualFirst(context, situationRisks(context, linkingTo(context, item, 'arisesFrom')));
  const [worst] = situations;
  return [
    heading(context, item),
    dotted(['hazard', statusWord(context, item)]),
    ownWords(context, item),
    worst &&
      labelled(
        context,
        'Worst residual risk',
        `${style.text(residualText(worst))} at ${idOf(context, worst.situation)}`,
      ),
    ...situations
      .slice(0, 8)
      .map((risk) =>
        labelled(
          context,
          'Situation',
          dotted([
            titled(context, risk.situation),
            style.text(severityOf(risk) ?? 'no severity on record'),
            `residual ${style.text(residualText(risk))}`,
          ]),
        ),
      ),
    situations.length === 0 ? labelled(context, 'Situations', 'none on record') : undefined,
    situations.length > 8 ? `and ${situations.length - 8} more` : undefined,
    findingsLine(context, item),
  ];
}
