import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ItemFact } from '../../../server/src/model/facts.ts';
import { searchText } from '../../../server/src/trace/item.ts';
import { lettersIn } from '../../../server/src/trace/letters.ts';
import { SearchTexts } from '../../../server/src/trace/searchTexts.ts';
import { projectOf } from '../../support/project.ts';

const TYPES = ['SRS', 'SYS', 'RC'];

/** A spec of so many items, some of a foreign notation, of several types in turn. */
function itemsOf(count: number, words: readonly string[]): readonly ItemFact[] {
  const item = (n: number): string =>
    n % 7 === 0 ? `\`req~${words[n % words.length]}~${n}\`\n` : `# ${TYPES[n % 3]}-${n} ${words[n % words.length]}\n`;
  const spec = Array.from({ length: count }, (_, n) => item(n + 1)).join('\n');
  return projectOf({ 'spec/a.md': spec }).files.get('spec/a.md')?.items ?? [];
}

function allIn(texts: SearchTexts, types: ReadonlySet<string> | undefined, query: string): readonly number[] {
  const found: number[] = [];
  const wanted = { letters: lettersIn(query), matches: (text: string) => text.includes(query) };
  for (let at = texts.next(types, wanted, 0); at >= 0; at = texts.next(types, wanted, at + 1)) found.push(at);
  return found;
}

describe('the search texts of a file', () => {
  it('give the items that an eye would find, in their order, however many there are', () => {
    const words = ['Alarm İ', 'Stop the pump', 'Ölstand', 'rate', '12 ms'];
    const files = fc.constantFrom(...[1, 5, 511, 512, 513, 1100].map((count) => itemsOf(count, words)));
    const types = fc.option(fc.subarray([...TYPES, 'UN']), { nil: undefined });
    const queries = fc.constantFrom('', 'srs-1', 'pump', 'öl', '51', 'alarm i', 'zzz');
    fc.assert(
      fc.property(files, types, queries, fc.nat(3), (items, some, query, ahead) => {
        const texts = new SearchTexts({ items });
        for (let step = 0; step < ahead; step++) texts.advance();
        const asked = some && new Set(some);
        const found = allIn(texts, asked, query);
        const expected = items.flatMap((item, index) => {
          const fits = !asked || (item.dialect === 'lifetrace' && asked.has(item.type));
          return fits && searchText(item).includes(query) ? [index] : [];
        });
        assert.deepEqual(found, expected);
      }),
      { numRuns: 60 },
    );
  });

  it('can be made ready step by step before anybody looks', () => {
    const texts = new SearchTexts({ items: itemsOf(1100, ['a']) });
    let steps = 0;
    while (texts.advance()) steps++;
    assert.ok(steps > 1);
    assert.equal(allIn(texts, undefined, '').length, 1100);
  });
});
