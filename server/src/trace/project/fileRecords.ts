import type { ItemKey } from '../../model/itemId.ts';
import { isNamedBy } from '../unitName.ts';

interface FileRecord {
  readonly key: ItemKey;
  /** The function or class that it is about; undefined for a record of the whole file. */
  readonly symbol: string | undefined;
}

/** So few are looked through each time. */
const FEW = 8;

/** The software unit records that name a file by its path, in order of key. */
export class FileRecords {
  readonly #records: FileRecord[] = [];
  /** The first record with a symbol, by symbol. */
  #bySymbol: ReadonlyMap<string, number> | undefined;
  #ofWhole: ItemKey | undefined;

  add(record: FileRecord): void {
    this.#records.push(record);
    if (record.symbol === undefined) this.#ofWhole ??= record.key;
  }

  get keys(): readonly ItemKey[] {
    return this.#records.map(({ key }) => key);
  }

  /** The first record that names no symbol. */
  get ofWhole(): ItemKey | undefined {
    return this.#ofWhole;
  }

  /** The first record that names a unit. A file may have thousands of both. */
  naming(qualifiedName: string): ItemKey | undefined {
    if (this.#records.length <= FEW)
      return this.#records.find(({ symbol = '' }) => isNamedBy(qualifiedName, symbol))?.key;
    this.#bySymbol ??= new Map(this.#records.map(({ symbol = '' }, index) => [symbol, index] as const).reverse());
    let first = this.#records.length;
    for (const symbol of symbolsOf(qualifiedName)) first = Math.min(first, this.#bySymbol.get(symbol) ?? first);
    return this.#records[first]?.key;
  }

  /** True when the same records name the same symbols. */
  isLike(other: FileRecords): boolean {
    const [own, others] = [this.#records, other.#records];
    return (
      own.length === others.length &&
      own.every(({ key, symbol }, index) => key === others[index]?.key && symbol === others[index]?.symbol)
    );
  }
}

/** All symbols that name a unit, see {@link isNamedBy}. */
function* symbolsOf(qualifiedName: string): Generator<string> {
  if (qualifiedName !== '') yield qualifiedName;
  for (const { index } of qualifiedName.matchAll(/(?<=::|\.)./g)) yield qualifiedName.slice(index);
}
