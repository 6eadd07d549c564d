import { compareText } from '../model/compare.ts';
import { itemKeyOf } from '../model/itemId.ts';
import type { Profile } from '../model/profile.ts';
import type {
  ClassCause,
  ClassControl,
  ClassNode,
  ClassRequirement,
  ClassSituation,
  NodeKind,
  NodeScope,
} from './classes/classInput.ts';
import { attribute, attributeValues, type Item, isRetired, type Link, targets } from './item.ts';
import { estimatesOf } from './riskEstimates.ts';
import { demandedLevels } from './riskMatrix.ts';
import { type Snapshot, sources, type Tag } from './snapshot.ts';
import { realises } from './tagMeaning.ts';

const NODE_KINDS: readonly NodeKind[] = ['SS', 'SI', 'UNIT', 'SOUP'];

/** What an item is in the class tree; undefined for one that is no part of it. */
export function nodeKindOf({ type }: Item): NodeKind | undefined {
  return NODE_KINDS.find((kind) => kind === type);
}

/** A node of the class tree, as its record has it. */
export function nodeOf(
  snapshot: Snapshot,
  item: Item,
  kind: NodeKind,
  { levels }: Profile = snapshot.config.profile,
): ClassNode {
  const users = kind === 'SOUP' ? sources(snapshot, item, 'uses') : [];
  const declared = attribute(item, 'safetyClass')?.toUpperCase();
  return {
    id: item.id,
    kind,
    scope: scopeOf(item),
    parents: [...targets(item, 'partOf'), ...users].map((parent) => parent.id),
    declared: declared !== undefined && levels.includes(declared) ? declared : undefined,
    hasRationale: rationaleOf(item) !== undefined,
    hasSegregation: segregationOf(item) !== undefined,
    countedControls: attributeValues(item, 'classRationale.countedControls').map(
      (id) => snapshot.byKey.get(itemKeyOf(id))?.id ?? id,
    ),
  };
}

/** A cause, or a threat to security that leads to a situation, with where it stands and what it leads to directly. */
export function causeOf(item: Item): ClassCause {
  return {
    id: item.id,
    in: targets(item, 'in').map((place) => place.id),
    causes: effectsOf(item).map((effect) => effect.id),
  };
}

/** A hazardous situation with the level that it demands. */
export function situationOf(
  { config }: Pick<Snapshot, 'config'>,
  item: Item,
  profile: Profile = config.profile,
): ClassSituation {
  const { withExternal, withoutExternal } = demandedLevels(config.risk, profile, estimatesOf(config.risk, item));
  return {
    id: item.id,
    demanded: withExternal,
    demandedWithoutExternal: withoutExternal,
    contribution: contributionOf(item),
    arisesFrom: targets(item, 'arisesFrom').flatMap((hazard) => (hazard.type === 'HAZ' ? hazard.id : [])),
  };
}

/** A risk control with what it acts on and what realises it. */
export function controlOf(snapshot: Snapshot, item: Item): ClassControl {
  const idsOf = (kind: Link['kind'], ...types: readonly string[]): readonly string[] =>
    targets(item, kind).flatMap(({ id, type }) => (types.includes(type) ? id : []));
  return {
    id: item.id,
    controls: idsOf('controls', 'CAUSE', 'THR'),
    mitigates: idsOf('mitigates', 'HS', 'HAZ'),
    implementedBy: idsInOrder(
      [...unitsImplementing(snapshot, item), ...codeRealising(snapshot, item)].filter(nodeKindOf),
    ),
    byRequirements: idsInOrder(requirementsImplementing(snapshot, item)),
    external: isExternal(item),
    hardware: attribute(item, 'implementedIn')?.toLowerCase() === 'hardware',
  };
}

/** A requirement that implements controls, with what realises it. */
export function requirementOf(snapshot: Snapshot, item: Item): ClassRequirement {
  const nodes = [...recordsRealising(snapshot, item), ...codeRealising(snapshot, item)].filter(nodeKindOf);
  return { id: item.id, implementedBy: idsInOrder(nodes) };
}

