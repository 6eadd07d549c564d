import { tagSuggestions } from '../edits/tagSuggestions.ts';
import { writeTag } from '../edits/tagWriter.ts';
import { entityAt } from '../entityAt.ts';
import { type Fix, type FixContext, only, shown } from './fix.ts';

/** LT202: a tag on the unit, for what it most likely implements. */
export function unitFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const entity = entityAt(snapshot, finding.file, finding.span.start);
  if (entity?.kind !== 'unit') return [];
  const { unit } = entity;
  return tagSuggestions(snapshot, unit).map((item) => ({
    id: `tag:${item.key}`,
    title: `Tag with @implements ${shown(item.id)}${item.title === '' ? '' : ` (${shown(item.title)})`}`,
    changes: (texts) => only(writeTag(snapshot, texts, unit, item)),
  }));
}
