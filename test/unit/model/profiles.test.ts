import assert from 'node:assert/strict';
import type { LinkDemand, Profile, RuleSeverity } from '../../../server/src/model/profile.ts';
import { DEFAULT_PROFILE, PROFILES, profileById } from '../../../server/src/model/profiles/profiles.ts';
import { RULE_INFOS } from '../../../server/src/rules/registry.ts';
import { isLegalLink } from '../../../server/src/trace/legality.ts';

/** The severities that fit how much a link is wanted. */
const FITTING: Readonly<Record<LinkDemand, readonly RuleSeverity[]>> = {
  mandatory: ['error'],
  recommended: ['warning', 'information'],
  off: ['off'],
};

/** References of clauses that a profile requires at one level and not at another one, lowest level first. */
function requiredAt({ clauses, levels }: Profile): readonly number[] {
  return levels.map((level) => clauses.filter((clause) => clause.levels.includes(level)).length);
}

describe('Editions of the standard', () => {
  it('are the amended edition by default, the first edition, and a draft that says that it is one', () => {
    assert.deepEqual(
      PROFILES.map(({ id, draft }) => [id, draft !== undefined]),
      [
        ['62304-2006-a1', false],
        ['62304-2006', false],
        ['62304-ed2-draft', true],
      ],
    );
    assert.equal(profileById('62304-2006-a1'), DEFAULT_PROFILE);
    assert.equal(profileById('62304-2027'), undefined);
    assert.match(profileById('62304-ed2-draft')?.title ?? '', /draft, not published/);
  });

  for (const profile of PROFILES) {
    describe(profile.id, () => {
      it('asks for more the higher the level', () => {
        const counts = requiredAt(profile);
        assert.deepEqual(
          counts,
          [...counts].sort((a, b) => a - b),
        );
        assert.ok((counts[0] ?? 0) > 0 && (counts[0] ?? 0) < (counts.at(-1) ?? 0));
        for (const { ref, levels } of profile.clauses) {
          const ranks = levels.map((level) => profile.levels.indexOf(level));
          const upwards = ranks.every((rank, index) => rank === profile.levels.length - ranks.length + index);
          assert.ok(upwards, `${ref} applies from some level upwards, not to ${levels.join(', ')}`);
        }
      });

      it('takes its highest level until another one is assigned', () => {
        assert.equal(profile.defaultLevel, profile.levels.at(-1));
      });

      it('gives each clause a number of its own, a place in a chapter, a title and words', () => {
        assert.equal(new Set(profile.clauses.map(({ ref }) => ref)).size, profile.clauses.length);
        for (const { ref, title, summary } of profile.clauses) {
          const chapters = profile.groups.filter((group) => ref === group.ref || ref.startsWith(`${group.ref}.`));
          assert.equal(chapters.length, 1, `chapters of ${ref}`);
          assert.ok(title !== '' && summary !== '', ref);
        }
      });

      it('says how loud each rule is at each level, never less at a higher one', () => {
        const order: readonly RuleSeverity[] = ['off', 'information', 'warning', 'error'];
        for (const [code, severities] of profile.severities) {
          assert.equal(severities.length, profile.levels.length, code);
          const ranks = severities.map((severity) => order.indexOf(severity));
          assert.deepEqual(
            ranks,
            [...ranks].sort((a, b) => a - b),
            code,
          );
        }
        for (const { code } of RULE_INFOS) assert.ok(profile.severities.has(code), code);
        for (const code of profile.clauses.flatMap(({ rules }) => rules)) assert.ok(profile.severities.has(code), code);
      });

      it('demands links that are legal, and has rules that are as loud as the demand', () => {
        for (const { type, kinds, direction, to, levels, rule } of profile.mandatoryLinks) {
          const pairs = kinds.flatMap((kind) =>
            to.map((other) =>
              direction === 'out' ? isLegalLink(profile, kind, type, other) : isLegalLink(profile, kind, other, type),
            ),
          );
          assert.ok(pairs.includes(true), `${rule}: ${type} ${direction} ${kinds.join('/')} ${to.join('/')}`);
          const severities = profile.severities.get(rule) ?? [];
          assert.equal(levels.length, profile.levels.length, rule);
          levels.forEach((demand, rank) => {
            const severity = severities[rank] ?? 'error';
            assert.ok(FITTING[demand].includes(severity), `${rule} at ${profile.levels[rank]}: ${demand}, ${severity}`);
          });
        }
      });

      it('names documents for clauses that it has', () => {
        for (const { key, clauses } of profile.documents) {
          for (const ref of clauses)
            assert.ok(
              profile.clauses.some((clause) => clause.ref === ref),
              `${key} ${ref}`,
            );
        }
      });
    });
  }

  it('require as many clauses per class as the tables of the editions', () => {
    assert.deepEqual(PROFILES.slice(0, 2).map(requiredAt), [
      [63, 98, 104],
      [49, 95, 101],
    ]);
  });

  it('differ where the amendment has changed what class A needs', () => {
    const refsForA = ({ clauses }: Profile) =>
      clauses.flatMap(({ ref, levels }) => (levels.includes('A') ? [ref] : []));
    const [a1, first] = PROFILES.map(refsForA);
    const added = (a1 ?? []).filter((ref) => !first?.includes(ref));
    const removed = (first ?? []).filter((ref) => !a1?.includes(ref));
    assert.deepEqual(
      added.filter((ref) => ref.startsWith('5.7')),
      ['5.7.1', '5.7.2', '5.7.3', '5.7.4', '5.7.5'],
    );
    assert.deepEqual(removed, ['4.3 b']);
  });
});
