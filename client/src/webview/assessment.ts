import type { ClassAssessment, ClassQuestion, ClassSituation } from '../../../server/src/protocol/classPanel.ts';
import type { Target } from '../../../server/src/protocol/target.ts';
import type { ClassPanelWords } from '../classPanelWords.ts';
import { chip } from './chips.ts';
import { element, icon } from './dom.ts';
import { classBadge } from './rowTree.ts';
import { l10n } from './words.ts';

/** The questions of 4.3 a with their answers, in the order in which they are asked. */
export function questionList(questions: readonly ClassQuestion[]): HTMLElement {
  return element(
    'ol',
    { class: 'questions' },
    ...questions.map((question) => element('li', {}, questionLine(question))),
  );
}

function questionLine({ label, question, answer, detail, situations }: ClassQuestion): HTMLElement {
  const asked = answer !== 'not asked';
  const names = situations.map((situation) => situation.label).join(', ');
  return element(
    'div',
    { class: asked ? 'question' : 'question skipped' },
    element('span', { class: 'question-label', text: label }),
    element('span', { class: 'question-text', text: question }),
    element('span', { class: 'question-answer', text: answer }),
    element('span', { class: 'question-detail quiet', text: detail, ...(names === '' ? {} : { title: names }) }),
  );
}

/**
 * The class with external controls only beside the one with all controls. People take the second for the first, so that
 * both are shown, and which one counts.
 */
export function comparison(
  { external, all }: ClassAssessment,
  levels: readonly string[],
  words: ClassPanelWords,
): HTMLElement | undefined {
  if (external === undefined || all === undefined) return undefined;
  return element(
    'div',
    { class: 'comparison' },
    side(l10n.t('With external controls only'), external, words.counts, 'pass', levels),
    side(l10n.t('With all controls'), all, l10n.t('does not count'), 'circle-slash', levels),
  );
}

function side(heading: string, level: string, note: string, symbol: string, levels: readonly string[]): HTMLElement {
  return element(
    'div',
    { class: 'side-by-side' },
    element('span', { class: 'comparison-heading', text: heading }),
    classBadge(level, levels),
    element('span', { class: 'comparison-note quiet' }, icon(symbol), element('span', { text: note })),
  );
}

/** Hazardous situations with both estimates and the classes that they ask for. */
export function situationTable(
  { situations, all, count }: ClassAssessment,
  levels: readonly string[],
  open: (target: Target) => void,
): HTMLElement {
  const columns = [
    l10n.t('Situation'),
    l10n.t('External only'),
    ...(all === undefined ? [] : [l10n.t('All controls')]),
  ];
  const head = columns.map((text) => element('th', { text, attributes: { scope: 'col' } }));
  const rows = situations.map((situation) => {
    const { name, severity } = situation;
    const title = element('span', { class: 'situation-title', text: name.detail });
    const cell = element(
      'th',
      { attributes: { scope: 'row' } },
      chip(name.label, name.target, open),
      title,
      element('span', { class: 'quiet', text: severity }),
    );
    return element(
      'tr',
      {},
      cell,
      estimate(situation.external, situation.externalAcceptable, situation.level, levels),
      ...(all === undefined ? [] : [withAllControls(situation, levels)]),
    );
  });
  const rest = count - situations.length;
  return element(
    'table',
    { class: 'situations' },
    ...(rest > 0 ? [element('caption', { text: l10n.t('The {0} strongest of {1}', situations.length, count) })] : []),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
  );
}

function withAllControls(
  { residual, residualAcceptable, levelWithAll }: ClassSituation,
  levels: readonly string[],
): HTMLElement {
  return estimate(residual, residualAcceptable, levelWithAll, levels);
}

/** `P3 → UNACCEPTABLE` beside the class that it asks for. */
function estimate(text: string, acceptable: boolean, level: string, levels: readonly string[]): HTMLElement {
  const [probability = '', zone = ''] = text.split(' → ');
  return element(
    'td',
    {},
    element('span', { class: 'estimate-head' }, classBadge(level, levels), element('span', { text: probability })),
    element('span', { class: acceptable ? 'estimate' : 'estimate open', text: zone.replace(SHOUTED, lowerCase) }),
  );
}

/** A zone that is not acceptable shouts where there is no colour. */
const SHOUTED = /^[A-Z-]+/;

function lowerCase(word: string): string {
  return word.toLowerCase();
}
