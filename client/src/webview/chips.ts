import type { Target } from '../../../server/src/protocol/target.ts';
import { element } from './dom.ts';
import { l10n } from './words.ts';

/** A short name; a button when there is a place to go to. */
export function chip(label: string, target: Target | undefined, open: (target: Target) => void): HTMLElement {
  if (target === undefined) return element('vscode-badge', { class: 'chip', text: label });
  return chipButton(label, l10n.t('Go to {0}', label), () => open(target));
}

/** A button as small as a chip. */
export function chipButton(label: string, title: string, press: () => void): HTMLElement {
  const button = element('vscode-button', { class: 'chip', title }, element('span', { text: label }));
  button.secondary = true;
  button.addEventListener('click', press);
  return button;
}
