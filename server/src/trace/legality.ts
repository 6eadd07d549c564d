import type { TagKeyword } from '../model/facts.ts';
import { isDomainType } from '../model/itemType.ts';
import { type DomainLinkKind, isLinkKind, type LinkKind } from '../model/linkKind.ts';
import { type Profile, typePair } from '../model/profile.ts';

/** What test code stands for in the matrix. */
const TEST_TYPES = ['UT', 'IT', 'ST'] as const;

/** True unless the profile's matrix forbids the link. Types and kinds that are not the domain's are not judged. */
export function isLegalLink(profile: Profile, kind: LinkKind, from: string, to: string): boolean {
  if (!isLinkKind(kind) || !isDomainType(from) || !isDomainType(to)) return true;
  if (kind === 'supersedes') return from === to;
  return profile.legality.get(kind)?.has(typePair(from, to)) ?? false;
}

/**
 * True unless a code tag may not point to an item of type `to`. A tag counts as a link from the software unit that it
 * stands in, in test code as one from a test. `@risk RC-07` and `@mitigates RC-07` say that the code realises the
 * control, or in test code that the test verifies it; `@satisfies` says the same as `@implements`.
 */
export function isLegalTag(profile: Profile, keyword: TagKeyword | 'covers', test: boolean, to: string): boolean {
  if (keyword === 'class' || keyword === 'covers' || !isDomainType(to)) return true;
  const allowed = (kind: DomainLinkKind, from: readonly string[]) =>
    from.some((type) => isLegalLink(profile, kind, type, to));
  switch (keyword) {
    case 'unit':
      return to === 'UNIT';
    case 'anomaly':
      return to === 'ANOM' || to === 'PR';
    case 'verifies':
      return test && allowed('verifies', TEST_TYPES);
    case 'risk':
    case 'mitigates':
      return to === 'RC' && allowed(test ? 'verifies' : 'implements', test ? TEST_TYPES : ['UNIT']);
    case 'satisfies':
      return !test && (allowed('implements', ['UNIT']) || allowed('satisfies', ['SI']));
    case 'implements':
      return !test && allowed('implements', ['UNIT']);
  }
}
