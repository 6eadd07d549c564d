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
export function realises(tag: Tag): boolean {
  return REALISING.has(tag.fact.keyword) && !tag.test;
}

/** True when the tag says that its test verifies the item. A test that names a risk control verifies it. */
export function verifies(tag: Tag): boolean {
  if (!tag.test) return false;
  const { keyword } = tag.fact;
  return keyword === 'verifies' || ((keyword === 'risk' || keyword === 'mitigates') && tag.target?.type === 'RC');
}
