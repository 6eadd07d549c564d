import type { AttributeFact, ItemFact, LinkFact } from '../../model/facts.ts';
import { itemAt } from '../../model/flatFacts/factAt.ts';
import { FlatItem, FlatLink } from '../../model/flatFacts/flatItem.ts';
import type { FilePath } from '../../model/span.ts';
import { type Standing, standingOf } from '../../model/status.ts';
import type { Cells } from '../graph/cells.ts';
import type { FileNode } from '../graph/fileNode.ts';
import { linkCount } from '../graph/keyNumbers.ts';
import { KeyPositions } from '../graph/keyPositions.ts';
import { attributesNamed, type Item, type Link, statusOf } from '../item.ts';
import type { TracedProject } from './tracedProject.ts';

/**
 * An item as one snapshot shows it: links lead to what they lead to in this snapshot. Which part of its definition is read
 * is noted as it is read.
 */
export class ItemView implements Item {
  /** The number of its key. */
  readonly number: number;
  readonly node: FileNode;
  /** Its position among the items of its file. */
  readonly index: number;
  readonly #project: TracedProject;
  #known: ItemFact | undefined;
  #knownTargets: KeyPositions | undefined;
  #id: string | undefined;
  #type: string | undefined;
  #status: string | undefined;
  #standing: Standing | undefined;

  constructor(project: TracedProject, node: FileNode, index: number, number: number) {
    this.#project = project;
    this.node = node;
    this.index = index;
    this.number = number;
  }

  get file(): FilePath {
    return this.node.facts.path;
  }

  get fact(): ItemFact {
    this.#noteStatus();
    this.#noteLinks();
    this.#noteFields();
    return this.#fact;
  }

  get key(): Item['key'] {
    return this.#project.graph.names.nameOf(this.number) ?? this.#fact.key;
  }

  get id(): string {
    this.#id ??= this.#fact.id;
    return this.#id;
  }

  get type(): string {
    this.#type ??= this.#fact.type;
    return this.#type;
  }

  get dialect(): ItemFact['dialect'] {
    return this.#fact.dialect;
  }

  get title(): string {
    return this.#fact.title;
  }

  get status(): string {
    this.#noteStatus();
    this.#status ??= statusOf(this.#fact);
    return this.#status;
  }

  get standing(): Standing {
    this.#project.reads?.note(this.#cells.standingOf(this.number));
    this.#standing ??= standingOf(statusOf(this.#fact));
    return this.#standing;
  }

  get links(): readonly Link[] {
    this.#noteLinks();
    return this.#project.views.linksOf(this);
  }

  get primary(): boolean {
    this.noteDefinition();
    return this.#project.views.definition(this.number) === this;
  }

