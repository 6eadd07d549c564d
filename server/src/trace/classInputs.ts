import type { ItemKey } from '../model/itemId.ts';
import type { Steps } from '../model/steps.ts';
import type { ClassCause, ClassControl, ClassInput, ClassNode, ClassSituation } from './classes/classInput.ts';
import { causeOf, controlOf, nodeOf, situationOf } from './classSources.ts';
import type { Cell } from './graph/cells.ts';
import { Dependencies } from './graph/dependencies.ts';
import { Reads } from './graph/reads.ts';
import type { TracedProject } from './project/tracedProject.ts';
import { isRetired } from './snapshot.ts';

/** What one record contributes to the safety classes. */
interface Piece {
  readonly node?: ClassNode;
  readonly cause?: ClassCause;
  readonly situation?: ClassSituation;
  readonly control?: ClassControl;
}

/** Types whose records decide about safety classes. */
const TYPES = ['SS', 'SI', 'UNIT', 'SOUP', 'CAUSE', 'HS', 'RC'] as const;

/** What decides the safety classes of a project, kept up to date record by record. */
export class ClassInputs {
  readonly #dependencies = new Dependencies();
  readonly #reads = new Reads();
  readonly #pieces = new Map<ItemKey, { readonly piece: Piece; readonly text: string }>();
  #started = false;

  /** Takes in what has changed, in steps. True when the input of the class engine is another one by now. */
  *update(project: TracedProject, changed: ReadonlySet<Cell>): Steps<boolean> {
    const reads = this.#reads;
    const view = project.noting(reads);
    let others = !this.#started;
    for (const key of this.#started ? this.#touched(project, changed) : allKeys(project)) {
      yield;
      const piece = pieceOf(view, key);
      this.#dependencies.set(project.graph.names.numberOf(key), piece ? reads.take() : none(reads));
      const text = piece && JSON.stringify(piece);
      if (this.#pieces.get(key)?.text === text) continue;
      others = true;
      if (piece && text !== undefined) this.#pieces.set(key, { piece, text });
      else this.#pieces.delete(key);
    }
    this.#started = true;
    return others;
  }

  /** The input of the class engine as it is now. */
  input({ config }: TracedProject): ClassInput {
    const pieces = [...this.#pieces.values()].map(({ piece }) => piece);
    const { levels, defaultLevel } = config.profile;
    return {
      levels,
      defaultLevel,
      countedControls: config.countedControls,
      nodes: pieces.flatMap(({ node }) => node ?? []),
      causes: pieces.flatMap(({ cause }) => cause ?? []),
      situations: pieces.flatMap(({ situation }) => situation ?? []),
      controls: pieces.flatMap(({ control }) => control ?? []),
    };
  }

  #touched({ graph }: TracedProject, changed: ReadonlySet<Cell>): ReadonlySet<ItemKey> {
    const keys = new Set<ItemKey>();
    for (const cell of changed) {
      const key = graph.cells.keyDefinedBy(cell);
      if (key !== undefined) keys.add(key);
      for (const subject of this.#dependencies.of(cell)) {
        const name = graph.names.nameOf(subject);
        if (name !== undefined) keys.add(name);
      }
    }
    return keys;
  }
}

function allKeys({ graph }: TracedProject): readonly ItemKey[] {
  return TYPES.flatMap((type) => graph.types.get(type) ?? []);
}

/** What the record of a key contributes; undefined when it is of no such type, or does not count any more. */
function pieceOf(view: TracedProject, key: ItemKey): Piece | undefined {
  const item = view.byKey.get(key);
  if (item?.fact.dialect !== 'lifetrace' || isRetired(item)) return undefined;
  switch (item.type) {
    case 'SS':
    case 'SI':
    case 'UNIT':
    case 'SOUP':
      return { node: nodeOf(view, item, item.type) };
    case 'CAUSE':
      return { cause: causeOf(item) };
    case 'HS':
      return { situation: situationOf(view, item) };
    case 'RC':
      return { control: controlOf(view, item) };
    default:
      return undefined;
  }
}

/** A record without a part in the classes is asked again when its own definition changes, and no sooner. */
function none(reads: Reads): Int32Array {
  reads.take();
  return new Int32Array(0);
}
