import assert from 'node:assert/strict';
import fc from 'fast-check';
import { OPENER_PATTERNS } from '../../../server/src/read/openers.ts';
import { createByteScan } from '../../../server/src/workspace/node/byteScan/byteScan.ts';

const PIECES = [
  '@implements',
  '\\risk',
  '@class',
  '@x',
  '\\n',
  'lifetrace-ignore',
  'life',
  'req~a~1',
  '~a',
  '1~',
  'é~',
  '->',
  ' ',
  '\n',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 20 })), { maxLength: 12 })
  .map((pieces) => pieces.join(''));

describe('the scan for candidates', () => {
  const scan = createByteScan();
  assert.ok(scan);

  it('finds every place at which something opens', () => {
    fc.assert(
      fc.property(text, (content) => {
        const bytes = Buffer.from(content);
        bytes.copy(scan.room(bytes.length));
        const found = new Set<number>();
        for (let at = scan.next(0, bytes.length); at >= 0; at = scan.next(at + 1, bytes.length)) found.add(at);
        const openers = new RegExp(`${OPENER_PATTERNS.tags}|${OPENER_PATTERNS.oftIds}`, 'g');
        for (const { index } of bytes.toString('latin1').matchAll(openers))
          assert.ok(found.has(index), `offset ${index}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('forgets what stood behind the end before', () => {
    const room = scan.room(100);
    room.write(`${'x'.repeat(40)}@implements`);
    assert.equal(scan.next(0, 51), 40);
    room.write('short');
    assert.equal(scan.next(0, 5), -1);
    assert.equal(scan.next(0, 0), -1);
  });

  it('takes files of any size', () => {
    const size = 3_000_000;
    const room = scan.room(size);
    room.fill('a', 0, size);
    room.write('@verifies', size - 9);
    assert.equal(scan.next(0, size), size - 9);
  });
});
