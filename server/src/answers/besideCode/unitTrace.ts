import type { FilePath } from '../../model/span.ts';
import type { Findings } from '../../rules/findings.ts';
import { untracedUnit } from '../../rules/units.ts';
import type { Item } from '../../trace/item.ts';
import type { CodeUnit, Snapshot } from '../../trace/snapshot.ts';
import { testsOf } from '../tests.ts';

/**
 * What the records say of a unit of code: `tested` where it traces to something that has a test, `traced` where it traces,
 * `untraced` where a trace is missing, and `plain` where none is expected.
 */
export type UnitState = 'tested' | 'traced' | 'untraced' | 'plain';

/** Whether units of code trace, and whether that is tested; keeps for its life what units have in common. */
export class UnitTraces {
  readonly #snapshot: Snapshot;
  readonly #findings: Findings;
  readonly #tested = new Map<Item, boolean>();
  readonly #untraced = new Map<FilePath, ReadonlySet<number>>();

  /** `findings` are those of `snapshot`: they alone say where a trace is missing. */
  constructor(snapshot: Snapshot, findings: Findings) {
    this.#snapshot = snapshot;
    this.#findings = findings;
  }

  /** Whether the unit traces, and whether that is tested. */
  stateOf(unit: CodeUnit): UnitState {
    if (this.#untracedIn(unit.file).has(unit.fact.nameSpan.start)) return 'untraced';
    if (unit.test || !unit.traced) return 'plain';
    return testedFor(unit).some((item) => this.#isTested(item)) ? 'tested' : 'traced';
  }

  /** How many units of a file lack a trace. */
  untracedCount(file: FilePath): number {
    return this.#untracedIn(file).size;
  }

  /** Asked for all that a file implements, so that no more of the tests is looked for. */
  #isTested(item: Item): boolean {
    const known = this.#tested.get(item) ?? testsOf(this.#snapshot, item, 1).length > 0;
    this.#tested.set(item, known);
    return known;
  }

  #untracedIn(file: FilePath): ReadonlySet<number> {
    const known = this.#untraced.get(file);
    if (known) return known;
    const open = this.#findings.byFile.get(file)?.open ?? [];
    const found = new Set<number>();
    for (const { code, span } of open) if (code === untracedUnit.info.code) found.add(span.start);
    this.#untraced.set(file, found);
    return found;
  }
}

/** What a test has to verify in order to speak for a unit: what the unit implements, or its software unit record. */
export function testedFor({ traces, record }: CodeUnit): readonly Item[] {
  return record === undefined || traces.includes(record) ? traces : [...traces, record];
}
