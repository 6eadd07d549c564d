import type { PlacedNode, Point } from './graphLayout.ts';

/** What part of a drawing is looked at: where its upper left corner is in the window, and how large a pixel of it. */
export interface GraphView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const SMALLEST = 0.1;
const LARGEST = 3;

/** Larger letters than those of the editor are shown only to whoever asks for them. */
const FIT_LARGEST = 1;

/** At this size letters are just readable; a large drawing is not made smaller by itself. */
const FIT_SMALLEST = 0.75;

/** Free room around what is made visible, in pixels. */
const AIR = 24;

/** The view with another size, in which a point of the window shows what it showed. */
export function zoomed({ x, y, scale }: GraphView, factor: number, at: Point): GraphView {
  const next = Math.min(LARGEST, Math.max(SMALLEST, scale * factor));
  return { x: at.x - ((at.x - x) * next) / scale, y: at.y - ((at.y - y) * next) / scale, scale: next };
}

/** The view that shows the whole drawing in the middle of the window. */
export function fitted(drawing: Size, room: Size, smallest = SMALLEST): GraphView {
  const fits = Math.min(
    room.width / Math.max(1, drawing.width),
    room.height / Math.max(1, drawing.height),
    FIT_LARGEST,
  );
  const scale = Math.max(smallest, fits);
  return { x: (room.width - drawing.width * scale) / 2, y: (room.height - drawing.height * scale) / 2, scale };
}

/** The view that a drawing begins with: all of it, or what is around a node where all of it could not be read. */
export function firstView(drawing: Size, room: Size, node: PlacedNode | undefined): GraphView {
  const whole = fitted(drawing, room, FIT_SMALLEST);
  const fits = drawing.width * whole.scale <= room.width && drawing.height * whole.scale <= room.height;
  if (fits || !node) return whole;
  const view = {
    x: room.width / 2 - (node.x + node.width / 2) * whole.scale,
    y: room.height / 2 - (node.y + node.height / 2) * whole.scale,
    scale: whole.scale,
  };
  return {
    ...view,
    // Nothing is gained by room beside the drawing.
    x:
      drawing.width * whole.scale <= room.width
        ? whole.x
        : between(room.width - drawing.width * whole.scale, view.x, 0),
    y:
      drawing.height * whole.scale <= room.height
        ? whole.y
        : between(room.height - drawing.height * whole.scale, view.y, 0),
  };
}

/** The view moved no farther than it takes to show a node. */
export function showing(view: GraphView, node: PlacedNode, room: Size): GraphView {
  const { scale } = view;
  return {
    scale,
    x: view.x + shift(view.x + node.x * scale, node.width * scale, room.width),
    y: view.y + shift(view.y + node.y * scale, node.height * scale, room.height),
  };
}

/** The view in which a node is where it was before it got another place in the drawing. */
export function following(view: GraphView, before: PlacedNode, after: PlacedNode): GraphView {
  return { ...view, x: view.x + (before.x - after.x) * view.scale, y: view.y + (before.y - after.y) * view.scale };
}

function shift(start: number, length: number, room: number): number {
  if (start < AIR || length > room - 2 * AIR) return AIR - start;
  return Math.min(0, room - AIR - (start + length));
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
