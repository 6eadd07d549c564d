import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import '@vscode-elements/elements/dist/vscode-tree/index.js';
import '@vscode-elements/elements/dist/vscode-tree-item/index.js';
import type { ClassPanelModel, ClassPanelQuery, ClassRow } from '../../../server/src/protocol/classPanel.ts';
import { classPanelWords } from '../classPanelWords.ts';
import type { ToPanel } from '../panelMessages.ts';
import { element } from './dom.ts';
import { fdaTab } from './fdaTab.ts';
import { editionLine, panelHeader } from './panelHeader.ts';
import { loadState, type PanelState, post, saveState, withAssumption, withoutAssumption } from './panelState.ts';
import { type DetailEvents, overview, rowDetails } from './rowDetails.ts';
import { buildTree, columnHeads, type KeyedRow, type RowTree } from './rowTree.ts';
import { tabs } from './tabs.ts';
import { whatIfBanner } from './whatIf.ts';
import { l10n } from './words.ts';

const panel = document.getElementById('panel') ?? document.body;
let state: PanelState = loadState();
let shown = '';

/** Events of the details of one folder. */
function detailEvents(model: ClassPanelModel): DetailEvents {
  const query = () => state.queries[model.folder] ?? {};
  const assumptions = () => query().assumptions ?? [];
  return {
    open: (target) => post({ type: 'open', target, focusEditor: false }),
    ruleHelp: (code) => post({ type: 'ruleHelp', code }),
    edit: ({ edit }) => post({ type: 'edit', folder: model.folder, edit }),
    assume: (assumption) => ask(model.folder, { ...query(), assumptions: withAssumption(assumptions(), assumption) }),
    takeBack: (subject) => ask(model.folder, { ...query(), assumptions: withoutAssumption(assumptions(), subject) }),
    reset: () => ask(model.folder, { ...query(), assumptions: [] }),
  };
}

/** What was assumed of an item is on record now. An edit that was refused leaves the assumption. */
function forgetWritten(folder: string, item: string): void {
  const query = state.queries[folder] ?? {};
  ask(folder, { ...query, assumptions: withoutAssumption(query.assumptions ?? [], item) });
}

function ask(folder: string, query: ClassPanelQuery): void {
  remember({ queries: { ...state.queries, [folder]: query } });
  post({ type: 'query', query: { folders: state.queries } });
}

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
  const row = document.activeElement?.closest<HTMLElement>('vscode-tree-item')?.dataset['key'];
  const control = document.activeElement?.closest<HTMLElement>('[data-focus]')?.dataset['focus'];
  const scroll = scrollers().map((part) => part.scrollTop);
  panel.replaceChildren(...models.map((model) => showModel(model, row, models.length > 1)));
  for (const [index, part] of scrollers().entries()) part.scrollTop = scroll[index] ?? 0;
  if (control !== undefined) {
    // What was pressed may be gone, like a reset that has reset: then the details take the keyboard.
    const again = panel.querySelector<HTMLElement>(`[data-focus="${CSS.escape(control)}"]`);
    (again ?? panel.querySelector<HTMLElement>('.side'))?.focus();
  }
}

/** What scrolls on its own, in the order of the page. */
function scrollers(): readonly HTMLElement[] {
  return [...panel.querySelectorAll<HTMLElement>('.rows, .side, .tab-panel.fda')];
}

function showModel(model: ClassPanelModel, focused: string | undefined, named: boolean): HTMLElement {
  const name = model.product === '' && named ? model.folder : model.product;
  const events = detailEvents(model);
  const folder = element('section', { class: 'folder', attributes: { 'aria-label': name } });
  if (model.systems.length === 0) {
    const text = model.empty ?? l10n.t('No software system or item found.');
    folder.append(panelHeader(name, undefined), element('p', { class: 'message', text }));
    return folder;
  }
  const edition = editionLine(model, {
    profile: (profile) => ask(model.folder, { ...(state.queries[model.folder] ?? {}), profile }),
  });
  const words = classPanelWords(model.levelTerm, l10n);
  const banner = whatIfBanner(model, events);
  const side = element('div', {
    class: 'side',
    attributes: { role: 'region', 'aria-label': l10n.t('Reasons of the selected row'), tabindex: '0' },
  });
  const showDetails = (row: KeyedRow) => side.replaceChildren(rowDetails(row.row, model, events));
  const rows = buildTree(model, (key) => state.open[key], {
    select: (row) => {
      remember({ selected: row.key });
      showDetails(row);
      side.scrollTop = 0;
    },
    open: ({ row }, focusEditor) => {
      if (row.target !== undefined) post({ type: 'open', target: row.target, focusEditor });
    },
    toggle: (key, open) => remember({ open: { ...state.open, [key]: open } }),
  });
  const main = element('div', { class: 'main' }, columnHeads(words), element('div', { class: 'rows' }, rows.tree));
  const answers = fdaTab(model.fda, {
    open: events.open,
    answer: (question, value) => post({ type: 'fdaAnswer', answer: { folder: model.folder, question, value } }),
    copy: (text) => post({ type: 'copy', text }),
  });
  const { list, panels } = tabs(
    l10n.t('Classification'),
    model.folder,
    [
      { key: 'classes', label: words.all, content: [edition, ...(banner ? [banner] : []), main, side] },
      { key: 'fda', label: 'FDA', content: [answers] },
    ],
    state.tab,
    (tab) => remember({ tab }),
  );
  folder.append(panelHeader(name, list), ...panels);
  restore(rows, focused, showDetails, (shownRows) => side.append(overview(shownRows, words, events)));
  return folder;
}

function restore(
  { rows, mark, focus, tree }: RowTree,
  focused: string | undefined,
  showDetails: (row: KeyedRow) => void,
  showOverview: (rows: readonly ClassRow[]) => void,
): void {
  const selected = state.selected === undefined ? undefined : rows.get(state.selected);
  if (selected === undefined) {
    showOverview([...rows.values()].map(({ row }) => row));
  } else {
    showDetails(selected);
    tree.updateComplete.then(() => mark(selected.key));
  }
  if (focused !== undefined && rows.has(focused)) tree.updateComplete.then(() => focus(focused));
}

window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => {
  switch (data.type) {
    case 'show':
      return showModels(data.models);
    case 'wait':
      return showText(data.text);
    case 'written':
      return forgetWritten(data.folder, data.edit.item);
  }
});
post({ type: 'ready', query: { folders: state.queries } });
