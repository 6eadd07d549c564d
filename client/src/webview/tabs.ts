import { element } from './dom.ts';

/** One tab with what it shows. */
export interface Tab<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly content: readonly HTMLElement[];
}

/**
 * Tabs of which one is shown. Arrow keys move between them, as in every list of tabs; `choose` is told when a person
 * picks one. `prefix` tells several lists of tabs on one page apart.
 */
export function tabs<Key extends string>(
  label: string,
  prefix: string,
  all: readonly Tab<Key>[],
  shown: Key,
  choose: (key: Key) => void,
): { readonly list: HTMLElement; readonly panels: readonly HTMLElement[] } {
  const buttons = all.map(({ key, label: text }) => {
    const selected = key === shown;
    const button = element('button', {
      class: 'tab',
      text,
      attributes: {
        type: 'button',
        role: 'tab',
        id: `${prefix}-tab-${key}`,
        'aria-selected': String(selected),
        'aria-controls': `${prefix}-panel-${key}`,
        tabindex: selected ? '0' : '-1',
        'data-focus': `${prefix} tab ${key}`,
      },
    });
    button.addEventListener('click', () => show(key));
    return button;
  });
  const panels = all.map(({ key, content }) =>
    element(
      'div',
      {
        class: `tab-panel ${key}`,
        attributes: { role: 'tabpanel', id: `${prefix}-panel-${key}`, 'aria-labelledby': `${prefix}-tab-${key}` },
      },
      ...content,
    ),
  );
  const show = (key: Key) => {
    for (const [index, tab] of all.entries()) {
      const selected = tab.key === key;
      buttons[index]?.setAttribute('aria-selected', String(selected));
      if (buttons[index]) buttons[index].tabIndex = selected ? 0 : -1;
      if (panels[index]) panels[index].hidden = !selected;
      if (selected) buttons[index]?.focus();
    }
    choose(key);
  };
  for (const [index, { key }] of all.entries()) if (panels[index]) panels[index].hidden = key !== shown;
  const list = element('div', { class: 'tabs', attributes: { role: 'tablist', 'aria-label': label } }, ...buttons);
  list.addEventListener('keydown', (event) => {
    const at = all.findIndex((_, index) => buttons[index] === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const next = to === undefined ? undefined : all[(to + all.length) % all.length];
    if (!next) return;
    event.preventDefault();
    show(next.key);
  });
  return { list, panels };
}
