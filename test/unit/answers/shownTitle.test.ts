import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shownTitle } from '../../../server/src/answers/shownTitle.ts';

describe('A title in one line', () => {
  it('is cut between words, and within one that is long', () => {
    assert.equal(shownTitle('Stop the pump at once', 99), 'Stop the pump at once');
    assert.equal(shownTitle('Stop the pump at once', 14), 'Stop the pump…');
    assert.equal(shownTitle('Stop the pump at once', 16), 'Stop the pump…');
    assert.equal(shownTitle('Donaudampfschifffahrt on time', 12), 'Donaudampfs…');
    assert.equal(shownTitle('A Donaudampfschifffahrt', 12), 'A Donaudamp…');
  });

  it('never breaks the line, never turns it round, and is never longer than it may be', () => {
    const title = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '💉', '\n', '\t', '\u202e', '\u2028', '\u0000') });
    fc.assert(
      fc.property(title, fc.integer({ min: 2, max: 12 }), (text, most) => {
        const shown = shownTitle(text, most);
        assert.ok([...shown].length <= most);
        assert.match(shown, /^[ab💉 …]*$/u);
        assert.equal(shown.trim(), shown);
      }),
    );
  });
});
