import { compareText } from '../../model/compare.ts';
import { PatchedMap } from '../../model/patchedMap.ts';
import type { ClassCause, ClassControl, ClassRequirement, ClassSituation, RiskRecordChanges } from './classInput.ts';
import { LinkIndex, type RelinkedRecord } from './linkIndex.ts';

/** The records about risks, with the links between them in both directions. Immutable. */
export interface RiskRecords {
  readonly causes: PatchedMap<string, ClassCause>;
  readonly situations: PatchedMap<string, ClassSituation>;
  readonly controls: PatchedMap<string, ClassControl>;
  readonly requirements: PatchedMap<string, ClassRequirement>;
  /** Causes that lead to a cause or situation. */
  readonly causesOf: LinkIndex;
  /** Causes that sit in a node. */
  readonly causesIn: LinkIndex;
  /** Situations that arise from a hazard. */
  readonly arisingFrom: LinkIndex;
  /** Controls that act on a cause, situation or hazard. */
  readonly controlsOn: LinkIndex;
  /** Controls that a node implements itself. */
  readonly controlsBy: LinkIndex;
  /** Controls that a requirement implements. */
  readonly controlsFor: LinkIndex;
  /** Requirements that a node realises. */
  readonly requirementsBy: LinkIndex;
}

/** Records after a change, with the IDs that others name by then. */
export interface RelinkedRecords {
  readonly records: RiskRecords;
  /** Causes and situations to which other causes lead, or on which other controls act, and hazards of those. */
  readonly reached: ReadonlySet<string>;
  /** Hazards from which other situations arise. */
  readonly hazards: ReadonlySet<string>;
  /** Nodes in which other causes sit. */
  readonly withCauses: ReadonlySet<string>;
  /** Nodes that implement other controls or requirements, and requirements that implement other controls. */
  readonly implementing: ReadonlySet<string>;
}

/** No records. */
export const NO_RECORDS: RiskRecords = {
  causes: PatchedMap.of(new Map()),
  situations: PatchedMap.of(new Map()),
  controls: PatchedMap.of(new Map()),
  requirements: PatchedMap.of(new Map()),
  causesOf: LinkIndex.EMPTY,
  causesIn: LinkIndex.EMPTY,
  arisingFrom: LinkIndex.EMPTY,
  controlsOn: LinkIndex.EMPTY,
  controlsBy: LinkIndex.EMPTY,
  controlsFor: LinkIndex.EMPTY,
  requirementsBy: LinkIndex.EMPTY,
};

/** The records after a change. */
export function recordsAfter(
  before: RiskRecords,
  { causes, situations, controls, requirements }: RiskRecordChanges,
): RelinkedRecords {
  const causesOf = before.causesOf.with(relinked(before.causes, causes, (cause) => cause.causes));
  const causesIn = before.causesIn.with(relinked(before.causes, causes, (cause) => cause.in));
  const arisingFrom = before.arisingFrom.with(relinked(before.situations, situations, hazardsOf));
  const controlsOn = before.controlsOn.with(relinked(before.controls, controls, actsOn));
  const controlsBy = before.controlsBy.with(relinked(before.controls, controls, (control) => control.implementedBy));
  const controlsFor = before.controlsFor.with(relinked(before.controls, controls, requirementsOf));
  const requirementsBy = before.requirementsBy.with(
    relinked(before.requirements, requirements, (requirement) => requirement.implementedBy),
  );
  return {
    records: {
      causes: before.causes.with(causes),
      situations: before.situations.with(situations),
      controls: before.controls.with(controls),
      requirements: before.requirements.with(requirements),
      causesOf: causesOf.index,
      causesIn: causesIn.index,
      arisingFrom: arisingFrom.index,
      controlsOn: controlsOn.index,
      controlsBy: controlsBy.index,
      controlsFor: controlsFor.index,
      requirementsBy: requirementsBy.index,
    },
    reached: new Set([...causesOf.touched, ...controlsOn.touched]),
    hazards: arisingFrom.touched,
    withCauses: causesIn.touched,
    implementing: new Set([...controlsBy.touched, ...controlsFor.touched, ...requirementsBy.touched]),
  };
}

/** Requirements that implement a control. */
export function requirementsOf(control: ClassControl | undefined): readonly string[] {
  return control?.byRequirements ?? [];
}

/** Nodes that implement a control, themselves or by a requirement, each once, in an order of their own. */
export function implementersOf({ requirements }: RiskRecords, control: ClassControl): readonly string[] {
  const byRequirement = requirementsOf(control).flatMap((id) => requirements.get(id)?.implementedBy ?? []);
  return [...new Set([...control.implementedBy, ...byRequirement])].sort(compareText);
}

/** Controls that a node implements, itself or by a requirement, each once, in no particular order. */
export function controlsOf({ controlsBy, controlsFor, requirementsBy }: RiskRecords, node: string): readonly string[] {
  const byRequirement = requirementsBy.of(node).flatMap((requirement) => controlsFor.of(requirement));
  return [...new Set([...controlsBy.of(node), ...byRequirement])];
}

/** Hazards that a situation arises from. */
export function hazardsOf(situation: ClassSituation | undefined): readonly string[] {
  return situation?.arisesFrom ?? [];
}

/** Causes, situations and hazards that a control acts on. */
export function actsOn(control: ClassControl | undefined): readonly string[] {
  return control ? [...control.controls, ...control.mitigates] : [];
}

function* relinked<T extends object>(
  before: PatchedMap<string, T>,
  changes: ReadonlyMap<string, T | undefined>,
  linksOf: (record: T) => readonly string[],
): Generator<RelinkedRecord> {
  for (const [id, record] of changes) {
    const known = before.get(id);
    yield { id, before: known ? linksOf(known) : [], after: record ? linksOf(record) : [] };
  }
}
