import type { TagKeyword } from '../model/facts.ts';
import type { ItemKey } from '../model/itemId.ts';
import { isDomainType } from '../model/itemType.ts';
import type { LinkKind } from '../model/linkKind.ts';
import type { Profile } from '../model/profile.ts';
import { type Item, type Link, targets } from '../trace/item.ts';
import { isLegalLink, isLegalTag } from '../trace/legality.ts';
import { compareByPlace } from '../trace/place.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { findingCycles } from './cycles.ts';
import { legalKeywords, legalKinds, legalTargets } from './legalChoices.ts';
import type { Report, Rule } from './rule.ts';

/** LT004: a link that the matrix of link types does not know. */
export const illegalLink: Rule = {
  info: {
    code: 'LT004',
    name: 'illegal-link',
    summary: 'A link or tag joins two types of items that this kind of link may not join.',
    clause: '5.1.1 c, 7.3.3',
    gate: false,
  },
  *checkItem(item, snapshot) {
    const { profile } = snapshot.config;
    for (const link of item.links) {
      if (!link.to || isLegalLink(profile, link.kind, item.type, link.to.type)) continue;
      const message = `${item.id} cannot link to ${link.to.id} by “${link.kind}”. ${legalLinks(profile, link, link.to)}`;
      yield { ...atLink(link, message), others: [link.to.key] };
    }
  },
  checkTag: ({ fact, target, file, test }, { config: { profile } }) => {
    if (!target || fact.keyword === 'covers' || isLegalTag(profile, fact.keyword, test, target.type)) return undefined;
    const message = `${test ? 'Test code' : 'Code'} cannot link to ${target.id} by “${fact.keyword}”. ${legalTags(profile, fact.keyword, test, target)}`;
    return { file, span: fact.span, message, others: [target.key] };
  },
};

function legalLinks(profile: Profile, { kind, from }: Link, to: Item): string {
  const kinds = legalKinds(profile, from.type, to.type);
  if (kinds.length > 0) return `Legal: ${kinds.map(quoted).join(', ')}.`;
  const types = legalTargets(profile, kind, from.type);
  if (types.length > 0) return `Legal: “${kind}” to ${types.join(', ')}.`;
  return legalKinds(profile, to.type, from.type).length > 0
    ? `Legal: the other way round, ${legalKinds(profile, to.type, from.type).map(quoted).join(', ')} in ${to.id}.`
    : `Legal: no link from ${from.type} to ${to.type}.`;
}

function legalTags(profile: Profile, keyword: TagKeyword, test: boolean, target: Item): string {
  const keywords = legalKeywords(profile, test, target.type);
  if (keywords.length > 0) return `Legal: ${keywords.map(quoted).join(', ')}.`;
  const types = profileTypes(profile).filter((type) => isLegalTag(profile, keyword, test, type));
  if (types.length > 0) return `Legal: “${keyword}” to ${types.join(', ')}.`;
  return `Legal: no tag from ${test ? 'test code' : 'code'} to ${target.type}.`;
}

function profileTypes(profile: Profile): readonly string[] {
  const types = [...profile.legality.values()].flatMap((pairs) => [...pairs].flatMap((pair) => pair.split('>')));
  return [...new Set(types)].filter(isDomainType);
}

function quoted(word: string): string {
  return `“${word}”`;
}

/** Kinds of links along which a chain must come to an end. */
const ACYCLIC: readonly LinkKind[] = ['derives', 'refines', 'partOf', 'supersedes', 'causes'];

/** LT005: a chain of links that bites its own tail, reported once, at the item that comes first. */
export const cyclicLink: Rule = {
  info: {
    code: 'LT005',
    name: 'cyclic-link',
    summary: 'A chain of links of one kind leads back to where it starts.',
    clause: '5.2.6 b/f, 5.4.4 b',
    gate: false,
  },
  staysSilent: closesNoCircle,
  *checkProject(snapshot) {
    const items = [...snapshot.linkedItems].sort(compareByPlace);
    for (const kind of ACYCLIC) {
      const linked: Item[] = [];
      for (const item of items) {
        if (item.linksOfKind(kind).length > 0) linked.push(item);
        yield undefined;
      }
      const cycles = yield* findingCycles(linked, (item) => targets(item, kind));
      for (const cycle of cycles) yield cycleReport(kind, cycle);
    }
  },
};

/** So many items are followed before it is cheaper to look at all of them. */
const MAX_FOLLOWED = 10_000;

/** Where there was no circle, a new one goes through an item that has changed. */
function closesNoCircle(snapshot: Snapshot, changed: Iterable<ItemKey>): boolean {
  let followed = 0;
  for (const key of changed) {
    const start = snapshot.byKey.get(key);
    if (!start) continue;
    for (const kind of ACYCLIC) {
      const seen: Set<Item> = new Set(targets(start, kind));
      for (const each of seen) {
        if (each === start || ++followed > MAX_FOLLOWED) return false;
        for (const target of targets(each, kind)) seen.add(target);
      }
    }
  }
  return true;
}

function cycleReport(kind: LinkKind, cycle: readonly [Item, ...Item[]]): Report {
  const [first] = cycle;
  const closed = [...cycle, first];
  const related = closed.slice(0, -1).flatMap((item, index) => {
    const to = closed[index + 1];
    const link = item.links.find((candidate) => candidate.kind === kind && candidate.to === to);
    return link && to ? [{ file: item.file, span: link.fact.span, message: `${item.id} ${kind} ${to.id}` }] : [];
  });
  const chain = closed.map((item) => item.id).join(' → ');
  return { file: first.file, span: first.fact.idSpan, message: `Circular ${kind}: ${chain}.`, item: first.id, related };
}

function atLink({ from, fact }: Link, message: string): Report {
  return { file: from.file, span: fact.span, message, item: from.id };
}