/** In an order of their own, so that one of several tags of an item that comes or goes changes nothing. */
function idsInOrder(items: readonly Item[]): readonly string[] {
  return [...new Set(items.map(({ id }) => id))].sort(compareText);
}

/** True for a control that acts from outside of all software, as its record says. */
export function isExternal(control: Item): boolean {
  return attribute(control, 'external')?.toLowerCase() === 'true';
}

/** Units and items that realise a control: by a requirement, by their own record, or by their code. May name one twice. */
export function implementersOf(snapshot: Snapshot, control: Item): readonly Item[] {
  const requirements = requirementsImplementing(snapshot, control);
  const byRequirement = requirements.flatMap((item) => recordsRealising(snapshot, item));
  const byCode = [control, ...requirements].flatMap((item) => codeRealising(snapshot, item));
  return [...unitsImplementing(snapshot, control), ...byRequirement, ...byCode].filter(nodeKindOf);
}

function requirementsImplementing(snapshot: Snapshot, control: Item): readonly Item[] {
  return sources(snapshot, control, 'implements').filter(({ type }) => type === 'SRS');
}

function unitsImplementing(snapshot: Snapshot, control: Item): readonly Item[] {
  return sources(snapshot, control, 'implements').filter(({ type }) => type === 'UNIT');
}

function recordsRealising(snapshot: Snapshot, requirement: Item): readonly Item[] {
  return [...sources(snapshot, requirement, 'satisfies'), ...sources(snapshot, requirement, 'implements')];
}

/** The records and software items that code belongs to which realises an item by a tag. */
function codeRealising(snapshot: Snapshot, item: Item): readonly Item[] {
  return (snapshot.tagsByTarget.get(item.key) ?? []).filter(realises).flatMap(ownerOf);
}

/** What a cause leads to directly: situations, and causes that lead on. What is retired leads nowhere. */
export function effectsOf(cause: Item): readonly Item[] {
  return targets(cause, 'causes').filter((effect) => LEADING_ON.has(effect.type) && !isRetired(effect));
}

const LEADING_ON: ReadonlySet<string> = new Set(['CAUSE', 'HS']);

/** Situations that some causes lead to, directly or by way of other causes. */
export function situationsOfCauses(causes: readonly Item[]): readonly Item[] {
  const reached = new Set(causes);
  const situations = new Set<Item>();
  for (const cause of reached) {
    for (const effect of effectsOf(cause)) (effect.type === 'HS' ? situations : reached).add(effect);
  }
  return [...situations];
}

/** Why a record says that a lower class is justified, or undefined. */
export function rationaleOf(item: Item): string | undefined {
  return attribute(item, 'classRationale.text') ?? attribute(item, 'classRationale');
}

/** How a record says that an item is segregated, or undefined. */
export function segregationOf(item: Item): string | undefined {
  const written = ['description', 'mechanism'].map((part) => attribute(item, `classRationale.segregation.${part}`));
  const record = targets(item, 'segregatedBy')[0];
  const found = written[0] ?? written[1] ?? attribute(item, 'classRationale.segregation');
  return found ?? (record && `${record.id} ${record.title}`);
}

/** Whether software contributes to a situation; what is not stated or not understood is unknown, and counts. */
export function contributionOf(item: Item): ClassSituation['contribution'] {
  const stated = attribute(item, 'softwareContribution')?.toLowerCase();
  return stated === 'none' || stated === 'contributes' ? stated : 'unknown';
}

/** Whether an item is part of the product; test code, simulators and tools are not. */
export function scopeOf(item: Item): NodeScope {
  const scope = attribute(item, 'scope')?.toLowerCase();
  return scope === 'test' || scope === 'tool' ? scope : 'product';
}

/** The record, or else the most specific software item, that a tag's code belongs to. */
function ownerOf(tag: Tag): readonly Item[] {
  const owner = tag.record ?? tag.softwareItems[0];
  return owner ? [owner] : [];
}
