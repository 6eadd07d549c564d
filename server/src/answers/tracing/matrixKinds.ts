import { labelOfType } from '../../config/project.ts';
import { compareText } from '../../model/compare.ts';
import { ITEM_TYPES } from '../../model/itemType.ts';
import type { Item } from '../../trace/item.ts';
import { isLegalTag } from '../../trace/legality.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import type { RawStep } from './codeSteps.ts';
import { branchOf, directionFrom } from './linkSense.ts';

/** Columns that hold code rather than records. No item type is called so: they are words with a sign in front. */
export const CODE = '@code';
export const TEST_CODE = '@tests';

/** A kind of rows or columns: a type of items, {@link CODE} or {@link TEST_CODE}. */
export interface MatrixKind {
  readonly id: string;
  /** In words, singular, in lower case. */
  readonly label: string;
}

/** The kind of column in which a step from a row is shown; undefined for an ID whose type nobody can tell. */
export function kindOfStep(
  {
    config: {
      reading: { ids },
    },
  }: Snapshot,
  { to, branch }: RawStep,
): string | undefined {
  switch (to.kind) {
    case 'item':
      return to.item.type;
    case 'broken':
      return ids.resolve(to.id)?.type ?? /^([A-Za-z]+)~/.exec(to.id)?.[1];
    case 'unit':
      return branch === 'test' || to.unit.test ? TEST_CODE : CODE;
    case 'file':
      return branch === 'test' ? TEST_CODE : CODE;
    case 'missing':
      return undefined;
  }
}

/** A kind in words. */
export function matrixKind({ config }: Snapshot, id: string): MatrixKind {
  if (id === CODE) return { id, label: 'code' };
  return { id, label: id === TEST_CODE ? 'tests in code' : labelOfType(config, id) };
}

/** Types of which items are defined, each with how many, in the order in which a reviewer reads them. */
export function definedTypes(snapshot: Snapshot): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const type of [...snapshot.definedKeys.keys(), ...snapshot.oft.items.map((each) => each.type)]) {
    if (!counts.has(type)) counts.set(type, itemsOfType(snapshot, type).length);
  }
  return new Map([...counts].filter(([, count]) => count > 0).sort(([a], [b]) => compareKinds(a, b)));
}

/** The items of a type in our own and foreign notations, each ID once. */
export function itemsOfType(snapshot: Snapshot, type: string): readonly Item[] {
  const foreign = snapshot.oft.items.flatMap(({ item, type: own }) => {
    const found = own === type && item ? snapshot.byKey.get(item.key) : undefined;
    return found?.fact.dialect === 'oft' ? [found] : [];
  });
  return [...new Set([...(snapshot.itemsByType.get(type) ?? []), ...foreign])];
}

/** Which part of a trace a kind of column belongs to, seen from a row: `up trace`, `down test` … */
export type KindGroup = string;

/**
 * Kinds of columns that are expected beside rows of a type: those that the profile lets them link to or be linked from, and
 * of which the project has any. Reviews, the type itself, and what happened to an item (problems, changes, releases) are expected of nobody.
 */
export function expectedKinds(
  snapshot: Snapshot,
  rows: string,
  defined: ReadonlyMap<string, number>,
): ReadonlyMap<string, KindGroup> {
  const { profile } = snapshot.config;
  const kinds = new Map<string, KindGroup>();
  for (const [link, pairs] of profile.legality) {
    if (link === 'supersedes') continue;
    for (const pair of pairs) {
      const [from = '', to = ''] = pair.split('>');
      for (const [own, other, end] of [
        [from, to, 'source'],
        [to, from, 'target'],
      ] as const) {
        if (own !== rows || other === rows || other === 'REV' || !defined.has(other)) continue;
        const branch = branchOf(link, other);
        if (branch !== 'change' && !kinds.has(other)) kinds.set(other, `${directionFrom(link, end)} ${branch}`);
      }
    }
  }
  if (snapshot.counts.tags + snapshot.counts.units > 0) {
    if (isLegalTag(profile, 'implements', false, rows)) kinds.set(CODE, CODE);
    if (isLegalTag(profile, 'verifies', true, rows)) kinds.set(TEST_CODE, TEST_CODE);
  }
  return kinds;
}

const ORDER: ReadonlyMap<string, number> = new Map([
  ...ITEM_TYPES.map(({ id }, index): [string, number] => [id, index]),
  // Code beside the records of units, tests in code beside the records of tests.
  [CODE, ITEM_TYPES.findIndex(({ id }) => id === 'UNIT') + 0.5],
  [TEST_CODE, ITEM_TYPES.findIndex(({ id }) => id === 'VAL') + 0.5],
]);

/** Orders kinds as a reviewer reads them; types that only the project knows come last. */
export function compareKinds(a: string, b: string): number {
  const [first = ORDER.size, second = ORDER.size] = [ORDER.get(a), ORDER.get(b)];
  return first - second || compareText(a, b);
}
