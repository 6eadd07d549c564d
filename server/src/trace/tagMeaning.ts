import type { TagFact } from '../model/facts.ts';
import type { Tag } from './snapshot.ts';

/** Keywords by which code says that it realises a requirement, a design or a risk control. */
export const REALISING: ReadonlySet<TagFact['keyword']> = new Set<TagFact['keyword']>([
  'implements',
  'satisfies',
  'mitigates',
  'risk',
]);

/** True when the tag says that its code realises the item. */
export function realises({ fact, test }: Tag): boolean {
  return !test && REALISING.has(fact.keyword);
}

/** True when the tag says that its test verifies the item. A test that names a risk control verifies it. */
export function verifies({ fact: { keyword }, test, target }: Tag): boolean {
  if (!test) return false;
  return keyword === 'verifies' || (target?.type === 'RC' && (keyword === 'risk' || keyword === 'mitigates'));
}
