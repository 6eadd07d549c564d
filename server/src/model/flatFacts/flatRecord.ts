import type { Records } from './records.ts';
import type { Among } from './views.ts';

/** A record of a flat file, which reads its words when it is asked. */
export abstract class FlatRecord {
  protected readonly records: Records;
  /** Where its words begin. */
  protected readonly at: number;

  constructor(records: Records, at: number) {
    this.records = records;
    this.at = at;
  }
}

/** A record that is among those of a list. */
export abstract class FlatRecordOf<T> extends FlatRecord {
  /** Who holds one holds them all, see {@link Views}. */
  protected readonly among: Among<T>;

  constructor(records: Records, at: number, among: Among<T>) {
    super(records, at);
    this.among = among;
  }
}
