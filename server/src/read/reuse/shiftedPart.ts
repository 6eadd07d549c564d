import { Owned } from './ownTexts.ts';
import type { Part } from './parts.ts';

/** A part that has moved on by `shift` characters since it was read. */
export abstract class ShiftedPart<P extends Part> extends Owned implements Part {
  readonly origin: P;
  readonly shift: number;

  constructor(origin: P, shift: number) {
    super();
    this.origin = origin;
    this.shift = shift;
  }

  get start(): number {
    return this.origin.start + this.shift;
  }

  get end(): number {
    return this.origin.end + this.shift;
  }

  get seen(): number {
    return this.origin.seen + this.shift;
  }
}
