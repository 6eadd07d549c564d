import { TEST_TYPES } from '../../model/itemType.ts';
import { type LinkKind, REVERSE_LABEL } from '../../model/linkKind.ts';

/** What part of a trace a step belongs to: why and how it is realised, its evidence, its risks, or what happened to it. */
export type TraceBranch = 'trace' | 'test' | 'risk' | 'change';

/** How a kind of link is walked. */
interface LinkSense {
  /** Which end is upstream, the reason for the other: what the link points to, or the item that stores it. */
  readonly upstream: 'target' | 'source';
  readonly branch: TraceBranch;
}

const UP: LinkSense = { upstream: 'target', branch: 'trace' };
const DOWN: LinkSense = { upstream: 'source', branch: 'trace' };
const PROOF: LinkSense = { upstream: 'target', branch: 'test' };
const RISK: LinkSense = { upstream: 'target', branch: 'risk' };
const CHANGE: LinkSense = { upstream: 'target', branch: 'change' };

/** Most links are stored downstream and point to their reason; a few point to what they call for. */
const SENSE: Readonly<Record<LinkKind, LinkSense>> = {
  derives: UP,
  refines: UP,
  satisfies: UP,
  implements: UP,
  partOf: UP,
  connects: UP,
  covers: UP,
  depends: UP,
  designs: DOWN,
  uses: DOWN,
  segregatedBy: DOWN,
  verifies: PROOF,
  validates: PROOF,
  records: PROOF,
  arisesFrom: RISK,
  causes: RISK,
  in: RISK,
  controls: RISK,
  mitigates: RISK,
  introduces: { upstream: 'source', branch: 'risk' },
  affects: CHANGE,
  resolves: CHANGE,
  duplicates: CHANGE,
  supersedes: CHANGE,
  raises: { upstream: 'source', branch: 'change' },
  lists: { upstream: 'source', branch: 'change' },
  includes: { upstream: 'source', branch: 'change' },
};

/** Which way a link leads from one of its ends: `up` to a reason, `down` to what follows from it. */
export function directionFrom(kind: LinkKind, end: 'source' | 'target'): 'up' | 'down' {
  return SENSE[kind].upstream === end ? 'down' : 'up';
}

const RISK_TYPES: ReadonlySet<string> = new Set(['HAZ', 'HS', 'CAUSE', 'RC', 'THR']);

/** What part of a trace a link leads into when it is followed to an item of a type. */
export function branchOf(kind: LinkKind, type: string | undefined): TraceBranch {
  const { branch } = SENSE[kind];
  if (branch !== 'trace' || type === undefined) return branch;
  if (isRiskType(type)) return 'risk';
  return TEST_TYPES.has(type) || (kind === 'covers' && /test$/i.test(type)) ? 'test' : 'trace';
}

/** A link in words as it reads from one of its ends: `part of` from its source, `consists of` from its target. */
export function linkWords(kind: LinkKind, end: 'source' | 'target'): string {
  return end === 'target' ? REVERSE_LABEL[kind] : kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** True for items of which a risk consists, or that control one. */
export function isRiskType(type: string | undefined): boolean {
  return type !== undefined && RISK_TYPES.has(type);
}
