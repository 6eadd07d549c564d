import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import '@vscode-elements/elements/dist/vscode-tree/index.js';
import '@vscode-elements/elements/dist/vscode-tree-item/index.js';
import type { ClassPanelModel } from '../../../server/src/protocol.ts';
import type { ToPanel } from '../panelMessages.ts';
import { element } from './dom.ts';
import { loadState, type PanelState, post, saveState } from './panelState.ts';
import { type DetailEvents, overview, rowDetails } from './rowDetails.ts';
import { buildTree, columnHeads, type KeyedRow, type RowTree } from './rowTree.ts';

const panel = document.getElementById('panel') ?? document.body;
let state: PanelState = loadState();
let shown = '';

const detailEvents: DetailEvents = {
  open: (target) => post({ type: 'open', target, focusEditor: false }),
  ruleHelp: (code) => post({ type: 'ruleHelp', code }),
};

function remember(change: Partial<PanelState>): void {
  state = { ...state, ...change };
  saveState(state);
}

function showText(text: string): void {
  shown = '';
  panel.replaceChildren(element('p', { class: 'message', text, attributes: { role: 'status' } }));
}

function showModels(models: readonly ClassPanelModel[]): void {
  const content = JSON.stringify(models);
  if (content === shown) return;
  shown = content;
  const focused = document.activeElement?.closest<HTMLElement>('vscode-tree-item')?.dataset['key'];
  const scroll = [...panel.querySelectorAll('.rows')].map((rows) => rows.scrollTop);
  panel.replaceChildren(...models.map((model) => showModel(model, focused, models.length > 1)));
  for (const [index, rows] of panel.querySelectorAll('.rows').entries()) rows.scrollTop = scroll[index] ?? 0;
}

function showModel(model: ClassPanelModel, focused: string | undefined, named: boolean): HTMLElement {
  const name = model.product === '' && named ? model.folder : model.product;
  const heading = element(
    'header',
    {},
    element('h1', { text: name }),
    element('span', { class: 'quiet', text: model.profile }),
  );
  const folder = element('section', { class: 'folder', attributes: { 'aria-label': name } }, heading);
  if (model.systems.length === 0) {
    folder.append(element('p', { class: 'message', text: model.empty ?? 'No software system or item found.' }));
    return folder;
  }
  const side = element('div', {
    class: 'side',
    attributes: { role: 'region', 'aria-label': 'Reasons of the selected row' },
  });
  const showDetails = (row: KeyedRow) => side.replaceChildren(rowDetails(row.row, model.levels, detailEvents));
  const rows = buildTree(model, (key) => state.open[key], {
    select: (row) => {
      remember({ selected: row.key });
      showDetails(row);
    },
    open: ({ row }, focusEditor) => {
      if (row.target !== undefined) post({ type: 'open', target: row.target, focusEditor });
    },
    toggle: (key, open) => remember({ open: { ...state.open, [key]: open } }),
  });
  folder.append(element('div', { class: 'main' }, columnHeads(), element('div', { class: 'rows' }, rows.tree)), side);
  restore(rows, focused, showDetails, side);
  return folder;
}

function restore(
  { rows, mark, focus, tree }: RowTree,
  focused: string | undefined,
  showDetails: (row: KeyedRow) => void,
  side: HTMLElement,
): void {
  const selected = state.selected === undefined ? undefined : rows.get(state.selected);
  if (selected === undefined) {
    side.append(
      overview(
        [...rows.values()].map(({ row }) => row),
        detailEvents,
      ),
    );
  } else {
    showDetails(selected);
    tree.updateComplete.then(() => mark(selected.key));
  }
  if (focused !== undefined && rows.has(focused)) tree.updateComplete.then(() => focus(focused));
}

window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => {
  if (data.type === 'show') showModels(data.models);
  else showText(data.text);
});
post({ type: 'ready' });
