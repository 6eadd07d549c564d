import { itemKeyOf } from '../model/itemId.ts';
import { counts, type Demand } from '../trace/classes/demands.ts';
import type { ClassStep } from '../trace/classes.ts';
import type { Item, Snapshot } from '../trace/snapshot.ts';

/** One reason for a class: a short name, a sentence, and the item that it leads to. */
export interface ClassReason {
  readonly label: string;
  readonly detail: string;
  readonly item: Item | undefined;
}

/** A step of the way to an effective class, as a person reads it. */
export function stepReason(snapshot: Snapshot, step: ClassStep): ClassReason {
  const { node, level } = step;
  switch (step.kind) {
    case 'default':
      return {
        ...reason(snapshot, node, `No class is on record for ${node}: class ${level} applies until one is (4.3 g).`),
        label: 'default',
      };
    case 'circle':
      return {
        ...reason(snapshot, node, `${node} is part of itself: class ${level} applies until this is resolved.`),
        label: 'circle',
      };
    case 'declared':
      return { ...reason(snapshot, node, `Class ${level} is declared at ${node}.`), label: `declared ${level}` };
    case 'inherited': {
      const how = step.assumed ? 'the only software system, as it names no parent' : 'which it is part of';
      return reason(snapshot, step.from, `${node} inherits class ${level} from ${step.from}, ${how} (4.3 d).`);
    }
    case 'raised':
      return reason(snapshot, step.by, `${node} has at least class ${level}, the class of its part ${step.by}.`);
    case 'required':
      return demandReason(snapshot, step.demand);
  }
}

/** What the risk analysis demands, as a person reads it, with a label like `HS-05 S4` or `RC-07`. */
export function demandReason(snapshot: Snapshot, demand: Demand): ClassReason {
  const { situation, at, level } = demand;
  const severity = snapshot.risk.situations.get(itemById(snapshot, situation)?.key ?? '')?.initial.severity;
  const risk = severity === undefined ? situation : `${situation} ${severity}`;
  if (demand.rule === '7.2.2 b') {
    const { control } = demand;
    return reason(snapshot, control, `${at} implements ${control}, which acts on ${risk}: class ${level} (7.2.2 b).`);
  }
  const cause = `${demand.cause} in ${at} leads to ${risk}`;
  if (counts(demand)) return { ...reason(snapshot, situation, `${cause}: class ${level} (4.3 a).`), label: risk };
  const control = demand.carriedBy?.control ?? 'a risk control';
  const carried = `${cause}, but ${control} in another, segregated item carries the risk: it does not count here.`;
  return { ...reason(snapshot, situation, carried), label: risk };
}

/** The item that the class analysis knows by this ID. */
export function itemById(snapshot: Snapshot, id: string): Item | undefined {
  return snapshot.byKey.get(itemKeyOf(id));
}

function reason(snapshot: Snapshot, id: string, detail: string): ClassReason {
  return { label: id, detail, item: itemById(snapshot, id) };
}
