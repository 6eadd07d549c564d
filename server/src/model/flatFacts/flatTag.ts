import type { CoveringFact, DialectId, TagFact } from '../facts.ts';
import type { ItemKey } from '../itemId.ts';
import type { Span } from '../span.ts';
import { FlatRecordOf } from './flatRecord.ts';
import { COVERING, LOCAL, NOTHING, SECTION, TAG } from './layout.ts';
import type { Records } from './records.ts';

/** A tag of a flat file. */
export class FlatTag extends FlatRecordOf<TagFact> implements TagFact {
  get dialect(): DialectId {
    return this.records.name(this.at + TAG.dialect) as DialectId;
  }

  get keyword(): TagFact['keyword'] {
    return this.records.name(this.at + TAG.keyword) as TagFact['keyword'];
  }

  /** Where it is not written as its key, the project does not learn it: there may be a million of them, and hardly one is asked for again. */
  get target(): string {
    const { records, at } = this;
    const isKey = records.number(at + TAG.target) === records.number(at + TAG.targetKey);
    return isKey ? this.targetKey : records.nameText(at + TAG.target);
  }

  get targetKey(): ItemKey {
    return this.records.name(this.at + TAG.targetKey);
  }

  /** The number of {@link targetKey} in the project. */
  get targetNumber(): number {
    return this.records.nameNumber(this.at + TAG.targetKey);
  }

  get revision(): number | undefined {
    return this.records.optionalNumber(this.at + TAG.revision);
  }

  get span(): Span {
    return this.records.span(this.at + TAG.span);
  }

  get tagSpan(): Span {
    return this.records.span(this.at + TAG.tagSpan);
  }

  get unit(): number {
    return this.records.number(this.at + TAG.unit);
  }

  get local(): boolean | undefined {
    return this.records.number(this.at + TAG.local) === NOTHING ? undefined : true;
  }

  get declares(): string | undefined {
    const declared = this.records.number(this.at + TAG.local);
    return declared === NOTHING || declared === LOCAL ? undefined : this.records.name(this.at + TAG.local);
  }

  get covering(): CoveringFact | undefined {
    const index = this.records.number(this.at + TAG.covering);
    return index === NOTHING ? undefined : readCovering(this.records, this.records.place(SECTION.coverings, index));
  }
}

function readCovering(records: Records, at: number): CoveringFact {
  const name = records.optionalText(at + COVERING.name);
  return {
    type: records.name(at + COVERING.type),
    ...(name !== undefined && { name }),
    revision: Number(records.name(at + COVERING.revision)),
    needs: records.values(at + COVERING.needs),
  };
}
