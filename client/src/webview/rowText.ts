import type { ClassRow } from '../../../server/src/protocol/classPanel.ts';
import type { ClassPanelWords } from '../classPanelWords.ts';
import { l10n } from './words.ts';

/** What a person calls the kind of a row. */
export const KIND_LABEL: Readonly<Record<ClassRow['kind'], string>> = {
  system: l10n.t('software system'),
  item: l10n.t('software item'),
  unit: l10n.t('software unit'),
  soup: 'SOUP',
};

/** State of a rationale or a segregation in words. */
export const EVIDENCE_LABEL: Readonly<Record<ClassRow['rationale'], string>> = {
  present: l10n.t('on record'),
  missing: l10n.t('needed, no record found'),
  notNeeded: l10n.t('not needed'),
};

/** Stands where a row has no class of a sort. */
export const NO_CLASS = '–';

/** What the columns of a row show, in words: a screen reader says them after the name of the row. */
export function describeCells(row: ClassRow, words: ClassPanelWords): string {
  const none = l10n.t('none');
  const parts = [
    KIND_LABEL[row.kind],
    words.effectiveNamed(row.effective),
    ...(row.recorded === undefined ? [] : [l10n.t('on record {0}', row.recorded)]),
    l10n.t('declared {0}', row.declared ?? none),
    l10n.t('inherited {0}', row.inherited ?? none),
    l10n.t('required {0}', row.required ?? none),
    l10n.t('rationale {0}', EVIDENCE_LABEL[row.rationale]),
    l10n.t('segregation {0}', EVIDENCE_LABEL[row.segregation]),
    ...(row.verified === 'notNeeded'
      ? []
      : [l10n.t('verification of the segregation {0}', EVIDENCE_LABEL[row.verified])]),
  ];
  const count = row.contradictions.length;
  if (count > 0) parts.push(count === 1 ? l10n.t('1 contradiction') : l10n.t('{0} contradictions', count));
  return parts.join(', ');
}
