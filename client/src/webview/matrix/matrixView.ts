import type { MatrixHead, MatrixQuery, MatrixRow, MatrixShape, Target } from '../../../../server/src/protocol.ts';
import { element } from '../dom.ts';
import { l10n } from '../words.ts';
import { type CellContent, cellNodes, cellText, codicon, contentOf, gapNodes } from './matrixCells.ts';
import { type PageColumn, type PageColumns, pageColumns } from './matrixColumns.ts';
import type { ActiveCell } from './matrixState.ts';
import type { MatrixStore, Range } from './matrixStore.ts';

/** Height of a row, in pixels, as in the style sheet. */
const ROW = 24;

/** Rows and marks that are drawn beyond each edge of what is seen. */
const BEYOND = 6;

/** Row of the heads, for the keyboard. */
const HEADS = -1;

/** What the view tells its owner. */
export interface ViewEvents {
  readonly activate: (cell: ActiveCell) => void;
  readonly open: (target: Target, focusEditor: boolean) => void;
  readonly sort: (column: string) => void;
  readonly scroll: (top: number, left: number) => void;
  /** The keyboard wants to choose among the parts of the active cell. */
  readonly choose: () => void;
  readonly copy: (text: string) => void;
}

/** A row on the page, with what it was drawn from. */
interface DrawnRow {
  readonly element: HTMLElement;
  readonly source: string;
  readonly rows: readonly (MatrixRow | undefined)[];
}

/**
 * The matrix as a grid of which only what is seen is drawn, besides the row that has the keyboard. Scrolling costs the same for
 * ten rows and for a hundred thousand.
 */
export class MatrixView {
  readonly element: HTMLElement;
  readonly #store: MatrixStore;
  readonly #events: ViewEvents;
  readonly #grid = element('div', { class: 'grid', attributes: { role: 'grid' } });
  readonly #head = element('div', { class: 'heads', attributes: { role: 'rowgroup' } });
  readonly #body = element('div', { class: 'body', attributes: { role: 'rowgroup' } });
  readonly #drawn = new Map<number, DrawnRow>();
  #shape: MatrixShape | undefined;
  #sort: MatrixQuery['sort'];
  #columns: PageColumns | undefined;
  #active: ActiveCell = { key: undefined, row: 0, column: 0 };
  #frame = 0;
  #headSource = '';

