import type { LinkKind } from '../../../server/src/model/linkKind.ts';
import { Random } from '../random.ts';
import { PLANNED_TYPES, type PlannedType, type ProjectPlan } from './plan.ts';

/** A link of a made-up item. */
export interface PlannedLink {
  readonly kind: LinkKind;
  readonly to: string;
}

/** An item of a made-up project, before it is written down. */
export interface PlannedItem {
  readonly id: string;
  readonly type: PlannedType;
  /** From 1; lower numbers of a type are nearer to the root of the class tree. */
  readonly number: number;
  readonly links: readonly PlannedLink[];
}

/** A kind of link that items of one type can have in any number, with its share of all such links. */
interface LinkForm {
  readonly from: PlannedType;
  readonly kind: LinkKind;
  readonly to: PlannedType;
  readonly share: number;
}

const FORMS: readonly LinkForm[] = [
  { from: 'SRS', kind: 'derives', to: 'SYS', share: 28 },
  { from: 'SRS', kind: 'refines', to: 'SRS', share: 10 },
  { from: 'SYS', kind: 'derives', to: 'UN', share: 4 },
  { from: 'SI', kind: 'satisfies', to: 'SRS', share: 8 },
  { from: 'UNIT', kind: 'implements', to: 'SRS', share: 18 },
  { from: 'UNIT', kind: 'uses', to: 'UNIT', share: 5 },
  { from: 'ST', kind: 'verifies', to: 'SRS', share: 20 },
  { from: 'ST', kind: 'verifies', to: 'RC', share: 3 },
  { from: 'RC', kind: 'controls', to: 'CAUSE', share: 2 },
  { from: 'TR', kind: 'records', to: 'ST', share: 2 },
];

/** Software items below one parent. */
const FAN_OUT = 8;

/** So many draws in a row that hit nothing new mean that a project has no room for more links. */
const MAX_MISSES = 10_000;

/** All items of a project with their links, in the order of {@link PLANNED_TYPES} and of their numbers. */
export function planItems(plan: ProjectPlan): ReadonlyMap<PlannedType, readonly PlannedItem[]> {
  const random = new Random(plan.seed);
  const links = new Map<string, PlannedLink[]>();
  let count = 0;
  const result = new Map<PlannedType, readonly PlannedItem[]>();
  for (const type of PLANNED_TYPES) {
    const items = Array.from({ length: plan.items[type] }, (_, index): PlannedItem => {
      const number = index + 1;
      const id = idOf(type, number);
      const own = neededLinks(type, number, plan, random);
      links.set(id, own);
      count += own.length;
      return { id, type, number, links: own };
    });
    result.set(type, items);
  }
  if (count > plan.links) throw new Error(`the items need ${count} links, but the plan is for ${plan.links}`);
  addLinks(plan, plan.links - count, links, random);
  return result;
}

/** The ID of an item. */
export function idOf(type: PlannedType, number: number): string {
  return `${type}-${number}`;
}

/** The ID of some item of a type. */
export function someId(type: PlannedType, plan: ProjectPlan, random: Random): string {
  return idOf(type, 1 + random.below(plan.items[type]));
}

/** What an item cannot be without. */
function neededLinks(type: PlannedType, number: number, plan: ProjectPlan, random: Random): PlannedLink[] {
  const some = (to: PlannedType): string => someId(to, plan, random);
  switch (type) {
    case 'SI':
      return [{ kind: 'partOf', to: number <= FAN_OUT ? idOf('SS', 1) : idOf('SI', Math.ceil(number / FAN_OUT) - 1) }];
    case 'UNIT':
      return [{ kind: 'partOf', to: some('SI') }];
    case 'SYS':
      return [{ kind: 'derives', to: some('UN') }];
    case 'SRS':
      return [{ kind: 'derives', to: some('SYS') }];
    case 'HS':
      return [{ kind: 'arisesFrom', to: some('HAZ') }];
    case 'CAUSE':
      return [
        { kind: 'causes', to: some('HS') },
        { kind: 'in', to: some('SI') },
      ];
    case 'RC':
      return [{ kind: 'mitigates', to: some('HS') }];
    case 'ST':
      return [{ kind: 'verifies', to: some('SRS') }];
    case 'TR':
      return [{ kind: 'records', to: some('ST') }];
    case 'SS':
    case 'UN':
    case 'HAZ':
      return [];
  }
}

function addLinks(plan: ProjectPlan, count: number, links: Map<string, PlannedLink[]>, random: Random): void {
  const draw = FORMS.flatMap((form) => Array.from({ length: form.share }, () => form));
  let missing = count;
  let misses = 0;
  while (missing > 0) {
    const { from, kind, to } = random.pick(draw);
    const number = 1 + random.below(plan.items[from]);
    // Within a type a link leads to a lower number, so that there are no cycles.
    const target = idOf(to, 1 + random.below(from === to ? number : plan.items[to]));
    const own = links.get(idOf(from, number)) ?? [];
    if (target === idOf(from, number) || own.some((link) => link.kind === kind && link.to === target)) {
      if (++misses > MAX_MISSES) throw new Error(`the items have no room for ${missing} more links`);
      continue;
    }
    own.push({ kind, to: target });
    missing--;
    misses = 0;
  }
}
