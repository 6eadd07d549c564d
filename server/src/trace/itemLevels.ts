import { ownKeys } from './graph/ownKeys.ts';
import { givingLevel, ownRank } from './itemLevel.ts';
import type { Spreading } from './spread.ts';

/** The ranks of the levels of all items of our own notation among the profile's levels, see `NO_RANK`; items of other notations have none. */
export const LEVEL_RANKS: Spreading = {
  keys: ownKeys,
  ownOf: (view, item) => (item.dialect === 'lifetrace' ? ownRank(view, item) : undefined),
  giversOf: givingLevel,
  join: (a, b) => Math.max(a, b),
  cellOf: (cells, key) => cells.level(key),
};
