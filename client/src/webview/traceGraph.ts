import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { GraphModel, GraphNode } from '../../../server/src/protocol/graphs.ts';
import { type PlacedGraph, type PlacedNode, placed } from '../graph/graphLayout.ts';
import { firstView, fitted, following, type GraphView, type Size, showing, zoomed } from '../graph/graphView.ts';
import { isWalkKey, nextNode } from '../graph/graphWalk.ts';
import { graphInWords } from '../graph/graphWords.ts';
import { mermaidOf } from '../graph/mermaid.ts';
import { FONT_SIZE, type Measure } from '../graph/textFit.ts';
import type { GraphLook, ToGraph } from '../graphMessages.ts';
import { element } from './dom.ts';
import { graphBar, graphLegend } from './graphBar.ts';
import { arrowHeads, drawn } from './graphDrawing.ts';
import { standalone } from './graphExport.ts';
import { type GraphState, loadState, post, saveState } from './graphState.ts';
import { svg } from './svg.ts';
import { l10n } from './words.ts';

/** How much larger a key or button makes the drawing. */
const ZOOM = 1.25;

/** A second click within this time, in milliseconds, makes a double click. */
const DOUBLE_CLICK_MS = 220;

/** Pixels that the mouse may move between press and release of a click. */
const STILL = 4;

/** What is on the page. */
interface Shown {
  readonly model: GraphModel;
  readonly look: GraphLook;
  readonly graph: PlacedGraph;
  readonly picture: SVGSVGElement;
  readonly layer: SVGGElement;
  readonly buttons: ReadonlyMap<string, SVGElement>;
}

const panel = document.getElementById('panel') ?? document.body;
const measure = measurer();
let state: GraphState = loadState();
let shown: Shown | undefined;
let content = '';
/** Nodes that the keyboard has walked through. */
let trail: readonly string[] = [];
let click: ReturnType<typeof setTimeout> | undefined;

function remember(change: Partial<GraphState>): void {
  state = { ...state, ...change };
  saveState(state);
}

function showText(text: string): void {
  shown = undefined;
  content = '';
  panel.replaceChildren(element('p', { class: 'message', text, attributes: { role: 'status' } }));
}

function show(model: GraphModel, look: GraphLook): void {
  const next = JSON.stringify([model, look]);
  if (next === content) return;
  content = next;
  const before = shown;
  const control = document.activeElement?.closest<HTMLElement>('[data-focus]')?.dataset['focus'];
  const sameSubject = sameRoot(state.look, look);
  const graph = placed(model, measure);
  const kept = graph.nodes.find(({ node }) => node.id === state.focused)?.node.id;
  const focused = (sameSubject ? kept : undefined) ?? graph.nodes[0]?.node.id;
  const { layer, buttons } = drawn(graph, model, focused);
  const picture = svg(
    'svg',
    {
      class: 'graph',
      role: 'application',
      'aria-label': graphInWords(model),
      'aria-roledescription': l10n.t('graph'),
      'aria-describedby': 'keys',
    },
    arrowHeads(),
    layer,
  );
  panel.replaceChildren(
    graphBar(model, look, barEvents()),
    element('div', { class: 'room' }, picture),
    graphLegend(look),
  );
  shown = { model, look, graph, picture, layer, buttons };
  listen(picture);
  keepView(before, sameSubject, focused);
  remember({ look, ...(focused === undefined ? {} : { focused }) });
  mark(focused);
  // Whoever writes elsewhere while the graph follows must not lose the keyboard to it.
  if (!document.hasFocus()) return;
  const pressed =
    control === undefined ? null : panel.querySelector<HTMLElement>(`[data-focus="${CSS.escape(control)}"]`);
  if (pressed) pressed.focus();
  else focusNode(focused, false);
}

/** Keeps the view over a change, with the node that has the keyboard where it was; another subject gets a view of its own. */
function keepView(before: Shown | undefined, sameSubject: boolean, focused: string | undefined): void {
  if (!shown) return;
  const after = placedNode(shown.graph, focused ?? '');
  const old = before && placedNode(before.graph, focused ?? '');
  if (sameSubject && state.view && old && after) setView(following(state.view, old, after));
  else if (sameSubject && state.view && before === undefined) setView(state.view);
  else setView(firstView(shown.graph, room(), after));
}

function sameRoot(one: GraphLook | undefined, other: GraphLook): boolean {
  return one?.root?.folder === other.root?.folder && one?.root?.node === other.root?.node;
}

function placedNode({ nodes }: PlacedGraph, id: string): PlacedNode | undefined {
  return nodes.find(({ node }) => node.id === id);
}

function room(): Size {
  const { width = 1, height = 1 } = shown?.picture.getBoundingClientRect() ?? {};
  return { width, height };
}

function setView(view: GraphView, gently = false): void {
  if (!shown) return;
  shown.layer.classList.toggle('gently', gently);
  shown.layer.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  remember({ view });
}

function view(): GraphView {
  return state.view ?? { x: 0, y: 0, scale: 1 };
}

function zoom(factor: number): void {
  const { width, height } = room();
  setView(zoomed(view(), factor, { x: width / 2, y: height / 2 }), true);
}

function showAll(): void {
  if (shown) setView(fitted(shown.graph, room()), true);
}

function ask(change: Partial<GraphLook>): void {
  if (shown) post({ type: 'look', look: { ...shown.look, ...change } });
}

