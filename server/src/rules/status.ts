import type { Item } from '../trace/item.ts';

/** How a problem ended without anything being changed (9.2 d). */
const NO_ACTION: ReadonlySet<string> = new Set([
  'rejected',
  'no-action',
  'wont-fix',
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

/** True for a problem, change or anomaly that was closed after something had been done about it. */
export function isClosed({ status }: Item): boolean {
  return CLOSED.has(status);
}

/** True for a problem that was closed without action. */
export function isDeclined({ status }: Item): boolean {
  return NO_ACTION.has(status);
}

/** True for a problem or anomaly that is still there. */
export function isOpen(item: Item): boolean {
  return !isClosed(item) && !isDeclined(item) && !['obsolete', 'superseded'].includes(item.status);
}

/** True for a change that has been made. */
export function isImplemented({ status }: Item): boolean {
  return IMPLEMENTED.has(status);
}

/** True for a record that has passed its review. */
export function isApproved({ status }: Item): boolean {
  return status === 'approved' || status === 'released';
}

/** True for a record that is still being written. */
export function isDraft({ standing }: Item): boolean {
  return standing === 'draft';
}
