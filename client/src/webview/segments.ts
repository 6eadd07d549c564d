import { element } from './dom.ts';

/** One choice of several. */
export interface Segment {
  readonly label: string;
  readonly title: string;
  readonly pressed: boolean;
  /** Distinguishes the segment from all others on the page, so that the keyboard stays on it. */
  readonly key: string;
  readonly press: () => void;
}

/** A row of joined buttons of which at most one is pressed. */
export function segmented(label: string, segments: readonly Segment[]): HTMLElement {
  const buttons = segments.map(({ label: text, title, pressed, key, press }) => {
    const attributes = { type: 'button', 'aria-pressed': String(pressed), 'data-focus': key };
    const button = element('button', { class: 'segment', text, title, attributes });
    button.addEventListener('click', press);
    return button;
  });
  return element('div', { class: 'segments', attributes: { role: 'group', 'aria-label': label } }, ...buttons);
}
