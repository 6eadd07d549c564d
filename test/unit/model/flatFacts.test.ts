import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileFacts, ItemFact, SpannedText, TagFact, UnitFact } from '../../../server/src/model/facts.ts';
import { UNIT_KINDS } from '../../../server/src/model/facts.ts';
import { itemAt, tagAt, unitAt } from '../../../server/src/model/flatFacts/factAt.ts';
import { FlatFacts } from '../../../server/src/model/flatFacts/flatFacts.ts';
import { FlatPlace } from '../../../server/src/model/flatFacts/flatPlace.ts';
import { flatten } from '../../../server/src/model/flatFacts/flatten.ts';
import { sameFacts } from '../../../server/src/model/flatFacts/sameFacts.ts';
import { Names } from '../../../server/src/model/names.ts';
import { FlatBatch } from '../../../server/src/workspace/node/flatBatch.ts';
import { flatBytes } from '../../../server/src/workspace/node/flatBytes.ts';
import { arrivedReadings } from '../../support/arrivedReadings.ts';
import { plainFacts } from '../../support/plainFacts.ts';

const offset = fc.nat({ max: 100_000 });
const optional = { noNullPrototype: true } as const;
const span = fc.record({ start: offset, end: offset }, optional);
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ minLength: 40, maxLength: 80 }),
  fc.constantFrom('', 'approved', 'ß', '\ud800', 'a\0b'),
);
const name = fc.oneof(text, fc.constantFrom('SRS-1', 'SRS-2', 'dsn~pump~1'));
const revision = fc.oneof(fc.nat(), fc.constantFrom(1, 2 ** 40, Number.MAX_SAFE_INTEGER));
const spanned: fc.Arbitrary<SpannedText> = fc.record({ text, span }, optional);
const few = { maxLength: 3 };

const item: fc.Arbitrary<ItemFact> = fc.record(
  {
    dialect: fc.constantFrom('lifetrace', 'oft'),
    id: name,
    key: name,
    type: name,
    idSpan: span,
    span,
    title: text,
    text,
    attributes: fc.array(fc.record({ name, nameSpan: span, values: fc.array(spanned, few) }, optional), few),
    links: fc.array(
      fc.record(
        { kind: fc.constantFrom('derives', 'covers'), to: name, toKey: name, span, revision },
        { ...optional, requiredKeys: ['kind', 'to', 'toKey', 'span'] },
      ),
      few,
    ),
    needs: fc.array(spanned, few),
    revision,
    forwards: fc.constant(true),
  },
  {
    ...optional,
    requiredKeys: ['dialect', 'id', 'key', 'type', 'idSpan', 'span', 'title', 'text', 'attributes', 'links', 'needs'],
  },
);

const unit: fc.Arbitrary<UnitFact> = fc.record(
  {
    kind: fc.constantFrom(...UNIT_KINDS),
    name: text,
    qualifiedName: text,
    nameSpan: span,
    span,
    parent: fc.integer({ min: -1, max: 9 }),
    docSpan: span,
    test: fc.constant(true),
  },
  { ...optional, requiredKeys: ['kind', 'name', 'qualifiedName', 'nameSpan', 'span', 'parent'] },
);

const plainTag: fc.Arbitrary<TagFact> = fc.record(
  {
    dialect: fc.constantFrom('lifetrace', 'oft'),
    keyword: fc.constantFrom('implements', 'verifies', 'covers'),
    target: name,
    targetKey: name,
    span,
    tagSpan: span,
    unit: fc.integer({ min: -1, max: 9 }),
    revision,
    covering: fc.record(
      { type: name, name: text, revision, needs: fc.array(spanned, few) },
      { ...optional, requiredKeys: ['type', 'revision', 'needs'] },
    ),
  },
  { ...optional, requiredKeys: ['dialect', 'keyword', 'target', 'targetKey', 'span', 'tagSpan', 'unit'] },
);
const tag = fc.oneof(
  plainTag,
  plainTag.map((fact): TagFact => ({ ...fact, local: true })),
  fc.tuple(plainTag, name).map(([fact, declares]): TagFact => ({ ...fact, local: true, declares })),
);

/** Lines of any length, the first at the beginning. */
const lineStarts = fc.array(fc.oneof(fc.nat(200), fc.nat(5_000_000))).map((lengths) => {
  const starts = [0];
  for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length);
  return starts;
});

const facts: fc.Arbitrary<FileFacts> = fc.record(
  {
    path: fc.constant('src/pump.c'),
    language: fc.constantFrom('c', 'markdown', 'yaml'),
    role: fc.constantFrom('spec', 'source', 'test'),
    lineStarts,
    items: fc.array(item, few),
    units: fc.array(unit, few),
    tags: fc.array(tag, few),
    suppressions: fc.array(fc.record({ code: name, reason: text, span, scope: span }, optional), few),
    problems: fc.array(fc.record({ code: name, message: text, span }, optional), few),
    generated: span,
  },
  {
    ...optional,
    requiredKeys: ['path', 'language', 'role', 'lineStarts', 'items', 'units', 'tags', 'suppressions', 'problems'],
  },
);

function read(bytes: Uint8Array<ArrayBuffer>): FlatPlace {
  return new FlatBatch(bytes).placeAt(0, bytes.length);
}

const names = new Names();

