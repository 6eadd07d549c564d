import { compareIds, compareText } from '../model/compare.ts';
import { attribute, type Item } from './item.ts';
import { type Snapshot, sources } from './snapshot.ts';

/** The outcome of a test as the latest record has it. */
export interface TestResult {
  /** As written, for example `pass`. */
  readonly outcome: string;
  /** As written; empty when the record has none. */
  readonly date: string;
  readonly passed: boolean;
  /** The record that says so; undefined for what the test or review says of itself. */
  readonly record: Item | undefined;
}

/** The latest result of a test by its date, of equal ones that with the higher ID; without any, what the test or review says of its own outcome. */
export function latestResult(snapshot: Pick<Snapshot, 'incoming'>, test: Item): TestResult | undefined {
  let latest: Item | undefined;
  for (const record of sources(snapshot, test, 'records')) {
    if (!latest || compareResults(record, latest) > 0) latest = record;
  }
  const source = latest ?? test;
  const outcome = attribute(source, 'result') ?? attribute(source, 'outcome');
  if (outcome === undefined) return undefined;
  return { outcome, date: dateOf(source), passed: PASSED.test(outcome), record: latest };
}

/** What tests and reviews say when all is well. */
const PASSED = /^(?:pass|ok\b|accept|approv)/i;

function compareResults(a: Item, b: Item): number {
  return compareText(dateOf(a), dateOf(b)) || compareIds(a.key, b.key);
}

function dateOf(result: Item): string {
  return attribute(result, 'date') ?? '';
}
