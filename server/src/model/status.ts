/** The life cycle of a record, in its order; then how it can end. */
export const LIFE_CYCLE = ['draft', 'in-review', 'approved', 'released', 'rejected', 'obsolete', 'superseded'] as const;

/**
 * What a status means for others: retired records count nowhere, drafts do not count as finished; any other word, and one
 * that is only half typed, leaves a record as it is.
 */
export type Standing = 'counts' | 'draft' | 'retired';

const STANDINGS: ReadonlyMap<string, Standing> = new Map<string, Standing>([
  ['draft', 'draft'],
  ['obsolete', 'retired'],
  ['rejected', 'retired'],
  ['superseded', 'retired'],
]);

/** The standing of a record with a status, given in the spelling of {@link plainStatus}. */
export function standingOf(status: string): Standing {
  return STANDINGS.get(status) ?? 'counts';
}

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
    .replace(/['\u2019]/g, '');
}

/** The statuses that are known for records of a type. A project may have others. */
export function statusesOf(type: string): readonly string[] {
  return [...LIFE_CYCLE, ...(BY_TYPE.get(type) ?? [])];
}
