import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { classPanelWords } from '../../../client/src/classPanelWords.ts';
import { sharedTerm } from '../../../client/src/levelWords.ts';
import { inRepository } from '../../support/repositoryRoot.ts';
import { clientStrings } from '../../support/textsOfSources.ts';

/** All that the client can say of levels in the words of an edition. */
function allWords(term: 'class' | 'level'): readonly string[] {
  return Object.values(classPanelWords(term, l10n)).flatMap((word: unknown) =>
    typeof word === 'function' ? [0, 1, 2].map((count) => String(word(count, 'II'))) : [String(word)],
  );
}

describe('What the client says of levels', () => {
  const texts = { en: {}, de: JSON.parse(readFileSync(inRepository('l10n/bundle.l10n.de.json'), 'utf8')) };

  for (const [language, contents] of Object.entries(texts)) {
    it(`follows the edition (${language})`, () => {
      l10n.config({ contents });
      try {
        const [classes, levels] = [allWords('class'), allWords('level')];
        assert.ok(classes.some((text) => /class|klasse/i.test(text)));
        assert.ok(levels.some((text) => /level|stufe/i.test(text)));
        assert.deepEqual(
          levels.filter((text) => /class|klasse/i.test(text)),
          [],
        );
        assert.equal(new Set([...classes, ...levels]).size, new Set(classes).size + new Set(levels).size);
      } finally {
        l10n.config({ contents: {} });
      }
    });
  }

  it('stands in the tables of both editions, and nowhere else', () => {
    const beside = clientStrings()
      .filter(({ text, before }) => /\bclass(?:es)?\b/i.test(text) && /l10n\.t\( ?$/.test(before))
      .filter(({ file }) => !/(?:levelWords|classPanelWords)\.ts$/.test(file))
      .map(({ text }) => text);
    // The name of the page, and what it says without a folder: there is no edition yet.
    assert.deepEqual(beside, ['Safety classes', 'Open a folder to see its safety classes.']);
  });

  it('is that of the standard in force where folders go by several editions', () => {
    assert.equal(sharedTerm([]), 'class');
    assert.equal(sharedTerm([{ levelTerm: 'level' }]), 'level');
    assert.equal(sharedTerm([{ levelTerm: 'level' }, { levelTerm: 'class' }]), 'class');
  });
});
