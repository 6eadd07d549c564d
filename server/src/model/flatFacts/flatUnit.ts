import type { UnitFact, UnitKind } from '../facts.ts';
import type { Span } from '../span.ts';
import { UNIT } from './layout.ts';
import type { Records } from './records.ts';

/** A code unit of a flat file. */
export class FlatUnit implements UnitFact {
  readonly #records: Records;
  readonly #at: number;

  constructor(records: Records, at: number) {
    this.#records = records;
    this.#at = at;
  }

  get kind(): UnitKind {
    return this.#records.name(this.#at + UNIT.kind) as UnitKind;
  }

  get name(): string {
    return this.#records.text(this.#at + UNIT.name);
  }

  get qualifiedName(): string {
    return this.#records.text(this.#at + UNIT.qualifiedName);
  }

  get nameSpan(): Span {
    return this.#records.span(this.#at + UNIT.nameSpan);
  }

  get span(): Span {
    return this.#records.span(this.#at + UNIT.span);
  }

  get docSpan(): Span | undefined {
    return this.#records.optionalSpan(this.#at + UNIT.docSpan);
  }

  get parent(): number {
    return this.#records.number(this.#at + UNIT.parent);
  }

  get test(): true | undefined {
    return this.#records.mark(this.#at + UNIT.test);
  }
}
