import { compareIds } from '../../model/compare.ts';
import { itemKeyOf, parseId } from '../../model/itemId.ts';
import type { LinkKind } from '../../model/linkKind.ts';
import { legalKeywords, legalKinds } from '../../rules/legalChoices.ts';
import { nearestIds } from '../../rules/nearestIds.ts';
import { attribute, type Item, type Link } from '../../trace/item.ts';
import { isLegalLink, isLegalTag } from '../../trace/legality.ts';
import type { Snapshot, Tag } from '../../trace/snapshot.ts';
import type { FileChange, Texts } from '../edits/fileChange.ts';
import { neighbourOf, writeRecord } from '../edits/newRecord.ts';
import { nextFreeId } from '../edits/nextFreeId.ts';
import { removeLink, removeTag } from '../edits/removeReference.ts';
import { type Entity, entityAt } from '../entityAt.ts';
import { type Fix, type FixContext, only, shown } from './fix.ts';

/** A place that names an item, in a record or in code. */
type Reference = Extract<Entity, { kind: 'link' } | { kind: 'tag' }>;

/** So many IDs that may have been meant are worth a line each. */
const MOST_NEAREST = 3;

/** LT002: the ID that was meant, a record for the ID, or no reference at all. */
export function danglingFixes(context: FixContext): readonly Fix[] {
  const reference = referenceAt(context);
  if (!reference) return [];
  const { snapshot } = context;
  const near = nearestIds(snapshot, reference.id)
    .filter((item) => fits(snapshot, reference, item))
    .slice(0, MOST_NEAREST)
    .map((item, _, all) => replaceWith(context, reference.id, item, all.length === 1));
  return [...near, ...createFixes(snapshot, reference), removal(snapshot, reference)];
}

/** LT003: the ID that was meant. */
export function malformedFixes(context: FixContext): readonly Fix[] {
  const { snapshot, finding } = context;
  const written = /\u201C([^\u201C\u201D]+)\u201D/.exec(finding.message)?.[1];
  if (written === undefined || written.length !== finding.span.end - finding.span.start) return [];
  return nearestIds(snapshot, written)
    .slice(0, MOST_NEAREST)
    .map((item) => replaceWith(context, written, item, false));
}

/** LT004: a kind of link or a keyword that is legal, or no reference at all. */
export function illegalFixes(context: FixContext): readonly Fix[] {
  const reference = referenceAt(context);
  if (!reference) return [];
  const { snapshot } = context;
  return [
    ...(reference.kind === 'tag' ? keywordFixes(snapshot, reference.tag) : kindFixes(snapshot, reference.link)),
    removal(snapshot, reference),
  ];
}

/** LT005: any of the links that close the circle can go. */
export function circleFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  return finding.related.flatMap(({ file, span }) => {
    const entity = entityAt(snapshot, file, span.start);
    if (entity?.kind !== 'link') return [];
    const { link } = entity;
    return {
      id: `break:${link.from.key}:${link.fact.toKey}`,
      title: `Remove “${link.kind} ${shown(link.fact.to)}” from ${shown(link.from.id)}`,
      changes: (texts: Texts) => only(removeLink(snapshot, texts, link)),
    };
  });
}

/** LT006: the ID as its definition spells it. */
export function variantFixes(context: FixContext): readonly Fix[] {
  const reference = referenceAt(context);
  return reference?.item ? [replaceWith(context, reference.id, reference.item, true)] : [];
}

/** LT009: the successors of an item that does not count any more, or no reference at all. */
export function obsoleteFixes(context: FixContext): readonly Fix[] {
  const reference = referenceAt(context);
  if (!reference?.item) return [];
  const { snapshot } = context;
  const successors = successorsOf(snapshot, reference.item);
  return [
    ...successors.map((item) => replaceWith(context, reference.id, item, successors.length === 1)),
    removal(snapshot, reference),
  ];
}

/** LT001: a free ID for the definition that came later. */
export function duplicateFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const entity = entityAt(snapshot, finding.file, finding.span.start);
  if (entity?.kind !== 'definition') return [];
  const { item } = entity;
  const free = nextFreeId(snapshot, item.type);
  if (!free || snapshot.config.reading.ids.resolve(free.id)?.type !== item.type) return [];
  return [
    {
      id: `renumber:${free.id}`,
      title: `Give this item the free ID ${shown(free.id)}; references stay with the first definition`,
      changes: (texts) => only(replacement(texts, item.file, item.fact.idSpan, item.id, free.id)),
    },
  ];
}

function referenceAt({ snapshot, finding }: FixContext): Reference | undefined {
  const entity = entityAt(snapshot, finding.file, finding.span.start);
  if ((entity?.kind !== 'link' && entity?.kind !== 'tag') || entity.origin.start !== finding.span.start)
    return undefined;
  const fact = entity.kind === 'link' ? entity.link.from.fact : entity.tag.fact;
  return fact.dialect === 'lifetrace' ? entity : undefined;
}

