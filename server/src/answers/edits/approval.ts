import { attribute, type Item } from '../../trace/item.ts';
import type { FileChange } from './fileChange.ts';

const APPROVED: ReadonlySet<string> = new Set(['approved', 'released']);

/**
 * Who has to agree to a change of a record: somebody where the record says that it is approved or released. To say
 * nothing is no approval.
 */
export function approvalOf(record: Item): Pick<FileChange, 'approved'> {
  return APPROVED.has(attribute(record, 'status')?.toLowerCase() ?? '') ? { approved: record.id } : {};
}
