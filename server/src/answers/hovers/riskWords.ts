import { compareIds } from '../../model/compare.ts';
import type { LinkKind } from '../../model/linkKind.ts';
import { attribute, type Item, isRetired, targetsOf } from '../../trace/item.ts';
import type { RiskEstimate, SituationRisk } from '../../trace/risk.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { type HoverContext, idOf, idsOf } from './hoverContext.ts';

const CONTROL_TYPE: ReadonlyMap<string, string> = new Map([
  ['inherent', 'inherent safety by design'],
  ['protective', 'protective measure'],
  ['information', 'information for safety'],
]);

const IMPLEMENTED_IN: ReadonlyMap<string, string> = new Map([
  ['software', 'in software'],
  ['hardware', 'in hardware'],
  ['ifu', 'in the instructions for use'],
  ['process', 'in the process'],
]);

/** The kinds of software causes of IEC 62304, 7.1.2, in our own words. */
const CAUSE_KIND: ReadonlyMap<string, string> = new Map([
  ['a', 'specification'],
  ['b', 'software defect'],
  ['c', 'SOUP failure'],
  ['d', 'hardware or other software'],
  ['e', 'foreseeable misuse'],
]);

/** What sort of risk control a record says it is, in words. */
export function controlTypeOf(control: Item): string | undefined {
  return worded(CONTROL_TYPE, attribute(control, 'controlType'));
}

/** What a risk control is made of, in words. */
export function implementedInOf(control: Item): string | undefined {
  return worded(IMPLEMENTED_IN, attribute(control, 'implementedIn'));
}

/** What sort of cause a record says it is, in words. */
export function causeKindOf(cause: Item): string | undefined {
  return worded(CAUSE_KIND, attribute(cause, 'kind'));
}

function worded(words: ReadonlyMap<string, string>, value: string | undefined): string | undefined {
  return value === undefined ? undefined : (words.get(value.toLowerCase()) ?? value);
}

/** What happens to the patient: the recorded harm, else the situation's title. */
export function harmOf(situation: Item): string {
  return attribute(situation, 'harm') ?? situation.title;
}

/** Severity with its name, for example `S4 Catastrophic`; undefined when no severity is on record. */
export function severityOf({ severity, severityName }: SituationRisk): string | undefined {
  return severity === undefined ? undefined : `${severity} ${severityName ?? ''}`.trim();
}

/** What the injury is, in words. */
export function injuryOf({ injury }: SituationRisk): string {
  return injury === 'none' ? 'no injury' : `${injury} injury`;
}

/** An estimate in words, for example `P2 → UNACCEPTABLE`: a zone that is not acceptable shouts. */
export function estimateText({ probability, zone, acceptable }: RiskEstimate): string {
  if (probability === undefined) return 'not estimated';
  return `${probability} → ${zone === undefined ? 'not in the risk matrix' : acceptable ? zone : zone.toUpperCase()}`;
}

/** Residual estimate in words, with a mark as long as the controls behind it are not proven by passed tests. */
export function residualText(risk: SituationRisk): string {
  const text = estimateText(risk.residual);
  return risk.residual.probability === undefined || risk.proven ? text : `${text} (claimed)`;
}

/** Links by which an item realises or tests what its target does. */
const TOWARDS_CONTROLS: readonly LinkKind[] = ['implements', 'verifies', 'refines', 'designs'];

/** The risk controls that an item realises or tests: itself, by links, by the requirements of its links. */
export function controlsBehind(item: Item): readonly Item[] {
  const found = new Set<Item>();
  const seen = new Set([item]);
  for (const each of seen) {
    if (each.type === 'RC') found.add(each);
    for (const target of targetsOf(each, TOWARDS_CONTROLS)) if (!isRetired(target)) seen.add(target);
  }
  return [...found].sort((a, b) => compareIds(a.id, b.id));
}

/** The worst situations first: by the model's order of severities, then by ID. */
export function worstFirst(snapshot: Snapshot, situations: readonly SituationRisk[]): readonly SituationRisk[] {
  const order = snapshot.config.risk.severities.map(({ id }) => id);
  return situations
    .map((risk) => ({ risk, rank: order.indexOf(risk.severity ?? '') }))
    .sort((a, b) => b.rank - a.rank || compareIds(a.risk.situation.id, b.risk.situation.id))
    .map(({ risk }) => risk);
}

/**
 * What risk controls protect from, with the cells of the risk matrix, for example `Protects against air embolism (HS-05,
 * S4 Catastrophic: P2 → UNACCEPTABLE, residual P1 → acceptable) through RC-07`; undefined when no situation is on record.
 */
export function protectionLine(
  context: HoverContext,
  controls: readonly Item[],
  label = 'Protects against',
): string | undefined {
  const { snapshot, style } = context;
  const risks = controls.flatMap((control) => snapshot.risk.controls.get(control.key) ?? []);
  const situations = worstFirst(snapshot, [
    ...new Map(risks.flatMap((risk) => risk.situations).map((each) => [each.situation.key, each])).values(),
  ]);
  const worst = situations[0];
  if (!worst) return undefined;
  const estimates = `${estimateText(worst.initial)}, residual ${residualText(worst)}`;
  const about = [idOf(context, worst.situation), style.text(`${severityOf(worst) ?? 'no severity'}: ${estimates}`)];
  const more = situations.length > 1 ? ` and ${situations.length - 1} more` : '';
  const through = idsOf(
    context,
    risks.map(({ control }) => control),
  );
  return `${style.strong(label)} ${style.text(harmOf(worst.situation), 80)} (${about.join(', ')})${more} through ${through}`;
}
