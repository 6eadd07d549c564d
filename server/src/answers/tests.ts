import { REQUIREMENT_TYPES, TEST_TYPES } from '../model/itemType.ts';
import type { Steps } from '../model/steps.ts';
import { attribute, type Item, targets } from '../trace/item.ts';
import { incomingLinks, type Snapshot, type Tag } from '../trace/snapshot.ts';
import { verifies } from '../trace/tagMeaning.ts';
import { latestResult } from '../trace/testResult.ts';
import {
  firstPlaces,
  type GoToPlace,
  inOrder,
  placeOfItem,
  placeOfUnit,
  placesInSteps,
  startOfFile,
} from './codePlace.ts';
import { isTestTag } from './implementations.ts';

/** A test of an item: a record, or test code that names the item. */
export interface TestOf extends GoToPlace {
  /** ID of the record, or the name of the test function or file. */
  readonly name: string;
  /** The record; undefined for test code. */
  readonly item: Item | undefined;
  /** What is on record about its outcome, for a person. */
  readonly result: string;
}

/** Said of a test that nobody has recorded a result for. */
export const NO_RESULT = 'no result on record';

/**
 * Tests and test code of an item, in order of file and offset; those of the items that realise it as well. Where there are more than
 * `most`, some of them.
 */
export function testsOf(snapshot: Snapshot, item: Item, most = Number.POSITIVE_INFINITY): readonly TestOf[] {
  return firstPlaces(eachTest(snapshot, realisedBy(snapshot, item)), most);
}

/** All of the same in steps. */
export function testsInSteps(snapshot: Snapshot, item: Item): Steps<readonly TestOf[]> {
  return placesInSteps(eachTest(snapshot, realisedBy(snapshot, item)));
}

/** Tests of items, and undefined now and then for work without one. */
function* eachTest(snapshot: Snapshot, items: Iterable<Item>): Generator<TestOf | undefined> {
  for (const item of items) {
    yield;
    for (const test of testRecords(snapshot, item)) yield recordedTest(snapshot, test);
    yield* testCode(snapshot, item);
  }
}

/** Tests and test code that name the item itself, records first. In steps. */
export function* ownTestsInSteps(snapshot: Snapshot, item: Item): Steps<readonly TestOf[]> {
  const records = testRecords(snapshot, item).map((test) => recordedTest(snapshot, test));
  return [...inOrder(records), ...(yield* placesInSteps(testCode(snapshot, item)))];
}

/** Test code that names an item, and undefined for tags that do not make it a test. */
function* testCode(snapshot: Snapshot, item: Item): Generator<TestOf | undefined> {
  for (const tag of snapshot.eachTag(item.key)) yield verifying(tag) ? codedTest(tag) : undefined;
  yield* TEST_TYPES.has(item.type) ? procedureOf(snapshot, item) : [];
}

function recordedTest(snapshot: Snapshot, test: Item): TestOf {
  return { ...placeOfItem(test), name: test.id, item: test, result: resultOf(snapshot, test) };
}

function codedTest({ unit, file, fact: { tagSpan } }: Tag): TestOf {
  return {
    ...(unit ? placeOfUnit(unit) : { file, span: tagSpan, selection: tagSpan }),
    name: unit?.fact.qualifiedName ?? file,
    item: undefined,
    result: NO_RESULT,
  };
}

/** The recorded outcome of a test: the latest result by its date, or {@link NO_RESULT}. */
export function resultOf(snapshot: Snapshot, test: Item): string {
  const latest = latestResult(snapshot, test);
  return latest === undefined ? NO_RESULT : `${latest.outcome} ${latest.date}`.trim();
}

/** Records of tests of the item itself, in no order. */
export function testRecords(snapshot: Snapshot, item: Item): readonly Item[] {
  const kind = item.type === 'UN' ? 'validates' : 'verifies';
  const links = incomingLinks(snapshot, item, kind).filter(({ from }) => TEST_TYPES.has(from.type));
  const covering = incomingLinks(snapshot, item, 'covers').filter(({ from }) => /test$/i.test(from.type));
  return [...new Set([...links, ...covering].map(({ from }) => from))];
}

function verifying(tag: Tag): boolean {
  return tag.fact.keyword === 'covers' ? isTestTag(tag) : verifies(tag);
}

/** The file that a test record names as its procedure. */
function procedureOf(snapshot: Snapshot, test: Item): readonly TestOf[] {
  const file = attribute(test, 'procedure');
  if (file === undefined || !snapshot.files.has(file)) return [];
  return [{ ...startOfFile(file), name: file, item: undefined, result: resultOf(snapshot, test) }];
}

/** The item and the items whose tests speak for it. */
function* realisedBy(snapshot: Snapshot, item: Item): Generator<Item> {
  const found = new Set([item]);
  for (const each of found) {
    yield each;
    for (const next of testedFor(snapshot, each)) found.add(next);
  }
}

/** Items whose own tests speak for an item as well, one step away: requirements derived from it or implementing it, parts, units. */
export function testedFor(snapshot: Snapshot, item: Item): ReadonlySet<Item> {
  const found = new Set<Item>();
  for (const { kind, from } of incomingLinks(snapshot, item)) {
    const requirement = REQUIREMENT_TYPES.has(from.type);
    if (requirement && (kind === 'derives' || kind === 'refines' || kind === 'implements')) found.add(from);
    if (kind === 'covers' && !/test$/i.test(from.type)) found.add(from);
    if (kind === 'partOf' && from.type === 'UNIT') found.add(from);
    if ((kind === 'mitigates' || kind === 'controls') && from.type === 'RC') found.add(from);
  }
  if (item.type === 'SDD') for (const unit of targets(item, 'designs')) found.add(unit);
  return found;
}
