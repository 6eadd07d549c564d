import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inRepository } from '../support/repositoryRoot.ts';
import { filesBelow, stringsBelow } from '../support/textsOfSources.ts';

/** How the editors around us do not write. Titles of clauses (“Analyse …”) are the standard's. */
const BRITISH =
  /(?:neighbour|colour|behaviour|favour|honour|licence|catalogue|\bgrey|labelled(?!by)|cancelled|modell|\bfulfils?\b|spelt|\bcentre|(?:real|organ|initial|normal|special|recogn|summar|visual|synchron|util|minim|categor|custom)is(?:e|ing|ation))/i;

/** The field of records whose name people write in either way. */
const FIELD = /`licence`|"licence": \{/g;

function linesOf(file: string): readonly (readonly [place: string, text: string])[] {
  const lines = readFileSync(inRepository(file), 'utf8').split('\n');
  return lines.map((line, index) => [`${file}:${index + 1}`, line.replaceAll(FIELD, '')]);
}

/** Strings of the code that hold more than one word: names and keys are nobody's reading. */
function sentencesBelow(folder: string): readonly (readonly [place: string, text: string])[] {
  return stringsBelow(folder).flatMap(({ file, line, text }) =>
    /\S \S/.test(text) ? [[`${file}:${line}`, text] as const] : [],
  );
}

describe('What people read', () => {
  it('is in the English of the editors that show it', () => {
    const documents = ['README.md', 'CHANGELOG.md', 'package.json', 'package.nls.json', 'l10n/bundle.l10n.de.json'];
    const texts = [
      ...[...documents, ...filesBelow('docs', '.md'), ...filesBelow('schemas', '.json')].flatMap(linesOf),
      ...filesBelow('server/src/model/profiles', '.json').flatMap(linesOf),
      ...sentencesBelow('client/src'),
      ...sentencesBelow('server/src'),
    ];
    assert.ok(texts.length > 5000);
    const found = texts.flatMap(([place, text]) => (BRITISH.test(text) ? [`${place} ${text.trim()}`] : []));
    assert.deepEqual(found, []);
  });
});
