import { compareText } from '../../model/compare.ts';
import type { TagFact, UnitFact } from '../../model/facts.ts';
import { tagAt, unitAt } from '../../model/flatFacts/factAt.ts';
import { factCount } from '../../model/flatFacts/factCount.ts';
import { groupBy } from '../../model/groups.ts';
import type { FilePath } from '../../model/span.ts';
import type { FileNode } from '../graph/fileNode.ts';
import { fileNode, type Graph } from '../graph/graph.ts';
import type { Item, Link } from '../item.ts';
import type { CodeUnit, Tag } from '../snapshot.ts';
import { namesItem, TagView, UnitView } from './codeViews.ts';
import { GivenCode, GivenItems } from './givenViews.ts';
import { ItemView, type LinkView } from './itemView.ts';
import { LastAnswers } from './remembered.ts';
import type { TracedProject } from './tracedProject.ts';

/** So many views may be shared by one look at a project and the next. */
export interface SharedViews {
  readonly items: number;
  /** Units and tags. */
  readonly code: number;
}

/** Nearly all that one look meets of items leads to those that others have met; of code most is met once. */
const SHARED_VIEWS: SharedViews = { items: 200_000, code: 256 };

/** So many answers of a kind are kept: who looks at an item comes back to it after a look at its neighbours. */
const FEW_ANSWERS = 32;

/** Links of so many items to one are looked through each time. */
const MANY_SOURCES = 256;

/**
 * What one snapshot shows of its items, links, tags and units, made from the facts when it is asked for, and the same one
 * each time. Nothing is noted here: whoever asks notes what it has read.
 */
