import type { TagFact, UnitFact } from '../../model/facts.ts';
import type { FileNode } from '../graph/fileNode.ts';
import type { Item } from '../item.ts';
import type { CodeUnit, Tag } from '../snapshot.ts';
import type { TagView, UnitView } from './codeViews.ts';
import type { ItemView } from './itemView.ts';
import { Numbered } from './numbered.ts';
import { Remembered } from './remembered.ts';

/** The views of code that a snapshot has given out so far: the same question leads to the same view again. */
export class GivenCode {
  readonly units = new Map<UnitFact, UnitView>();
  readonly tags = new Map<TagFact, TagView>();
  readonly fileTraces = new Remembered<FileNode, readonly Item[]>();
  readonly tagLists = new Remembered<FileNode, readonly Tag[]>();
  readonly unitLists = new Remembered<FileNode, readonly CodeUnit[]>();

  /** How many there are. */
  get size(): number {
    return this.units.size + this.tags.size;
  }
}

/** The views of items that a snapshot has given out so far. */
export class GivenItems {
  /** Those that references lead to, by the numbers of their keys. */
  readonly definitions = new Numbered<ItemView>();
  /** Further definitions of an ID, by their files and positions. */
  readonly #others = new Remembered<FileNode, Remembered<number, ItemView>>();

  /** How many there are, but for further definitions. */
  get size(): number {
    return this.definitions.size;
  }

  /** A further definition of an ID. */
  otherDefinition(node: FileNode, index: number, make: () => ItemView): ItemView {
    return this.#others.of(node, () => new Remembered()).of(index, make);
  }
}
