import { compareIds } from '../model/compare.ts';
import type { ItemKey } from '../model/itemId.ts';
import { clauseByRef, isRequiredAt, type Profile } from '../model/profile.ts';
import type { SafetyLevel } from '../model/safetyLevel.ts';
import type { Span } from '../model/span.ts';
import { nodeKindOf } from '../trace/classSources.ts';
import { type Item, isRetired, says } from '../trace/item.ts';
import { levelOfItem } from '../trace/itemLevel.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { reportMissing } from './ownItems.ts';
import type { Report, Rule } from './rule.ts';

/** A flaw of a record: its message, or the message and more. */
export type Flaw =
  | string
  | {
      readonly message: string;
      /** The place within the record that it is about; its ID when not given. */
      readonly span?: Span;
      readonly level?: SafetyLevel | undefined;
      /** Keys of other items that it speaks of. */
      readonly others?: readonly ItemKey[];
    };

/**
 * The checks of a rule about what records of some types lack: only in a governed project, only for records that count,
 * and by the level of the record. Test code and tools have no class, so nothing is asked of their records.
 */
export function forRecords(
  types: readonly string[],
  flawsOf: (item: Item, snapshot: Snapshot) => Flaw | readonly Flaw[] | undefined,
): Pick<Rule, 'itemTypes' | 'checkItem'> {
  return {
    itemTypes: types,
    checkItem: (item, snapshot) => {
      if (!snapshot.governed || isRetired(item) || !item.primary) return NO_REPORTS;
      return reportsOf(item, snapshot, flawsOf(item, snapshot));
    },
  };
}

/** Reports on the flaws of one record, by its level. */
export function reportsOf(
  item: Item,
  snapshot: Snapshot,
  flaws: Flaw | readonly Flaw[] | undefined,
): readonly Report[] {
  const list = flaws === undefined ? [] : isList(flaws) ? flaws : [flaws];
  if (list.length === 0) return NO_REPORTS;
  const level = levelOfItem(snapshot, item);
  if (level === undefined && nodeKindOf(item)) return NO_REPORTS;
  return list.map((flaw): Report => {
    if (typeof flaw === 'string') return { ...reportMissing(item, flaw), level };
    const report = reportMissing(item, flaw.message);
    const { span = report.span, others = [] } = flaw;
    return { ...report, span, level: flaw.level ?? level, ...(others.length > 0 && { others }) };
  });
}

const NO_REPORTS: readonly Report[] = [];

function isList(flaws: Flaw | readonly Flaw[]): flaws is readonly Flaw[] {
  return Array.isArray(flaws);
}

/** The names out of `names` under which a record says nothing. */
export function unsaid(item: Item, names: readonly string[]): readonly string[] {
  return names.filter((name) => !says(item, name));
}

/** True when a clause of the profile applies to a level. */
export function clauseApplies(profile: Profile, ref: string, level: SafetyLevel | undefined): boolean {
  const clause = clauseByRef(profile, ref);
  return level !== undefined && clause !== undefined && isRequiredAt(clause, level);
}

/** A list as people write it: `a, b and c`, or behind a “no”: `a, b or c`. */
export function enumeration(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** The IDs of some items as people write them, in order of ID. */
export function idList(items: readonly Item[]): string {
  const inOrder = [...new Set(items)].sort((a, b) => compareIds(a.key, b.key));
  return enumeration(inOrder.map(({ id }) => id));
}
