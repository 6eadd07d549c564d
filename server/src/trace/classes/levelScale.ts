import type { SafetyLevel } from '../../model/safetyLevel.ts';

/** Rank of "no level": below every level. */
export const NO_RANK = -1;

/** Safety levels as ranks, 0 for the lowest, so that they can be compared. */
export interface LevelScale {
  /** Rank of a level; {@link NO_RANK} for none and for names that the profile does not have. */
  readonly rankOf: (level: SafetyLevel | undefined) => number;
  /** Name of a rank; that of the lowest level below the scale. */
  readonly nameOf: (rank: number) => SafetyLevel;
  /** Name of a rank, or undefined for {@link NO_RANK}. */
  readonly nameIfAny: (rank: number) => SafetyLevel | undefined;
  /** Ranks, highest first. */
  readonly descending: readonly number[];
  /** Rank in force until a system has a level. */
  readonly defaultRank: number;
}

/** The scale of a profile's levels, lowest first. A default that is not among them counts as the highest. */
export function levelScale(levels: readonly SafetyLevel[], defaultLevel: SafetyLevel): LevelScale {
  const names = levels.length > 0 ? levels : [defaultLevel];
  const rankOf = (level: SafetyLevel | undefined): number => (level === undefined ? NO_RANK : names.indexOf(level));
  const nameOf = (rank: number): SafetyLevel => names[Math.max(0, rank)] ?? defaultLevel;
  const known = rankOf(defaultLevel);
  return {
    rankOf,
    nameOf,
    nameIfAny: (rank) => (rank === NO_RANK ? undefined : nameOf(rank)),
    descending: names.map((_, index) => names.length - 1 - index),
    defaultRank: known === NO_RANK ? names.length - 1 : known,
  };
}
