import type { UnitFact, UnitKind } from '../facts.ts';
import type { Span } from '../span.ts';
import { FlatRecordOf } from './flatRecord.ts';
import { UNIT } from './layout.ts';

/** A code unit of a flat file. */
export class FlatUnit extends FlatRecordOf<UnitFact> implements UnitFact {
  get kind(): UnitKind {
    return this.records.name(this.at + UNIT.kind) as UnitKind;
  }

  get name(): string {
    return this.records.text(this.at + UNIT.name);
  }

  get qualifiedName(): string {
    return this.records.text(this.at + UNIT.qualifiedName);
  }

  get nameSpan(): Span {
    return this.records.span(this.at + UNIT.nameSpan);
  }

  get span(): Span {
    return this.records.span(this.at + UNIT.span);
  }

  get docSpan(): Span | undefined {
    return this.records.optionalSpan(this.at + UNIT.docSpan);
  }

  get parent(): number {
    return this.records.number(this.at + UNIT.parent);
  }

  get test(): true | undefined {
    return this.records.mark(this.at + UNIT.test);
  }
}
