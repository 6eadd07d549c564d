import type { ItemFact, TagFact, UnitFact } from '../../model/facts.ts';
import type { ItemKey } from '../../model/itemId.ts';
import type { FileNode } from '../graph/fileNode.ts';
import type { CodeUnit, Item, Tag } from '../snapshot.ts';
import type { TagView, UnitView } from './codeViews.ts';
import type { ItemView } from './itemView.ts';
import { Remembered } from './remembered.ts';
import type { Resolved } from './tracedProject.ts';

/** The views that a snapshot has given out so far: the same question leads to the same view again. */
export class GivenViews {
  readonly items = new Map<ItemFact, ItemView>();
  readonly units = new Map<UnitFact, UnitView>();
  readonly tags = new Map<TagFact, TagView>();
  readonly resolved = new Map<ItemKey, Resolved>();
  readonly fileTraces = new Remembered<FileNode, readonly Item[]>();
  readonly tagLists = new Remembered<FileNode, readonly Tag[]>();
  readonly unitLists = new Remembered<FileNode, readonly CodeUnit[]>();

  /** How many there are. */
  get size(): number {
    return this.items.size + this.units.size + this.tags.size + this.resolved.size;
  }
}
