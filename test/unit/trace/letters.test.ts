import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holdsInOrder } from '../../../server/src/answers/holdsInOrder.ts';
import { hasLetters, lettersIn } from '../../../server/src/trace/letters.ts';

describe('the letters of a text', () => {
  it('never rule out a text that holds what is looked for', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, fc.infiniteStream(fc.boolean()), (all, keeps) => {
        const wanted = [...all].filter(() => keeps.next().value === true).join('');
        assert.ok(holdsInOrder(all, wanted));
        assert.ok(hasLetters(lettersIn(all), lettersIn(wanted)));
      }),
    );
  });

  it('tell an ID from one that lacks a digit of it', () => {
    assert.equal(hasLetters(lettersIn('srs-38054 stop within 40 ms'), lettersIn('srs-38')), true);
    assert.equal(hasLetters(lettersIn('srs-38054 stop within 40 ms'), lettersIn('srs-39')), false);
  });
});
