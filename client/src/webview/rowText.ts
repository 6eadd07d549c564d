import type { ClassRow } from '../../../server/src/protocol.ts';

/** What a person calls the kind of a row. */
export const KIND_LABEL: Readonly<Record<ClassRow['kind'], string>> = {
  system: 'software system',
  item: 'software item',
  unit: 'software unit',
  soup: 'SOUP',
};

/** State of a rationale or a segregation in words. */
export const EVIDENCE_LABEL: Readonly<Record<ClassRow['rationale'], string>> = {
  present: 'on record',
  missing: 'needed, no record found',
  notNeeded: 'not needed',
};

/** Stands where a row has no class of a sort. */
export const NO_CLASS = '–';

/** What the columns of a row show, in words: a screen reader says them after the name of the row. */
export function describeCells(row: ClassRow): string {
  const parts = [
    KIND_LABEL[row.kind],
    `effective class ${row.effective}`,
    ...(row.recorded === undefined ? [] : [`on record ${row.recorded}`]),
    `declared ${row.declared ?? 'none'}`,
    `inherited ${row.inherited ?? 'none'}`,
    `required ${row.required ?? 'none'}`,
    `rationale ${EVIDENCE_LABEL[row.rationale]}`,
    `segregation ${EVIDENCE_LABEL[row.segregation]}`,
    ...(row.verified === 'notNeeded' ? [] : [`verification of the segregation ${EVIDENCE_LABEL[row.verified]}`]),
  ];
  const count = row.contradictions.length;
  if (count > 0) parts.push(`${count} contradiction${count === 1 ? '' : 's'}`);
  return parts.join(', ');
}
