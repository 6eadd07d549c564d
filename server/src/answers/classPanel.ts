import type { Finding } from '../model/finding.ts';
import { groupBy } from '../model/groups.ts';
import type { Place } from '../model/span.ts';
import type { Findings } from '../rules/findings.ts';
import { classPath, type NodeClass } from '../trace/classes.ts';
import { rationaleOf, segregationOf } from '../trace/classSources.ts';
import type { Item, Snapshot, Tag } from '../trace/snapshot.ts';
import { type ClassReason, demandReason, itemById, stepReason } from './classReasons.ts';
import { placeOfItem, placeOfUnit, tokenOf } from './codePlace.ts';

/** A short reason with the place that it leads to. */
export interface PanelReason {
  readonly label: string;
  readonly detail: string;
  readonly place?: Place;
}

/** A finding on the class of a row. */
export interface PanelContradiction {
  readonly code: string;
  readonly message: string;
  readonly severity: Finding['severity'];
  readonly place: Place;
}

/** Whether something that would justify a lower class is on record. */
export type Evidence = 'present' | 'missing' | 'notNeeded';

/** One software system, item, unit or SOUP; all texts are raw. */
export interface PanelRow {
  /** ID of the record; for code without a record its name or its file. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'system' | 'item' | 'unit' | 'soup';
  readonly declared?: string;
  readonly inherited?: string;
  readonly required?: string;
  readonly effective: string;
  /** The way to what the effective class rests on, in reading order. */
  readonly path: readonly PanelReason[];
  /** What the risk analysis demands, strongest first. */
  readonly reasons: readonly PanelReason[];
  readonly rationale: Evidence;
  readonly segregation: Evidence;
  readonly rationaleText?: string;
  readonly segregationText?: string;
  readonly contradictions: readonly PanelContradiction[];
  readonly place?: Place;
  readonly children: readonly PanelRow[];
}

/** The safety classes of a project as a tree. */
export interface ClassPanel {
  readonly product: string;
  readonly profile: string;
  /** Lowest first. */
  readonly levels: readonly string[];
  readonly systems: readonly PanelRow[];
  /** Why there is nothing to show. */
  readonly empty?: string;
}

const KIND = { SS: 'system', SI: 'item', UNIT: 'unit', SOUP: 'soup' } as const;

/** Rules whose findings contradict a class. */
const CLASS_RULE = /^LT5\d\d$/;

/** Reasons per row before the rest is only counted. */
const MAX_REASONS = 12;

/** What the safety class panel shows: systems first, then parts that belong to none. */
export function classPanelOf(snapshot: Snapshot, findings: Findings): ClassPanel {
  const { product, profile } = snapshot.config;
  const nodes = [...snapshot.classes.nodes.values()];
  const roots = [
    ...nodes.filter(({ kind }) => kind === 'SS'),
    ...nodes.filter(({ kind, parents }) => kind !== 'SS' && parents.length === 0),
  ];
  const builder = new RowBuilder(snapshot, findings);
  const system = roots[0] && itemById(snapshot, roots[0].id);
  return {
    product: product.name ?? system?.title ?? '',
    profile: profile.title,
    levels: profile.levels,
    systems: roots.map((root) => builder.row(root, new Set())),
    ...(roots.length === 0
      ? {
          empty:
            'No software system on record. Define one with an ID such as SS-001 and the items that are part of it.',
        }
      : {}),
  };
}

class RowBuilder {
  readonly #snapshot: Snapshot;
  readonly #findings: ReadonlyMap<string, readonly Finding[]>;
  readonly #claims: ReadonlyMap<Item, readonly Tag[]>;

  constructor(snapshot: Snapshot, findings: Findings) {
    this.#snapshot = snapshot;
    this.#findings = groupBy(findings.open, ({ code, item }) => (CLASS_RULE.test(code) ? item : undefined));
    this.#claims = claimsByOwner(snapshot);
  }

