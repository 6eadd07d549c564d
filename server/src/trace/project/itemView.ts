import type { AttributeFact, ItemFact, LinkFact } from '../../model/facts.ts';
import { FlatItem } from '../../model/flatFacts/flatItem.ts';
import type { ItemKey } from '../../model/itemId.ts';
import type { FilePath } from '../../model/span.ts';
import { type Standing, standingOf } from '../../model/status.ts';
import type { Cells } from '../graph/cells.ts';
import { attributesNamed, type Item, type Link, statusOf } from '../snapshot.ts';
import type { Resolved, TracedProject } from './tracedProject.ts';

/**
 * An item as one snapshot shows it: links lead to what they lead to in this snapshot. Which part of its definition is read
 * is noted as it is read.
 */
export class ItemView implements Item {
  readonly file: FilePath;
  readonly #fact: ItemFact;
  readonly #project: TracedProject;
  #primary: boolean | undefined;
  #status: string | undefined;
  #standing: Standing | undefined;
  #knownNumber: number | undefined;

  constructor(project: TracedProject, file: FilePath, fact: ItemFact) {
    this.#project = project;
    this.file = file;
    this.#fact = fact;
  }

  get fact(): ItemFact {
    this.#noteStatus();
    this.#noteLinks();
    this.#noteFields();
    return this.#fact;
  }

  get key(): Item['key'] {
    return this.#fact.key;
  }

  get id(): string {
    return this.#fact.id;
  }

  get type(): string {
    return this.#fact.type;
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
    this.#project.reads?.note(this.#cells.standingOf(this.#number));
    this.#standing ??= standingOf(statusOf(this.#fact));
    return this.#standing;
  }

  get links(): readonly Link[] {
    this.#noteLinks();
    return this.#project.linksOf(this);
  }

  get primary(): boolean {
    this.noteDefinition();
    this.#primary ??= this.#project.resolved(this.key).item === this;
    return this.#primary;
  }

  fieldsNamed(name: string): readonly AttributeFact[] {
    if (name === 'status') this.#noteStatus();
    else this.#noteFields();
    return attributesNamed(this.#fact, name);
  }

  /** Links to a key, without making the others. Who asks for them has noted who links there. */
  linksTo(key: ItemKey): readonly LinkView[] {
    return this.#viewsOf(factsOfLinksTo(this.#fact, key));
  }

  /** All links, made anew: there are many more of them than items. Without a note. */
  makeLinks(): readonly LinkView[] {
    return this.#viewsOf(this.#fact.links);
  }

  #viewsOf(links: readonly LinkFact[]): readonly LinkView[] {
    return links.map((fact) => new LinkView(this.#project, this, fact));
  }

  /** Notes that it has been read that the item is there, and as what. */
  noteDefinition(): void {
    this.#project.reads?.note(this.#cells.definitionOf(this.#number));
  }

  #noteStatus(): void {
    this.#project.reads?.note(this.#cells.statusOf(this.#number));
  }

  #noteLinks(): void {
    this.#project.reads?.note(this.#cells.linksOf(this.#number));
  }

  #noteFields(): void {
    this.#project.reads?.note(this.#cells.fieldsOf(this.#number));
  }

  get #cells(): Cells {
    return this.#project.graph.cells;
  }

  get #number(): number {
    this.#knownNumber ??= this.#project.graph.names.numberOf(this.#fact.key);
    return this.#knownNumber;
  }
}

function factsOfLinksTo(item: ItemFact, key: ItemKey): readonly LinkFact[] {
  return item instanceof FlatItem ? item.linksTo(key) : item.links.filter(({ toKey }) => toKey === key);
}

/** A link as one snapshot shows it: most links are passed over, so both ends are looked up when they are asked for. */
export class LinkView implements Link {
  readonly fact: LinkFact;
  readonly #from: ItemView;
  readonly #project: TracedProject;
  #target: Resolved | undefined;

  constructor(project: TracedProject, from: ItemView, fact: LinkFact) {
    this.#project = project;
    this.#from = from;
    this.fact = fact;
  }

  /** Where the link stands. */
  get file(): FilePath {
    return this.#from.file;
  }

  get kind(): Link['kind'] {
    return this.fact.kind;
  }

  get from(): Item {
    this.#from.noteDefinition();
    return this.#from;
  }

  get to(): Item | undefined {
    this.#target ??= this.#project.resolved(this.fact.toKey);
    this.#project.reads?.note(this.#target.cell);
    return this.#target.item;
  }
}
