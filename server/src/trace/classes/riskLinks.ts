import { compareIds } from '../../model/compare.ts';
import { PatchedMap } from '../../model/patchedMap.ts';
import type { ClassCause, ClassControl, ClassInput, ClassSituation } from './classInput.ts';

/** Causes, situations and controls by ID, with the ways between them: in order of ID, but for controls of which there are other versions. */
export interface RiskLinks {
  readonly causes: ReadonlyMap<string, ClassCause>;
  readonly situations: ReadonlyMap<string, ClassSituation>;
  readonly controls: PatchedMap<string, ClassControl>;
  /** Situations that a control acts on, directly or by a cause, in order of ID. */
  readonly situationsOf: (control: ClassControl) => readonly ClassSituation[];
  /** Controls that act on a situation, directly or by a cause. */
  readonly controlsOn: (situation: ClassSituation) => readonly ClassControl[];
  /** The same with other versions of some controls, which act on what those before act on. */
  readonly withVersions: (versions: readonly ClassControl[]) => RiskLinks;
}

/** Connects the risk side of the input. Links to what is not on record are left out. */
export function riskLinks(input: ClassInput): RiskLinks {
  const causes = byId(input.causes);
  const situations = byId(input.situations);
  const controls = byId(input.controls);
  const known = (ids: Iterable<string>): readonly ClassSituation[] =>
    [...new Set(ids)].sort(compareIds).flatMap((id) => situations.get(id) ?? []);
  const ofControl = new Map<string, readonly ClassSituation[]>();
  const onSituation = new Map<string, string[]>([...situations.keys()].map((id) => [id, []]));
  for (const control of controls.values()) {
    const byCause = control.controls.flatMap((id) => causes.get(id)?.situations ?? []);
    const list = known([...control.mitigates, ...byCause]);
    ofControl.set(control.id, list);
    for (const situation of list) onSituation.get(situation.id)?.push(control.id);
  }
  const linked = (present: PatchedMap<string, ClassControl>): RiskLinks => ({
    causes,
    situations,
    controls: present,
    situationsOf: (control) => ofControl.get(control.id) ?? [],
    controlsOn: (situation) => (onSituation.get(situation.id) ?? []).flatMap((id) => present.get(id) ?? []),
    withVersions: (versions) => linked(present.with(new Map(versions.map((control) => [control.id, control])))),
  });
  return linked(PatchedMap.of(controls));
}

function byId<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  for (const item of list) if (!result.has(item.id)) result.set(item.id, item);
  return new Map([...result].sort(([a], [b]) => compareIds(a, b)));
}
