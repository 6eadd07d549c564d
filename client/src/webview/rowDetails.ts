import type { ClassAction, ClassPanelModel, ClassRow, Contradiction } from '../../../server/src/protocol/classPanel.ts';
import type { ReasonChip } from '../../../server/src/protocol/reasonChip.ts';
import type { Target } from '../../../server/src/protocol/target.ts';
import { type ClassPanelWords, classPanelWords } from '../classPanelWords.ts';
import { comparison, questionList, situationTable } from './assessment.ts';
import { capitalised } from './capitalised.ts';
import { chip, chipButton } from './chips.ts';
import { element, icon } from './dom.ts';
import { EVIDENCE_LABEL, KIND_LABEL, NO_CLASS } from './rowText.ts';
import { classBadge, evidenceIcon } from './rowTree.ts';
import { type WhatIfEvents, whatIfControls } from './whatIf.ts';
import { l10n } from './words.ts';

/** What the details tell their owner. */
export interface DetailEvents extends WhatIfEvents {
  readonly open: (target: Target) => void;
  readonly ruleHelp: (code: string) => void;
  readonly edit: (action: ClassAction) => void;
}

/** Everything about one row: its classes, why they are so, what contradicts them, and what would be if. */
export function rowDetails(row: ClassRow, model: ClassPanelModel, events: DetailEvents): HTMLElement {
  const { levels } = model;
  const words = classPanelWords(model.levelTerm, l10n);
  const title = element(
    'div',
    { class: 'detail-title' },
    element('h2', { text: `${row.id} ${row.title}`.trim() }),
    element('span', {
      class: 'quiet',
      text: row.legacy ? l10n.t('{0}, legacy', KIND_LABEL[row.kind]) : KIND_LABEL[row.kind],
    }),
  );
  const details = element('div', { class: 'details' }, title, classStrip(row, levels));
  details.append(element('p', { class: 'because', text: capitalised(row.because) }));
  if (row.legacy) {
    const text = l10n.t('Legacy: what is missing belongs into the gap analysis (4.4.3).');
    details.append(element('p', { class: 'quiet', text }));
  }
  if (row.contradictions.length > 0 || row.actions.length > 0) {
    const heading = row.contradictions.length > 0 ? l10n.t('Contradictions') : l10n.t('Write');
    const lines = row.contradictions.map((one) => contradictionLine(one, events));
    details.append(section(heading, list(lines), actionLine(row.actions, events)));
  }
  // Code without a record has nothing that could be assumed about it.
  if (row.assessment !== undefined) details.append(section(l10n.t('What if'), whatIfControls(row, model, events)));
  details.append(...assessmentSections(row, levels, words, events));
  if (row.path.length > 0) {
    const steps = row.path.map((step) => reasonLine(step, events));
    details.append(section(words.why(row.effective), list(steps, 'ol')));
  }
  if (row.reasons.length > 0) {
    const heading = row.required === undefined ? l10n.t('Demands') : words.whatRequires(row.required);
    details.append(section(heading, list(row.reasons.map((reason) => reasonLine(reason, events)))));
  }
  details.append(
    evidenceSection(l10n.t('Rationale'), row.rationale, row.rationaleText),
    evidenceSection(l10n.t('Segregation'), row.segregation, row.segregationText),
    ...(row.verified === 'notNeeded' ? [] : [evidenceSection(l10n.t('Segregation verified'), row.verified, undefined)]),
  );
  return details;
}

function assessmentSections(
  { assessment, kind }: ClassRow,
  levels: readonly string[],
  words: ClassPanelWords,
  events: DetailEvents,
): readonly HTMLElement[] {
  if (assessment === undefined) return [];
  const { questions, situations, count } = assessment;
  const result: HTMLElement[] = [];
  if (questions.length > 0) result.push(section(l10n.t('Classification (4.3 a)'), questionList(questions)));
  if (situations.length > 0) {
    const compared = comparison(assessment, levels, words);
    const table = situationTable(assessment, levels, events.open);
    const shown =
      kind === 'system'
        ? folded(count === 1 ? l10n.t('1 hazardous situation') : l10n.t('{0} hazardous situations', count), table)
        : table;
    result.push(section(l10n.t('Hazardous situations'), ...(compared ? [compared] : []), shown));
  }
  return result;
}

