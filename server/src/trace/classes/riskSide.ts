import { compareIds } from '../../model/compare.ts';
import { PatchedMap } from '../../model/patchedMap.ts';
import { sameSet } from '../../model/same.ts';
import type { Steps } from '../../model/steps.ts';
import { type BySystem, firstBySystem, sameBySystem } from './bySystem.ts';
import type { ClassSettings, ClassSituation, RiskRecordChanges } from './classInput.ts';
import type { ClassTree } from './classTree.ts';
import { isExternalTo, isHardware, PLACEMENTS, placementOf } from './externalControls.ts';
import { Flow } from './flow.ts';
import type { LevelScale } from './levelScale.ts';
import { actsOn, hazardsOf, NO_RECORDS, type RiskRecords, recordsAfter, requirementsOf } from './riskRecords.ts';

/** What each situation demands, by the positions of the software systems. */
export type SituationRanks = PatchedMap<string, readonly number[]>;

/** A situation with what it demands. */
export interface RankedSituation {
  readonly rank: number;
  readonly situation: string;
}

/** A control with the situation that it acts on and that demands most. */
export interface RankedControl extends RankedSituation {
  readonly control: string;
}

/** The situations that demand most of those that something leads to or acts on. */
export interface WorstSituations {
  readonly any: BySystem<RankedSituation>;
  /** Of those to which software contributes. The same object as `any` where these are all. */
  readonly contributing: BySystem<RankedSituation>;
}

/** What a change has touched on the side of the risks. */
export interface RiskChange {
  /** Nodes of which the controls that they implement demand something else. */
  readonly implementing: ReadonlySet<string>;
  /** Nodes in which other causes sit, or ones whose worst situations are others. */
  readonly withCauses: ReadonlySet<string>;
}

/**
 * What situations demand in each software system, and the worst of them for each cause and control. Kept up to date from what has
 * changed to what rests on it.
 */
