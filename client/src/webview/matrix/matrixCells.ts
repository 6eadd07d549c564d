import type {
  MatrixEntry,
  MatrixGap,
  MatrixHead,
  MatrixMarkState,
  MatrixRow,
  Target,
} from '../../../../server/src/protocol.ts';
import { element } from '../dom.ts';
import { l10n } from '../words.ts';
import type { PageColumn } from './matrixColumns.ts';
import type { MatrixStore } from './matrixStore.ts';

/** One thing in a cell that has a place to go to. */
export interface CellPart {
  readonly name: string;
  readonly title: string;
  /** How it is linked, or what is missing. */
  readonly note: string;
  readonly state: MatrixMarkState | MatrixGap['severity'];
  readonly target: Target | undefined;
  /** Code of a rule, where there is a page about it. */
  readonly rule: string | undefined;
}

/** What a cell says: a text, or several parts. */
export interface CellContent {
  readonly text: string;
  readonly parts: readonly CellPart[];
}

const EMPTY: CellContent = { text: '', parts: [] };

/** What stands in a cell; undefined while its row has not come. */
export function contentOf(
  store: MatrixStore,
  index: number,
  column: PageColumn,
  head: MatrixHead | undefined,
): CellContent | undefined {
  const row = store.row(index, column.kind === 'mark' ? column.index : 0);
  if (!row) return undefined;
  switch (column.kind) {
    case 'id':
      return { text: row.id, parts: [] };
    case 'title':
      return { text: row.title, parts: [] };
    case 'status':
      return { text: row.status, parts: [] };
    case 'level':
      return { text: row.level ?? '', parts: [] };
    case 'cell':
      return { text: '', parts: (row.cells[column.index] ?? []).map(partOfEntry) };
    case 'gaps':
      return { text: '', parts: gapParts(row) };
    case 'mark': {
      const mark = store.mark(index, column.index);
      if (!mark || !head) return EMPTY;
      const { name, title, target } = head;
      const part = { name, title, note: mark.link, state: mark.state, target, rule: undefined };
      return { text: '', parts: [part] };
    }
  }
}

function partOfEntry({ name, title, link, state, target }: MatrixEntry): CellPart {
  return { name, title, note: link, state, target, rule: undefined };
}

function partOfGap({ code, message, severity, target }: MatrixGap): CellPart {
  const rule = /^LT\d+$/.test(code) ? code : undefined;
  return { name: code, title: message, note: '', state: severity, target, rule };
}

/** What is missing at a row. */
export function gapParts({ gaps }: MatrixRow): readonly CellPart[] {
  return gaps.map(partOfGap);
}

/** Icons beside the words: nothing is told by a colour alone. */
const ICONS: Readonly<Record<CellPart['state'], string>> = {
  sound: '',
  suspect: 'warning',
  broken: 'error',
  error: 'error',
  warning: 'warning',
  information: 'info',
};

/** A state in words; empty where a link is as it should be. */
export function stateWords(state: CellPart['state']): string {
  switch (state) {
    case 'suspect':
      return l10n.t('suspect');
    case 'broken':
      return l10n.t('not defined');
    case 'error':
      return l10n.t('error');
    case 'warning':
      return l10n.t('warning');
    case 'information':
      return l10n.t('information');
    case 'sound':
      return '';
  }
}

/** The contents of a cell as elements. */
export function cellNodes({ kind }: PageColumn, content: CellContent): readonly Node[] {
  if (content.parts.length === 0) return content.text === '' ? [] : [element('bdi', { text: content.text })];
  if (kind === 'mark') return content.parts.map(markNode);
  const fitting = content.parts.slice(0, countThatFits(content.parts));
  const nodes: Node[] = fitting.map(entryNode);
  const rest = content.parts.length - fitting.length;
  if (rest > 0) nodes.push(element('span', { class: 'more', text: `+${rest}` }));
  return nodes;
}

/** Letters that fit into a cell. */
const LETTERS = 16;

/** How many parts are shown in full; the first always is, and shortened when it is too long. */
function countThatFits(parts: readonly CellPart[]): number {
  let letters = 0;
  const tooMany = parts.findIndex(({ name, state }) => {
    letters += name.length + (state === 'sound' ? 1 : 3);
    return letters > LETTERS;
  });
  return tooMany < 0 ? parts.length : Math.max(1, tooMany);
}

/** Says beside the ID of a row that something is missing, broken or suspect. */
export function gapNodes(row: MatrixRow): readonly Node[] {
  if (!row.gap) return [];
  const words = element('span', { class: 'spoken', text: ` ${l10n.t('has gaps')}` });
  return [element('span', { class: 'gap warning' }, codicon('warning'), words)];
}

/** A cell in one line of text, for tooltips and the clipboard. */
export function cellText({ text, parts }: CellContent): string {
  const words = ({ name, title, note, state }: CellPart) =>
    [
      name,
      title,
      [note, stateWords(state)]
        .filter((word) => word !== '')
        .map((word) => `(${word})`)
        .join(' '),
    ]
      .filter((word) => word !== '')
      .join(' ');
  return parts.length === 0 ? text : parts.map(words).join('; ');
}

function entryNode({ name, state }: CellPart, index: number): HTMLElement {
  const entry = element('span', { class: `entry ${state}`, attributes: { 'data-entry': String(index) } });
  if (ICONS[state] !== '') entry.append(codicon(ICONS[state]));
  entry.append(element('bdi', { text: name }));
  if (state !== 'sound') entry.append(element('span', { class: 'spoken', text: ` ${stateWords(state)}` }));
  return entry;
}

function markNode({ name, note, state }: CellPart): HTMLElement {
  const words = [note, name, stateWords(state)].filter((word) => word !== '').join(' ');
  return element(
    'span',
    { class: `tick ${state}`, attributes: { 'data-entry': '0' } },
    codicon(ICONS[state] || 'check'),
    element('span', { class: 'spoken', text: words }),
  );
}

/** An icon for eyes only. Light as it is, a screen may hold hundreds. */
export function codicon(name: string): HTMLElement {
  return element('span', { class: `codicon codicon-${name}`, attributes: { 'aria-hidden': 'true' } });
}
