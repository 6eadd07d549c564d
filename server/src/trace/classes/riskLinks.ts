import { compareIds } from '../../model/compare.ts';
import type { ClassCause, ClassControl, ClassInput, ClassSituation } from './classInput.ts';

/** Causes, situations and controls by ID, in order of ID, with the ways between them. */
export interface RiskLinks {
  readonly causes: ReadonlyMap<string, ClassCause>;
  readonly situations: ReadonlyMap<string, ClassSituation>;
  readonly controls: ReadonlyMap<string, ClassControl>;
  /** Situations that a control acts on, directly or by a cause, in order of ID. */
  readonly situationsOf: (control: ClassControl) => readonly ClassSituation[];
  /** Controls that act on a situation, directly or by a cause. */
  readonly controlsOn: (situation: ClassSituation) => readonly ClassControl[];
}

/** Connects the risk side of the input. Links to what is not on record are left out. */
export function riskLinks(input: ClassInput): RiskLinks {
  const causes = byId(input.causes);
  const situations = byId(input.situations);
  const controls = byId(input.controls);
  const known = (ids: Iterable<string>): readonly ClassSituation[] =>
    [...new Set(ids)].sort(compareIds).flatMap((id) => situations.get(id) ?? []);
  const ofControl = new Map<string, readonly ClassSituation[]>();
  const onSituation = new Map<string, ClassControl[]>([...situations.keys()].map((id) => [id, []]));
  for (const control of controls.values()) {
    const byCause = control.controls.flatMap((id) => causes.get(id)?.situations ?? []);
    const list = known([...control.mitigates, ...byCause]);
    ofControl.set(control.id, list);
    for (const situation of list) onSituation.get(situation.id)?.push(control);
  }
  return {
    causes,
    situations,
    controls,
    situationsOf: (control) => ofControl.get(control.id) ?? [],
    controlsOn: (situation) => onSituation.get(situation.id) ?? [],
  };
}

function byId<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  for (const item of list) if (!result.has(item.id)) result.set(item.id, item);
  return new Map([...result].sort(([a], [b]) => compareIds(a, b)));
}
