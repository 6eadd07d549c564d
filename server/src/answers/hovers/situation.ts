import { attribute, type Item } from '../../trace/snapshot.ts';
import { causeText, placesOfCause } from './causeText.ts';
import {
  dotted,
  findingsLine,
  type HoverContext,
  heading,
  labelled,
  listed,
  ownWords,
  statusWord,
  titled,
} from './hoverContext.ts';
import { causeKindOf, estimateText, harmOf, injuryOf, residualText, severityOf } from './riskWords.ts';

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
    labelled(
      context,
      'Hazard',
      listed((risk?.hazards ?? []).map((hazard) => titled(context, hazard))) || 'none on record',
    ),
    labelled(context, 'Harm', style.text(harmOf(item))),
    labelled(
      context,
      'Severity',
      risk === undefined || severity === undefined ? 'not on record' : `${style.text(severity)} (${injuryOf(risk)})`,
    ),
    ...(risk
      ? [
          labelled(context, 'Initial risk', style.text(estimateText(risk.initial))),
          labelled(context, 'With external controls only', style.text(estimateText(risk.external))),
          labelled(context, 'Residual risk', style.text(residualText(snapshot, risk))),
        ]
      : []),
    ...(risk?.causes ?? []).slice(0, 4).map((cause) => labelled(context, 'Cause', causeText(context, cause))),
    labelled(
      context,
      'Controls',
      listed(
        (risk?.controls ?? []).map((control) => titled(context, control)),
        ' · ',
      ) || 'none on record',
    ),
    findingsLine(context, item),
  ];
}

/** Software cause: where it lies and what it leads to. */
export function causeLines(context: HoverContext, item: Item): readonly (string | undefined)[] {
  const { snapshot } = context;
  const situations = [...snapshot.risk.situations.values()].filter(({ causes }) => causes.includes(item));
  const controls = [...snapshot.risk.controls.values()].filter(({ causes }) => causes.includes(item));
  return [
    heading(context, item),
    dotted(['software cause', causeKindOf(item), statusWord(context, item)]),
    ownWords(context, item),
    labelled(context, 'In', placesOfCause(context, item) || 'no software item on record'),
    labelled(
      context,
      'Leads to',
      listed(
        situations.map((risk) => `${titled(context, risk.situation)} (${severityOf(risk) ?? 'no severity on record'})`),
        ' · ',
      ),
    ),
    labelled(
      context,
      'Controls',
      listed(
        controls.map(({ control }) => titled(context, control)),
        ' · ',
      ) || 'none on record',
    ),
    findingsLine(context, item),
  ];
}

/** Hazard: its situations with their residual risk. */
export function hazardLines(context: HoverContext, item: Item): readonly (string | undefined)[] {
  const { snapshot, style } = context;
  const situations = [...snapshot.risk.situations.values()].filter(({ hazards }) => hazards.includes(item));
  return [
    heading(context, item),
    dotted(['hazard', statusWord(context, item)]),
    ownWords(context, item),
    ...situations
      .slice(0, 8)
      .map((risk) =>
        labelled(
          context,
          'Situation',
          dotted([
            titled(context, risk.situation),
            style.text(severityOf(risk) ?? 'no severity on record'),
            `residual ${style.text(residualText(snapshot, risk))}`,
          ]),
        ),
      ),
    situations.length === 0 ? labelled(context, 'Situations', 'none on record') : undefined,
    situations.length > 8 ? `and ${situations.length - 8} more` : undefined,
    findingsLine(context, item),
  ];
}
