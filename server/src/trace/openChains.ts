import { attribute, type Item, says, targets } from './item.ts';
import { CAUSING } from './recordedSituation.ts';
import type { SituationRisk } from './risk.ts';
import {
  controlGaps,
  flawsOfCause,
  isUncontrolledSource,
  needsControl,
  residualIsSettled,
  situationGaps,
} from './riskChain.ts';
import { type Snapshot, sources } from './snapshot.ts';
import type { Spreading } from './spread.ts';

/** A cause leads there. */
const CAUSED = 1;

/** A cause that leads there says too little of itself. */
const FLAWED_CAUSE = 2;

/** A cause that leads there, and to a situation directly, is not controlled. */
const UNCONTROLLED_SOURCE = 4;

/** A control acts there, or on a cause that leads there. */
const CONTROLLED = 8;

/** Such a control lacks something. */
const OPEN_CONTROL = 16;

/** Such a control is more than information for safety, or says why information is enough. */
const MORE_THAN_INFORMATION = 32;

/**
 * What holds of what stands behind hazardous situations: of the causes that lead to one, directly or by steps, and of the controls that
 * act on it, on its hazards or on those causes; a bit each. Thousands of causes may lead to thousands of situations by way of
 * one, and as pairs they would be millions.
 */
export const BEHIND_SITUATIONS: Spreading = {
  keys: ({ types }) => ['RC', 'HAZ', 'CAUSE', 'THR', 'HS'].flatMap((type) => types.get(type) ?? []),
  ownOf: (view, item) => {
    if (item.type === 'RC') return ofControl(view, item);
    if (CAUSING.has(item.type)) return ofCause(view, item) | ofOtherControls(view, item);
    return item.type === 'HAZ' || item.type === 'HS' ? ofOtherControls(view, item) : undefined;
  },
  giversOf: (view, item) => [
    ...controlling(view, item).filter(({ type }) => type === 'RC'),
    ...(item.type === 'HS' ? targets(item, 'arisesFrom').filter(({ type }) => type === 'HAZ') : []),
    ...(item.type === 'CAUSE' || item.type === 'HS'
      ? sources(view, item, 'causes').filter(({ type }) => CAUSING.has(type))
      : []),
  ],
  join: (a, b) => a | b,
  cellOf: (cells, key) => cells.spread('behindSituations', key),
};

/** True when there is a gap in the chain of a hazardous situation, see `riskChain`. */
export function hasOpenChain(snapshot: Snapshot, risk: SituationRisk): boolean {
  const behind = snapshot.spread('behindSituations', risk.situation.key);
  const holds = (bit: number): boolean => (behind & bit) !== 0;
  const model = snapshot.config.risk;
  return (
    holds(FLAWED_CAUSE) ||
    holds(OPEN_CONTROL) ||
    (holds(UNCONTROLLED_SOURCE) && needsControl(model, risk)) ||
    situationGaps(model, risk, holds(CAUSED), holds(CONTROLLED)).length > 0 ||
    !residualIsSettled(risk, () => holds(CONTROLLED))
  );
}

/** True when a control acts on a hazardous situation, on one of its hazards, or on a cause that leads to it. */
export function isControlledSomewhere(snapshot: Snapshot, situation: Item): boolean {
  return (snapshot.spread('behindSituations', situation.key) & CONTROLLED) !== 0;
}

/** True when all those controls are information for safety, and none says why that is enough. */
export function reliesOnInformation(snapshot: Snapshot, situation: Item): boolean {
  return (snapshot.spread('behindSituations', situation.key) & (CONTROLLED | MORE_THAN_INFORMATION)) === CONTROLLED;
}

function ofCause(snapshot: Snapshot, cause: Item): number {
  const isFlawed = flawsOfCause(cause).length > 0;
  return CAUSED | (isFlawed ? FLAWED_CAUSE : 0) | (isUncontrolledSource(snapshot, cause) ? UNCONTROLLED_SOURCE : 0);
}

function ofControl(snapshot: Snapshot, control: Item): number {
  const risk = snapshot.risk.controls.get(control.key);
  const isOpen = risk !== undefined && controlGaps(snapshot, risk).length > 0;
  return ofWhatControls(control) | (isOpen ? OPEN_CONTROL : 0);
}

/** What has no business to control anything, and says that it does, has other things to give as well. */
function ofOtherControls(snapshot: Snapshot, item: Item): number {
  let joined = 0;
  for (const control of controlling(snapshot, item)) if (control.type !== 'RC') joined |= ofWhatControls(control);
  return joined;
}

function ofWhatControls(control: Item): number {
  const isInformation = attribute(control, 'controlType')?.toLowerCase() === 'information';
  return CONTROLLED | (isInformation && !says(control, 'rationale') ? 0 : MORE_THAN_INFORMATION);
}

/** What acts on a cause, a hazard or a situation, or on what a situation arises from beside hazards. */
function controlling(snapshot: Snapshot, item: Item): readonly Item[] {
  if (CAUSING.has(item.type)) return sources(snapshot, item, 'controls');
  if (item.type !== 'HAZ' && item.type !== 'HS') return [];
  const beside = item.type === 'HS' ? targets(item, 'arisesFrom').filter(({ type }) => type !== 'HAZ') : [];
  return [item, ...beside].flatMap((each) => sources(snapshot, each, 'mitigates'));
}