export class RiskSide {
  readonly #systems: readonly string[];
  readonly #scale: LevelScale;
  readonly #kinds: ClassSettings['externalControls'];
  #records = NO_RECORDS;
  #ranks: SituationRanks = PatchedMap.of(new Map());
  /** Where the nodes stand that implement a control or a requirement. */
  readonly #placements = new Flow(PLACEMENTS);
  /** Systems from outside of which a control acts; those without any are left out. */
  readonly #externalTo = new Map<string, ReadonlySet<string>>();
  /** The same of all controls that act on a situation, its hazards, and what leads to it. */
  readonly #reducedFrom = new Flow<ReadonlySet<string>>({ join: union, same: sameSet });
  readonly #worst = new Flow<WorstSituations>({ join: worseOf, same: sameWorst });
  /** What demands most of what controls act on, handed on to the requirements that implement these, and to nodes. */
  readonly #ofControls = new Flow<BySystem<RankedControl>>({
    join: (a, b) => firstBySystem(a, b, compareControls),
    same: (a, b) => sameBySystem(a, b, sameControl),
  });

  /** `systems` are those that nodes of the tree may be in. */
  constructor(systems: readonly string[], scale: LevelScale, kinds: ClassSettings['externalControls']) {
    this.#systems = systems;
    this.#scale = scale;
    this.#kinds = kinds;
  }

  get records(): RiskRecords {
    return this.#records;
  }

  /** What situations demand. Immutable, as the records are. */
  get ranks(): SituationRanks {
    return this.#ranks;
  }

  /** The worst situations that a cause leads to, or that a control acts on. */
  worst(id: string): WorstSituations | undefined {
    return this.#worst.get(id);
  }

  /** What demands most of what the controls act on that a node implements, itself or by a requirement. */
  worstOfControls(node: string): BySystem<RankedControl> | undefined {
    return this.#ofControls.get(node);
  }

  /** Takes in what has changed, in steps; `moved` are nodes that are in other systems by now, or have come or gone. */
  *update(changes: RiskRecordChanges, tree: ClassTree, moved: Iterable<string>): Steps<RiskChange> {
    const { causes, situations, controls } = changes;
    const { records, reached, hazards, implementing, ...nodes } = recordsAfter(this.#records, changes);
    this.#records = records;
    yield;
    const reduced = new Set([...causes.keys(), ...situations.keys(), ...reached]);
    for (const id of yield* this.#placedAnew(changes, tree, moved)) {
      yield;
      for (const target of this.#place(id)) reduced.add(target);
    }
    for (const id of reduced) {
      yield;
      const givers = [...records.causesOf.of(id), ...hazardsOf(records.situations.get(id))];
      this.#reducedFrom.set(id, this.#reducedBy(records.controlsOn.of(id)), givers);
    }
    yield* this.#rank(new Set([...situations.keys(), ...(yield* this.#reducedFrom.renew())]), situations);
    for (const [id, cause] of causes) this.#worst.set(id, undefined, cause?.causes ?? []);
    for (const [id, control] of controls) this.#worst.set(id, undefined, actsOn(control));
    for (const hazard of hazards) this.#worst.set(hazard, undefined, records.arisingFrom.of(hazard));
    const withCauses = new Set(nodes.withCauses);
    const acting = new Set(controls.keys());
    for (const id of yield* this.#worst.renew()) {
      if (records.controls.get(id)) acting.add(id);
      for (const node of records.causes.get(id)?.in ?? []) withCauses.add(node);
    }
    for (const id of acting) this.#ofControls.set(id, this.#ofControl(id), []);
    for (const id of implementing) this.#ofControls.set(id, undefined, this.#implementedBy(id));
    return { implementing: yield* this.#ofControls.renew(), withCauses };
  }

  /** Controls that are others, or whose implementers stand elsewhere by now. */
  *#placedAnew(
    { controls, requirements }: RiskRecordChanges,
    tree: ClassTree,
    moved: Iterable<string>,
  ): Steps<ReadonlySet<string>> {
    const records = this.#records;
    const stale = new Set([...controls.keys(), ...requirements.keys()]);
    for (const node of moved) {
      for (const id of records.controlsBy.of(node)) stale.add(id);
      for (const id of records.requirementsBy.of(node)) stale.add(id);
    }
    for (const id of stale) {
      yield;
      const control = records.controls.get(id);
      const { implementedBy = [] } = control ?? records.requirements.get(id) ?? {};
      this.#placements.set(id, placementOf(tree, implementedBy), requirementsOf(control));
    }
    return new Set([...controls.keys(), ...(yield* this.#placements.renew())]);
  }

  #ofControl(id: string): BySystem<RankedControl> | undefined {
    return this.#records.controls.get(id) && this.worst(id)?.any.map((found) => found && { ...found, control: id });
  }

  /** Controls that a node or a requirement implements, and requirements that a node realises. */
  #implementedBy(id: string): readonly string[] {
    const { controlsBy, controlsFor, requirementsBy } = this.#records;
    return [...controlsBy.of(id), ...controlsFor.of(id), ...requirementsBy.of(id)];
  }

  /** Looks up from outside of which systems a control acts, and gives what it acts on where those are others by now. */
  #place(id: string): readonly string[] {
    const control = this.#records.controls.get(id);
    const placement = this.#placements.get(id);
    const counts = control && (this.#kinds !== 'hardware' || isHardware(control));
    const found = new Set(counts ? this.#systems.filter((system) => isExternalTo(placement, control, system)) : []);
    if (sameSet(found, this.#externalTo.get(id) ?? NOWHERE)) return [];
    if (found.size > 0) this.#externalTo.set(id, found);
    else this.#externalTo.delete(id);
    return actsOn(control);
  }

  #reducedBy(controls: readonly string[]): ReadonlySet<string> | undefined {
    const found = controls.flatMap((id) => this.#externalTo.get(id) ?? []);
    return found.length > 0 ? found.reduce(union) : undefined;
  }

  /** What some situations demand. A control from outside counts there only, and the lower level is in force where there is one. */
  *#rank(ids: Iterable<string>, changed: ReadonlyMap<string, ClassSituation | undefined>): Steps<void> {
    const ranks = new Map<string, readonly number[] | undefined>();
    for (const id of ids) {
      yield;
      const situation = this.#records.situations.get(id);
      if (!situation && !changed.has(id)) continue;
      const found = situation && this.#ranksOf(situation);
      if (!sameNumbers(found, this.#ranks.get(id))) ranks.set(id, found);
      this.#worst.set(id, found && worstOf(id, found, situation.contribution !== 'none'), []);
    }
    this.#ranks = this.#ranks.with(ranks);
  }

  #ranksOf({ id, demanded, demandedWithoutExternal }: ClassSituation): readonly number[] {
    const reducedFrom = this.#reducedFrom.get(id);
    const reduced = this.#rankOf(demanded);
    const without = Math.max(reduced, this.#rankOf(demandedWithoutExternal ?? demanded));
    return this.#systems.map((system) => (reducedFrom?.has(system) ? reduced : without));
  }

  #rankOf(level: string): number {
    const rank = this.#scale.rankOf(level);
    return rank < 0 ? this.#scale.defaultRank : rank;
  }
}

const NOWHERE: ReadonlySet<string> = new Set();

function worstOf(situation: string, ranks: readonly number[], contributes: boolean): WorstSituations {
  const any = ranks.map((rank) => ({ rank, situation }));
  return { any, contributing: contributes ? any : [] };
}

function worseOf(a: WorstSituations, b: WorstSituations): WorstSituations {
  const any = firstBySystem(a.any, b.any, compareRanked);
  const contributeAll = a.contributing === a.any && b.contributing === b.any;
  return { any, contributing: contributeAll ? any : firstBySystem(a.contributing, b.contributing, compareRanked) };
}

/** The highest rank first, and of those the situation whose ID comes first. */
export function compareRanked(a: RankedSituation, b: RankedSituation): number {
  return b.rank - a.rank || compareIds(a.situation, b.situation);
}

/** As {@link compareRanked}, and of the same situation the control whose ID comes first. */
export function compareControls(a: RankedControl, b: RankedControl): number {
  return compareRanked(a, b) || compareIds(a.control, b.control);
}

function sameControl(a: RankedControl, b: RankedControl): boolean {
  return sameRanked(a, b) && a.control === b.control;
}

function sameWorst(a: WorstSituations, b: WorstSituations): boolean {
  return sameBySystem(a.any, b.any, sameRanked) && sameBySystem(a.contributing, b.contributing, sameRanked);
}

function sameRanked(a: RankedSituation, b: RankedSituation): boolean {
  return a.rank === b.rank && a.situation === b.situation;
}

function sameNumbers(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.every((number, index) => number === b[index]));
}

function union<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> {
  return [...b].every((each) => a.has(each)) ? a : new Set([...a, ...b]);
}