  fieldsNamed(name: string): readonly AttributeFact[] {
    if (name === 'status') this.#noteStatus();
    else this.#noteFields();
    return attributesNamed(this.#fact, name);
  }

  /** True when it links to something. Without a note. */
  get isLinked(): boolean {
    return linkCount(this.#fact) > 0;
  }

  linksOfKind(...kinds: readonly LinkFact['kind'][]): readonly LinkView[] {
    this.#noteLinks();
    return this.#linksWhere((kind) => kinds.includes(kind));
  }

  /** Links to the key of a number, without making the others. Who asks for them has noted who links there. */
  linksTo(key: number): readonly LinkView[] {
    const rows = this.node.linkRows;
    let found: LinkView[] | undefined;
    const take = (at: number): void => {
      const kind = rows ? rows.kindOf(this.index, at) : this.linkFact(at).kind;
      found ??= [];
      found.push(new LinkView(this.#project, this, kind, key, at));
    };
    if (rows && rows.count(this.index) <= FEW_LINKS) {
      for (let at = rows.next(this.index, key, 0); at >= 0; at = rows.next(this.index, key, at + 1)) take(at);
    } else {
      for (const at of this.#targets.of(key)) take(at);
    }
    return found ?? NO_LINKS;
  }

  /** What the links lead to. An item may have thousands of links, and each of those that it links to asks for its own. */
  get #targets(): KeyPositions {
    const { names } = this.#project.graph;
    this.#knownTargets ??= new KeyPositions(
      this.node.linkRows?.targetsOf(this.index) ??
        Int32Array.from(this.#fact.links, ({ toKey }) => names.numberOf(toKey)),
    );
    return this.#knownTargets;
  }

  /** All links, made anew: there are many more of them than items. Without a note. */
  makeLinks(): readonly LinkView[] {
    return this.#linksWhere(() => true);
  }

  /** The links that pass a test of their kind and the number of the key that they lead to, without making the others. */
  #linksWhere(isWanted: (kind: LinkFact['kind'], to: number) => boolean): readonly LinkView[] {
    let found: LinkView[] | undefined;
    const look = (kind: LinkFact['kind'], to: number, at: number): void => {
      if (!isWanted(kind, to)) return;
      found ??= [];
      found.push(new LinkView(this.#project, this, kind, to, at));
    };
    const rows = this.node.linkRows;
    const { names } = this.#project.graph;
    if (rows) {
      const count = rows.count(this.index);
      for (let at = 0; at < count; at++) look(rows.kindOf(this.index, at), rows.targetOf(this.index, at), at);
    } else {
      for (const [at, { kind, toKey }] of this.#fact.links.entries()) look(kind, names.numberOf(toKey), at);
    }
    return found ?? NO_LINKS;
  }

  /** A link by its position. */
  linkFact(position: number): LinkFact {
    const fact = this.#fact;
    const found = fact instanceof FlatItem ? fact.link(position) : fact.links[position];
    if (!found) throw new RangeError(`No link ${position} at ${this.id}`);
    return found;
  }

  /** Notes that it has been read that the item is there, and as what. */
  noteDefinition(): void {
    this.#project.reads?.note(this.#cells.definitionOf(this.number));
  }

  #noteStatus(): void {
    this.#project.reads?.note(this.#cells.statusOf(this.number));
  }

  #noteLinks(): void {
    this.#project.reads?.note(this.#cells.linksOf(this.number));
  }

  #noteFields(): void {
    this.#project.reads?.note(this.#cells.fieldsOf(this.number));
  }

  get #cells(): Cells {
    return this.#project.graph.cells;
  }

  get #fact(): ItemFact {
    const known = this.#known ?? itemAt(this.node.facts, this.index);
    if (!known) throw new RangeError(`No item ${this.index} in ${this.file}`);
    this.#known = known;
    return known;
  }
}

/** So many links are looked through faster than put in order. */
const FEW_LINKS = 32;

const NO_LINKS: readonly LinkView[] = [];

/** A link as one snapshot shows it: most links are passed over, so both ends are looked up when they are asked for. */
export class LinkView implements Link {
  readonly kind: Link['kind'];
  readonly #from: ItemView;
  readonly #project: TracedProject;
  /** The number of the key that it leads to. */
  readonly #to: number;
  readonly #position: number;
  #fact: LinkFact | undefined;
  /** Undefined before anybody has asked, null where it leads nowhere. */
  #target: ItemView | null | undefined;

  constructor(project: TracedProject, from: ItemView, kind: Link['kind'], to: number, position: number) {
    this.#project = project;
    this.#from = from;
    this.kind = kind;
    this.#to = to;
    this.#position = position;
  }

  get fact(): LinkFact {
    this.#fact ??= this.#from.linkFact(this.#position);
    return this.#fact;
  }

  /** Where the link stands. */
  get file(): FilePath {
    return this.#from.file;
  }

  get from(): Item {
    this.#from.noteDefinition();
    return this.#from;
  }

  get to(): Item | undefined {
    const { reads, graph } = this.#project;
    reads?.note(graph.cells.definitionOf(this.#to));
    this.#target ??= this.#project.views.definition(this.#to) ?? null;
    return this.#target ?? undefined;
  }

  /** Where in its file it starts. */
  get start(): number {
    const { fact } = this;
    return fact instanceof FlatLink ? fact.start : fact.span.start;
  }
}