function fits(snapshot: Snapshot, reference: Reference, item: Item): boolean {
  const { profile } = snapshot.config;
  if (reference.kind === 'tag') return isLegalTag(profile, reference.tag.fact.keyword, reference.tag.test, item.type);
  return isLegalLink(profile, reference.link.kind, reference.link.from.type, item.type);
}

function replaceWith({ finding }: FixContext, written: string, item: Item, preferred: boolean): Fix {
  return {
    id: `replace:${item.key}`,
    title: `Replace by ${shown(item.id)}${item.title === '' ? '' : ` (${shown(item.title)})`}`,
    preferred,
    changes: (texts) => only(replacement(texts, finding.file, finding.span, written, item.id)),
  };
}

function replacement(
  texts: Texts,
  file: FileChange['file'],
  span: FileChange['span'],
  written: string,
  text: string,
): FileChange | undefined {
  return texts(file)?.slice(span.start, span.end) === written ? { file, span, text } : undefined;
}

function createFixes(snapshot: Snapshot, { id, key }: Reference): readonly Fix[] {
  const type = snapshot.config.reading.ids.resolve(id)?.type;
  const neighbour = type === undefined ? undefined : neighbourOf(snapshot, { id, type });
  if (type === undefined || !neighbour || itemKeyOf(id) !== key || !parseId(id)) return [];
  return [
    {
      id: `create:${key}`,
      title: `Create ${shown(id)} in ${shown(neighbour.file)}`,
      changes: (texts) => only(writeRecord(snapshot, texts, { id, type, fields: [] })),
    },
  ];
}

function removal(snapshot: Snapshot, reference: Reference): Fix {
  return {
    id: 'remove',
    title: `Remove the reference to ${shown(reference.id)}`,
    changes: (texts) =>
      only(
        reference.kind === 'tag'
          ? removeTag(snapshot, texts, reference.tag)
          : removeLink(snapshot, texts, reference.link),
      ),
  };
}

/** Another keyword, for a tag that names nothing else. */
function keywordFixes(snapshot: Snapshot, { file, fact, target, test }: Tag): readonly Fix[] {
  const sisters = snapshot.files.get(file)?.tags.filter(({ tagSpan }) => tagSpan.start === fact.tagSpan.start) ?? [];
  if (!target || sisters.length !== 1) return [];
  return legalKeywords(snapshot.config.profile, test, target.type).map((keyword) => ({
    id: `keyword:${keyword}`,
    title: `Change “${fact.keyword}” to “${keyword}”`,
    changes: (texts) => {
      const span = { start: fact.tagSpan.start + 1, end: fact.tagSpan.start + 1 + fact.keyword.length };
      return only(replacement(texts, file, span, fact.keyword, keyword));
    },
  }));
}

/** Another kind, for a field that names nothing else. None is right for a link of an item to itself. */
function kindFixes(snapshot: Snapshot, { from, to, kind, fact }: Link): readonly Fix[] {
  if (!to || to === from || from.links.filter((link) => link.kind === kind).length !== 1) return [];
  const taken = new Set<string>(from.links.map((link) => link.kind));
  return legalKinds(snapshot.config.profile, from.type, to.type)
    .filter((other) => !taken.has(other))
    .map((other) => ({
      id: `kind:${other}`,
      title: `Change “${kind}” to “${other}”`,
      changes: (texts) => {
        const { start: recordStart, end } = from.fact.span;
        const text = texts(from.file) ?? '';
        const last = [...text.slice(recordStart, fact.span.start).matchAll(keysOf(kind))].at(-1);
        // A field of that kind which says nothing yet would stand there twice.
        if (!last || keysOf(other).test(text.slice(recordStart, end))) return undefined;
        const start = recordStart + last.index + (last[1] ?? '').length;
        return only(replacement(texts, from.file, { start, end: start + kind.length }, last[2] ?? '', other));
      },
    }));
}

/** Where the text of a record has a field of a kind: what stands in front of its name, and the name. */
function keysOf(kind: LinkKind): RegExp {
  return new RegExp(`(^|[^\\w.-])(${kind})(?=(?:\\*\\*|__|\`|["'])?[ \\t]*:)`, 'gi');
}

function successorsOf(snapshot: Snapshot, item: Item): readonly Item[] {
  const named = attribute(item, 'supersededBy');
  const stated = named === undefined ? undefined : snapshot.byKey.get(itemKeyOf(named));
  const links = (snapshot.incoming.get(item.key) ?? []).filter(({ kind }) => kind === 'supersedes');
  const linked = links.map(({ from }) => from).sort((a, b) => compareIds(a.id, b.id));
  return [...new Set([...(stated ? [stated] : []), ...linked])].filter((each) => each !== item);
}
