import type { TagKeyword } from '../model/facts.ts';
import { type DomainLinkKind, isLinkKind, LINK_KINDS, type LinkKind } from '../model/linkKind.ts';
import type { Profile } from '../model/profile.ts';
import { isLegalLink, isLegalTag } from '../trace/legality.ts';

/** Keywords of tags that are worth proposing in a message, in this order. */
const PROPOSED = ['implements', 'verifies', 'risk', 'unit', 'anomaly'] as const;

/** Link kinds that may lead from one type to another. */
export function legalKinds(profile: Profile, from: string, to: string): readonly DomainLinkKind[] {
  return LINK_KINDS.filter((kind) => isLegalLink(profile, kind, from, to));
}

/** Types that a link of `kind` may lead to from an item of type `from`, in the order of the profile's matrix. */
export function legalTargets(profile: Profile, kind: LinkKind, from: string): readonly string[] {
  if (!isLinkKind(kind)) return [];
  if (kind === 'supersedes') return [from];
  return [...(profile.legality.get(kind) ?? [])].flatMap((pair) => {
    const [source, target] = pair.split('>');
    return source === from && target !== undefined ? [target] : [];
  });
}

/** Keywords that a tag in code (or test code) may have for an item of type `to`. */
export function legalKeywords(profile: Profile, test: boolean, to: string): readonly TagKeyword[] {
  return PROPOSED.filter((keyword) => isLegalTag(profile, keyword, test, to));
}
