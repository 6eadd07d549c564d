import type { VscodeTree } from '@vscode-elements/elements/dist/vscode-tree/index.js';
import type { VscodeTreeItem } from '@vscode-elements/elements/dist/vscode-tree-item/index.js';
import type { ClassPanelModel, ClassRow } from '../../../server/src/protocol/classPanel.ts';
import { type ClassPanelWords, classPanelWords } from '../classPanelWords.ts';
import { element, icon } from './dom.ts';
import { describeCells, NO_CLASS } from './rowText.ts';
import { l10n } from './words.ts';

/** A row with the key under which its state is remembered: the IDs from the root, as a shared unit occurs twice. */
export interface KeyedRow {
  readonly key: string;
  readonly row: ClassRow;
}

/** What the tree of rows tells its owner. */
export interface TreeEvents {
  /** A row was selected: its details are to be shown. */
  readonly select: (row: KeyedRow) => void;
  /** A person wants to see where a row is written down. */
  readonly open: (row: KeyedRow, focusEditor: boolean) => void;
  readonly toggle: (key: string, open: boolean) => void;
}

/** The tree of one workspace folder. */
export interface RowTree {
  readonly tree: VscodeTree;
  /** All rows by key, in reading order. */
  readonly rows: ReadonlyMap<string, KeyedRow>;
  /** Marks a row as selected, without telling the owner. */
  readonly mark: (key: string) => void;
  /** Puts the keyboard on a row. */
  readonly focus: (key: string) => void;
}

/** Heads of the columns. Screen readers get all values in words with each row instead. */
export function columnHeads(words: ClassPanelWords): HTMLElement {
  const columns = [
    { label: l10n.t('Dec'), title: l10n.t('Declared at the item'), class: '' },
    { label: l10n.t('Inh'), title: l10n.t('Inherited from the parent'), class: '' },
    { label: l10n.t('Req'), title: l10n.t('Required by risk'), class: '' },
    { label: l10n.t('Eff'), title: words.effective, class: 'effective' },
    { label: l10n.t('Rationale'), title: words.lowerRationale, class: 'wide' },
    { label: l10n.t('Segregation'), title: words.segregation, class: 'wide' },
    { label: l10n.t('Verified'), title: l10n.t('Test or review of the segregation'), class: 'wide' },
  ];
  const cells = columns.map((column) =>
    element('span', { class: `cell ${column.class}`, text: column.label, title: column.title }),
  );
  return element(
    'div',
    { class: 'heads', attributes: { 'aria-hidden': 'true' } },
    element('span', { class: 'head-name', text: l10n.t('Item') }),
    element('span', { class: 'cells' }, ...cells, element('span', { class: 'mark' })),
  );
}

/** Builds the tree of one workspace folder. */
export function buildTree(
  model: ClassPanelModel,
  isOpen: (key: string) => boolean | undefined,
  events: TreeEvents,
): RowTree {
  const words = classPanelWords(model.levelTerm, l10n);
  const rows = new Map<string, KeyedRow>();
  const items = new Map<string, VscodeTreeItem>();

  const addItems = (parent: HTMLElement, children: readonly ClassRow[], parentKey: string, level: number) => {
    for (const [index, row] of children.entries()) {
      const key = `${parentKey}/${row.id}`;
      const keyed = { key, row };
      const item = element('vscode-tree-item', {
        attributes: {
          'aria-level': String(level),
          'aria-posinset': String(index + 1),
          'aria-setsize': String(children.length),
          'data-key': key,
        },
      });
      rows.set(key, keyed);
      items.set(key, item);
      item.branch = row.children.length > 0;
      item.open = isOpen(key) ?? row.kind === 'system';
      item.append(rowName(row), spokenCells(row, words), rowCells(row, model.levels));
      // Rows below come last: the tree finds the next row for the arrow keys by the last element.
      addItems(item, row.children, key, level + 1);
      parent.append(item);
    }
  };

  const tree = element('vscode-tree', { attributes: { 'aria-label': words.allOf(model.product) } });
  tree.expandMode = 'doubleClick';
  tree.classList.toggle(
    'flat',
    model.systems.every((row) => row.children.length === 0),
  );
  addItems(tree, model.systems, model.folder, 1);

  const mark = (key: string) => {
    for (const [other, item] of items) if (item.selected !== (other === key)) item.selected = other === key;
  };
  const focus = (key: string) => {
    const item = items.get(key);
    if (item === undefined) return;
    item.active = true;
    item.updateComplete.then(() => item.focus());
  };
  const choose = (key: string, act: (row: KeyedRow) => void) => {
    const row = rows.get(key);
    if (row === undefined) return;
    mark(key);
    events.select(row);
    items.get(key)?.querySelector('.row-name')?.scrollIntoView({ block: 'nearest' });
    act(row);
  };

  tree.addEventListener('click', (event) => toggleByArrow(event), { capture: true });
  tree.addEventListener('vsc-tree-select', () => {
    for (const [key, item] of items) if (item.selected) choose(key, (row) => events.open(row, false));
  });
  tree.addEventListener(
    'keydown',
    (event) => {
      const key = document.activeElement?.closest<HTMLElement>('vscode-tree-item')?.dataset['key'];
      if (key === undefined) return;
      if (event.key === 'Enter') choose(key, (row) => events.open(row, true));
      else if (event.key === ' ') choose(key, () => {});
      else if (event.key === 'Home') focus(rows.keys().next().value ?? key);
      else if (event.key === 'End') focus(lastVisible(tree) ?? key);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (target instanceof HTMLElement) events.toggle(target.dataset['key'] ?? '', target.hasAttribute('open'));
    }
  }).observe(tree, { subtree: true, attributeFilter: ['open'] });

  return { tree, rows, mark, focus };
}

