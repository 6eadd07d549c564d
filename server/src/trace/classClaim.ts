import type { SafetyLevel } from '../model/safetyLevel.ts';
import { attribute } from './item.ts';
import type { Snapshot, Tag } from './snapshot.ts';

/** What a class tag in code says, beside what the records make of it. */
export interface ClassClaim {
  /** As written in the tag, in the profile's spelling. */
  readonly claimed: SafetyLevel;
  /** The class in force for that code; undefined where none applies (tests, tools). */
  readonly effective: SafetyLevel | undefined;
  /** ID of the unit record or software item that the class comes from; undefined when the code belongs to none. */
  readonly owner: string | undefined;
  /** True when the two are not the same: the records win (4.3 e). */
  readonly differs: boolean;
}

/** The claim that a tag makes; undefined for a tag that makes none, and for a level that the profile does not have. */
export function classClaimOf(snapshot: Snapshot, tag: Tag): ClassClaim | undefined {
  const { fact, unit, record, softwareItems, file } = tag;
  const claimed = fact.target.toUpperCase();
  if (fact.keyword !== 'class' || !snapshot.config.profile.levels.includes(claimed)) return undefined;
  const ofFile = unit ? undefined : snapshot.records.get(file)?.find((each) => attribute(each, 'symbol') === undefined);
  const owner = record ?? ofFile ?? softwareItems[0];
  const effective = unit ? unit.level : owner && snapshot.classByKey.get(owner.key)?.effective;
  return { claimed, effective, owner: owner?.id, differs: effective !== undefined && effective !== claimed };
}
