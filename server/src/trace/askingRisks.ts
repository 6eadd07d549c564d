import { compareIds } from '../model/compare.ts';
import type { ItemKey } from '../model/itemId.ts';
import { effectsOf } from './classSources.ts';
import { isRetired } from './item.ts';
import { needsControl } from './riskChain.ts';
import type { Snapshot } from './snapshot.ts';
import type { Spreading } from './spread.ts';

/** Stands for no situation. */
const NONE = -1;

/** Set for a situation whose risk is acceptable as it stands. */
const ACCEPTABLE = 1;

/**
 * The first of the situations that a cause leads to, directly or by way of other causes, whose risk asks for a control: those whose
 * risk is not acceptable come first, then their IDs count.
 */
export const ASKING_RISKS: Spreading = {
  keys: ({ types }) => types.get('CAUSE') ?? [],
  ownOf: (view, item) => {
    if (isRetired(item)) return undefined;
    if (item.type !== 'HS') return item.type === 'CAUSE' ? NONE : undefined;
    const risk = view.risk.situations.get(item.key);
    if (risk?.initial.zone === undefined || !needsControl(view.config.risk, risk)) return NONE;
    return codeOf(view.graph.names.numberOf(item.key), risk.initial.acceptable);
  },
  giversOf: (_, item) => (item.type === 'CAUSE' ? effectsOf(item) : []),
  furtherOf: (_, item) => (item.type === 'CAUSE' ? effectsOf(item) : []),
  join: (a, b, names) => {
    if (a === b || b === NONE) return a;
    if (a === NONE) return b;
    const order =
      (a & ACCEPTABLE) - (b & ACCEPTABLE) ||
      compareIds(names.nameOf(numberIn(a)) ?? '', names.nameOf(numberIn(b)) ?? '');
    return order <= 0 ? a : b;
  },
  cellOf: (cells, key) => cells.spread('askingRisks', key),
};

/** The situation that {@link ASKING_RISKS} finds for a cause that counts; undefined where none asks for a control. */
export function askingSituation(snapshot: Snapshot, cause: ItemKey): ItemKey | undefined {
  const found = snapshot.spread('askingRisks', cause);
  return found > 0 ? snapshot.nameOf(numberIn(found)) : undefined;
}

/** Above 0, which stands for an item that takes no part. */
function codeOf(number: number, acceptable: boolean): number {
  return 2 * (number + 1) + (acceptable ? ACCEPTABLE : 0);
}

function numberIn(code: number): number {
  return (code >> 1) - 1;
}
