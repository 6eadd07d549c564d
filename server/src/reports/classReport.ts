import { capitalised } from '../model/capitalised.ts';
import { itemKeyOf } from '../model/itemId.ts';
import type { ProfileLabels } from '../model/profile.ts';
import type { FilePath } from '../model/span.ts';
import { sourceOf } from '../trace/classes/demands.ts';
import type { ClassStep, NodeClass } from '../trace/classes/nodeClass.ts';
import { classGround, classPath } from '../trace/classes.ts';
import { groundText } from '../trace/classGroundText.ts';
import { lineColumnIn } from '../trace/place.ts';
import type { Snapshot } from '../trace/snapshot.ts';

/** Safety classes of systems, items, units and SOUP; `lifetrace check --classes`. */
export interface ClassReport {
  /** The level of the product: the highest of its systems, or the profile's default. */
  readonly level: string;
  /** In order of ID. */
  readonly list: readonly ReportedClass[];
}

/** The safety class of one record. */
export interface ReportedClass {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly partOf: readonly string[];
  readonly declared: string | null;
  readonly inherited: string | null;
  /** What the risk analysis demands. */
  readonly required: string | null;
  readonly effective: string;
  /** Steps from the record to what its effective class rests on. */
  readonly path: readonly ReportedStep[];
  /** What in the risk file asks for this very class; null where it rests on words alone. */
  readonly ground: ReportedGround | null;
  readonly file: FilePath | null;
  readonly line: number | null;
}

/** One step: the class of `node` is as it is because of `because`. */
export interface ReportedStep {
  readonly kind: ClassStep['kind'];
  readonly node: string;
  readonly level: string;
  /** The record that it comes from; null for a declaration or the default. */
  readonly because: string | null;
}

/** A situation, and the cause or control that brings its class to a place. */
export interface ReportedGround {
  readonly situation: string;
  /** The cause that leads to it, or the control that acts on it. */
  readonly source: string;
  /** Where the cause sits, or the control is implemented. */
  readonly at: string;
  /** For example `HS-05 (S4) ← CAUSE-07 in SI-02`. */
  readonly text: string;
}

/** Builds the report on the safety classes. */
export function classReport(snapshot: Snapshot): ClassReport {
  return {
    level: snapshot.productLevel,
    list: [...snapshot.classes.nodes.values()].map((node) => reportClass(snapshot, node)),
  };
}

function reportClass(snapshot: Snapshot, node: NodeClass): ReportedClass {
  const item = snapshot.byKey.get(itemKeyOf(node.id));
  return {
    id: node.id,
    title: item?.title ?? '',
    kind: node.kind,
    partOf: node.parents,
    declared: node.declared ?? null,
    inherited: node.inherited?.level ?? null,
    required: node.required ?? null,
    effective: node.effective,
    path: classPath(snapshot.classes, node.id).map(reportStep),
    ground: reportGround(snapshot, node.id),
    file: item?.file ?? null,
    line: item ? lineColumnIn(snapshot, item.file, item.fact.idSpan.start).line + 1 : null,
  };
}

function reportGround(snapshot: Snapshot, id: string): ReportedGround | null {
  const demand = classGround(snapshot.classes, id);
  if (!demand) return null;
  return { situation: demand.situation, source: sourceOf(demand), at: demand.at, text: groundText(snapshot, demand) };
}

function reportStep(step: ClassStep): ReportedStep {
  return { kind: step.kind, node: step.node, level: step.level, because: causeOf(step) };
}

function causeOf(step: ClassStep): string | null {
  switch (step.kind) {
    case 'inherited':
      return step.from;
    case 'raised':
      return step.by;
    case 'required':
      return step.demand.rule === '4.3 a' ? step.demand.situation : step.demand.control;
    default:
      return null;
  }
}

/** The report for people: a line for each record with the path of its class. */
export function classLines({ level, list }: ClassReport, labels: ProfileLabels): readonly string[] {
  const width = list.reduce((widest, { id }) => Math.max(widest, id.length), 0);
  const lines = list.map(({ id, title, effective, path, ground }) => {
    const steps = path.map(stepWords).join(' ← ');
    const why = ground === null ? steps : `${ground.text}; ${steps}`;
    return `  ${id.padEnd(width)}  ${effective}  ${title}${why === '' ? '' : `  (${why})`}`;
  });
  const none =
    lines.length === 0 ? [`  no software system, item or unit on record: ${labels.level} ${level} by default`] : [];
  return [`${capitalised(severalOf(labels.classification))}, product: ${labels.level} ${level}`, ...lines, ...none];
}

function stepWords({ kind, node, because }: ReportedStep): string {
  switch (kind) {
    case 'declared':
      return `declared at ${node}`;
    case 'default':
      return 'by default until one is assigned';
    case 'circle':
      return `${node} is part of itself`;
    case 'inherited':
      return `inherited from ${because}`;
    case 'raised':
      return `raised by ${because}`;
    case 'required':
      return `required by ${because}`;
  }
}

/** `safety classes`, `rigor levels`. */
function severalOf(noun: string): string {
  return noun + (noun.endsWith('s') ? 'es' : 's');
}
