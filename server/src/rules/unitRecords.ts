import { languageOf } from '../read/languages.ts';
import { attributeValues, type Item, says } from '../trace/item.ts';
import { levelOfItem } from '../trace/itemLevel.ts';
import { type Snapshot, someTag } from '../trace/snapshot.ts';
import { isVerified } from '../trace/verification.ts';
import { clauseApplies, forRecords } from './records.ts';
import type { Rule } from './rule.ts';

/** LT203: a unit or software item that hangs in the air. */
export const unitWithoutItem: Rule = {
  info: {
    code: 'LT203',
    name: 'unit-without-item',
    summary: 'A software unit or item is part of no software item or system, so that it has no class to inherit.',
    clause: '5.4.1, 4.3 d',
    gate: true,
  },
  ...forRecords(['UNIT', 'SI'], (item, snapshot) => {
    if (item.linksOfKind('partOf').length > 0) return undefined;
    // Without a software system on record, software items are where the tree begins.
    if (item.type === 'SI' && (snapshot.itemsByType.get('SS') ?? []).length === 0) return undefined;
    return `${item.id} belongs to no software item, so its ${snapshot.config.profile.labels.level} cannot be inherited: add “partOf”.`;
  }),
};

/** LT209: the record of a unit without the code that it is about. */
export const unitNotImplemented: Rule = {
  info: {
    code: 'LT209',
    name: 'unit-not-implemented',
    summary: 'The record of a software unit leads to no code.',
    clause: '5.5.1',
    gate: true,
  },
  ...forRecords(['UNIT'], (unit, snapshot) => {
    const paths = attributeValues(unit, 'path');
    if (paths.some((path) => isThere(snapshot, path)) || isTaggedAsUnit(snapshot, unit)) return undefined;
    const [first] = paths;
    if (first !== undefined) return `${unit.id} is specified but has no code: no file “${first}” was read.`;
    return `${unit.id} is specified but has no code: add “path”, or “@unit ${unit.id}” in the code.`;
  }),
};

/** Code in a language that has no reader cannot be looked for. */
function isThere(snapshot: Snapshot, path: string): boolean {
  const plain = path.replace(/^\.\//, '');
  return snapshot.files.has(plain) || languageOf(plain) === undefined;
}

function isTaggedAsUnit(snapshot: Snapshot, unit: Item): boolean {
  return someTag(snapshot, unit, (tag) => tag.fact.keyword === 'unit');
}

/** LT305: a unit that nothing verifies. */
export const unitNotVerified: Rule = {
  info: {
    code: 'LT305',
    name: 'unit-not-verified',
    summary: 'No unit test or review verifies a software unit.',
    clause: '5.5.5',
    gate: true,
  },
  ...forRecords(['UNIT'], (unit, snapshot) =>
    isVerified(snapshot, unit) ? undefined : `${unit.id} has no unit verification: no unit test or review on record.`,
  ),
};

/** What the acceptance criteria of a unit cover where the design has it (5.5.4 a to h). */
const CRITERIA = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

/** LT306: a unit without criteria for its acceptance, or without those of the highest class. */
export const unitAcceptanceCriteria: Rule = {
  info: {
    code: 'LT306',
    name: 'unit-acceptance-criteria',
    summary: 'A software unit has no acceptance criteria, or in class C not all of those that 5.5.4 lists.',
    clause: '5.5.3, 5.5.4 a–h',
    gate: false,
  },
  ...forRecords(['UNIT'], (unit, snapshot) => {
    if (!says(unit, 'acceptance')) return `${unit.id}: no acceptance criteria on record (field “acceptance”).`;
    if (!clauseApplies(snapshot.config.profile, '5.5.4', levelOfItem(snapshot, unit))) return undefined;
    const given = lettersOf(unit);
    const missing = CRITERIA.filter((letter) => !given.has(letter));
    if (missing.length === 0) return undefined;
    const example = `“${missing[0]}) …” or “${missing[0]}) N/A” with the reason`;
    return `${unit.id}: acceptance criteria ${missing.join(', ')} of 5.5.4 not on record: add ${example}.`;
  }),
};

/** Letters at the start of the criteria: `a) event order …`, `c, d) N/A`, or keys `acceptance.a`. */
function lettersOf(unit: Item): ReadonlySet<string> {
  const letters = new Set<string>();
  for (const { name, values } of unit.fact.attributes) {
    if (name !== 'acceptance' && !name.startsWith('acceptance.')) continue;
    const key = /^acceptance\.([a-h])$/i.exec(name)?.[1];
    if (key !== undefined && values.some(({ text }) => text !== '')) letters.add(key.toLowerCase());
    for (const { text } of values) for (const letter of lettersBefore(text)) letters.add(letter);
  }
  return letters;
}

function lettersBefore(text: string): readonly string[] {
  const head = /^\s*\(?([a-h](?:\s*[,\u2013-]\s*[a-h])*)\s*[).:]/i.exec(text)?.[1]?.toLowerCase() ?? '';
  return head.split(',').flatMap((part) => {
    const [first = '', last = first] = part.trim().split(/\s*[\u2013-]\s*/);
    return CRITERIA.filter((letter) => first <= letter && letter <= last);
  });
}
