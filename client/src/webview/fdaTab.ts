import type {
  FdaAnswer,
  FdaConflict,
  FdaDocument,
  FdaGuidance,
  FdaModel,
  FdaQuestion,
} from '../../../server/src/protocol/fda.ts';
import type { Target } from '../../../server/src/protocol/target.ts';
import { chip } from './chips.ts';
import { element, icon } from './dom.ts';
import { segmented } from './segments.ts';
import { plainButton } from './whatIf.ts';
import { l10n } from './words.ts';

/** What the FDA tab tells its owner. */
export interface FdaEvents {
  readonly open: (target: Target) => void;
  readonly answer: (question: string, value: FdaAnswer) => void;
  readonly copy: (text: string) => void;
}

const ANSWERS: readonly { readonly value: FdaAnswer; readonly label: string }[] = [
  { value: 'yes', label: l10n.t('Yes') },
  { value: 'no', label: l10n.t('No') },
  { value: 'unanswered', label: l10n.t({ message: 'Open', comment: 'A question without an answer.' }) },
];

/** Questions of both guidances with their answers, the levels that follow, what does not fit, and the documents. */
export function fdaTab(model: FdaModel, events: FdaEvents): HTMLElement {
  const { documentation, concern, conflicts, onRecord, basicRationale } = model;
  const tab = element('div', { class: 'details fda' });
  if (!onRecord) {
    const text = l10n.t(
      'No answers are on record. The first one that you give here starts the file {0}.',
      '.lifetrace/fda.yaml',
    );
    tab.append(element('p', { class: 'quiet', text }));
  }
  tab.append(guidance(documentation, events));
  if (basicRationale !== undefined) {
    tab.append(section(l10n.t('Rationale for the basic level'), element('p', { text: basicRationale })));
  }
  if (conflicts.length > 0) {
    tab.append(section(l10n.t('What does not fit'), list(conflicts.map((conflict) => conflictLine(conflict, events)))));
  }
  tab.append(documents(documentation, events), superseded(concern, events));
  return tab;
}

function guidance({ title, questions, resultText, open, statement }: FdaGuidance, events: FdaEvents): HTMLElement {
  const result = element(
    'p',
    { class: open ? 'fda-result open' : 'fda-result', attributes: { role: 'status' } },
    icon(open ? 'question' : 'law'),
    element('strong', { text: resultText.charAt(0).toUpperCase() + resultText.slice(1) }),
  );
  const copy = plainButton(l10n.t('Copy statement'), l10n.t('Copy the statement: {0}', title), `copy ${title}`, () =>
    events.copy(statement),
  );
  copy.prepend(icon('copy'));
  return element(
    'section',
    { class: 'guidance', attributes: { 'aria-label': title } },
    element('h2', { text: title }),
    element('div', { class: 'fda-head' }, result, copy),
    element('ol', { class: 'fda-questions' }, ...questions.map((each) => element('li', {}, question(each, events)))),
  );
}

function question({ key, text, value, because, note, by, date, target }: FdaQuestion, events: FdaEvents): HTMLElement {
  const choice = segmented(
    `${key}: ${text}`,
    ANSWERS.map(({ value: answer, label }) => ({
      label,
      title: `${key}: ${label}`,
      pressed: value === answer,
      key: `${key} ${answer}`,
      press: () => events.answer(key, answer),
    })),
  );
  const answer = element('div', { class: 'fda-answer' }, choice);
  for (const reason of because) answer.append(chip(reason.label, reason.target, events.open));
  if (target !== undefined) {
    const go = element('vscode-toolbar-button', { title: l10n.t('Go to the answer to {0}', key) });
    go.icon = 'go-to-file';
    go.label = l10n.t('Go to the answer to {0}', key);
    go.addEventListener('click', () => events.open(target));
    answer.append(go);
  }
  const words = [note, [by, date].filter((part) => part !== '').join(', ')].filter((part) => part !== '').join(' – ');
  if (words !== '') answer.append(element('span', { class: 'fda-words quiet', text: words }));
  return element(
    'div',
    { class: key.length > 2 ? 'fda-question example' : 'fda-question' },
    element('span', { class: 'question-label', text: key }),
    element('span', { class: 'fda-text', text }),
    answer,
  );
}

function conflictLine({ message, informative, target, item }: FdaConflict, events: FdaEvents): HTMLElement {
  const severity = informative ? 'information' : 'warning';
  const line = element(
    'span',
    { class: 'reason' },
    icon(informative ? 'info' : 'warning', severity),
    element('span', { class: 'reason-detail', text: message }),
  );
  if (item?.target !== undefined) line.append(chip(item.label, item.target, events.open));
  else if (target !== undefined) line.append(chip(l10n.t('Answer'), target, events.open));
  return line;
}

const STATE: Readonly<Record<FdaDocument['state'], { readonly icon: string; readonly text: string }>> = {
  found: { icon: 'pass-filled', text: l10n.t('on record') },
  partly: { icon: 'circle-large', text: l10n.t('partly on record') },
  missing: { icon: 'circle-slash', text: l10n.t('no record found') },
};

function documents({ documents: all }: FdaGuidance, events: FdaEvents): HTMLElement {
  const found = all.filter(({ state }) => state === 'found').length;
  const lines = all.map(({ title, content, state, places }) => {
    const texts = element(
      'span',
      { class: 'reason-detail' },
      element('span', { class: 'document-title', text: title }),
      element('span', { class: 'quiet', text: `${content} · ${STATE[state].text}` }),
    );
    const chips = element('span', { class: 'document-places' });
    for (const { label, target } of places.slice(0, 3)) chips.append(chip(label, target, events.open));
    if (places.length > 3)
      chips.append(element('span', { class: 'quiet', text: l10n.t('and {0} more', places.length - 3) }));
    if (places.length > 0) texts.append(chips);
    return element('span', { class: 'reason' }, icon(STATE[state].icon, `document ${state}`), texts);
  });
  return section(l10n.t('Documents: {0} of {1} on record', found, all.length), list(lines));
}

/** The guidance of 2005, folded away as it is out of force. */
function superseded(concern: FdaGuidance, events: FdaEvents): HTMLElement {
  const summary = element(
    'summary',
    { attributes: { 'data-focus': 'superseded' } },
    element('span', { text: `${concern.title} ` }),
    element('span', { class: 'superseded', text: concern.superseded ?? '' }),
  );
  const details = element('details', {}, summary, guidance(concern, events), documents(concern, events));
  details.open = supersededOpen;
  details.addEventListener('toggle', () => {
    supersededOpen = details.open;
  });
  return details;
}

/** What a person has opened stays open while the page is built anew. */
let supersededOpen = false;

function section(heading: string, ...content: readonly Node[]): HTMLElement {
  return element('section', {}, element('h3', { text: heading }), ...content);
}

function list(lines: readonly Node[]): HTMLElement {
  return element('ul', {}, ...lines.map((line) => element('li', {}, line)));
}