/** What a person has opened stays open while the page is built anew. */
const opened = new Set<string>();

/** Content behind a line that opens it. */
function folded(summary: string, content: HTMLElement): HTMLElement {
  const head = element('summary', { text: summary, attributes: { 'data-focus': summary } });
  const details = element('details', {}, head, content);
  details.open = opened.has(summary);
  details.addEventListener('toggle', () => (details.open ? opened.add(summary) : opened.delete(summary)));
  return details;
}

function actionLine(actions: readonly ClassAction[], events: DetailEvents): HTMLElement {
  const buttons = actions.map((action, index) => {
    const button = element(
      'vscode-button',
      { attributes: { 'data-focus': `action ${action.label}` } },
      element('span', { text: action.label }),
    );
    button.secondary = index > 0;
    button.addEventListener('click', () => events.edit(action));
    return button;
  });
  return element('div', { class: 'edits' }, ...buttons);
}

/** What is shown while no row is selected: the contradictions of all rows. */
export function overview(rows: Iterable<ClassRow>, words: ClassPanelWords, events: DetailEvents): HTMLElement {
  const details = element('div', { class: 'details' });
  // A unit that two items share stands in the tree twice.
  const named = new Set<string>();
  for (const { id, title, contradictions } of rows) {
    if (contradictions.length === 0 || named.has(id)) continue;
    named.add(id);
    details.append(section(`${id} ${title}`.trim(), list(contradictions.map((one) => contradictionLine(one, events)))));
  }
  if (named.size > 0) details.prepend(element('h2', { text: l10n.t('Contradictions') }));
  const text = named.size === 0 ? `${l10n.t('No contradictions found.')} ${words.selectHint}` : words.selectHint;
  details.append(element('p', { class: 'quiet', text }));
  return details;
}

function classStrip(row: ClassRow, levels: readonly string[]): HTMLElement {
  const entries: readonly (readonly [string, HTMLElement])[] = [
    [l10n.t('Declared'), element('span', { text: row.declared ?? NO_CLASS })],
    [l10n.t('Inherited'), element('span', { text: row.inherited ?? NO_CLASS })],
    [l10n.t('Required'), element('span', { text: row.required ?? NO_CLASS })],
    [l10n.t('Effective'), classBadge(row.effective, levels)],
  ];
  const pairs = entries.map(([label, value]) =>
    element('div', {}, element('dt', { text: label }), element('dd', {}, value)),
  );
  return element('dl', { class: 'strip' }, ...pairs);
}

function section(heading: string, ...content: readonly Node[]): HTMLElement {
  return element('section', {}, element('h3', { text: heading }), ...content);
}

function list(lines: readonly Node[], tag: 'ol' | 'ul' = 'ul'): HTMLElement {
  return element(tag, {}, ...lines.map((line) => element('li', {}, line)));
}

function reasonLine(reason: ReasonChip, events: DetailEvents): HTMLElement {
  const detail = element('span', { class: 'reason-detail', text: reason.detail });
  return element('span', { class: 'reason' }, chip(reason.label, reason.target, events.open), detail);
}

function contradictionLine(contradiction: Contradiction, events: DetailEvents): HTMLElement {
  const { code, message, severity, target } = contradiction;
  const help = chipButton(code, l10n.t('Help on {0}', code), () => events.ruleHelp(code));
  const actions = element('span', { class: 'actions' }, help);
  if (target !== undefined) {
    const go = element('vscode-toolbar-button', { title: l10n.t('Go to the place') });
    go.icon = 'go-to-file';
    go.label = l10n.t('Go to the place of {0}', code);
    go.addEventListener('click', () => events.open(target));
    actions.append(go);
  }
  const text = element('span', { class: 'reason-detail', text: message });
  return element('span', { class: 'reason contradiction' }, icon(severityIcon(severity), severity), text, actions);
}

function severityIcon(severity: Contradiction['severity']): string {
  return severity === 'information' ? 'info' : severity;
}

function evidenceSection(heading: string, state: ClassRow['rationale'], text: string | undefined): HTMLElement {
  const shown = element('span', { text: text ?? EVIDENCE_LABEL[state] });
  return section(heading, element('p', { class: 'evidence-line' }, evidenceIcon(state), shown));
}
