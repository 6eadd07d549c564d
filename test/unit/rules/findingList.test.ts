import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../../server/src/model/finding.ts';
import { FindingListBuilder, inOrderOf, merged, startingAt } from '../../../server/src/rules/findingList.ts';
import { compareFindings } from '../../../server/src/rules/findings.ts';
import { PartFindings, PartFindingsBuilder } from '../../../server/src/rules/partFindings.ts';

/** Names with all that a list uses to keep names apart. */
const name = fc.oneof(
  fc.constantFrom('SRS-1', 'SRS-200', '', '“', '”', '\0', 'a\0b', '“x”', '“”', '𝒳'),
  fc.string({ maxLength: 6 }),
);

const message = fc.oneof(
  fc.tuple(name, name).map(([a, b]) => `“${a}” is not defined. Did you mean “${b}”?`),
  fc.array(name).map((words) => words.join(' ')),
);

const place = fc.tuple(fc.nat({ max: 1000 }), fc.nat({ max: 2000 })).map(([start, end]) => ({ start, end }));

const finding: fc.Arbitrary<Finding> = fc
  .record({
    code: fc.constantFrom('LT001', 'LT002', 'LT202'),
    severity: fc.constantFrom('error' as const, 'warning' as const),
    message,
    span: place,
    item: fc.option(name, { nil: undefined }),
    others: fc.option(fc.array(name, { maxLength: 3 }), { nil: undefined }),
    related: fc.oneof(
      { weight: 9, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.constant([{ file: 'b.c', span: { start: 1, end: 2 }, message: 'First' }]) },
    ),
  })
  .map(({ item, others, ...rest }) => ({
    ...rest,
    name: 'some-rule',
    clause: '5.1.1 c',
    file: 'a.c',
    ...(item !== undefined && { item }),
    ...(others !== undefined && { others }),
  }));

/** Few findings, and so many that they are packed, with and without a part of a further block. */
const findings = fc
  .tuple(fc.array(finding, { minLength: 1, maxLength: 40 }), fc.constantFrom(1, 1, 30, 60))
  .map(([list, times]) => Array.from({ length: times }, () => list).flat());

function listOf(given: readonly Finding[]): ReturnType<FindingListBuilder['done']> {
  const builder = new FindingListBuilder();
  for (const each of given) builder.add(each);
  return builder.done();
}

describe('a list of findings', () => {
  it('gives what was put in, however many there are', () => {
    fc.assert(
      fc.property(findings, (given) => {
        const list = listOf(given);
        assert.equal(list.length, given.length);
        assert.deepEqual([...list], given);
        assert.deepEqual(list.at(given.length - 1), given.at(-1));
        assert.equal(list.at(given.length), undefined);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps more different messages apart than it keeps sentences', () => {
    const given = Array.from(
      { length: 2500 },
      (_, index): Finding => ({
        code: 'LT009',
        name: 'obsolete-reference',
        severity: 'warning',
        message: `SRS-${index} is superseded by SRS-${index + 1}.`,
        file: 'a.c',
        span: { start: index, end: index + 1 },
        others: [`SRS-${index}`],
        clause: '8.2.2',
        related: [],
      }),
    );
    assert.deepEqual([...listOf(given)], given);
  });

  it('is put in order with others as a plain list would be', () => {
    fc.assert(
      fc.property(findings, fc.array(finding), (given, more) => {
        assert.deepEqual(
          [...inOrderOf(compareFindings, listOf(given), more)],
          [...given, ...more].sort(compareFindings),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('is merged with another one as two plain lists would be', () => {
    fc.assert(
      fc.property(findings, findings, (a, b) => {
        const [left, right] = [a.toSorted(compareFindings), b.toSorted(compareFindings)];
        const expected = [...left, ...right].sort(compareFindings);
        assert.deepEqual([...merged(listOf(left), listOf(right), compareFindings)], expected);
      }),
      { numRuns: 30 },
    );
  });

  it('finds those that begin at an offset', () => {
    fc.assert(
      fc.property(findings, fc.nat({ max: 1000 }), (given, offset) => {
        const sorted = given.toSorted(compareFindings);
        const start = given[0]?.span.start ?? 0;
        for (const at of [offset, start]) {
          assert.deepEqual(
            startingAt(listOf(sorted), at),
            sorted.filter(({ span }) => span.start === at),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('tells which part of the code each is on', () => {
    fc.assert(
      fc.property(fc.array(fc.array(finding, { maxLength: 3 }), { maxLength: 300 }), (byPart) => {
        const builder = new PartFindingsBuilder();
        for (const [part, each] of byPart.entries()) builder.add(part, each);
        const found = builder.done();
        assert.ok(found instanceof PartFindings);
        const told: (readonly [number, readonly Finding[]])[] = [];
        found.forEach((part, each) => {
          told.push([part, each]);
        });
        assert.deepEqual(
          told,
          [...byPart.entries()].filter(([, each]) => each.length > 0),
        );
        const next = found.inOrder();
        for (let part = 0; part < byPart.length; part += 2) assert.deepEqual(next(part), byPart[part]);
      }),
      { numRuns: 60 },
    );
  });
});
