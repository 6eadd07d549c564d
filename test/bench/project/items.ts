import type { LinkKind } from '../../../server/src/model/linkKind.ts';
import { Random } from '../random.ts';
import { Deck } from './deck.ts';
import { FAN_OUT, PLANNED_TYPES, type PlannedType, type ProjectPlan } from './plan.ts';

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
  /** True for one that is still being written. Approved items seldom rest on such a one. */
  readonly draft: boolean;
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
  { from: 'UNIT', kind: 'uses', to: 'UNIT', share: 2 },
  { from: 'ST', kind: 'verifies', to: 'SRS', share: 20 },
  { from: 'ST', kind: 'verifies', to: 'RC', share: 3 },
  { from: 'RC', kind: 'controls', to: 'CAUSE', share: 2 },
  { from: 'TR', kind: 'records', to: 'ST', share: 2 },
];

/** A link without which something is missing at its target. */
type Need = Omit<LinkForm, 'share'>;

const NEEDS: readonly Need[] = [
  { from: 'SYS', kind: 'derives', to: 'UN' },
  { from: 'SRS', kind: 'derives', to: 'SYS' },
  { from: 'SI', kind: 'satisfies', to: 'SRS' },
  { from: 'ST', kind: 'verifies', to: 'SRS' },
  { from: 'HS', kind: 'arisesFrom', to: 'HAZ' },
  { from: 'CAUSE', kind: 'causes', to: 'HS' },
  { from: 'RC', kind: 'mitigates', to: 'HS' },
  { from: 'SRS', kind: 'implements', to: 'RC' },
  { from: 'ST', kind: 'verifies', to: 'RC' },
  { from: 'SDD', kind: 'designs', to: 'UNIT' },
  { from: 'SDD', kind: 'designs', to: 'IF' },
  { from: 'UT', kind: 'verifies', to: 'UNIT' },
  { from: 'IT', kind: 'verifies', to: 'SI' },
  { from: 'IT', kind: 'verifies', to: 'IF' },
  { from: 'REV', kind: 'verifies', to: 'SI' },
  { from: 'REV', kind: 'verifies', to: 'SDD' },
];

/** Part of the items that lack what they need: well-kept projects have gaps as well. */
const GAPS = 0.01;

/** Part of the drafts among items that nothing links to, and among the others. */
const DRAFTS = { atTheEnd: 0.04, inBetween: 0.0005 };

/** So many draws in a row that hit nothing new mean that a project has no room for more links. */
const MAX_MISSES = 10_000;

/** All items of a project with their links, in the order of {@link PLANNED_TYPES} and of their numbers. */
export function planItems(plan: ProjectPlan): ReadonlyMap<PlannedType, readonly PlannedItem[]> {
  const random = new Random(plan.seed);
  const links = new Map<string, PlannedLink[]>();
  for (const type of PLANNED_TYPES) {
    for (let number = 1; number <= plan.items[type]; number++) {
      links.set(idOf(type, number), ownLinks(type, number, plan, random));
    }
  }
  for (const need of NEEDS) meet(need, plan, links, random);
  const count = [...links.values()].reduce((sum, own) => sum + own.length, 0);
  if (count > plan.links) throw new Error(`the items need ${count} links, but the plan is for ${plan.links}`);
  addLinks(plan, plan.links - count, links, random);
  const linked = new Set([...links.values()].flatMap((own) => own.map(({ to }) => to)));
  return new Map(
    PLANNED_TYPES.map((type) => [
      type,
      Array.from({ length: plan.items[type] }, (_, index): PlannedItem => {
        const id = idOf(type, index + 1);
        const draft = random.chance(linked.has(id) ? DRAFTS.inBetween : DRAFTS.atTheEnd);
        return { id, type, number: index + 1, links: links.get(id) ?? [], draft };
      }),
    ]),
  );
}

/** The ID of an item. */
export function idOf(type: PlannedType, number: number): string {
  return `${type}-${number}`;
}

/** The ID of some item of a type. */
export function someId(type: PlannedType, plan: ProjectPlan, random: Random): string {
  return idOf(type, 1 + random.below(plan.items[type]));
}

/** The links that an item cannot be without. */
function ownLinks(type: PlannedType, number: number, plan: ProjectPlan, random: Random): PlannedLink[] {
  const some = (to: PlannedType): string => someId(to, plan, random);
  switch (type) {
    case 'SI':
      return [{ kind: 'partOf', to: number <= FAN_OUT ? idOf('SS', 1) : idOf('SI', Math.ceil(number / FAN_OUT) - 1) }];
    case 'UNIT':
      return [{ kind: 'partOf', to: idOf('SI', itemOfUnit(number, plan)) }];
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
    case 'IF':
      return siblings(number, plan).map((item) => ({ kind: 'connects', to: idOf('SI', item) }));
    case 'SDD':
      return [
        { kind: 'designs', to: some('UNIT') },
        { kind: 'refines', to: some('SI') },
      ];
    case 'UT':
      return [{ kind: 'verifies', to: some('UNIT') }];
    case 'IT':
    case 'REV':
      return [{ kind: 'verifies', to: some('SI') }];
    case 'SS':
    case 'UN':
    case 'HAZ':
      return [];
  }
}

/** Adds links until nearly every item has what it needs. */
function meet({ from, kind, to }: Need, plan: ProjectPlan, links: Map<string, PlannedLink[]>, random: Random): void {
  const met = new Set<string>();
  for (let number = 1; number <= plan.items[from]; number++) {
    for (const link of links.get(idOf(from, number)) ?? []) if (link.kind === kind) met.add(link.to);
  }
  const sources = new Deck(plan.items[from], random);
  for (let number = 1; number <= plan.items[to]; number++) {
    const target = idOf(to, number);
    if (met.has(target) || random.chance(GAPS)) continue;
    links.get(idOf(from, sources.deal()))?.push({ kind, to: target });
  }
}

/** The software item that a unit is part of: neighbours in number are neighbours in the tree. */
function itemOfUnit(unit: number, { items }: ProjectPlan): number {
  return Math.ceil((unit * items.SI) / items.UNIT);
}

/** The software items below one whole, which the interface of that number connects. */
function siblings(group: number, { items }: ProjectPlan): readonly number[] {
  const first = (group - 1) * FAN_OUT + 1;
  return Array.from({ length: Math.min(FAN_OUT, items.SI - first + 1) }, (_, index) => first + index);
}

/** The first unit of those whose software items an interface connects with that of a unit. */
function firstNeighbour(unit: number, plan: ProjectPlan): number {
  const before = (Math.ceil(itemOfUnit(unit, plan) / FAN_OUT) - 1) * FAN_OUT;
  return Math.floor((before * plan.items.UNIT) / plan.items.SI) + 1;
}

function addLinks(plan: ProjectPlan, count: number, links: Map<string, PlannedLink[]>, random: Random): void {
  const draw = FORMS.flatMap((form) => Array.from({ length: form.share }, () => form));
  let missing = count;
  let misses = 0;
  while (missing > 0) {
    const { from, kind, to } = random.pick(draw);
    const number = 1 + random.below(plan.items[from]);
    // Within a type a link leads to a lower number, so that there are no cycles.
    const last = from === to ? number : plan.items[to];
    const first = kind === 'uses' ? firstNeighbour(number, plan) : 1;
    const target = idOf(to, first + random.below(last - first + 1));
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
