import type { ClassAssumption, ClassPanelModel, ClassRow } from '../../../server/src/protocol/classPanel.ts';
import { type ClassPanelWords, classPanelWords } from '../classPanelWords.ts';
import { element, icon } from './dom.ts';
import { subjectOf } from './panelState.ts';
import { classBadge } from './rowTree.ts';
import { segmented } from './segments.ts';
import { l10n } from './words.ts';

/** What a person does with assumptions. */
export interface WhatIfEvents {
  readonly assume: (assumption: ClassAssumption) => void;
  /** Takes back what is assumed about a record. */
  readonly takeBack: (subject: string) => void;
  readonly reset: () => void;
}

/** What is assumed, and which classes it changes; undefined while nothing is. */
export function whatIfBanner(model: ClassPanelModel, events: WhatIfEvents): HTMLElement | undefined {
  const { assumptions, changes, levels } = model;
  if (assumptions.length === 0) return undefined;
  const words = classPanelWords(model.levelTerm, l10n);
  const reset = plainButton(l10n.t('Reset'), l10n.t('Go back to what is on record'), 'what-if-reset', events.reset);
  const chips = assumptions.map((assumption) => assumptionChip(assumption, words, events));
  const moved = changes.map(({ node, before, after }) => {
    const rises = levels.indexOf(after) > levels.indexOf(before);
    return element(
      'li',
      { class: 'change' },
      icon(rises ? 'arrow-up' : 'arrow-down', rises ? 'rises' : 'falls'),
      element('span', { class: 'row-id', text: node }),
      element('span', {
        class: 'spoken',
        text: ` ${rises ? words.risesFrom : words.fallsFrom} `,
      }),
      classBadge(before, levels),
      element('span', { text: '→', attributes: { 'aria-hidden': 'true' } }),
      element('span', { class: 'spoken', text: ` ${words.to} ` }),
      classBadge(after, levels),
    );
  });
  return element(
    'section',
    { class: 'what-if', attributes: { 'aria-label': l10n.t('What if') } },
    element('div', { class: 'what-if-head' }, element('h2', { text: l10n.t('What if') }), reset),
    element('ul', { class: 'assumptions' }, ...chips.map((each) => element('li', {}, each))),
    element('p', { text: words.changed(moved.length), attributes: { role: 'status' } }),
    ...(moved.length === 0 ? [] : [element('ul', { class: 'changes' }, ...moved)]),
    element('p', { class: 'quiet', text: l10n.t('Nothing is written.') }),
  );
}

function assumptionChip(assumption: ClassAssumption, words: ClassPanelWords, { takeBack }: WhatIfEvents): HTMLElement {
  const subject = subjectOf(assumption);
  const text = assumptionWords(assumption, subject, words);
  const button = plainButton(text, l10n.t('Take back: {0}', text), `assumption ${subject}`, () => takeBack(subject));
  button.append(icon('close'));
  return button;
}

function assumptionWords(assumption: ClassAssumption, subject: string, words: ClassPanelWords): string {
  if (assumption.kind === 'withoutControl') return l10n.t('without {0}', subject);
  const { level, documented } = assumption;
  const text = level === undefined ? words.assumedWithout(subject) : words.assumed(subject, level);
  return documented ? l10n.t('{0}, documented', text) : text;
}

/** Where a person tries another class for a row, or leaves out a control. */
export function whatIfControls(row: ClassRow, model: ClassPanelModel, events: WhatIfEvents): HTMLElement {
  const words = classPanelWords(model.levelTerm, l10n);
  const documented = row.assumed?.documented ?? false;
  const assume = (level: string, withRecords: boolean) =>
    events.assume({ kind: 'class', node: row.id, level, documented: withRecords });
  const segments = model.levels.map((level) => ({
    label: level,
    title: words.whatIf(row.id, level),
    pressed: row.assumed?.level === level,
    key: `what-if ${row.id} ${level}`,
    press: () => (row.assumed?.level === level ? events.takeBack(row.id) : assume(level, documented)),
  }));
  const parts: HTMLElement[] = [
    element(
      'div',
      { class: 'what-if-line' },
      element('span', { text: words.term }),
      segmented(words.whatIfOf(row.id), segments),
    ),
  ];
  if (row.inherited !== undefined) parts.push(documentedBox(row, documented, assume));
  const left = model.controls.filter(
    ({ id }) => !model.assumptions.some((each) => each.kind === 'withoutControl' && each.control === id),
  );
  if (left.length > 0) parts.push(controlPicker(row, left, events));
  return element('div', { class: 'what-if-controls' }, ...parts);
}

function documentedBox(
  row: ClassRow,
  documented: boolean,
  assume: (level: string, documented: boolean) => void,
): HTMLElement {
  const box = element('input', { attributes: { type: 'checkbox', 'data-focus': `documented ${row.id}` } });
  box.checked = documented;
  box.addEventListener('change', () => assume(row.assumed?.level ?? row.declared ?? row.effective, box.checked));
  return element(
    'label',
    { class: 'what-if-line' },
    box,
    element('span', { text: l10n.t('with rationale and segregation') }),
  );
}

function controlPicker(row: ClassRow, controls: ClassPanelModel['controls'], events: WhatIfEvents): HTMLElement {
  const named = new Set(row.reasons.map(({ label }) => label));
  // The controls that this row implements stand first: they are what a person looks for here.
  const sorted = [...controls].sort((a, b) => Number(named.has(b.id)) - Number(named.has(a.id)));
  const select = element(
    'select',
    { class: 'picker', attributes: { 'data-focus': `without ${row.id}` } },
    element('option', { text: l10n.t('choose …'), attributes: { value: '' } }),
    ...sorted.map(({ id, title }) => element('option', { text: `${id} ${title}`, attributes: { value: id } })),
  );
  select.addEventListener('change', () => {
    if (select.value !== '') events.assume({ kind: 'withoutControl', control: select.value });
  });
  return element('label', { class: 'what-if-line' }, element('span', { text: l10n.t('Without control') }), select);
}

/** A small button of the page's own making, which the keyboard stays on while the page is built anew. */
export function plainButton(text: string, title: string, key: string, press: () => void): HTMLButtonElement {
  const button = element(
    'button',
    { class: 'plain', title, attributes: { type: 'button', 'data-focus': key } },
    element('span', { text }),
  );
  button.addEventListener('click', press);
  return button;
}
