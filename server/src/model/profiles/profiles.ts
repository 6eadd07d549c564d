import { type DomainLinkKind, isLinkKind } from '../linkKind.ts';
import { type Profile, typePair } from '../profile.ts';
import { profileOf } from '../profileData.ts';
import edition2006 from './iec62304-2006.json' with { type: 'json' };
import amendment2015 from './iec62304-2006-a1.json' with { type: 'json' };
import edition2Draft from './iec62304-ed2-draft.json' with { type: 'json' };
import legalPairs from './legality.json' with { type: 'json' };

const legality: ReadonlyMap<DomainLinkKind, ReadonlySet<string>> = new Map(
  Object.entries(legalPairs).flatMap(([kind, pairs]) =>
    isLinkKind(kind) ? [[kind, new Set(pairs.map(([from = '', to = '']) => typePair(from, to)))] as const] : [],
  ),
);

/** IEC 62304:2006 with its amendment of 2015: the edition in force, and the default. */
export const DEFAULT_PROFILE: Profile = profileOf(amendment2015, legality);

/** Every edition that a project can choose, the default first; drafts last, and never in force unless they are named. */
export const PROFILES: readonly Profile[] = [
  DEFAULT_PROFILE,
  profileOf(edition2006, legality),
  profileOf(edition2Draft, legality),
];

/** The profile of that ID, or undefined. */
export function profileById(id: string): Profile | undefined {
  return PROFILES.find((profile) => profile.id === id);
}
