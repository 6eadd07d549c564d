/** Sums over all files. */
export interface GraphCounts {
  readonly items: number;
  readonly links: number;
  readonly units: number;
  /** Units outside of test code. */
  readonly productUnits: number;
  readonly tags: number;
  readonly linkedItems: number;
  readonly systems: number;
  readonly ownTags: number;
  readonly oft: number;
  /** IDs that something names and nothing defines. */
  readonly dangling: number;
}

/** The sums over no files. */
export const NOTHING_COUNTED: GraphCounts = {
  items: 0,
  links: 0,
  units: 0,
  productUnits: 0,
  tags: 0,
  linkedItems: 0,
  systems: 0,
  ownTags: 0,
  oft: 0,
  dangling: 0,
};

/** True when a link or tag of our own notation stands somewhere. */
export function usesOwnNotation({ linkedItems, ownTags }: GraphCounts): boolean {
  return linkedItems > 0 || ownTags > 0;
}

/** What more misspelt IDs than this may have meant is not looked for. */
const MANY_DANGLING = 2000;

/** True when so many IDs lead nowhere that looking for what each may have meant would take too long. */
export function hasManyDangling({ dangling }: GraphCounts): boolean {
  return dangling > MANY_DANGLING;
}