  constructor(store: MatrixStore, events: ViewEvents) {
    this.#store = store;
    this.#events = events;
    this.#grid.append(this.#head, this.#body);
    this.element = element('div', { class: 'scroller' }, this.#grid);
    this.element.addEventListener('scroll', () => {
      events.scroll(this.element.scrollTop, this.element.scrollLeft);
      this.#soon();
    });
    this.#grid.addEventListener('click', (event) => this.#click(event));
    this.#grid.addEventListener('keydown', (event) => this.#key(event));
    this.#grid.addEventListener('focusin', (event) => this.#focused(event));
    new ResizeObserver(() => this.#layOut()).observe(this.element);
  }

  /** Shows a matrix; the store begins with it at the same time. */
  show(shape: MatrixShape, label: string, sort: MatrixQuery['sort'], active: ActiveCell): void {
    this.#shape = shape;
    this.#sort = sort;
    this.#active = active;
    this.#grid.setAttribute('aria-label', label);
    this.#grid.setAttribute('aria-rowcount', String(shape.shown + 1));
    this.#grid.classList.toggle('marks', shape.grid !== undefined);
    this.#body.style.height = `${shape.shown * ROW}px`;
    this.#layOut();
  }

  /** The distance from the top, and from the left, in pixels. */
  scrollTo(top: number, left: number): void {
    this.element.scrollTop = top;
    this.element.scrollLeft = left;
    this.#draw();
  }

  /** What has come is drawn. */
  refresh(): void {
    this.#draw();
  }

  /** Puts the keyboard on the active cell. */
  focus(): void {
    this.#activeElement()?.focus({ preventScroll: true });
  }

  /** The active cell with its row, column and contents; undefined where nothing has come yet. */
  active():
    | {
        readonly row: MatrixRow;
        readonly column: PageColumn;
        readonly head: MatrixHead | undefined;
        readonly content: CellContent;
      }
    | undefined {
    const column = this.#columns?.at(this.#active.column);
    const row = this.#active.row;
    if (!column || row < 0) return undefined;
    const head = column.kind === 'mark' ? this.#headOf(column) : undefined;
    const content = contentOf(this.#store, row, column, head);
    const found = this.#store.row(row, column.kind === 'mark' ? column.index : 0);
    return content && found && { row: found, column, head, content };
  }

  #layOut(): void {
    if (!this.#shape) return;
    this.#columns = pageColumns(this.#shape, this.element.clientWidth);
    this.#grid.setAttribute('aria-colcount', String(this.#columns.count));
    this.#grid.style.width = `${this.#columns.width}px`;
    const column = Math.min(this.#active.column, this.#columns.count - 1);
    const row = Math.min(this.#active.row, this.#shape.shown - 1);
    this.#active = { ...this.#active, row, column };
    for (const { element: drawn } of this.#drawn.values()) drawn.remove();
    this.#drawn.clear();
    this.#headSource = '';
    this.#draw();
  }

  #soon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #seenRows(): Range {
    const { scrollTop, clientHeight } = this.element;
    const shown = this.#shape?.shown ?? 0;
    const from = Math.max(0, Math.floor(scrollTop / ROW) - BEYOND);
    return { from: Math.min(from, shown), to: Math.min(shown, Math.ceil((scrollTop + clientHeight) / ROW) + BEYOND) };
  }

  #seenColumns(columns: PageColumns): Range {
    const { scrollLeft, clientWidth } = this.element;
    const beyond = BEYOND * 28;
    return columns.between(scrollLeft - beyond, scrollLeft + clientWidth + beyond);
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const columns = this.#columns;
    const shape = this.#shape;
    if (!columns || !shape) return;
    const rows = this.#seenRows();
    const marks = this.#seenColumns(columns);
    const wanted = { from: marks.from - columns.fixed, to: marks.to - columns.fixed };
    this.#store.want(rows, wanted);
    const focused = this.#grid.contains(document.activeElement);
    const active = this.#active;
    const shown = new Set<number>();
    for (let row = rows.from; row < rows.to; row++) shown.add(row);
    if (active.row >= 0 && active.row < shape.shown) shown.add(active.row);
    const indexes = this.#columnIndexes(columns, marks);
    for (const [row, { element: old }] of this.#drawn) {
      if (shown.has(row)) continue;
      old.remove();
      this.#drawn.delete(row);
    }
    this.#drawHeads(columns, indexes, rows);
    for (const row of [...shown].sort((a, b) => a - b)) this.#drawRow(row, columns, indexes);
    this.#markActive();
    if (focused) this.focus();
  }

  /** Columns that are drawn: all plain ones, marks that are seen, and the one that has the keyboard. */
  #columnIndexes({ fixed, count }: PageColumns, marks: Range): readonly number[] {
    const indexes = new Set<number>();
    for (let index = 0; index < fixed; index++) indexes.add(index);
    for (let index = marks.from; index < marks.to; index++) indexes.add(index);
    if (this.#active.column < count) indexes.add(this.#active.column);
    return [...indexes].sort((a, b) => a - b);
  }

  #drawHeads(columns: PageColumns, indexes: readonly number[], rows: Range): void {
    const heads = indexes.map((index) => {
      const column = columns.at(index);
      return { index, column, head: column.kind === 'mark' ? this.#store.head(rows, column.index) : undefined };
    });
    const source = JSON.stringify([heads, this.#sort]);
    if (source === this.#headSource) return;
    this.#headSource = source;
    const row = element('div', { class: 'row', attributes: { role: 'row', 'aria-rowindex': '1' } });
    for (const { index, column, head } of heads) row.append(this.#headCell(index, column, head));
    this.#head.replaceChildren(row);
  }

  #headCell(index: number, column: PageColumn, head: MatrixHead | undefined): HTMLElement {
    const { sort, label, short, traced, kind } = column;
    const sorted = sort !== undefined && (this.#sort?.column ?? 'id') === sort;
    const attributes: Record<string, string> = {
      role: 'columnheader',
      'aria-colindex': String(index + 1),
      'data-row': String(HEADS),
      'data-column': String(index),
      tabindex: '-1',
    };
    if (sorted) attributes['aria-sort'] = this.#sort?.descending === true ? 'descending' : 'ascending';
    const counted = this.#shape?.counted ?? 0;
    const covered = traced === undefined ? '' : l10n.t('{0} of {1} traced', traced, counted);
    const title = head
      ? `${head.name} ${head.title}`.trim()
      : [label, covered].filter((part) => part !== '').join(': ');
    const cell = element('div', { class: `cell ${kind}`, title, attributes });
    place(cell, column);
    if (kind !== 'mark') {
      cell.append(element('span', { class: 'label', text: short }));
      if (traced !== undefined) {
        const numbers = element('span', { text: `${traced}/${counted}`, attributes: { 'aria-hidden': 'true' } });
        cell.append(
          element('span', { class: 'covered' }, numbers, element('span', { class: 'spoken', text: covered })),
        );
      }
      if (sorted) cell.append(codicon(this.#sort?.descending === true ? 'arrow-down' : 'arrow-up'));
    } else if (head) {
      cell.classList.toggle('untraced', !head.traced);
      cell.append(element('bdi', { class: 'upright', text: head.name }));
      if (!head.traced) {
        cell.prepend(codicon(head.broken ? 'error' : 'circle-slash'));
        const words = head.broken ? l10n.t('not defined') : l10n.t('not traced');
        cell.append(element('span', { class: 'spoken', text: ` ${words}` }));
      }
    } else cell.append(element('span', { class: 'spoken', text: '…' }));
    return cell;
  }

  #headOf(column: PageColumn): MatrixHead | undefined {
    const row = Math.max(0, this.#active.row);
    return (
      this.#store.head(this.#seenRows(), column.index) ?? this.#store.head({ from: row, to: row + 1 }, column.index)
    );
  }

  #drawRow(row: number, columns: PageColumns, indexes: readonly number[]): void {
    const cells = indexes.map((index) => columns.at(index));
    const sources = [...new Set(cells.map(({ kind, index }) => this.#store.row(row, kind === 'mark' ? index : 0)))];
    const source = indexes.join(' ');
    const old = this.#drawn.get(row);
    if (old && old.source === source && sameRows(old.rows, sources)) return;
    const drawn = element('div', {
      class: `row${row % 2 === 1 ? ' odd' : ''}`,
      attributes: { role: 'row', 'aria-rowindex': String(row + 2) },
    });
    drawn.style.transform = `translateY(${row * ROW}px)`;
    for (const [at, column] of cells.entries()) drawn.append(this.#cell(row, indexes[at] ?? 0, column));
    if (old) old.element.replaceWith(drawn);
    else this.#insert(row, drawn);
    this.#drawn.set(row, { element: drawn, source, rows: sources });
  }

  /** In the order of the rows, as screen readers read them. */
  #insert(row: number, drawn: HTMLElement): void {
    const next = [...this.#drawn].filter(([other]) => other > row).sort(([a], [b]) => a - b)[0];
    if (next) next[1].element.before(drawn);
    else this.#body.append(drawn);
  }

  #cell(row: number, index: number, column: PageColumn): HTMLElement {
    const head = column.kind === 'mark' ? this.#headOf(column) : undefined;
    const content = contentOf(this.#store, row, column, head);
    const cell = element('div', {
      class: `cell ${column.kind}`,
      ...(content ? { title: cellText(content) } : {}),
      attributes: {
        role: column.kind === 'id' ? 'rowheader' : 'gridcell',
        'aria-colindex': String(index + 1),
        'data-row': String(row),
        'data-column': String(index),
        tabindex: '-1',
      },
    });
    place(cell, column);
    if (content) cell.append(...cellNodes(column, content));
    if (content && column.kind === 'id') {
      const found = this.#store.row(row);
      if (found) cell.append(...gapNodes(found));
    } else if (!content && column.kind === 'id') cell.append('…');
    return cell;
  }

  #activeElement(): HTMLElement | null {
    const { row, column } = this.#active;
    return this.#grid.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);
  }

  #markActive(): void {
    for (const old of this.#grid.querySelectorAll<HTMLElement>('.cell[tabindex="0"]')) {
      old.tabIndex = -1;
      old.classList.remove('active');
      old.removeAttribute('aria-selected');
    }
    const cell = this.#activeElement();
    if (!cell) return;
    cell.tabIndex = 0;
    cell.classList.add('active');
    if (this.#active.row >= 0) cell.setAttribute('aria-selected', 'true');
  }

  #focused({ target }: FocusEvent): void {
    const at = cellAt(target);
    if (at && (at.row !== this.#active.row || at.column !== this.#active.column))
      this.#activate(at.row, at.column, false);
  }

  #activate(row: number, column: number, reveal: boolean): void {
    this.#active = { key: row < 0 ? undefined : this.#store.row(row)?.key, row, column };
    if (reveal) this.#reveal(row, column);
    this.#draw();
    this.#events.activate(this.#active);
  }

  #reveal(row: number, index: number): void {
    const column = this.#columns?.at(index);
    if (!column) return;
    const { element: scroller } = this;
    if (row >= 0) {
      const height = scroller.clientHeight - this.#head.offsetHeight;
      const top = row * ROW;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top + ROW > scroller.scrollTop + height) scroller.scrollTop = top + ROW - height;
    }
    if (column.kind === 'id') return;
    const covered = this.#columns?.at(0).width ?? 0;
    if (column.left < scroller.scrollLeft + covered) scroller.scrollLeft = column.left - covered;
    else if (column.left + column.width > scroller.scrollLeft + scroller.clientWidth)
      scroller.scrollLeft = column.left + column.width - scroller.clientWidth;
  }

  #click({ target }: MouseEvent): void {
    const at = cellAt(target);
    if (!at || !(target instanceof Element)) return;
    this.#activate(at.row, at.column, false);
    this.focus();
    const entry = target.closest<HTMLElement>('[data-entry]')?.dataset['entry'];
    if (at.row === HEADS) this.#enterHead(false);
    else this.#open(entry === undefined ? undefined : Number(entry), false);
  }

  /** Sorts by a column, or goes to the item of a column of marks. */
  #enterHead(focusEditor: boolean): void {
    const column = this.#columns?.at(this.#active.column);
    if (column?.sort !== undefined) this.#events.sort(column.sort);
    else if (column) {
      const target = this.#headOf(column)?.target;
      if (target) this.#events.open(target, focusEditor);
    }
  }

  #open(entry: number | undefined, focusEditor: boolean): void {
    const active = this.active();
    if (!active) return;
    const { content, column, row } = active;
    const target =
      entry === undefined
        ? column.kind === 'id' || column.kind === 'title'
          ? row.target
          : undefined
        : content.parts[entry]?.target;
    if (target) this.#events.open(target, focusEditor);
  }

  #key(event: KeyboardEvent): void {
    const { row, column } = this.#active;
    const shape = this.#shape;
    const columns = this.#columns;
    if (!shape || !columns || event.altKey) return;
    const [lastRow, lastColumn] = [shape.shown - 1, columns.count - 1];
    const page = Math.max(1, Math.floor((this.element.clientHeight - this.#head.offsetHeight) / ROW) - 1);
    const whole = event.ctrlKey || event.metaKey;
    const move = (toRow: number, toColumn: number) => {
      this.#activate(Math.max(HEADS, Math.min(toRow, lastRow)), Math.max(0, Math.min(toColumn, lastColumn)), true);
      this.focus();
    };
    switch (event.key) {
      case 'ArrowDown':
        move(row + 1, column);
        break;
      case 'ArrowUp':
        move(row - 1, column);
        break;
      case 'ArrowRight':
        move(row, column + 1);
        break;
      case 'ArrowLeft':
        move(row, column - 1);
        break;
      case 'PageDown':
        move(row + page, column);
        break;
      case 'PageUp':
        move(Math.max(0, row - page), column);
        break;
      case 'Home':
        move(whole ? 0 : row, 0);
        break;
      case 'End':
        move(whole ? lastRow : row, lastColumn);
        break;
      case 'Enter':
      case ' ':
        this.#enter(event.key === 'Enter');
        break;
      case 'c': {
        const content = this.active()?.content;
        if (!whole || !content) return;
        this.#events.copy(cellText(content));
        break;
      }
      default:
        return;
    }
    event.preventDefault();
  }

  #enter(focusEditor: boolean): void {
    if (this.#active.row === HEADS) {
      this.#enterHead(focusEditor);
      return;
    }
    const parts = this.active()?.content.parts.length ?? 0;
    if (parts > 1) this.#events.choose();
    else this.#open(parts === 1 ? 0 : undefined, focusEditor);
  }
}

function place(cell: HTMLElement, { kind, left, width }: PageColumn): void {
  cell.style.width = `${width}px`;
  // The IDs stay where they are when the rest is scrolled to the side.
  if (kind !== 'id') cell.style.left = `${left}px`;
}

function cellAt(target: EventTarget | null): { readonly row: number; readonly column: number } | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  return cell ? { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) } : undefined;
}

function sameRows(a: DrawnRow['rows'], b: DrawnRow['rows']): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index]);
}
