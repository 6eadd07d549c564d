import assert from 'node:assert/strict';
import { LINK_KINDS } from '../../../server/src/model/linkKind.ts';
import { typePair } from '../../../server/src/model/profile.ts';
import { DEFAULT_PROFILE, PROFILES, profileById } from '../../../server/src/model/profiles/profiles.ts';

describe('Profiles', () => {
  it('are found by their ID, the amendment of 2015 being the default', () => {
    assert.equal(profileById('62304-2006-a1'), DEFAULT_PROFILE);
    assert.equal(profileById('62304-2006')?.title, 'IEC 62304:2006');
    assert.equal(profileById('62304-2027'), undefined);
  });

  it('start with the highest class until one is assigned', () => {
    for (const profile of PROFILES) {
      assert.deepEqual(profile.levels, ['A', 'B', 'C']);
      assert.equal(profile.defaultLevel, 'C');
    }
  });

  it('have each clause once, below one chapter, with levels and rules that can exist', () => {
    for (const { clauses, groups, levels } of PROFILES) {
      assert.ok(clauses.length >= 95);
      assert.equal(new Set(clauses.map(({ ref }) => ref)).size, clauses.length);
      for (const clause of clauses) {
        assert.equal(groups.filter(({ ref }) => clause.ref.startsWith(`${ref}.`)).length, 1, clause.ref);
        for (const level of clause.levels) assert.ok(levels.includes(level), clause.ref);
        for (const rule of clause.rules) assert.match(rule, /^LT\d{3}$/);
      }
    }
  });

  it('differ where the amendment changed what a class requires', () => {
    const required = (id: string, ref: string): string | undefined =>
      profileById(id)
        ?.clauses.find((clause) => clause.ref === ref)
        ?.levels.join('');
    assert.equal(required('62304-2006', '5.7.1'), 'BC');
    assert.equal(required('62304-2006-a1', '5.7.1'), 'ABC');
    assert.equal(required('62304-2006-a1', '4.3 b'), '');
    assert.equal(required('62304-2006-a1', '7.1.5'), '');
  });

  it('allow the 218 links of the model and no other', () => {
    const { legality } = DEFAULT_PROFILE;
    assert.equal(
      [...legality.values()].reduce((sum, pairs) => sum + pairs.size, 0),
      218,
    );
    assert.deepEqual([...legality.keys()].sort(), [...LINK_KINDS].sort());
    assert.ok(legality.get('mitigates')?.has(typePair('RC', 'HS')));
    assert.ok(!legality.get('mitigates')?.has(typePair('RC', 'SRS')));
  });
});
