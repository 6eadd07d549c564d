import type { Target } from '../../../../server/src/protocol.ts';
import { chipButton } from '../chips.ts';
import { element } from '../dom.ts';
import { l10n } from '../words.ts';
import { type CellPart, codicon, gapParts, stateWords } from './matrixCells.ts';
import type { MatrixView } from './matrixView.ts';

/** What the line below the matrix tells its owner. */
export interface DetailEvents {
  readonly open: (target: Target) => void;
  readonly ruleHelp: (code: string) => void;
}

/** What the active cell holds, in full: cells show as much as fits. */
export function matrixDetails(active: ReturnType<MatrixView['active']>, events: DetailEvents): readonly Node[] {
  if (!active) return [element('p', { class: 'quiet', text: l10n.t('Choose a cell to see what it holds.') })];
  const { row, column, head, content } = active;
  const heading = element('p', { class: 'of' }, element('bdi', { class: 'row-id', text: row.id }));
  if (row.title !== '') heading.append(' ', element('bdi', { text: row.title }));
  if (column.kind === 'mark' && head)
    heading.append(' × ', element('bdi', { text: `${head.name} ${head.title}`.trim() }));
  // A cell about the row itself says what the row lacks.
  const linked = column.kind === 'cell' || column.kind === 'mark' || column.kind === 'gaps';
  const parts = linked ? content.parts : gapParts(row);
  if (parts.length > 0) return [heading, element('ul', {}, ...parts.map((part) => partLine(part, events)))];
  if (column.kind === 'gaps') return [heading, element('p', { class: 'quiet', text: l10n.t('Nothing is missing.') })];
  if (column.kind === 'cell' || column.kind === 'mark')
    return [heading, element('p', { class: 'quiet', text: l10n.t('No link.') })];
  return [heading];
}

function partLine({ name, title, note, state, target, rule }: CellPart, events: DetailEvents): HTMLElement {
  const line = element('li', { class: `part ${state}` });
  const open = (to: Target) => chipButton(name, l10n.t('Go to {0}', name), () => events.open(to));
  if (state !== 'sound') line.append(codicon(state === 'broken' || state === 'error' ? 'error' : 'warning'));
  line.append(target ? open(target) : element('span', { class: 'row-id', text: name }));
  line.append(element('bdi', { text: title }));
  const notes = [note, stateWords(state)].filter((word) => word !== '').join(', ');
  if (notes !== '') line.append(element('span', { class: 'quiet', text: notes }));
  if (rule !== undefined)
    line.append(chipButton(l10n.t('Why'), l10n.t('Explain {0}', rule), () => events.ruleHelp(rule)));
  return line;
}