/** Draws more neighbours of a node. */
function grow(node: GraphNode): void {
  const id = node.of ?? node.id;
  if (!shown || node.hidden === 0) return;
  ask({ grown: { ...shown.look.grown, [id]: (shown.look.grown[id] ?? 0) + 1 } });
  if (node.of !== undefined) focusNode(node.of, true);
}

function open(node: GraphNode, focusEditor: boolean): void {
  if (node.kind === 'more') grow(node);
  else if (node.target !== undefined) post({ type: 'open', target: node.target, focusEditor });
}

/** Makes a node the one that the graph is about. */
function center(node: GraphNode): void {
  if (node.root !== undefined) ask({ root: node.root, grown: {}, follows: false });
}

function barEvents() {
  return {
    depth: (depth: number) => ask({ depth }),
    follow: (follows: boolean) => ask({ follows }),
    zoomIn: () => zoom(ZOOM),
    zoomOut: () => zoom(1 / ZOOM),
    fit: showAll,
    copySvg: () => copy(picture()),
    copyMermaid: () => copy(shown ? mermaidOf(shown.model) : ''),
    saveSvg: () => post({ type: 'save', svg: picture(), name: shown?.model.nodes[0]?.name ?? '' }),
  };
}

function copy(text: string): void {
  post({ type: 'copy', text });
}

function picture(): string {
  return shown ? standalone(shown.picture, shown.graph, shown.model.title, graphInWords(shown.model)) : '';
}

function nodeAt(target: EventTarget | null): GraphNode | undefined {
  const id = target instanceof Element ? target.closest<SVGGElement>('.node')?.dataset['id'] : undefined;
  return id === undefined ? undefined : shown?.model.nodes.find((node) => node.id === id);
}

/** Shows where the keyboard is, and which links lead from there. */
function mark(id: string | undefined): void {
  for (const [each, button] of shown?.buttons ?? []) button.setAttribute('tabindex', each === id ? '0' : '-1');
  for (const part of shown?.layer.querySelectorAll<SVGElement>('.edge, .label') ?? []) {
    const { upper, lower } = part.dataset;
    part.classList.toggle('near', upper === id || lower === id);
  }
}

function focusNode(id: string | undefined, reveal: boolean): void {
  const node = shown && id !== undefined ? placedNode(shown.graph, id) : undefined;
  if (!node) return;
  remember({ focused: node.node.id });
  mark(node.node.id);
  shown?.buttons.get(node.node.id)?.focus({ preventScroll: true });
  if (reveal) setView(showing(view(), node, room()), true);
}

function listen(target: SVGSVGElement): void {
  target.addEventListener('keydown', press);
  target.addEventListener('focusin', ({ target: at }) => {
    const node = nodeAt(at);
    if (!node || node.id === state.focused) return;
    remember({ focused: node.id });
    mark(node.id);
  });
  target.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      if (event.shiftKey) return setView({ ...view(), x: view().x - (event.deltaY || event.deltaX) });
      const { left, top } = target.getBoundingClientRect();
      setView(zoomed(view(), Math.exp(-event.deltaY / 400), { x: event.clientX - left, y: event.clientY - top }));
    },
    { passive: false },
  );
  listenToMouse(target);
}

function listenToMouse(target: SVGSVGElement): void {
  let from: { readonly x: number; readonly y: number; readonly view: GraphView } | undefined;
  let moved = false;
  target.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY, view: view() };
    moved = false;
  });
  target.addEventListener('pointermove', (event) => {
    if (!from) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!moved && Math.hypot(x, y) < STILL) return;
    if (!moved) target.setPointerCapture(event.pointerId);
    moved = true;
    target.classList.add('dragged');
    setView({ ...from.view, x: from.view.x + x, y: from.view.y + y });
  });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    target.addEventListener(end, () => {
      from = undefined;
      target.classList.remove('dragged');
    });
  }
  target.addEventListener('click', ({ target: at, detail }) => {
    const node = moved ? undefined : nodeAt(at);
    if (!node) return;
    clearTimeout(click);
    focusNode(node.id, false);
    if (at instanceof Element && (node.kind === 'more' || at.closest('.hidden'))) grow(node);
    else if (detail > 1) grow(node);
    else click = setTimeout(() => open(node, false), DOUBLE_CLICK_MS);
  });
}

function press(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !shown) return;
  const node = nodeAt(event.target);
  if (node && isWalkKey(event.key)) {
    const next = nextNode(shown.graph, node.id, event.key, trail);
    if (next !== undefined) {
      trail = [...trail.slice(-50), node.id];
      focusNode(next, true);
    }
  } else if (node && event.key === 'Enter') open(node, true);
  else if (node && (event.key === 'e' || event.key === ' ')) grow(node);
  else if (node && event.key === 'c') center(node);
  else if (event.key === 'Home') focusNode(shown.graph.nodes[0]?.node.id, true);
  else if (event.key === '+' || event.key === '=') zoom(ZOOM);
  else if (event.key === '-') zoom(1 / ZOOM);
  else if (event.key === '0') showAll();
  else return;
  event.preventDefault();
}

/** Measures texts in the letters that the page draws with. */
function measurer(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  return (text, style) => {
    if (!context) return text.length * FONT_SIZE[style] * 0.6;
    context.font = `${style === 'name' ? '600 ' : ''}${FONT_SIZE[style]}px ${family}`;
    return context.measureText(text).width;
  };
}

window.addEventListener('focus', () => {
  if (document.activeElement === document.body) focusNode(state.focused, false);
});
window.addEventListener('message', ({ data }: MessageEvent<ToGraph>) => {
  if (data.type === 'show') show(data.model, data.look);
  else showText(data.text);
});
post({ type: 'ready' });
