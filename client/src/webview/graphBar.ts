import type { GraphModel } from '../../../server/src/protocol/graphs.ts';
import type { GraphLook } from '../graphMessages.ts';
import { element, icon } from './dom.ts';
import { segmented } from './segments.ts';
import { l10n } from './words.ts';

/** What the bar above the graph can be asked for. */
export interface BarEvents {
  readonly depth: (depth: number) => void;
  readonly follow: (follows: boolean) => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  readonly copySvg: () => void;
  readonly copyMermaid: () => void;
  readonly saveSvg: () => void;
}

const DEPTHS = [1, 2, 3, 4] as const;

/** The bar above the graph: what it shows, how deep, and what can be done with it. */
export function graphBar(model: GraphModel, look: GraphLook, events: BarEvents): HTMLElement {
  const depths = segmented(
    l10n.t('Depth'),
    DEPTHS.map((depth) => ({
      label: String(depth),
      title: depth === 1 ? l10n.t('1 link far') : l10n.t('{0} links far', depth),
      pressed: look.depth === depth,
      key: `depth ${depth}`,
      press: () => events.depth(depth),
    })),
  );
  const follow = button('target', l10n.t('Follow the cursor'), 'follow', () => events.follow(!look.follows));
  follow.setAttribute('aria-pressed', String(look.follows));
  const tools = [
    ...(look.root === undefined ? [] : [follow]),
    button('zoom-out', l10n.t('Smaller (-)'), 'smaller', events.zoomOut),
    button('zoom-in', l10n.t('Larger (+)'), 'larger', events.zoomIn),
    button('screen-full', l10n.t('Show everything (0)'), 'fit', events.fit),
    button('copy', l10n.t('Copy as SVG'), 'copy svg', events.copySvg),
    button('markdown', l10n.t('Copy as Mermaid text'), 'copy mermaid', events.copyMermaid),
    button('save', l10n.t('Save as SVG…'), 'save svg', events.saveSvg),
  ];
  const bar = element(
    'header',
    { class: 'bar' },
    element('h1', { text: model.title, title: model.title }),
    element('div', { class: 'depth' }, element('span', { class: 'quiet', text: l10n.t('Depth') }), depths),
    element('div', { class: 'tools', attributes: { role: 'toolbar', 'aria-label': l10n.t('Graph') } }, ...tools),
  );
  if (model.full) {
    const text = l10n.t(
      'The graph is full: not all neighbors within this depth are drawn. Numbers with + count those left out.',
    );
    bar.append(element('p', { class: 'full', text, attributes: { role: 'status' } }));
  }
  return bar;
}

function button(name: string, label: string, key: string, press: () => void): HTMLButtonElement {
  const attributes = { type: 'button', 'aria-label': label, 'data-focus': key };
  const created = element('button', { class: 'tool', title: label, attributes }, icon(name));
  created.addEventListener('click', press);
  return created;
}

/** The line below the graph: how links and the parts of a trace are drawn, and the keys. */
export function graphLegend({ root }: GraphLook): HTMLElement {
  const sample = (state: string, text: string) =>
    element('span', { class: `sample ${state}` }, element('i', {}), element('span', { text }));
  const bands = [
    element('span', { class: 'band-key trace', text: l10n.t('trace') }),
    element('span', { class: 'band-key test', text: l10n.t('test') }),
    element('span', { class: 'band-key risk', text: l10n.t('risk') }),
    element('span', { class: 'band-key change', text: l10n.t('change') }),
  ];
  return element(
    'footer',
    { class: 'legend' },
    sample('linked', l10n.t('link on record')),
    sample('missing', l10n.t('broken or missing')),
    ...(root === undefined ? [] : bands),
    element('span', {
      class: 'keys',
      text: l10n.t('Arrow keys move · Enter opens · E shows more neighbors · C centers'),
      attributes: { id: 'keys' },
    }),
  );
}
