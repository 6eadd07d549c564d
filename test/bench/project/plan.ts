/** Types of the items that a made-up project holds. */
export const PLANNED_TYPES = [
  'SS',
  'SI',
  'UNIT',
  'UN',
  'SYS',
  'SRS',
  'HAZ',
  'HS',
  'CAUSE',
  'RC',
  'IF',
  'SDD',
  'UT',
  'IT',
  'ST',
  'TR',
  'REV',
] as const;

export type PlannedType = (typeof PLANNED_TYPES)[number];

/** What a made-up project holds, to the number. */
export interface ProjectPlan {
  readonly seed: number;
  readonly items: Readonly<Record<PlannedType, number>>;
  /** References from code to items: a tag with three IDs counts three. */
  readonly tags: number;
  /** Links between items. */
  readonly links: number;
  /** Least size in bytes of one C file and of one Markdown file to type in; without it all files are of common sizes. */
  readonly longFile?: number;
}

/** Share of each type in 1000 items; requirements are what is left. */
const SHARES: Readonly<Record<Exclude<PlannedType, 'SS' | 'SRS' | 'IF'>, number>> = {
  SI: 10,
  UNIT: 40,
  UN: 20,
  SYS: 75,
  HAZ: 5,
  HS: 15,
  CAUSE: 20,
  RC: 40,
  SDD: 20,
  UT: 20,
  IT: 5,
  ST: 180,
  TR: 42,
  REV: 5,
};

/** Software items directly below one whole; an interface connects all of them. */
export const FAN_OUT = 8;

/** A project with that many software requirements: twice as many items, and per requirement three tags and five links. */
export function planOfRequirements(requirements: number, seed: number): ProjectPlan {
  const others = othersIn(2 * requirements);
  return { seed, items: { ...others, SRS: requirements }, tags: 3 * requirements, links: 5 * requirements };
}

/** A project with exactly so many items, tags and links. */
export function planOfSize(
  size: { readonly items: number; readonly tags: number; readonly links: number; readonly longFile?: number },
  seed: number,
): ProjectPlan {
  const { items, ...rest } = size;
  const others = othersIn(items);
  const taken = PLANNED_TYPES.reduce((sum, type) => sum + (type === 'SRS' ? 0 : others[type]), 0);
  return { seed, items: { ...others, SRS: items - taken }, ...rest };
}

/** Number of items of all types. */
export function itemsIn({ items }: ProjectPlan): number {
  return PLANNED_TYPES.reduce((sum, type) => sum + items[type], 0);
}

function othersIn(items: number): Readonly<Record<PlannedType, number>> {
  const of = (type: keyof typeof SHARES): number => Math.max(1, Math.round((items * SHARES[type]) / 1000));
  return {
    SS: 1,
    SI: of('SI'),
    UNIT: of('UNIT'),
    UN: of('UN'),
    SYS: of('SYS'),
    SRS: 0,
    HAZ: of('HAZ'),
    HS: of('HS'),
    CAUSE: of('CAUSE'),
    RC: of('RC'),
    IF: Math.ceil(of('SI') / FAN_OUT),
    SDD: of('SDD'),
    UT: of('UT'),
    IT: of('IT'),
    ST: of('ST'),
    TR: of('TR'),
    REV: of('REV'),
  };
}
