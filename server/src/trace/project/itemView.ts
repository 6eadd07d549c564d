import type { AttributeFact, ItemFact, LinkFact } from '../../model/facts.ts';
import type { ItemKey } from '../../model/itemId.ts';
import type { FilePath } from '../../model/span.ts';
import { type Item, type Link, statusOf } from '../snapshot.ts';
import type { TracedProject } from './tracedProject.ts';

/**
 * An item as one snapshot shows it: links lead to what they lead to in this snapshot. Which part of its definition is read
 * is noted as it is read.
 */
export class ItemView implements Item {
  readonly file: FilePath;
  readonly #fact: ItemFact;
  readonly #project: TracedProject;
  #links: readonly LinkView[] | undefined;
  #status: string | undefined;

  constructor(project: TracedProject, file: FilePath, fact: ItemFact) {
    this.#project = project;
    this.file = file;
    this.#fact = fact;
  }

  get fact(): ItemFact {
    this.#project.noteStatus(this.#fact.key);
    this.#project.noteLinks(this.#fact.key);
    this.#project.noteFields(this.#fact.key);
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
    this.#project.noteStatus(this.#fact.key);
    this.#status ??= statusOf(this.#fact);
    return this.#status;
  }

  get links(): readonly Link[] {
    this.#project.noteLinks(this.#fact.key);
    return this.#allLinks;
  }

  get primary(): boolean {
    return this.#project.byKey.get(this.key) === this;
  }

  fieldsNamed(name: string): readonly AttributeFact[] {
    if (name === 'status') this.#project.noteStatus(this.#fact.key);
    else this.#project.noteFields(this.#fact.key);
    return this.#fact.attributes.filter((attribute) => attribute.name === name);
  }

  /** Links to a key. Who asks for them has noted who links there. */
  linksTo(key: ItemKey): readonly LinkView[] {
    return this.#allLinks.filter(({ fact }) => fact.toKey === key);
  }

  get #allLinks(): readonly LinkView[] {
    this.#links ??= this.#fact.links.map((fact) => new LinkView(this.#project, this, fact));
    return this.#links;
  }
}

/** A link as one snapshot shows it: most links are passed over, so both ends are looked up when they are asked for. */
export class LinkView implements Link {
  readonly fact: LinkFact;
  readonly #from: ItemView;
  readonly #project: TracedProject;

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
    this.#project.noteDefinition(this.#from.key);
    return this.#from;
  }

  get to(): Item | undefined {
    return this.#project.byKey.get(this.fact.toKey);
  }
}