/** Facts as they come from a thread that has read several files. */
function together(files: readonly FileFacts[]): readonly FlatFacts[] {
  const arrived = arrivedReadings(
    files.map((file) => ({
      path: file.path,
      role: file.role,
      stamp: undefined,
      state: 'facts',
      payload: flatBytes(file),
    })),
  );
  return files.map(({ path }, index) => new FlatFacts(path, arrived.place(index), names));
}

describe('flat facts', () => {
  it('say what the facts say that they were made of, after a way through bytes too', () => {
    fc.assert(
      fc.property(facts, (before) => {
        const flat = flatten(before);
        assert.deepEqual(plainFacts(new FlatFacts(before.path, FlatPlace.alone(flat), names)), before);
        assert.deepEqual(plainFacts(new FlatFacts(before.path, read(flatBytes(before)), names)), before);
      }),
    );
  });

  it('are the same exactly when the facts are', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const flat = new FlatFacts(one.path, FlatPlace.alone(flatten(one)), names);
        assert.ok(sameFacts(flat, one));
        assert.equal(sameFacts(flat, other), JSON.stringify(plainFacts(one)) === JSON.stringify(plainFacts(other)));
      }),
    );
  });

  it('tell from each other what differs in one place', () => {
    fc.assert(
      fc.property(facts, fc.nat(), (before, at) => {
        const { words, pool } = flatten(before);
        const changed = words.slice();
        const where = at % words.length;
        changed[where] = (changed[where] ?? 0) + 1;
        let other: FlatFacts;
        try {
          other = new FlatFacts(before.path, FlatPlace.alone({ words: changed, pool }), names);
        } catch (error) {
          assert.ok(error instanceof RangeError, String(error));
          return;
        }
        assert.ok(!sameFacts(new FlatFacts(before.path, FlatPlace.alone({ words, pool }), names), other));
      }),
    );
  });

  it('give the same fact for the same place each time', () => {
    fc.assert(
      fc.property(facts, (before) => {
        const flat = new FlatFacts(before.path, FlatPlace.alone(flatten(before)), names);
        before.items.forEach((_, index) => {
          assert.equal(flat.items[index], flat.items[index]);
        });
        before.tags.forEach((_, index) => {
          assert.equal(flat.tags[index], flat.tags[index]);
        });
      }),
    );
  });

  it('are seen one by one as all at once, in whatever order they are asked for', () => {
    const asked = fc.array(fc.integer({ min: -1, max: 12 }), { maxLength: 30 });
    fc.assert(
      fc.property(facts, asked, (before, order) => {
        const flat = new FlatFacts(before.path, read(flatBytes(before)), names);
        const seen = order.map((at) => [itemAt(flat, at), unitAt(flat, at), tagAt(flat, at)]);
        const all = order.map((at) => [flat.items[at], flat.units[at], flat.tags[at]]);
        seen.flat().forEach((view, nth) => {
          assert.equal(view, all.flat()[nth]);
        });
      }),
    );
  });

  it('say the same of files on both sides of the size from which on numbers take more room', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 2 ** 16 - 4, max: 2 ** 16 + 1 }), (before, end) => {
        const long = { ...before, generated: { start: 0, end }, lineStarts: [0, 7, end] };
        const flat = new FlatFacts(long.path, read(flatBytes(long)), names);
        assert.deepEqual(plainFacts(flat), plainFacts(long));
      }),
    );
  });

  it('say the same of a file with more names than are known again', () => {
    const span = { start: 0, end: 1 };
    const targets = Array.from({ length: 300_000 }, (_, index) => `SRS-${String(index).padStart(6, '0')}`);
    const tags = [...targets, ...targets.slice(-2)].map((target): TagFact => {
      const targetKey = `SRS-${Number(target.slice(4))}`;
      return { dialect: 'lifetrace', keyword: 'implements', target, targetKey, span, tagSpan: span, unit: -1 };
    });
    const long: FileFacts = {
      ...{ path: 'src/pump.c', language: 'c', role: 'source', lineStarts: [0], tags },
      ...{ items: [], units: [], suppressions: [], problems: [] },
    };
    const flat = new FlatFacts(long.path, read(flatBytes(long)), new Names());
    assert.deepEqual(plainFacts(flat), long);
    const { targetNumbers } = flat;
    assert.deepEqual([...targetNumbers.slice(-2)], [...targetNumbers.slice(299_998, 300_000)]);
  });

  it('say the same, by the same views, wherever they stand once others that came with them are of no use', () => {
    const some = fc.array(facts, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (files, choices) => {
        const came = together(files);
        const held = came.map(({ units, items }) => [...units, ...items]);
        const left = new Set<number>();
        for (const choice of choices) {
          const index = choice % files.length;
          came[index]?.flat.leave();
          left.add(index);
          assert.deepEqual(came.map(plainFacts), files);
          came.forEach(({ units, items }, at) => {
            assert.ok([...units, ...items].every((view, nth) => view === held[at]?.[nth]));
          });
          if (left.size > files.length / 2) break;
        }
      }),
    );
  });

  it('are refused when bytes are missing or follow', () => {
    fc.assert(
      fc.property(facts, fc.nat(), (before, cut) => {
        const bytes = flatBytes(before);
        const shorter = bytes.slice(0, cut % bytes.length);
        assert.throws(() => new FlatFacts(before.path, read(shorter), names), RangeError);
        const longer = Buffer.concat([bytes, Buffer.from('ab')]);
        assert.throws(() => new FlatFacts(before.path, read(longer), names), RangeError);
      }),
    );
  });
});
