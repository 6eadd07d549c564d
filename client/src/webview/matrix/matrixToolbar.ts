import type { MatrixChoice, MatrixQuery, MatrixShape } from '../../../../server/src/protocol/traceMatrix.ts';
import { levelWords } from '../../levelWords.ts';
import { element, icon } from '../dom.ts';
import { segmented } from '../segments.ts';
import { l10n } from '../words.ts';
import { columnLabel } from './matrixColumns.ts';

/** What is to be looked at in another way; undefined goes back to what the server chooses. */
export type QueryChange = { readonly [K in keyof MatrixQuery]?: MatrixQuery[K] | undefined };

/** What the controls tell their owner. */
export interface ToolbarEvents {
  /** Somebody wants to look at it in another way. */
  readonly change: (change: QueryChange) => void;
  readonly copy: () => void;
  readonly save: () => void;
}

/** So long, in milliseconds, typing rests before it is a filter. */
const TYPING_MS = 200;

/** The controls above a matrix. Each is found again by its `data-focus`, so that the keyboard stays on it. */
export function matrixToolbar(
  shape: MatrixShape,
  query: MatrixQuery,
  text: HTMLElement,
  events: ToolbarEvents,
): HTMLElement {
  const { change } = events;
  const controls: HTMLElement[] = [];
  if (shape.folders.length > 1) {
    const pick = (folder: string) => change({ folder, rows: undefined, columns: undefined, grid: undefined });
    controls.push(picker(l10n.t('Folder'), 'folder', shape.folders, shape.folder, pick));
  }
  const types = shape.types.map(({ id, label, count }) => ({ id, label: `${id} ${label} (${count})` }));
  const rows = (type: string) =>
    change({
      rows: type,
      columns: undefined,
      grid: undefined,
      sort: undefined,
      statuses: undefined,
      levels: undefined,
    });
  controls.push(picker(l10n.t('Rows'), 'rows', types, shape.rows, rows));
  const first = shape.columns[0]?.id ?? shape.offered[0]?.id;
  const marks = first === undefined ? shape.grid?.id : (shape.grid?.id ?? first);
  controls.push(
    segmented(l10n.t('Show as'), [
      segment(l10n.t('Table'), l10n.t('What each row is linked to, a column for each type'), !shape.grid, 'table', () =>
        change({ grid: undefined }),
      ),
      segment(
        l10n.t('Marks'),
        l10n.t('A mark where a row and a column are linked'),
        shape.grid !== undefined,
        'marks',
        () => {
          if (marks !== undefined) change({ grid: marks });
        },
      ),
    ]),
  );
  const kinds = shape.offered.map(({ id, label }) => ({ id, label: columnLabel(id, label) }));
  if (shape.grid) controls.push(picker(l10n.t('Columns'), 'grid', kinds, shape.grid.id, (grid) => change({ grid })));
  else {
    const chosen = shape.columns.map(({ id }) => id);
    controls.push(menu(l10n.t('Columns'), 'columns', kinds, chosen, false, (columns) => change({ columns })));
  }
  controls.push(text);
  const named = (values: readonly string[], none: string) => values.map((id) => ({ id, label: id === '' ? none : id }));
  if (shape.statuses.length > 1)
    controls.push(
      menu(l10n.t('Status'), 'statuses', named(shape.statuses, ''), query.statuses ?? [], true, (statuses) =>
        change({ statuses }),
      ),
    );
  if (shape.levels.length > 1)
    controls.push(
      menu(
        levelWords(shape.levelTerm, l10n).term,
        'levels',
        named(shape.levels, l10n.t('none')),
        query.levels ?? [],
        true,
        (levels) => change({ levels }),
      ),
    );
  const gaps = checkbox(l10n.t('Only gaps'), 'gaps', query.gapsOnly === true, (gapsOnly) => change({ gapsOnly }));
  gaps.title = l10n.t('Only rows at which something is missing, broken or suspect');
  controls.push(gaps, button(l10n.t('Copy'), 'copy', l10n.t('Copy the rows for a spreadsheet'), events.copy));
  controls.push(button('CSV', 'save', l10n.t('Save the rows as CSV'), events.save));
  return element(
    'div',
    { class: 'toolbar', attributes: { role: 'toolbar', 'aria-label': l10n.t('Trace Matrix') } },
    ...controls,
  );
}

/** The field for a text to filter by. It stays the same element while somebody types into it. */
export function textField(text: string, changed: (text: string) => void): HTMLInputElement {
  const label = l10n.t('Filter by ID, title or link');
  const field = element('input', {
    class: 'field',
    attributes: { type: 'search', placeholder: label, 'aria-label': label, 'data-focus': 'text' },
  });
  field.value = text;
  let timer = 0;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => changed(field.value), TYPING_MS);
  });
  return field;
}

function segment(label: string, title: string, pressed: boolean, key: string, press: () => void) {
  return { label, title, pressed, key, press };
}

function picker(
  label: string,
  key: string,
  choices: readonly MatrixChoice[],
  chosen: string,
  pick: (id: string) => void,
): HTMLElement {
  const select = element('select', { class: 'picker', attributes: { 'data-focus': key } });
  for (const { id, label: text } of choices) {
    const option = element('option', { text, attributes: { value: id } });
    option.selected = id === chosen;
    select.append(option);
  }
  select.addEventListener('change', () => pick(select.value));
  return element('label', { class: 'control' }, element('span', { text: label }), select);
}

/** Several choices behind a button; with `free` none of them means all. */
function menu(
  label: string,
  key: string,
  choices: readonly MatrixChoice[],
  chosen: readonly string[],
  free: boolean,
  pick: (ids: readonly string[]) => void,
): HTMLElement {
  const count = free && chosen.length === 0 ? '' : ` (${chosen.length})`;
  const summary = element('summary', { class: 'plain', text: `${label}${count}`, attributes: { 'data-focus': key } });
  const boxes = choices.map(({ id, label: text }) =>
    checkbox(text, `${key} ${id}`, chosen.includes(id), (on) =>
      pick(choices.map((choice) => choice.id).filter((each) => (each === id ? on : chosen.includes(each)))),
    ),
  );
  const list = element('div', { class: 'choices', attributes: { role: 'group', 'aria-label': label } }, ...boxes);
  const details = element('details', { class: 'menu', attributes: { 'data-menu': key } }, summary, list);
  details.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    details.open = false;
    summary.focus();
  });
  return details;
}

function checkbox(label: string, key: string, checked: boolean, set: (on: boolean) => void): HTMLElement {
  const box = element('input', { attributes: { type: 'checkbox', 'data-focus': key } });
  box.checked = checked;
  box.addEventListener('change', () => set(box.checked));
  return element('label', { class: 'control' }, box, element('span', { text: label }));
}

function button(label: string, key: string, title: string, press: () => void): HTMLElement {
  const created = element('button', { class: 'plain', title, attributes: { type: 'button', 'data-focus': key } });
  created.append(icon(key === 'copy' ? 'copy' : 'save'), element('span', { text: label }));
  created.addEventListener('click', press);
  return created;
}