/** A click on the arrow opens or closes a row without going to its place. */
function toggleByArrow(event: MouseEvent): void {
  const path = event.composedPath();
  const onArrow = path.some((node) => node instanceof Element && node.part.contains('arrow-icon-container'));
  const item = path.find((node) => node instanceof HTMLElement && node.localName === 'vscode-tree-item');
  if (!onArrow || !isTreeItem(item)) return;
  item.open = !item.open;
  event.stopPropagation();
}

function isTreeItem(node: EventTarget | undefined): node is VscodeTreeItem {
  return node instanceof HTMLElement && node.localName === 'vscode-tree-item';
}

function lastVisible(tree: VscodeTree): string | undefined {
  let last = tree.querySelector<VscodeTreeItem>(':scope > vscode-tree-item:last-child');
  while (last?.open === true) {
    const below: VscodeTreeItem | null = last.querySelector(':scope > vscode-tree-item:last-child');
    if (below === null) break;
    last = below;
  }
  return last?.dataset['key'];
}

function rowName(row: ClassRow): HTMLElement {
  const name = element('span', { class: 'row-name', title: `${row.id} ${row.title}`.trim() });
  name.append(element('span', { class: 'row-id', text: row.id }));
  if (row.title !== '') name.append(` ${row.title}`);
  return name;
}

function spokenCells(row: ClassRow, words: ClassPanelWords): HTMLElement {
  return element('span', {
    class: 'spoken',
    text: `, ${describeCells(row, words)}`,
    attributes: { slot: 'decoration' },
  });
}

function rowCells(row: ClassRow, levels: readonly string[]): HTMLElement {
  const contradictory = row.contradictions.length > 0;
  const worst = row.contradictions.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  const mark = element('span', { class: `mark ${worst}` });
  if (row.recorded !== undefined) {
    const rises = levels.indexOf(row.effective) > levels.indexOf(row.recorded);
    mark.append(icon(rises ? 'arrow-up' : 'arrow-down', rises ? 'rises' : 'falls'));
  } else if (contradictory) mark.append(icon(worst));
  return element(
    'span',
    { class: 'cells', attributes: { slot: 'decoration', 'aria-hidden': 'true' } },
    element('span', { class: 'cell', text: row.declared ?? NO_CLASS }),
    element('span', { class: 'cell', text: row.inherited ?? NO_CLASS }),
    element('span', { class: 'cell', text: row.required ?? NO_CLASS }),
    element('span', { class: 'cell effective' }, classBadge(row.effective, levels)),
    element('span', { class: 'cell wide' }, evidenceIcon(row.rationale)),
    element('span', { class: 'cell wide' }, evidenceIcon(row.segregation)),
    element('span', { class: 'cell wide' }, evidenceIcon(row.verified)),
    mark,
  );
}

/** The effective class as a badge whose colour rises with the class. */
export function classBadge(level: string, levels: readonly string[]): HTMLElement {
  const rank = levels.indexOf(level);
  const tone = rank <= 0 ? 'low' : rank === levels.length - 1 ? 'high' : 'middle';
  return element('vscode-badge', { class: `class-badge ${tone}`, text: level });
}

/** Whether a rationale or segregation is on record, as an icon. */
export function evidenceIcon(state: ClassRow['rationale']): HTMLElement {
  if (state === 'notNeeded') return element('span', { class: 'evidence notNeeded', text: NO_CLASS });
  return icon(state === 'present' ? 'check' : 'close', `evidence ${state}`);
}
