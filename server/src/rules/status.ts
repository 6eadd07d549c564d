import type { Item } from '../trace/snapshot.ts';

/** How a problem ended without anything being changed (9.2 d). */
const NO_ACTION: ReadonlySet<string> = new Set([
  'rejected',
  'no-action',
  'wont-fix',
  'won-t-fix',
  'wontfix',
  'not-reproducible',
  'cannot-reproduce',
  'duplicate',
  'declined',
  'invalid',
]);

const CLOSED: ReadonlySet<string> = new Set(['closed', 'resolved', 'fixed', 'verified', 'done', 'completed']);

/** A change in one of these is in the product already. */
const IMPLEMENTED: ReadonlySet<string> = new Set([...CLOSED, 'implemented', 'merged', 'released']);

/** A status in one spelling: `Won't fix` and `wont_fix` are the same. */
function plain(status: string): string {
  return status.toLowerCase().replace(/[^a-z]+/g, '-');
}

/** True for a problem, change or anomaly that was closed after something had been done about it. */
export function isClosed({ status }: Item): boolean {
  return CLOSED.has(plain(status));
}

/** True for a problem that was closed without action. */
export function isDeclined({ status }: Item): boolean {
  return NO_ACTION.has(plain(status));
}

/** True for a problem or anomaly that is still there. */
export function isOpen(item: Item): boolean {
  return !isClosed(item) && !isDeclined(item) && !['obsolete', 'superseded'].includes(plain(item.status));
}

/** True for a change that has been made. */
export function isImplemented({ status }: Item): boolean {
  return IMPLEMENTED.has(plain(status));
}

/** True for a release that has been made; any other one is in preparation. */
export function isReleased({ status }: Item): boolean {
  return plain(status) === 'released';
}

/** True for a record that has passed its review. */
export function isApproved({ status }: Item): boolean {
  const word = plain(status);
  return word === 'approved' || word === 'released';
}

/** True for a record that is still being written. */
export function isDraft({ status }: Item): boolean {
  return plain(status) === 'draft';
}
