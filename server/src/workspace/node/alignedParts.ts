import { FLAT_ALIGNMENT } from './flatBytes.ts';

/** Parts that are to stand one behind the other, each at a multiple of {@link FLAT_ALIGNMENT}. */
export class AlignedParts {
  readonly #parts: Uint8Array[] = [];
  #end = 0;

  /** Where the last part ends. */
  get end(): number {
    return this.#end;
  }

  /** Where the next part begins, if it has any bytes. */
  get next(): number {
    return aligned(this.#end);
  }

  /** The part must not change until {@link AlignedParts.bytes} was asked. A part without bytes stands nowhere. */
  add(part: Uint8Array): void {
    if (part.length === 0) return;
    this.#end = this.next + part.length;
    this.#parts.push(part);
  }

  /** All of them in bytes of their own; what is left between two is 0. */
  bytes(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#end);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, aligned(at));
      at = aligned(at) + part.length;
    }
    return bytes;
  }
}

/** Where what stands behind something that ends at `at` begins. */
export function aligned(at: number): number {
  return Math.ceil(at / FLAT_ALIGNMENT) * FLAT_ALIGNMENT;
}