export class Views {
  readonly #project: TracedProject;
  readonly #graph: Graph;
  #items: GivenItems;
  #code = new GivenCode();
  readonly #nodes = new Map<FilePath, FileNode>();
  readonly #lastIncoming = new LastAnswers(FEW_ANSWERS, (key: number) => this.#makeLinksTo(key));
  readonly #lastByKind = new LastAnswers(FEW_ANSWERS, (key: number) =>
    groupBy(this.eachLinkTo(key), ({ kind }) => kind),
  );
  readonly #lastMentions = new LastAnswers(FEW_ANSWERS, (key: number) => this.#makeMentionsOf(key));
  readonly #lastTags = new LastAnswers(FEW_ANSWERS, (key: number): readonly Tag[] => [...this.#makeTagsNaming(key)]);
  readonly #lastLinks = new LastAnswers(FEW_ANSWERS, (item: ItemView) => item.makeLinks());

  constructor(project: TracedProject, graph: Graph) {
    this.#project = project;
    this.#graph = graph;
    this.#items = new GivenItems();
  }

  /**
   * Lets go of the views given out so far, where they are many: nobody may go on with one of them. While a project is gone
   * through, what is made for one look dies with it then; what lives on costs memory until a whole heap is searched.
   */
  letGo(shared: SharedViews = SHARED_VIEWS): void {
    const manyItems = this.#items.size > shared.items;
    if (!manyItems && this.#code.size <= shared.code) return;
    // Not emptied but replaced: an old table that was emptied keeps what it held until a whole heap is searched.
    if (manyItems) this.#items = new GivenItems();
    this.#code = new GivenCode();
    this.#lastIncoming.forget();
    this.#lastByKind.forget();
    this.#lastMentions.forget();
    this.#lastTags.forget();
    this.#lastLinks.forget();
  }

  /** What is known of a file of the project. */
  node(path: FilePath): FileNode | undefined {
    let node = this.#nodes.get(path);
    if (!node) {
      node = fileNode(this.#graph, path);
      if (node) this.#nodes.set(path, node);
    }
    return node;
  }

  /** The definition that references to the key of a number lead to. */
  definition(number: number): ItemView | undefined {
    const known = this.#items.definitions.get(number);
    if (known) return known;
    const { definers, files } = this.#graph;
    const file = definers.first(number);
    const node = file === undefined ? undefined : files.get(file);
    if (!node) return undefined;
    const view = new ItemView(this.#project, node, node.itemKeys.first(number), number);
    this.#items.definitions.add(number, view);
    return view;
  }

  /** All definitions of the key of a number, in order of file and place. */
  definitions(number: number): readonly ItemView[] {
    const { definers, files } = this.#graph;
    return definers.get(number).flatMap((file) => {
      const node = files.get(file);
      return node ? node.itemKeys.of(number).map((index) => this.item(node, index)) : [];
    });
  }

  /** An item of a file by its position. */
  item(node: FileNode, index: number): ItemView {
    const number = node.itemKeys.keys[index];
    if (number === undefined) throw new RangeError(`No item ${index} in ${node.facts.path}`);
    const definition = this.definition(number);
    if (definition?.node === node && definition.index === index) return definition;
    return this.#items.otherDefinition(node, index, () => new ItemView(this.#project, node, index, number));
  }

  /** All items of a file. */
  itemsIn(node: FileNode): readonly ItemView[] {
    return Array.from({ length: factCount(node.facts, 'items') }, (_, index) => this.item(node, index));
  }

  /** All links of an item. */
  linksOf(item: ItemView): readonly LinkView[] {
    return this.#lastLinks.of(item);
  }

  /** Links to the key of a number, in order of file and place. */
  linksTo(number: number): readonly LinkView[] {
    return this.#lastIncoming.of(number);
  }

  /** The same one by one, in no order. */
  *eachLinkTo(number: number): Generator<LinkView> {
    for (const source of this.#graph.sources.get(number)) yield* this.definition(source)?.linksTo(number) ?? [];
  }

  /** Those of a kind one by one, in no order. Of an item that very many link to they are kept by kind: each of them may ask for what others do. */
  *eachLinkOfKindTo(number: number, kind: Link['kind']): Generator<LinkView> {
    if (this.#graph.sources.get(number).length > MANY_SOURCES) yield* this.#lastByKind.of(number).get(kind) ?? [];
    else for (const link of this.eachLinkTo(number)) if (link.kind === kind) yield link;
  }

  /** Links to the key of a number at all definitions of an ID, in order of file and place. */
  mentionsOf(number: number): readonly Link[] {
    return this.#lastMentions.of(number);
  }

  /** A unit of a file by its position, undefined for -1. */
  unit(node: FileNode, index: number): CodeUnit | undefined {
    const fact = unitAt(node.facts, index);
    return fact && this.#unitOf(node, index, fact);
  }

  /** All units of a file. */
  unitsIn(node: FileNode): readonly CodeUnit[] {
    return this.#code.unitLists.of(node, () => node.facts.units.map((fact, index) => this.#unitOf(node, index, fact)));
  }

  /** A tag of a file by its position. */
  tag(node: FileNode, index: number): Tag {
    const fact = tagAt(node.facts, index);
    if (!fact) throw new RangeError(`No tag ${index} in ${node.facts.path}`);
    return this.tagOf(node, fact);
  }

  /** A tag of a file. */
  tagOf(node: FileNode, fact: TagFact): Tag {
    let view = this.#code.tags.get(fact);
    if (!view) {
      view = new TagView(this.#project, node, fact);
      this.#code.tags.set(fact, view);
    }
    return view;
  }

  /** All tags of a file. */
  tagsIn(node: FileNode): readonly Tag[] {
    return this.#code.tagLists.of(node, () => node.facts.tags.map((fact) => this.tagOf(node, fact)));
  }

  /** Tags that name the key of a number, in order of file and place. */
  tagsNaming(number: number): readonly Tag[] {
    return this.#lastTags.of(number);
  }

  /** The same one by one. */
  eachTagNaming(number: number): Iterable<Tag> {
    return this.#lastTags.known(number) ?? this.#makeTagsNaming(number);
  }

  /** Tags of a file by their positions, one by one; they are not kept. */
  *eachTag(node: FileNode, positions: Iterable<number>): Generator<Tag> {
    for (const position of positions) {
      const fact = tagAt(node.facts, position);
      if (fact) yield new TagView(this.#project, node, fact);
    }
  }

  /** What the tags of a whole file say that its code realises, worked out once: a file may hold ten thousands of units. */
  tracesOfFile(node: FileNode, work: () => readonly Item[]): readonly Item[] {
    return this.#code.fileTraces.of(node, work);
  }

  #makeLinksTo(number: number): readonly LinkView[] {
    const found: LinkView[] = [];
    for (const source of this.#graph.sources.get(number)) {
      for (const link of this.definition(source)?.linksTo(number) ?? []) found.push(link);
    }
    return inOrder(found);
  }

  #makeMentionsOf(number: number): readonly Link[] {
    const found: LinkView[] = [];
    for (const source of this.#graph.sources.get(number)) {
      for (const item of this.definitions(source)) for (const link of item.linksTo(number)) found.push(link);
    }
    return inOrder(found);
  }

  *#makeTagsNaming(number: number): Generator<Tag> {
    for (const file of this.#graph.tagFiles.get(number)) {
      const node = this.#graph.files.get(file);
      for (const index of node?.tagKeys.of(number) ?? []) {
        const fact = node && tagAt(node.facts, index);
        if (node && fact && namesItem(fact)) yield this.tagOf(node, fact);
      }
    }
  }

  #unitOf(node: FileNode, index: number, fact: UnitFact): CodeUnit {
    let view = this.#code.units.get(fact);
    if (!view) {
      view = new UnitView(this.#project, node, index, fact);
      this.#code.units.set(fact, view);
    }
    return view;
  }
}

/** Puts links in the order of their files and places. */
function inOrder(links: LinkView[]): readonly LinkView[] {
  return links.length > 1 ? links.sort(byPlace) : links;
}

function byPlace(a: LinkView, b: LinkView): number {
  return compareText(a.file, b.file) || a.start - b.start;
}
