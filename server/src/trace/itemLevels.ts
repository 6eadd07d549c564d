import type { ItemKey } from '../model/itemId.ts';
import type { Steps } from '../model/steps.ts';
import { AskedItems } from './askedItems.ts';
import type { Cell } from './graph/cells.ts';
import { Dependencies } from './graph/dependencies.ts';
import { Numbers } from './graph/numbers.ts';
import { ownKeys } from './graph/ownKeys.ts';
import { Table } from './graph/table.ts';
import type { Item } from './item.ts';
import { givingLevel, NO_RANK, ownRank } from './itemLevel.ts';
import { tyingKnots } from './knots.ts';
import type { TracedProject } from './project/tracedProject.ts';

/** The rank of the level of each item among the profile's levels, by the number of its key; see {@link NO_RANK}. */
export type LevelRanks = Table<number>;

/**
 * The levels of all items of our own notation, kept up to date: an item's own part and where the rest of its level comes from are looked up
 * again when something changes that they rest on, and levels are worked out again only downstream of what has changed.
 */
export class ItemLevels {
  readonly #asked = new AskedItems();
  /** From an item to those that give it a level, all by the numbers of their keys. */
  readonly #givers = new Dependencies();
  /** Own ranks of the items that are defined, each with {@link DEFINED} on top: 0 stands for none. */
  readonly #ownRanks = new Numbers();
  #ranks: LevelRanks = new Table();

  /** Takes in what has changed, in steps, and adds to `changed` the cells of levels that are others by now. */
  *update(project: TracedProject, changed: Set<Cell>): Steps<LevelRanks> {
    const stale = new Set<number>();
    yield* this.#asked.ask(
      project,
      changed,
      () => ownKeys(project.graph),
      (view, key, number) => {
        if (this.#lookAt(view, key, number)) stale.add(number);
        return true;
      },
    );
    if (stale.size > 0) yield* this.#renew(stale, project, changed);
    return this.#ranks;
  }

  /** Looks up what gives an item its level. True when that is another one. */
  #lookAt(view: TracedProject, key: ItemKey, number: number): boolean {
    const item = ownItem(view.byKey.get(key));
    const rank = item && ownRank(view, item);
    const from = item ? givingLevel(view, item).map((each) => view.graph.names.numberOf(each.key)) : [];
    const givers = Int32Array.from(new Set(from)).sort();
    if (rank === this.#ownRankOf(number) && sameNumbers(givers, this.#givers.cellsOf(number))) return false;
    this.#ownRanks.set(number, rank === undefined ? 0 : rank + DEFINED);
    this.#givers.set(number, givers);
    return true;
  }

  /** Undefined for an item that is not defined. */
  #ownRankOf(number: number): number | undefined {
    const kept = this.#ownRanks.get(number);
    return kept === 0 ? undefined : kept - DEFINED;
  }

  *#renew(stale: Set<number>, { graph }: TracedProject, changed: Set<Cell>): Steps<void> {
    // Grows while it is walked through.
    for (const number of stale) for (const receiver of this.#givers.of(number)) stale.add(receiver);
    const giversOf = (number: number): readonly number[] =>
      [...this.#givers.cellsOf(number)].filter((giver) => stale.has(giver));
    const edit = this.#ranks.edit();
    for (const knot of yield* tyingKnots(stale, giversOf)) {
      let highest = NO_RANK;
      const inKnot = new Set(knot);
      for (const member of knot) {
        highest = Math.max(highest, this.#ownRankOf(member) ?? NO_RANK);
        for (const giver of this.#givers.cellsOf(member)) {
          if (!inKnot.has(giver)) highest = Math.max(highest, edit.get(giver) ?? NO_RANK);
        }
      }
      for (const member of knot) {
        const rank = this.#ownRankOf(member) === undefined ? undefined : highest;
        if (edit.get(member) === rank) continue;
        edit.set(member, rank);
        changed.add(graph.cells.level(graph.names.nameOf(member) ?? ''));
      }
    }
    this.#ranks = edit.done();
  }
}

/** Items of other notations have no level. */
function ownItem(item: Item | undefined): Item | undefined {
  return item?.dialect === 'lifetrace' ? item : undefined;
}

/** Lifts the lowest rank, {@link NO_RANK}, above 0. */
const DEFINED = 2;

function sameNumbers(a: Int32Array, b: readonly number[]): boolean {
  return a.length === b.length && a.every((number, index) => number === b[index]);
}
