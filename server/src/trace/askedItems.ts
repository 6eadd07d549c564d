import type { ItemKey } from '../model/itemId.ts';
import type { Steps } from '../model/steps.ts';
import type { Cell } from './graph/cells.ts';
import { Dependencies } from './graph/dependencies.ts';
import { Reads } from './graph/reads.ts';
import { touchedKeys } from './graph/touchedKeys.ts';
import type { TracedProject } from './project/tracedProject.ts';

/**
 * Asks about one item. False when nothing but the item's own definition can make the answer another one. May have another item asked
 * about as well, in the same round.
 */
export type AskAbout = (view: TracedProject, key: ItemKey, number: number, askToo: (key: ItemKey) => void) => boolean;

/**
 * Asks about items one by one, for what is kept item by item: about all of them at first, then about those whose answer can
 * be another one, since something that was read for it has changed.
 */
export class AskedItems {
  readonly #dependencies = new Dependencies();
  readonly #reads = new Reads();
  #started = false;

  /** False until all items have been asked about once. */
  get started(): boolean {
    return this.#started;
  }

  /** Asks in steps: about all keys that `all` gives the first time, and later about those that `changed` can matter to. */
  *ask(
    project: TracedProject,
    changed: ReadonlySet<Cell>,
    all: () => Iterable<ItemKey>,
    askAbout: AskAbout,
  ): Steps<void> {
    const { names } = project.graph;
    const view = project.noting(this.#reads);
    const keys = this.#started ? touchedKeys(project.graph, this.#dependencies, changed) : new Set(all());
    const askToo = (key: ItemKey): void => {
      keys.add(key);
    };
    // Grows while it is walked through.
    for (const key of keys) {
      yield;
      const number = names.numberOf(key);
      view.views.letGo();
      const rests = askAbout(view, key, number, askToo);
      // What its own definition says it is asked about again in any case.
      const read = this.#reads.take(number);
      this.#dependencies.set(number, rests ? read : NOTHING);
    }
    this.#started = true;
  }
}

const NOTHING = new Int32Array(0);
