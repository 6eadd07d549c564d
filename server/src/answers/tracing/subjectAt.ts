import { contains, type FilePath } from '../../model/span.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { entityAt, itemOf } from '../entityAt.ts';
import { innermostItem } from '../innermostItem.ts';
import { brokenReference, type TraceSubject } from './traceNode.ts';

/**
 * What a trace at an offset is about: the item that is defined or named there, even by an ID that nobody defines, or the
 * unit that is declared there; else what is around. Undefined where nothing is.
 */
export function subjectAt(snapshot: Snapshot, file: FilePath, offset: number): TraceSubject | undefined {
  const entity = entityAt(snapshot, file, offset);
  if (entity?.kind === 'unit') return entity;
  const item = itemOf(entity);
  if (item) return { kind: 'item', item };
  const broken = entity && 'key' in entity ? brokenReference(snapshot, entity.key) : undefined;
  return broken ?? subjectAround(snapshot, file, offset);
}

/** The innermost item around an offset, else the innermost unit. */
export function subjectAround(snapshot: Snapshot, file: FilePath, offset: number): TraceSubject | undefined {
  const here = { start: offset, end: offset };
  const item = innermostItem(snapshot, file, here);
  if (item) return { kind: 'item', item };
  const unit = (snapshot.unitsByFile.get(file) ?? []).findLast(({ fact }) => contains(fact.span, here));
  return unit && { kind: 'unit', unit };
}
