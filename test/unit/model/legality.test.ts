import assert from 'node:assert/strict';
import { ITEM_TYPES } from '../../../server/src/model/itemType.ts';
import { LINK_KINDS } from '../../../server/src/model/linkKind.ts';
import { PROFILES } from '../../../server/src/model/profiles/profiles.ts';
import { isLegalLink } from '../../../server/src/trace/legality.ts';

const RECORDS = 'UN SYS SRS SAD SS SI SDD UNIT IF SOUP SEG HAZ HS CAUSE RC ST IT UT VAL DOC TOOL'.split(' ');

/** The domain's matrix as its specification says it, one line for each kind: who may point to whom. */
const MATRIX = `
  derives: SYS > UN; SRS > SYS UN
  refines: SYS > SYS; SRS > SRS; SAD > SAD; SDD > SI SAD
  satisfies: SI IF SOUP > SRS; SAD > SRS SYS
  designs: SDD > UNIT IF; SAD > SI
  partOf: SI > SS SI; UNIT > SI; SOUP > SI SS UNIT
  connects: IF > SI SOUP
  uses: SI > SI SOUP; UNIT > UNIT SOUP
  segregatedBy: SI UNIT SOUP > SEG
  implements: UNIT > SRS SDD RC; SRS SYS DOC > RC
  verifies: ST > SRS SYS RC CR PR; IT > SI IF SRS RC SOUP SEG; UT > UNIT SDD SRS RC; REV > reviewable CR PR
  validates: VAL > UN
  records: TR > IT ST UT VAL
  raises: TR > PR ANOM; REV > PR
  arisesFrom: HS > HAZ
  causes: CAUSE > HS CAUSE; THR > CAUSE HS
  in: CAUSE > SI UNIT SOUP SS; THR > SI IF
  controls: RC > CAUSE THR
  mitigates: RC > HS HAZ
  introduces: RC > HAZ HS CAUSE; CR > CAUSE
  affects: PR CR ANOM > any REL
  resolves: CR > PR ANOM
  duplicates: PR > PR
  lists: REL > ANOM PR
  includes: REL > any
`;

function legalPairs(): ReadonlySet<string> {
  const named = (word: string) => (word === 'any' || word === 'reviewable' ? RECORDS : [word]);
  const legal = new Set<string>();
  for (const line of MATRIX.trim().split('\n')) {
    const [kind = '', rules = ''] = line.trim().split(': ');
    for (const rule of rules.split('; ')) {
      const [from = '', to = ''] = rule.split(' > ');
      for (const source of from.split(' ')) {
        for (const target of to.split(' ').flatMap(named)) legal.add(`${source} ${kind} ${target}`);
      }
    }
  }
  for (const { id } of ITEM_TYPES) legal.add(`${id} supersedes ${id}`);
  return legal;
}

describe('Legality of links', () => {
  for (const profile of PROFILES) {
    it(`is that of the domain for each kind and each pair of types (${profile.id})`, () => {
      const expected = legalPairs();
      const types = ITEM_TYPES.map(({ id }) => id);
      const found = LINK_KINDS.flatMap((kind) =>
        types.flatMap((from) =>
          types.flatMap((to) => (isLegalLink(profile, kind, from, to) ? [`${from} ${kind} ${to}`] : [])),
        ),
      );
      assert.deepEqual(found.sort(), [...expected].sort());
      // The pairs that the domain counts, and the kinds of records that follow each other beside them.
      assert.equal(
        [...profile.legality.values()].reduce((sum, pairs) => sum + pairs.size, 0),
        218,
      );
    });
  }

  it('is not judged for types that a project has invented, nor for kinds of other notations', () => {
    for (const profile of PROFILES) {
      assert.ok(isLegalLink(profile, 'derives', 'WIDGET', 'UN'));
      assert.ok(isLegalLink(profile, 'verifies', 'ST', 'WIDGET'));
      assert.ok(isLegalLink(profile, 'covers', 'UN', 'ST'));
    }
  });
});
