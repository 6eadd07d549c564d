import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pack, unpack } from '../../../server/src/workspace/packedValue.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('start', 'end', '\ud800', 'a\u0000b'),
);
const field = fc.oneof(fc.constantFrom('start', 'end', 'span'), text).filter((name) => name !== '__proto__');
const number = fc.oneof(fc.nat(), fc.integer(), fc.maxSafeInteger(), fc.double());
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    number,
    text,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.array(fc.nat({ max: 300 })).map((steps) => steps.sort((a, b) => a - b)),
    fc.dictionary(field, tie('value'), { noNullPrototype: true }),
  ),
}));

describe('packed values', () => {
  it('are what was packed', () => {
    fc.assert(
      fc.property(value, (before) => {
        const after = unpack(pack(before));
        assert.deepEqual(after, before);
        assert.equal(JSON.stringify(after), JSON.stringify(before));
      }),
    );
  });

  it('keep objects apart whose names could be taken for each other', () => {
    for (const before of [
      [{}, { '': '' }],
      [
        { 'a\nb': 1, c: 2 },
        { a: 1, 'b\nc': 2 },
      ],
    ]) {
      assert.deepEqual(unpack(pack(before)), before);
    }
  });

  it('leave out fields without a value', () => {
    assert.deepEqual(unpack(pack({ a: undefined, b: 1 })), { b: 1 });
  });

  it('take little room where things come again', () => {
    const spans = Array.from({ length: 1000 }, (_, index) => ({ start: 100 * index, end: 100 * index + 50 }));
    assert.ok(pack(spans).length < 10_000);
  });

  it('are refused when they are damaged, or give some other plain value', () => {
    fc.assert(
      fc.property(value, fc.nat(), fc.integer({ min: 1, max: 255 }), (before, where, flip) => {
        const bytes = pack(before);
        bytes[where % bytes.length] = (bytes[where % bytes.length] ?? 0) ^ flip;
        try {
          JSON.stringify(unpack(bytes));
        } catch (error) {
          assert.ok(error instanceof RangeError, String(error));
        }
      }),
    );
    assert.throws(() => unpack(new Uint8Array()), RangeError);
    assert.throws(() => pack(() => 0), TypeError);
  });
});
