import { sameList } from '../../model/same.ts';
import type { Steps } from '../../model/steps.ts';
import { tyingKnots } from '../knots.ts';

/** How values come together. */
export interface Joining<V> {
  /** Two values as one; the same in any order, and of two that are equal. */
  readonly join: (a: V, b: V) => V;
  readonly same: (a: V, b: V) => boolean;
}

interface Place<V> {
  own: V | undefined;
  givers: readonly string[];
  value: V | undefined;
}

/**
 * Values that spread along links: each place has its own joined with those of all that give to it, directly or by steps. Kept up
 * to date: only what lies downstream of a change is looked at, and nothing behind a value that has stayed the same is joined again. Linear,
 * however long a chain and whatever circles it has.
 */
export class Flow<V> {
  readonly #joining: Joining<V>;
  readonly #places = new Map<string, Place<V>>();
  /** From a place to those that it gives to, whether or not it is there itself. */
  readonly #receivers = new Map<string, Set<string>>();
  readonly #stale = new Set<string>();

  constructor(joining: Joining<V>) {
    this.#joining = joining;
  }

  /** Says what a place has of its own and who gives to it; nothing at all for one that is gone. Values follow by {@link renew}. */
  set(id: string, own: V | undefined, givers: readonly string[]): void {
    const place = this.#places.get(id) ?? { own: undefined, givers: NONE, value: undefined };
    const sameGivers = sameList(place.givers, givers);
    if (sameGivers && this.#same(place.own, own)) return;
    if (!sameGivers) {
      for (const giver of place.givers) this.#takeReceiver(giver, id);
      for (const giver of givers) this.#receiversOf(giver).add(id);
    }
    place.own = own;
    place.givers = givers;
    this.#places.set(id, place);
    this.#stale.add(id);
  }

  /** What a place has by itself and from others; undefined for nothing. */
  get(id: string): V | undefined {
    return this.#places.get(id)?.value;
  }

  /** Works out in steps what has to be by now, and gives the places whose values are others. */
  *renew(): Steps<ReadonlySet<string>> {
    const changed = new Set<string>();
    if (this.#stale.size === 0) return changed;
    const reached = new Set(this.#stale);
    // Grows while it is walked through.
    for (const id of reached) for (const receiver of this.#receivers.get(id) ?? NONE) reached.add(receiver);
    const giversOf = (id: string): readonly string[] =>
      (this.#places.get(id)?.givers ?? NONE).filter((giver) => reached.has(giver));
    for (const knot of yield* tyingKnots(reached, giversOf)) {
      const isToDo = knot.some((id) => this.#stale.has(id) || giversOf(id).some((giver) => changed.has(giver)));
      if (isToDo) this.#renewKnot(knot, changed);
    }
    this.#stale.clear();
    return changed;
  }

  /** All in a knot have the same. */
  #renewKnot(knot: readonly string[], changed: Set<string>): void {
    let joined: V | undefined;
    const take = (value: V | undefined): void => {
      if (value !== undefined) joined = joined === undefined ? value : this.#joining.join(joined, value);
    };
    const inKnot = knot.length > 1 ? new Set(knot) : undefined;
    for (const id of knot) {
      const place = this.#places.get(id);
      take(place?.own);
      for (const giver of place?.givers ?? NONE) if (giver !== id && !inKnot?.has(giver)) take(this.get(giver));
    }
    for (const id of knot) {
      const place = this.#places.get(id);
      if (!place) continue;
      if (!this.#same(place.value, joined)) {
        place.value = joined;
        changed.add(id);
      }
      if (place.own === undefined && place.givers.length === 0) this.#places.delete(id);
    }
  }

  #same(a: V | undefined, b: V | undefined): boolean {
    return a === b || (a !== undefined && b !== undefined && this.#joining.same(a, b));
  }

  #takeReceiver(giver: string, id: string): void {
    const known = this.#receivers.get(giver);
    known?.delete(id);
    if (known?.size === 0) this.#receivers.delete(giver);
  }

  #receiversOf(giver: string): Set<string> {
    const known = this.#receivers.get(giver) ?? new Set();
    this.#receivers.set(giver, known);
    return known;
  }
}

const NONE: readonly string[] = [];
