import { Owned } from '../reuse/ownTexts.ts';
import type { Part } from '../reuse/parts.ts';
import { shiftedProblem, shiftedSuppression } from '../reuse/shifted.ts';
import { shiftedRow } from '../reuse/shiftedItem.ts';
import { ShiftedPart } from '../reuse/shiftedPart.ts';
import type { SpecFacts } from '../specFacts.ts';

/** Rows of a table that follow each other. What they say depends on them and on the header above. */
export interface RowRun extends Part {
  /** The header's line. */
  readonly head: string;
  readonly headStart: number;
  readonly facts: SpecFacts;
  /** True when no row is an item. */
  readonly isEmpty: boolean;
}

/** Rows as they were read, with texts of their own where they need them. */
export class ReadRun extends Owned implements RowRun {
  readonly start: number;
  readonly end: number;
  readonly seen: number;
  readonly head: string;
  readonly headStart: number;
  readonly facts: SpecFacts;
  readonly isEmpty: boolean;

  constructor({ start, end, seen, head, headStart, facts, isEmpty }: RowRun) {
    super();
    this.start = start;
    this.end = end;
    this.seen = seen;
    this.head = head;
    this.headStart = headStart;
    this.facts = facts;
    this.isEmpty = isEmpty;
  }
}

/** The rows moved on by `shift` characters, and their header by `headShift`. */
export function shiftedRun(run: RowRun, shift: number, headShift: number): RowRun {
  if (shift === 0 && headShift === 0) return run;
  if (!(run instanceof ShiftedRun)) return new ShiftedRun(run, shift, headShift);
  return shiftedRun(run.origin, run.shift + shift, run.headShift + headShift);
}

/** Rows that have moved. Their items are made anew each time: whoever asks keeps them. */
class ShiftedRun extends ShiftedPart<RowRun> implements RowRun {
  readonly headShift: number;

  constructor(origin: RowRun, shift: number, headShift: number) {
    super(origin, shift);
    this.headShift = headShift;
  }

  get head(): string {
    return this.origin.head;
  }

  get headStart(): number {
    return this.origin.headStart + this.headShift;
  }

  get isEmpty(): boolean {
    return this.origin.isEmpty;
  }

  get facts(): SpecFacts {
    const { items, suppressions, problems } = this.origin.facts;
    return {
      items: items.map((item) => shiftedRow(item, this.shift, this.headShift)),
      suppressions: suppressions.map((suppression) => shiftedSuppression(suppression, this.shift)),
      problems: problems.map((problem) => shiftedProblem(problem, this.shift)),
    };
  }
}
