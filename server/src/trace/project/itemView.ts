import type { ItemFact, LinkFact } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';
import { type Item, type Link, statusOf } from '../snapshot.ts';
import type { TracedProject } from './tracedProject.ts';

/** An item as one snapshot shows it: links lead to what they lead to in this snapshot. */
export class ItemView implements Item {
  readonly file: FilePath;
  readonly fact: ItemFact;
  readonly #project: TracedProject;
  #links: readonly Link[] | undefined;
  #status: string | undefined;

  constructor(project: TracedProject, file: FilePath, fact: ItemFact) {
    this.#project = project;
    this.file = file;
    this.fact = fact;
  }

  get key(): Item['key'] {
    return this.fact.key;
  }

  get id(): string {
    return this.fact.id;
  }

  get type(): string {
    return this.fact.type;
  }

  get title(): string {
    return this.fact.title;
  }

  get status(): string {
    this.#status ??= statusOf(this.fact);
    return this.#status;
  }

  get links(): readonly Link[] {
    this.#links ??= this.fact.links.map((fact) => new LinkView(this.#project, this, fact));
    return this.#links;
  }

  get primary(): boolean {
    return this.#project.byKey.get(this.key)?.fact === this.fact;
  }
}

/** A link as one snapshot shows it: most of the links of an item are passed over, so a target is looked up when it is asked for. */
class LinkView implements Link {
  readonly from: Item;
  readonly fact: LinkFact;
  readonly #project: TracedProject;

  constructor(project: TracedProject, from: Item, fact: LinkFact) {
    this.#project = project;
    this.from = from;
    this.fact = fact;
  }

  get kind(): Link['kind'] {
    return this.fact.kind;
  }

  get to(): Item | undefined {
    return this.#project.byKey.get(this.fact.toKey);
  }
}
