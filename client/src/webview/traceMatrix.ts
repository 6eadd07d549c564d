import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { MatrixQuery, MatrixShape, Target } from '../../../server/src/protocol.ts';
import type { ToMatrix } from '../matrixMessages.ts';
import { element } from './dom.ts';
import { columnLabel } from './matrix/matrixColumns.ts';
import { matrixDetails } from './matrix/matrixDetails.ts';
import { loadState, type MatrixState, post, saveState } from './matrix/matrixState.ts';
import { MatrixStore } from './matrix/matrixStore.ts';
import { matrixToolbar, type QueryChange, textField } from './matrix/matrixToolbar.ts';
import { MatrixView } from './matrix/matrixView.ts';
import { l10n } from './words.ts';

const panel = document.getElementById('panel') ?? document.body;
let state: MatrixState = loadState();
/** Counts the questions, so that a slow answer never replaces a newer one. */
let asked = 0;
/** What is shown, and the query that it answers. */
let shown: { readonly shape: MatrixShape; readonly query: MatrixQuery } | undefined;

const store: MatrixStore = new MatrixStore((params) => post({ type: 'rows', asked: store.generation, params }));
const open = (target: Target, focusEditor: boolean) => post({ type: 'open', target, focusEditor });
const view = new MatrixView(store, {
  activate: (active) => {
    remember({ active });
    showDetails();
  },
  open,
  sort: (column) => {
    const { sort } = state.query;
    const again = (sort?.column ?? 'id') === column;
    change({ sort: { column, descending: again && sort?.descending !== true } });
  },
  scroll: (top, left) => remember({ top, left }),
  choose: () => details.querySelector<HTMLElement>('.chip')?.focus(),
  copy: (text) => post({ type: 'copy', text }),
});
const text = textField(state.query.text ?? '', (wanted) => change({ text: wanted === '' ? undefined : wanted }));
const heading = element('h1', { class: 'spoken' });
const controls = element('div', { class: 'controls' });
const coverage = element('p', { class: 'coverage', attributes: { role: 'status' } });
const details = element('div', {
  class: 'details',
  attributes: { role: 'region', 'aria-label': l10n.t('The chosen cell'), tabindex: '0' },
});
details.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') view.focus();
});

function remember(next: Partial<MatrixState>): void {
  state = { ...state, ...next };
  saveState(state);
}

function change(next: QueryChange): void {
  const entries = Object.entries({ ...state.query, ...next }).filter(([, value]) => value !== undefined);
  remember({ query: Object.fromEntries(entries) });
  ask();
}

function ask(): void {
  asked += 1;
  const { key } = state.active;
  post({ type: 'shape', asked, params: { query: state.query, ...(key === undefined ? {} : { row: key }) } });
}

function showText(message: string): void {
  shown = undefined;
  panel.replaceChildren(element('p', { class: 'message', text: message, attributes: { role: 'status' } }));
}

function showShape(shape: MatrixShape): void {
  if (shape.types.length === 0) {
    showText(
      l10n.t(
        'No items found. A trace matrix shows requirements, designs, risks and tests that are defined in the workspace.',
      ),
    );
    return;
  }
  const { query } = state;
  const before = shown;
  const same = before !== undefined && JSON.stringify(before.query) === JSON.stringify(query);
  shown = { shape, query };
  if (!view.element.isConnected) panel.replaceChildren(heading, controls, coverage, view.element, details);
  store.begin(query, shape, same);
  showControls(shape);
  heading.textContent = labelOf(shape);
  coverage.replaceChildren(...coverageOf(shape));
  const { active, top, left } = state;
  // A row that rows above of it came or went keeps its place on the screen.
  const moved = same && shape.rowAt !== undefined ? (shape.rowAt - active.row) * 24 : 0;
  const row = active.row < 0 ? active.row : (shape.rowAt ?? (same ? active.row : 0));
  remember({ active: { ...active, row } });
  view.show(shape, labelOf(shape), query.sort, state.active);
  const fresh = before !== undefined && !same;
  view.scrollTo(fresh ? 0 : top + moved, fresh ? 0 : left);
  showDetails();
}

/** The controls are made anew; what had the keyboard, and what was unfolded, still is. */
function showControls(shape: MatrixShape): void {
  const key = document.activeElement?.closest<HTMLElement>('[data-focus]')?.dataset['focus'];
  const menus = [...controls.querySelectorAll<HTMLDetailsElement>('details[open]')].map((each) => each.dataset['menu']);
  const toolbar = matrixToolbar(shape, state.query, text, {
    change,
    copy: () => post({ type: 'copyRows', query: state.query }),
    save: () => post({ type: 'save', query: { ...state.query, rows: shape.rows } }),
  });
  const [start, end] = [text.selectionStart, text.selectionEnd];
  controls.replaceChildren(toolbar);
  for (const menu of controls.querySelectorAll('details')) menu.open = menus.includes(menu.dataset['menu']);
  if (key === undefined) return;
  controls.querySelector<HTMLElement>(`[data-focus="${CSS.escape(key)}"]`)?.focus();
  if (key === 'text') text.setSelectionRange(start, end);
}

function showDetails(): void {
  const { activeElement } = document;
  if (details.contains(activeElement) && activeElement !== details) return;
  details.replaceChildren(
    ...matrixDetails(view.active(), {
      open: (target) => open(target, false),
      ruleHelp: (code) => post({ type: 'ruleHelp', code }),
    }),
  );
}

function labelOf({ rows, grid, types }: MatrixShape): string {
  const label = types.find(({ id }) => id === rows)?.label ?? '';
  const of = `${rows} ${label}`.trim();
  return grid ? l10n.t('{0} by {1}', of, columnLabel(grid.id, grid.label)) : l10n.t('Trace of {0}', of);
}

/** How much is traced, in numbers. */
function coverageOf({ shown: rows, total, counted, whole, grid }: MatrixShape): readonly Node[] {
  const parts = [
    rows === total ? l10n.t('{0} rows', total) : l10n.t('{0} of {1} rows', rows, total),
    l10n.t('{0} of {1} without gaps', whole, counted),
    ...(grid ? [l10n.t('{0} of {1} columns traced', grid.traced, grid.count)] : []),
  ];
  return parts.map((part) => element('span', { text: part }));
}

document.addEventListener('click', ({ target }) => {
  for (const menu of controls.querySelectorAll('details')) {
    if (target instanceof Node && !menu.contains(target)) menu.open = false;
  }
});

window.addEventListener('message', ({ data }: MessageEvent<ToMatrix>) => {
  switch (data.type) {
    case 'changed':
      return ask();
    case 'wait':
      // What is shown stays while the server starts again.
      return shown ? undefined : showText(data.text);
    case 'shape':
      return data.asked === asked ? showShape(data.shape) : undefined;
    case 'rows':
      if (data.asked !== store.generation) return;
      if (store.take(data.rows)) {
        view.refresh();
        showDetails();
      } else ask();
  }
});
ask();
