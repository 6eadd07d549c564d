import { capitalised } from '../../model/capitalised.ts';
import { itemKeyOf } from '../../model/itemId.ts';
import type { Profile } from '../../model/profile.ts';
import { counts, type Demand } from '../../trace/classes/demands.ts';
import type { ClassAnalysis, ClassStep } from '../../trace/classes/nodeClass.ts';
import { classGround, classPath } from '../../trace/classes.ts';
import { groundText, severityOf } from '../../trace/classGroundText.ts';
import type { Item } from '../../trace/item.ts';
import type { Snapshot } from '../../trace/snapshot.ts';

/** One reason for a class: a short name, a sentence, and the item that it leads to. */
export interface ClassReason {
  readonly label: string;
  readonly detail: string;
  readonly item: Item | undefined;
}

/** A step of the way to an effective class, as a person reads it. */
export function stepReason(
  snapshot: Snapshot,
  step: ClassStep,
  profile: Profile = snapshot.config.profile,
): ClassReason {
  const { node } = step;
  const level = `${profile.labels.level} ${step.level}`;
  switch (step.kind) {
    case 'default':
      return {
        ...reason(
          snapshot,
          node,
          `No ${profile.labels.level} is on record for ${node}: ${level} applies until one is (4.3 g).`,
        ),
        label: 'default',
      };
    case 'circle':
      return {
        ...reason(snapshot, node, `${node} is part of itself: ${level} applies until this is resolved.`),
        label: 'circle',
      };
    case 'declared':
      return {
        ...reason(snapshot, node, `${capitalised(level)} is declared at ${node}.`),
        label: `declared ${step.level}`,
      };
    case 'inherited': {
      const how = step.assumed ? 'the only software system, as it names no parent' : 'which it is part of';
      return reason(snapshot, step.from, `${node} inherits ${level} from ${step.from}, ${how} (4.3 d).`);
    }
    case 'raised':
      return reason(
        snapshot,
        step.by,
        `${node} has at least ${level}, the ${profile.labels.level} of its part ${step.by}.`,
      );
    case 'required':
      return demandReason(snapshot, step.demand, profile);
  }
}

/** The effective class of a node with what it rests on; the default and bare declarations are said to be that. */
export function becauseText(
  snapshot: Snapshot,
  analysis: ClassAnalysis,
  id: string,
  { labels }: Profile = snapshot.config.profile,
): string {
  const node = analysis.nodes.get(id);
  if (!node) return '';
  const level = `${labels.level} ${node.effective}`;
  const ground = classGround(analysis, id);
  if (ground) return `${level} because ${groundText(snapshot, ground)}`;
  const last = classPath(analysis, id).at(-1);
  if (last?.kind === 'declared') return `${level} because it is declared at ${last.node}`;
  if (last?.kind === 'circle') return `${level} because ${last.node} is part of itself`;
  return `${level} because no other ${labels.level} is on record`;
}

/** The clause that a kind of demand comes from; the rule about controls moved with the amendment of 2015. */
function clauseOf({ classification }: Profile, rule: Demand['rule']): string {
  return rule === '7.2.2 b' && classification === 'severity' ? '4.3 b' : rule;
}

/** What the risk analysis demands, as a person reads it, with a label like `HS-05 S4` or `RC-07`. */
export function demandReason(
  snapshot: Snapshot,
  demand: Demand,
  profile: Profile = snapshot.config.profile,
): ClassReason {
  const { situation, at } = demand;
  const level = `${profile.labels.level} ${demand.level}`;
  const severity = severityOf(snapshot, situation);
  const risk = severity === undefined ? situation : `${situation} ${severity}`;
  const clause = clauseOf(profile, demand.rule);
  if (demand.rule === '7.2.2 b') {
    const { control } = demand;
    return reason(snapshot, control, `${at} implements ${control}, which acts on ${risk}: ${level} (${clause}).`);
  }
  const cause = `${demand.cause} in ${at} leads to ${risk}`;
  if (counts(demand)) return { ...reason(snapshot, situation, `${cause}: ${level} (${clause}).`), label: risk };
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
