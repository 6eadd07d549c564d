import { capitalised } from '../model/capitalised.ts';
import { itemKeyOf } from '../model/itemId.ts';
import { TEST_TYPES } from '../model/itemType.ts';
import type { SafetyLevel } from '../model/safetyLevel.ts';
import { classClaimOf } from '../trace/classClaim.ts';
import { nodeKindOf, segregationOf } from '../trace/classSources.ts';
import { attribute, attributeValues, type Item, isRetired, says, targets } from '../trace/item.ts';
import { levelOfItem } from '../trace/itemLevel.ts';
import { type Snapshot, sources } from '../trace/snapshot.ts';
import { verifyingRecords } from '../trace/verification.ts';
import { type Flaw, forRecords } from './records.ts';
import type { Rule } from './rule.ts';

/** LT502: a class that the risk management file knows nothing of. */
export const classNotInRiskFile: Rule = {
  info: {
    code: 'LT502',
    name: 'class-not-in-risk-file',
    summary: 'The safety class of a software system does not say where the risk management file has it.',
    clause: '4.3 c',
    gate: true,
  },
  // A system without a class is what LT501 is about.
  ...forRecords(['SS'], (system, { config }) =>
    !says(system, 'safetyClass') || says(system, 'rmfRef') || says(system, 'classRationale.rmfRef')
      ? undefined
      : `${capitalised(config.profile.labels.level)} of ${system.id} is not referenced in the risk management file: add “rmfRef”.`,
  ),
};

/** LT507: a class that somebody wrote down elsewhere, and that is another one. */
export const classTagConflict: Rule = {
  info: {
    code: 'LT507',
    name: 'class-tag-conflict',
    summary: 'A class that is written in code or in another record differs from the class in the architecture.',
    clause: '4.3 e',
    gate: false,
  },
  *checkItem(item, snapshot) {
    const claim = attribute(item, 'safetyClass')?.toUpperCase();
    if (claim === undefined || nodeKindOf(item) || isRetired(item) || !item.primary) return;
    const level = levelOfItem(snapshot, item);
    const known = snapshot.config.profile.levels.includes(claim);
    if (!known || level === undefined || claim === level) return;
    const place = item.fact.attributes.find(({ name }) => name === 'safetyClass')?.values[0]?.span;
    const message = `${item.id} says ${snapshot.config.profile.labels.level} ${claim}, the architecture says ${level}.`;
    yield { file: item.file, span: place ?? item.fact.idSpan, message, item: item.id, level };
  },
  checkClaim(tag, snapshot) {
    const claim = tag.test ? undefined : classClaimOf(snapshot, tag);
    // Where no record covers the code, there is nothing to contradict.
    if (!claim?.differs || claim.owner === undefined) return undefined;
    const { labels } = snapshot.config.profile;
    const message = `Code says ${labels.level} ${claim.claimed}, the architecture says ${claim.effective}.`;
    return { file: tag.file, span: tag.fact.span, message, level: claim.effective };
  },
};

/** LT509: a wall between classes that nobody has tested. */
export const segregationNotVerified: Rule = {
  info: {
    code: 'LT509',
    name: 'segregation-not-verified',
    summary: 'No test or review verifies the segregation that a lower class rests on.',
    clause: '5.3.5',
    gate: true,
  },
  ...forRecords(['SI', 'UNIT', 'SOUP', 'SEG'], (item, snapshot): Flaw | undefined => {
    const level = item.type === 'SEG' ? levelBehind(item, snapshot) : levelAround(item, snapshot);
    if (level === undefined || isVerified(item, snapshot)) return undefined;
    const message = `Segregation of ${item.id} is not verified: no test or review of it on record.`;
    return { message, span: item.fact.idSpan, level };
  }),
};

/** What the segregation protects has the class that the item would have without it. */
function levelAround(item: Item, snapshot: Snapshot): SafetyLevel | undefined {
  const node = snapshot.classByKey.get(item.key);
  if (node?.declaration !== 'accepted' || node.declared === undefined || segregationOf(item) === undefined)
    return undefined;
  const { levels } = snapshot.config.profile;
  const inherited = node.inherited?.level;
  if (inherited === undefined || levels.indexOf(node.declared) >= levels.indexOf(inherited)) return undefined;
  // A mechanism with a record of its own is verified there.
  return targets(item, 'segregatedBy').length > 0 ? undefined : inherited;
}

/** The highest class that a mechanism keeps something apart from. */
function levelBehind(mechanism: Item, snapshot: Snapshot): SafetyLevel | undefined {
  const { levels } = snapshot.config.profile;
  const ranks = sources(snapshot, mechanism, 'segregatedBy').map((item) =>
    levels.indexOf(snapshot.classByKey.get(item.key)?.inherited?.level ?? ''),
  );
  return levels[Math.max(-1, ...ranks)];
}

function isVerified(item: Item, snapshot: Snapshot): boolean {
  if (verifyingRecords(snapshot, item).some(({ type }) => type !== 'UT')) return true;
  const named = ['classRationale.segregation.evidence', 'evidence'].flatMap((name) => attributeValues(item, name));
  return named
    .flatMap((text) => text.split(/[,;\s]+/))
    .some((text) => {
      const record = snapshot.byKey.get(itemKeyOf(text));
      return record !== undefined && !isRetired(record) && (record.type === 'REV' || TEST_TYPES.has(record.type));
    });
}
