import { compareIds } from '../model/compare.ts';
import { itemKeyOf } from '../model/itemId.ts';
import { attribute, type Item, isRetired, statusOf } from '../trace/item.ts';
import { placeText } from '../trace/place.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { nearestIds } from './nearestIds.ts';
import { forReferences, type Reference } from './references.ts';
import type { Report, Rule } from './rule.ts';

/** LT001: the same ID defined twice, reported at every definition but the first. */
export const duplicateId: Rule = {
  info: {
    code: 'LT001',
    name: 'duplicate-id',
    summary: 'The same item ID is defined in two or more places.',
    clause: '5.2.6 e, 8.1.1',
    gate: true,
  },
  *checkItem(item, snapshot) {
    if (item.primary || !snapshot.ownNotation) return;
    const first = snapshot.byKey.get(item.key);
    if (!first) return;
    yield {
      file: item.file,
      span: item.fact.idSpan,
      message: `“${item.id}” is already defined at ${placeText(snapshot, first.file, first.fact.idSpan.start)}.`,
      item: item.id,
      related: [{ file: first.file, span: first.fact.idSpan, message: `First definition of “${first.id}”` }],
    };
  },
};

/** LT002: a reference to an ID that nothing defines, with the ID that was probably meant. */
export const danglingReference: Rule = {
  info: {
    code: 'LT002',
    name: 'dangling-reference',
    summary: 'A tag or link names an ID that is not defined anywhere.',
    clause: '5.1.1 c, 7.3.3, 8.2.4',
    gate: true,
  },
  ...forReferences((reference, snapshot) => {
    if (reference.target || (!snapshot.governed && snapshot.definedKeys.size === 0)) return undefined;
    const [meant] = nearestIds(snapshot, reference.written);
    const hint = meant ? ` Did you mean “${meant.id}”?` : '';
    return atReference(reference, `“${reference.written}” is not defined in this workspace.${hint}`, meant);
  }),
};

/** LT003: a text in the place of an ID that is none. Its findings come from the readers. */
export const malformedId: Rule = {
  info: {
    code: 'LT003',
    name: 'malformed-id',
    summary: 'A text that stands where an ID is expected is not a valid item ID.',
    clause: '8.1.1',
    gate: false,
  },
};

/** LT006: a reference that meets its item only after normalization. */
export const idVariant: Rule = {
  info: {
    code: 'LT006',
    name: 'id-variant',
    summary: 'A reference differs from the defined ID by case, separator or leading zeros.',
    clause: '8.1.1',
    gate: false,
  },
  ...forReferences((reference) => {
    const { target, written } = reference;
    if (!target || target.id === written || itemKeyOf(written) !== target.key) return undefined;
    return atReference(reference, `“${written}” resolves to “${target.id}” only after normalization.`, target);
  }),
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
    clause: '8.2.2, 8.3',
    gate: true,
  },
  ...forReferences((reference, snapshot) => {
    const { target, from, kind } = reference;
    if (!target || !isRetired(target) || HISTORY.has(kind) || (from && isRetired(from))) return undefined;
    const { words, successor } = fateOf(snapshot, target);
    return atReference(reference, `${target.id} is ${words}.`, target, successor);
  }),
};

function fateOf(snapshot: Snapshot, item: Item): { readonly words: string; readonly successor: Item | undefined } {
  const status = statusOf(item);
  const links = (snapshot.incoming.get(item.key) ?? []).filter(({ kind }) => kind === 'supersedes');
  const successors = links.map(({ from }) => from.id).sort(compareIds);
  const id = attribute(item, 'supersededBy') ?? successors[0];
  if (id === undefined) return { words: status, successor: undefined };
  const words = status === 'superseded' ? `superseded by ${id}` : `${status}, superseded by ${id}`;
  return { words, successor: snapshot.byKey.get(itemKeyOf(id)) };
}

function atReference(
  { file, span, from }: Reference,
  message: string,
  ...otherEnds: readonly (Item | undefined)[]
): Report {
  const others = otherEnds.flatMap((item) => item?.key ?? []);
  return { file, span, message, ...(from && { item: from.id }), ...(others.length > 0 && { others }) };
}
