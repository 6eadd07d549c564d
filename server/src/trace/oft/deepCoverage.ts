import { APPROVED, type ItemRows } from './itemRows.ts';
import { COVERS, type LinkRows } from './linkRows.ts';
import type { OftDeepCoverage, OftItem, OftLink } from './oftItem.ts';

/** Items that a reference gives coverage to, be it wanted or not; an ambiguous one gives it to none. */
export function givesCoverageTo(link: OftLink): readonly OftItem[] {
  return link.status === 'ambiguous' ? NONE : link.to;
}

const NONE: readonly never[] = [];

/** Kinds of deep coverage, by the number that stands for each. */
export const DEEP: readonly OftDeepCoverage[] = ['covered', 'uncovered', 'cycle'];
export const COVERED = 0;
const UNCOVERED = 1;
export const CYCLE = 2;

/** How far items are covered; positions in {@link DEEP} by item. */
export interface Coverage {
  /** 1 for an item with a needed type that nothing covers. */
  readonly lacking: Uint8Array;
  readonly deep: Uint8Array;
  readonly deepApproved: Uint8Array;
}

/**
 * Works out deep coverage along the incoming links, bad ones included, from what nothing covers upwards. Items in a
 * circle, and items covered by such, are `cycle`; OpenFastTrace itself does not come to an end on the latter.
 */
export function coverageOf(rows: ItemRows, links: LinkRows): Coverage {
  const { count } = rows;
  const lacking = new Uint8Array(count);
  const deep = new Uint8Array(count).fill(CYCLE);
  const deepApproved = new Uint8Array(count).fill(CYCLE);
  /** Links to each item from items that are not worked out yet. */
  const open = new Int32Array(count);
  const next: number[] = [];
  for (let item = 0; item < count; item++) {
    lacking[item] = Number(lacks(rows, links, item));
    const left = links.incomingFrom(item + 1) - links.incomingFrom(item);
    open[item] = left;
    if (left === 0) next.push(item);
  }
  const lowest = (isLacking: boolean, item: number, known: Uint8Array): number => {
    if (isLacking) return UNCOVERED;
    const end = links.incomingFrom(item + 1);
    for (let at = links.incomingFrom(item); at < end; at++) {
      if (known[links.from(links.incoming(at))] !== COVERED) return UNCOVERED;
    }
    return COVERED;
  };
  // Grows while it is walked through.
  for (const item of next) {
    deep[item] = lowest(lacking[item] === 1, item, deep);
    const immature = lacking[item] === 1 || rows.status(item) !== APPROVED;
    deepApproved[item] = lowest(immature, item, deepApproved);
    const end = links.outgoingFrom(item + 1);
    for (let link = links.outgoingFrom(item); link < end; link++) {
      links.forEachCovered(link, (above) => {
        const left = (open[above] ?? 0) - 1;
        open[above] = left;
        if (left === 0) next.push(above);
      });
    }
  }
  return { lacking, deep, deepApproved };
}

function lacks(rows: ItemRows, links: LinkRows, item: number): boolean {
  const end = rows.needsFrom(item + 1);
  for (let at = rows.needsFrom(item); at < end; at++) if (!isCovered(rows, links, item, rows.need(at))) return true;
  return false;
}

/** True when another item, or an approved one, of a type covers an item. */
export function isCovered(rows: ItemRows, links: LinkRows, item: number, type: number, approved = false): boolean {
  const end = links.incomingFrom(item + 1);
  for (let at = links.incomingFrom(item); at < end; at++) {
    const link = links.incoming(at);
    const from = links.from(link);
    if (links.status(link) !== COVERS || rows.type(from) !== type) continue;
    if (!approved || rows.status(from) === APPROVED) return true;
  }
  return false;
}
