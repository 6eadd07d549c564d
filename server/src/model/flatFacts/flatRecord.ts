import type { Records } from './records.ts';

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
