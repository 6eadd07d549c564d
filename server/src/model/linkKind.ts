/** The link types of the domain model, stored at the downstream item; the core ten first. */
export const LINK_KINDS = [
  'derives',
  'refines',
  'satisfies',
  'implements',
  'verifies',
  'mitigates',
  'causes',
  'controls',
  'affects',
  'resolves',
  'designs',
  'partOf',
  'connects',
  'uses',
  'segregatedBy',
  'validates',
  'records',
  'raises',
  'arisesFrom',
  'in',
  'introduces',
  'duplicates',
  'lists',
  'includes',
  'supersedes',
] as const;

/** A link type of the domain model. */
export type DomainLinkKind = (typeof LINK_KINDS)[number];

/** A link type of the domain model, or one of the dialects' own (`covers`, `depends` of OpenFastTrace). */
export type LinkKind = DomainLinkKind | 'covers' | 'depends';

const known: ReadonlySet<string> = new Set(LINK_KINDS);

/** True when `name` is a link type of the domain model. */
export function isLinkKind(name: string): name is DomainLinkKind {
  return known.has(name);
}

/** How a link reads from the other end, for example `derives` ← `is the source of`. */
export const REVERSE_LABEL: Readonly<Record<LinkKind, string>> = {
  derives: 'derived by',
  refines: 'refined by',
  satisfies: 'satisfied by',
  implements: 'implemented by',
  verifies: 'verified by',
  mitigates: 'mitigated by',
  causes: 'caused by',
  controls: 'controlled by',
  affects: 'affected by',
  resolves: 'resolved by',
  designs: 'designed in',
  partOf: 'consists of',
  connects: 'connected by',
  uses: 'used by',
  segregatedBy: 'segregates',
  validates: 'validated by',
  records: 'result in',
  raises: 'raised by',
  arisesFrom: 'gives rise to',
  in: 'location of',
  introduces: 'introduced by',
  duplicates: 'duplicated by',
  lists: 'listed in',
  includes: 'included in',
  supersedes: 'superseded by',
  covers: 'covered by',
  depends: 'needed by',
};
