import { itemKeyOf } from '../model/itemId.ts';
import { placeText } from '../trace/place.ts';
import { attribute, type Item, isRetired, type Snapshot, statusOf } from '../trace/snapshot.ts';
import { NearestIds } from './nearestIds.ts';
import { usesOwnNotation } from './ownItems.ts';
import { ownReferences, type Reference } from './references.ts';
import type { Report, Rule } from './rule.ts';

/** LT001: the same ID defined twice, reported at every definition but the first. */
export const duplicateId: Rule = {
  info: {
    code: 'LT001',
    name: 'duplicate-id',
    summary: 'The same item ID is defined in two or more places.',
    severities: ['error', 'error', 'error'],
    clause: '5.2.6 e, 8.1.1',
    gate: true,
  },
  *check(snapshot) {
    if (!usesOwnNotation(snapshot)) return;
    for (const item of snapshot.items) {
      if (item.primary || item.fact.dialect !== 'lifetrace') continue;
      const first = snapshot.byKey.get(item.key);
      if (!first) continue;
      yield {
        file: item.file,
        span: item.fact.idSpan,
        message: `“${item.id}” is already defined at ${placeText(snapshot, first.file, first.fact.idSpan.start)}.`,
        item: item.id,
        related: [{ file: first.file, span: first.fact.idSpan, message: `First definition of “${first.id}”` }],
      };
    }
  },
};

/** LT002: a reference to an ID that nothing defines, with the ID that was probably meant. */
export const danglingReference: Rule = {
  info: {
    code: 'LT002',
    name: 'dangling-reference',
    summary: 'A tag or link names an ID that is not defined anywhere.',
    severities: ['error', 'error', 'error'],
    clause: '5.1.1 c, 7.3.3, 8.2.4',
    gate: true,
  },
  *check(snapshot) {
    if (!snapshot.governed && !snapshot.items.some((item) => item.fact.dialect === 'lifetrace')) return;
    const nearest = new NearestIds(snapshot);
    for (const reference of ownReferences(snapshot)) {
      if (reference.target) continue;
      const [meant] = nearest.of(reference.written);
      const hint = meant ? ` Did you mean “${meant.id}”?` : '';
      yield atReference(reference, `“${reference.written}” is not defined in this workspace.${hint}`);
    }
  },
};

/** LT003: a text in the place of an ID that is none. Its findings come from the readers. */
export const malformedId: Rule = {
  info: {
    code: 'LT003',
    name: 'malformed-id',
    summary: 'A text that stands where an ID is expected is not a valid item ID.',
    severities: ['warning', 'warning', 'warning'],
    clause: '8.1.1',
    gate: false,
  },
  check: () => [],
};

/** LT006: a reference that meets its item only after normalisation. */
export const idVariant: Rule = {
  info: {
    code: 'LT006',
    name: 'id-variant',
    summary: 'A reference differs from the defined ID by case, separator or leading zeros.',
    severities: ['warning', 'warning', 'warning'],
    clause: '8.1.1',
    gate: false,
  },
  *check(snapshot) {
    for (const reference of ownReferences(snapshot)) {
      const { target, written } = reference;
      if (!target || target.id === written || itemKeyOf(written) !== target.key) continue;
      yield atReference(reference, `“${written}” resolves to “${target.id}” only after normalisation.`);
    }
  },
};

/** Links that tell what happened: they go on naming what has been retired since. */
const HISTORY: ReadonlySet<string> = new Set([
  'supersedes',
  'duplicates',
  'affects',
  'resolves',
  'raises',
  'records',
  'lists',
  'includes',
  'anomaly',
]);

/** LT009: a reference to an item that no longer counts. */
export const obsoleteReference: Rule = {
  info: {
    code: 'LT009',
    name: 'obsolete-reference',
    summary: 'A tag or link points to an item that is obsolete, rejected or superseded.',
    severities: ['error', 'error', 'error'],
    clause: '8.2.2, 8.3',
    gate: true,
  },
  *check(snapshot) {
    for (const reference of ownReferences(snapshot)) {
      const { target, from, kind } = reference;
      if (!target || !isRetired(target) || HISTORY.has(kind) || (from && isRetired(from))) continue;
      yield atReference(reference, `${target.id} is ${fateOf(snapshot, target)}.`);
    }
  },
};

function fateOf(snapshot: Snapshot, item: Item): string {
  const status = statusOf(item);
  const link = (snapshot.incoming.get(item.key) ?? []).find(({ kind }) => kind === 'supersedes');
  const successor = attribute(item, 'supersededBy') ?? link?.from.id;
  if (successor === undefined) return status;
  return status === 'superseded' ? `superseded by ${successor}` : `${status}, superseded by ${successor}`;
}

function atReference({ file, span, from }: Reference, message: string): Report {
  return { file, span, message, ...(from ? { item: from.id } : {}) };
}