  row(node: NodeClass, above: ReadonlySet<string>): PanelRow {
    const { id, kind, declared, inherited, required, effective, demands } = node;
    const item = itemById(this.#snapshot, id);
    const rationaleText = item && rationaleOf(item);
    const segregationText = item && segregationOf(item);
    const needed = this.#isLowered(node);
    const path = new Set([...above, id]);
    const parts = node.children.flatMap((child) =>
      path.has(child) ? [] : (this.#snapshot.classes.nodes.get(child) ?? []),
    );
    return {
      id,
      title: item?.title ?? '',
      kind: KIND[kind],
      ...(declared === undefined ? {} : { declared }),
      ...(inherited === undefined ? {} : { inherited: inherited.level }),
      ...(required === undefined ? {} : { required }),
      effective,
      path: classPath(this.#snapshot.classes, id).map((step) => chip(stepReason(this.#snapshot, step))),
      reasons: shortened(demands.map((demand) => demandReason(this.#snapshot, demand))),
      rationale: evidence(needed, rationaleText),
      segregation: evidence(needed, segregationText),
      ...(rationaleText === undefined ? {} : { rationaleText }),
      ...(segregationText === undefined ? {} : { segregationText }),
      contradictions: (this.#findings.get(id) ?? []).map(contradiction),
      ...(item === undefined ? {} : { place: tokenOf(placeOfItem(item)) }),
      children: [...parts.map((part) => this.row(part, path)), ...this.#claimed(item)],
    };
  }

  /** A class below the inherited one needs a rationale and a segregation (4.3 d). */
  #isLowered({ declared, inherited }: NodeClass): boolean {
    const { levels } = this.#snapshot.config.profile;
    return (
      declared !== undefined && inherited !== undefined && levels.indexOf(declared) < levels.indexOf(inherited.level)
    );
  }

  /** Code without a record that claims a class of its own. */
  #claimed(owner: Item | undefined): readonly PanelRow[] {
    if (!owner) return [];
    return (this.#claims.get(owner) ?? []).map((tag) => {
      const effective = tag.unit?.level ?? this.#snapshot.classes.nodes.get(owner.id)?.effective ?? '';
      return {
        id: tag.unit?.fact.qualifiedName ?? tag.file,
        title: tag.unit?.file ?? '',
        kind: 'unit',
        declared: tag.fact.target,
        inherited: effective,
        effective,
        path: [
          {
            label: owner.id,
            detail: `The code belongs to ${owner.id}. A class that is written in code is a claim: the records decide.`,
            place: tokenOf(placeOfItem(owner)),
          },
        ],
        reasons: [],
        rationale: 'notNeeded',
        segregation: 'notNeeded',
        contradictions: [],
        place: tag.unit ? tokenOf(placeOfUnit(tag.unit)) : { file: tag.file, span: tag.fact.tagSpan },
        children: [],
      };
    });
  }
}

function evidence(needed: boolean, text: string | undefined): Evidence {
  if (text !== undefined) return 'present';
  return needed ? 'missing' : 'notNeeded';
}

function chip({ label, detail, item }: ClassReason): PanelReason {
  return { label, detail, ...(item ? { place: tokenOf(placeOfItem(item)) } : {}) };
}

/** One chip per name: a situation that several causes lead to is one reason. */
function shortened(reasons: readonly ClassReason[]): readonly PanelReason[] {
  const chips = [...groupBy(reasons, ({ label }) => label).values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const more = others.length > 0 ? ` And ${others.length} more of this kind.` : '';
    return [chip({ ...first, detail: first.detail + more })];
  });
  const rest = chips.length - MAX_REASONS;
  if (rest <= 0) return chips;
  return [
    ...chips.slice(0, MAX_REASONS),
    { label: `+${rest}`, detail: `${rest} further reasons for this or a lower class.` },
  ];
}

function contradiction({ code, message, severity, file, span }: Finding): PanelContradiction {
  return { code, message, severity, place: { file, span } };
}

/** Classes that code without a unit record claims, where they differ from the class in force, by software item. */
function claimsByOwner(snapshot: Snapshot): ReadonlyMap<Item, readonly Tag[]> {
  return groupBy(snapshot.tags, ({ fact, unit, record, softwareItems: [owner] }) => {
    if (fact.keyword !== 'class' || record || !owner) return undefined;
    const effective = unit?.level ?? snapshot.classes.nodes.get(owner.id)?.effective;
    return effective === undefined || effective === fact.target ? undefined : owner;
  });
}
