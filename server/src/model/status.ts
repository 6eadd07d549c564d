/** The life cycle of a record, in its order; then how it can end. */
export const LIFE_CYCLE = ['draft', 'in-review', 'approved', 'released', 'rejected', 'obsolete', 'superseded'] as const;

/** Statuses that some types of records have beside {@link LIFE_CYCLE}. */
const BY_TYPE: ReadonlyMap<string, readonly string[]> = new Map([
  ['PR', ['open', 'investigating', 'resolved', 'closed', 'wont-fix', 'duplicate', 'not-reproducible']],
  ['CR', ['open', 'proposed', 'in-progress', 'implemented', 'merged', 'verified', 'closed']],
  ['ANOM', ['open', 'accepted', 'fixed', 'closed']],
  ['REL', ['planned', 'candidate', 'withdrawn']],
]);

/** A status in the spelling of the program: `In review` and `in_review` are `in-review`. */
export function plainStatus(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .replace(/['’]/g, '');
}

/** The statuses that are known for records of a type. A project may have others. */
export function statusesOf(type: string): readonly string[] {
  return [...LIFE_CYCLE, ...(BY_TYPE.get(type) ?? [])];
}
