import type { ItemKey } from '../model/itemId.ts';
import type { Names } from '../model/names.ts';
import type { Steps } from '../model/steps.ts';
import { AskedItems } from './askedItems.ts';
import type { Cell, Cells } from './graph/cells.ts';
import { Dependencies } from './graph/dependencies.ts';
import type { Graph } from './graph/graph.ts';
import { Numbers } from './graph/numbers.ts';
import { Table } from './graph/table.ts';
import type { Item } from './item.ts';
import { tyingKnots } from './knots.ts';
import type { TracedProject } from './project/tracedProject.ts';

/** A number that an item has of its own, and gives to others. */
export interface Spreading {
  /** The items that are asked about at first. */
  readonly keys: (graph: Graph) => Iterable<ItemKey>;
  /** An item's own number, -1 or more; undefined for one that takes no part. */
  readonly ownOf: (view: TracedProject, item: Item) => number | undefined;
  /** Items whose number counts for another one. */
  readonly giversOf: (view: TracedProject, item: Item) => readonly Item[];
  /** Items that take part because this one does. */
  readonly furtherOf?: (view: TracedProject, item: Item) => readonly Item[];
  /** Two numbers as one; the same in any order, and of two that are equal. `names` are those of the project. */
  readonly join: (a: number, b: number, names: Names) => number;
  /** What items have besides that give to themselves, directly or by steps. */
  readonly inCircle?: number;
  /** The cell that stands for the number of an item. */
  readonly cellOf: (cells: Cells, key: ItemKey) => Cell;
}

/** Numbers of items by the numbers of their keys. */
export type SpreadNumbers = Table<number>;

/**
 * The number of each item, joined with those of all that give to it, directly or by steps, and kept up to date: an item's own number and who
 * gives to it are looked up again when something changes that they rest on, and numbers are worked out again only
 * downstream of what has changed. Linear, however long a chain and whatever circles it has.
 */
export class Spread {
  readonly #spreading: Spreading;
  readonly #asked = new AskedItems();
  /** From an item to those that give to it, all by the numbers of their keys. */
  readonly #givers = new Dependencies();
  /** Own numbers of the items that take part, each with {@link DEFINED} on top: 0 stands for none. */
  readonly #own = new Numbers();
  #numbers: SpreadNumbers = new Table();

  constructor(spreading: Spreading) {
    this.#spreading = spreading;
  }

  /** Takes in what has changed, in steps, and adds to `changed` the cells of numbers that are others by now. */
  *update(project: TracedProject, changed: Set<Cell>): Steps<SpreadNumbers> {
    const stale = new Set<number>();
    yield* this.#asked.ask(
      project,
      changed,
      () => this.#spreading.keys(project.graph),
      (view, key, number, askToo) => {
        const item = view.byKey.get(key);
        const own = item && this.#spreading.ownOf(view, item);
        const takesPart = item !== undefined && own !== undefined;
        if (this.#keep(number, own, takesPart ? this.#giversOf(view, item) : NONE)) stale.add(number);
        if (!takesPart) return false;
        for (const each of this.#spreading.furtherOf?.(view, item) ?? []) {
          if (this.#ownOf(view.graph.names.numberOf(each.key)) === undefined) askToo(each.key);
        }
        return true;
      },
    );
    if (stale.size > 0) yield* this.#renew(stale, project, changed);
    return this.#numbers;
  }

  #giversOf(view: TracedProject, item: Item): Int32Array {
    const found = this.#spreading.giversOf(view, item).map(({ key }) => view.graph.names.numberOf(key));
    return Int32Array.from(new Set(found)).sort();
  }

  /** Keeps what an item has of its own. True when that is something else. */
  #keep(number: number, own: number | undefined, givers: Int32Array): boolean {
    if (own === this.#ownOf(number) && sameNumbers(givers, this.#givers.cellsOf(number))) return false;
    this.#own.set(number, own === undefined ? 0 : own + DEFINED);
    this.#givers.set(number, givers);
    return true;
  }

  /** Undefined for an item that takes no part. */
  #ownOf(number: number): number | undefined {
    const kept = this.#own.get(number);
    return kept === 0 ? undefined : kept - DEFINED;
  }

  *#renew(stale: Set<number>, { graph }: TracedProject, changed: Set<Cell>): Steps<void> {
    // Grows while it is walked through.
    for (const number of stale) for (const receiver of this.#givers.of(number)) stale.add(receiver);
    const giversOf = (number: number): readonly number[] =>
      [...this.#givers.cellsOf(number)].filter((giver) => stale.has(giver));
    const { join, inCircle, cellOf } = this.#spreading;
    const edit = this.#numbers.edit();
    for (const knot of yield* tyingKnots(stale, giversOf)) {
      let joined: number | undefined;
      const take = (number: number | undefined): void => {
        if (number !== undefined) joined = joined === undefined ? number : join(joined, number, graph.names);
      };
      const inKnot = new Set(knot);
      for (const member of knot) {
        take(this.#ownOf(member));
        for (const giver of this.#givers.cellsOf(member)) take(inKnot.has(giver) ? inCircle : edit.get(giver));
      }
      for (const member of knot) {
        const number = this.#ownOf(member) === undefined ? undefined : joined;
        if (edit.get(member) === number) continue;
        edit.set(member, number);
        changed.add(cellOf(graph.cells, graph.names.nameOf(member) ?? ''));
      }
    }
    this.#numbers = edit.done();
  }
}

/** Lifts the lowest number above 0. */
const DEFINED = 2;

const NONE = new Int32Array();

function sameNumbers(a: Int32Array, b: readonly number[]): boolean {
  return a.length === b.length && a.every((number, index) => number === b[index]);
}
