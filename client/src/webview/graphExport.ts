import type { PlacedGraph } from '../graph/graphLayout.ts';
import { svg } from './svg.ts';

/** What of the look of a drawing the page decides, and a file of its own has to say itself. */
const LOOKS = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-weight',
  'visibility',
] as const;

/** Parts that only serve who uses the page. */
const ON_PAGE_ONLY = '.ring, .target, .hidden';

/** Attributes that only serve who uses the page. */
const PAGE_ATTRIBUTES = [
  'role',
  'tabindex',
  'aria-label',
  'aria-current',
  'aria-hidden',
  'data-id',
  'data-upper',
  'data-lower',
];

/**
 * A drawing as a file of its own, in the colours that it has now: it names itself, says in words what it shows, and each box
 * says in words what it stands for.
 */
export function standalone(shown: SVGSVGElement, { width, height }: PlacedGraph, title: string, words: string): string {
  const size = { width: Math.ceil(width), height: Math.ceil(height) };
  const copy = svg('svg', {
    ...size,
    viewBox: `0 0 ${size.width} ${size.height}`,
    role: 'img',
    'aria-labelledby': 'title desc',
  });
  const background = getComputedStyle(document.body).backgroundColor;
  copy.append(svg('title', { id: 'title' }, title), svg('desc', { id: 'desc' }, words));
  // A page of the editor may show what is below it.
  const opaque = background === 'rgba(0, 0, 0, 0)' ? editorBackground() : background;
  copy.append(svg('rect', { ...size, fill: opaque }));
  for (const part of shown.children) copy.append(dressed(part));
  for (const button of copy.querySelectorAll('.target')) {
    button.parentElement?.prepend(svg('title', {}, button.getAttribute('aria-label') ?? ''));
  }
  for (const part of copy.querySelectorAll(ON_PAGE_ONLY)) part.remove();
  const layer = copy.querySelector('.layer');
  layer?.removeAttribute('style');
  for (const part of copy.querySelectorAll('*')) for (const name of PAGE_ATTRIBUTES) part.removeAttribute(name);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

function editorBackground(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background').trim() || '#ffffff';
}

/** A copy of a part with its present look written at it. */
function dressed(part: Element): Node {
  const copy = part.cloneNode(true) as Element;
  const originals = [part, ...part.querySelectorAll('*')];
  for (const [index, each] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const original = originals[index];
    if (!original || !['path', 'rect', 'text'].includes(each.tagName)) continue;
    const look = getComputedStyle(original);
    for (const name of LOOKS) each.setAttribute(name, look.getPropertyValue(name));
  }
  return copy;
}
