import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupBy } from '../../../server/src/model/groups.ts';
import { type IdMatch, IdSearch } from '../../../server/src/rules/idSearch.ts';
import { nearestIds } from '../../../server/src/rules/nearestIds.ts';
import type { Snapshot } from '../../../server/src/trace/snapshot.ts';
import { projectOf } from '../../support/project.ts';

describe('IDs that a dangling reference may have meant', () => {
  const headings = ['SRS-009', 'SRS-019', 'SRS-120', 'SYS-009', 'RC-7', 'SRS-PUMP-300'].map((id) => `# ${id} Title\n`);
  const project = projectOf({ 'spec/srs.md': headings.join('\n') });
  const meant = (written: string) => nearestIds(project, written).map((item) => item.id);

  it('are nearest first, and of the same type before another one', () => {
    assert.deepEqual(meant('SRS-099').slice(0, 2), ['SRS-009', 'SRS-019']);
    assert.equal(meant('SRS-102')[0], 'SRS-120');
  });

  it('may have another prefix word before the same number', () => {
    assert.ok(meant('SRS-300').includes('SRS-PUMP-300'));
    assert.deepEqual(meant('SWR-120'), ['SRS-120']);
  });

  it('may be of another type when their number is the same', () => {
    assert.deepEqual(meant('SRS-009'), ['SRS-009', 'SRS-019', 'SYS-009']);
  });

  it('are none when every digit differs', () => {
    assert.deepEqual(meant('RC-58'), []);
    assert.deepEqual(meant('SRS-777'), []);
  });
});

describe('the search for IDs', () => {
  it('finds after any IDs have come and gone what a new one finds', () => {
    const key = fc
      .tuple(fc.constantFrom('SRS', 'SRS-PUMP', 'SYS', 'RC'), fc.integer({ min: 1, max: 40 }))
      .map(([prefix, number]) => `${prefix}-${number}`);
    const defined = fc.uniqueArray(key, { maxLength: 30 }).map((keys): Snapshot['definedKeys'] => {
      const types = groupBy(keys, (each) => each.slice(0, each.indexOf('-')));
      return new Map([...types].map(([type, list]) => [type, [...list].sort()]));
    });
    const written = fc.constantFrom('SRS-1', 'SRS-11', 'SRS-PUMP-12', 'SYS-21', 'RC-3', 'SYSTEM');
    fc.assert(
      fc.property(fc.array(fc.tuple(defined, written), { minLength: 1, maxLength: 8 }), (rounds) => {
        const kept = new IdSearch();
        for (const [keys, text] of rounds) {
          const type = text.includes('-') ? text.slice(0, text.indexOf('-')) : undefined;
          const fresh = new IdSearch();
          for (const search of [kept, fresh]) search.update(keys);
          assert.deepEqual(inOrder(kept.of(text, type)), inOrder(fresh.of(text, type)));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function inOrder(matches: readonly IdMatch[]): readonly string[] {
  return matches.map((match) => JSON.stringify(match)).sort();
}
