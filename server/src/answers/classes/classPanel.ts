import { compareText } from '../../model/compare.ts';
import type { Finding } from '../../model/finding.ts';
import { append, groupBy } from '../../model/groups.ts';
import type { Profile } from '../../model/profile.ts';
import { PROFILES, profileById } from '../../model/profiles/profiles.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { FilePath } from '../../model/span.ts';
import type { Steps } from '../../model/steps.ts';
import type { Findings } from '../../rules/findings.ts';
import { classClaimOf } from '../../trace/classClaim.ts';
import { assuming, type ClassAssumption } from '../../trace/classes/assumptions.ts';
import { type ClassChange, classChanges } from '../../trace/classes/classChanges.ts';
import type { Contradiction } from '../../trace/classes/contradiction.ts';
import { contradictionText } from '../../trace/classes/contradictionText.ts';
import type { ClassAnalysis, NodeClass } from '../../trace/classes/nodeClass.ts';
import { classify, classPath } from '../../trace/classes.ts';
import { classInputOf } from '../../trace/classInputs.ts';
import { rationaleOf, segregationOf } from '../../trace/classSources.ts';
import { type Item, targets } from '../../trace/item.ts';
import { isLegacy } from '../../trace/legacy.ts';
import type { Snapshot, Tag } from '../../trace/snapshot.ts';
import { placeOfItem, placeOfUnit, tokenOf } from '../codePlace.ts';
import { type ClassAssessment, classAssessment } from './classQuestions.ts';
import { becauseText, type ClassReason, demandReason, itemById, stepReason } from './classReasons.ts';
import type {
  ClassPanel,
  ClassPanelQuery,
  Evidence,
  PanelAction,
  PanelAssessment,
  PanelContradiction,
  PanelReason,
  PanelRow,
} from './panelRow.ts';

const KIND = { SS: 'system', SI: 'item', UNIT: 'unit', SOUP: 'soup' } as const;

/** Rules whose findings contradict a class. */
const CLASS_RULE = /^LT5\d\d$/;

/** The rule about segregation that nobody has verified. */
const SEGREGATION_RULE = 'LT509';

/** Reasons per row before the rest is only counted. */
const MAX_REASONS = 12;

/** Situations per row before the rest is only counted. */
const MAX_SITUATIONS = 50;

/** What the safety class panel shows: systems first, then parts that belong to none. In steps, a row each. */
export function* classPanelOf(snapshot: Snapshot, findings: Findings, query: ClassPanelQuery = {}): Steps<ClassPanel> {
  const { product, profile: own } = snapshot.config;
  const profile = (query.profile === undefined ? undefined : profileById(query.profile)) ?? own;
  const { analysis, assumptions, changes } = analysed(snapshot, profile, query.assumptions ?? []);
  const nodes = [...analysis.nodes.values()];
  const roots = [
    ...nodes.filter(({ kind }) => kind === 'SS'),
    ...nodes.filter(({ kind, parents }) => kind !== 'SS' && parents.length === 0),
  ];
  const claims = yield* claimsByOwner(snapshot);
  const builder = new RowBuilder({ snapshot, findings, analysis, profile, assumptions }, claims);
  const systems: PanelRow[] = [];
  for (const root of roots) systems.push(yield* builder.row(root, new Set()));
  const system = roots[0] && itemById(snapshot, roots[0].id);
  return {
    product: product.name ?? system?.title ?? '',
    profile: profile.title,
    profileId: profile.id,
    ownProfile: own.id,
    profiles: PROFILES.filter(({ id, draft }) => draft === undefined || id === own.id).map(({ id, title, draft }) => ({
      id,
      title,
      ...(draft === undefined ? {} : { draft }),
    })),
    levelTerm: profile.labels.level,
    levels: profile.levels,
    systems,
    controls: (snapshot.itemsByType.get('RC') ?? []).map(({ id, title }) => ({ id, title })),
    assumptions,
    changes,
    ...(roots.length === 0
      ? {
          empty:
            'No software system on record. Define one with an ID such as SS-001 and the items that are part of it.',
        }
      : {}),
  };
}

/** The classes that are asked for: as on record, or worked out anew by the same engine over changed inputs. */
function analysed(
  snapshot: Snapshot,
  profile: Profile,
  asked: readonly ClassAssumption[],
): {
  readonly analysis: ClassAnalysis;
  readonly assumptions: readonly ClassAssumption[];
  readonly changes: readonly ClassChange[];
} {
  if (profile === snapshot.config.profile && asked.length === 0) {
    return { analysis: snapshot.classes, assumptions: [], changes: [] };
  }
  const input = classInputOf(snapshot, profile);
  const nodes = new Set(input.nodes.map(({ id }) => id));
  const controls = new Set(input.controls.map(({ id }) => id));
  const assumptions = asked.filter((assumption) =>
    assumption.kind === 'class'
      ? nodes.has(assumption.node) && (assumption.level === undefined || profile.levels.includes(assumption.level))
      : controls.has(assumption.control),
  );
  const recorded = classify(input);
  if (assumptions.length === 0) return { analysis: recorded, assumptions, changes: [] };
  const analysis = classify(assuming(input, assumptions));
  return { analysis, assumptions, changes: classChanges(recorded, analysis) };
}

/** What rows are made from. */
interface Shown {
  readonly snapshot: Snapshot;
  readonly findings: Findings;
  readonly analysis: ClassAnalysis;
  readonly profile: Profile;
  readonly assumptions: readonly ClassAssumption[];
}

function* unverifiedIn(findings: Findings): Generator<string | undefined> {
  for (const { item } of findings.select(({ code }) => code === SEGREGATION_RULE)) yield item;
  for (const { finding } of findings.eachSuppressed()) if (finding.code === SEGREGATION_RULE) yield finding.item;
}

class RowBuilder {
  readonly #shown: Shown;
  readonly #findings: ReadonlyMap<string, readonly Finding[]>;
  /** IDs of items whose segregation nothing verifies, whether or not somebody has accepted that. */
  readonly #unverified: ReadonlySet<string | undefined>;
  readonly #contradictions: ReadonlyMap<string, readonly Contradiction[]>;
  readonly #claims: ReadonlyMap<Item, readonly Tag[]>;

  constructor(shown: Shown, claims: ReadonlyMap<Item, readonly Tag[]>) {
    this.#shown = shown;
    this.#findings = groupBy(
      shown.findings.select(({ code }) => CLASS_RULE.test(code)),
      ({ item }) => item,
    );
    this.#unverified = new Set(unverifiedIn(shown.findings));
    this.#contradictions = groupBy(shown.analysis.contradictions, ({ node }) => node);
    this.#claims = claims;
  }

  *row(node: NodeClass, above: ReadonlySet<string>): Steps<PanelRow> {
    yield;
    const { snapshot, analysis, profile, assumptions } = this.#shown;
    const { id, kind, declared, inherited, required, effective } = node;
    const demands = analysis.demandsOn(id);
    const item = itemById(snapshot, id);
    const rationaleText = item && rationaleOf(item);
    const segregationText = item && segregationOf(item);
    const needed = this.#isLowered(node);
    const path = new Set([...above, id]);
    const parts = node.children.flatMap((child) => (path.has(child) ? [] : (analysis.nodes.get(child) ?? [])));
    const children: PanelRow[] = [];
    for (const part of parts) children.push(yield* this.row(part, path));
    const recorded = snapshot.classes.nodes.get(id)?.effective;
    const assumed = assumptions.findLast((each) => each.kind === 'class' && each.node === id);
    return {
      id,
      title: item?.title ?? '',
      kind: KIND[kind],
      ...(declared === undefined ? {} : { declared }),
      ...(inherited === undefined ? {} : { inherited: inherited.level }),
      ...(required === undefined ? {} : { required }),
      effective,
      ...(recorded === undefined || recorded === effective ? {} : { recorded }),
      because: becauseText(snapshot, analysis, id, profile),
      legacy: item !== undefined && isLegacy(snapshot, item),
      ...(assumed?.kind === 'class'
        ? {
            assumed: {
              documented: assumed.documented,
              ...(assumed.level === undefined ? {} : { level: assumed.level }),
            },
          }
        : {}),
      path: classPath(analysis, id).map((step) => chip(stepReason(snapshot, step, profile))),
      reasons: shortened(
        demands.map((demand) => demandReason(snapshot, demand, profile)),
        profile,
      ),
      rationale: evidence(needed, rationaleText),
      segregation: evidence(needed, segregationText),
      verified: needed && segregationText !== undefined ? this.#verification(item) : 'notNeeded',
      ...(rationaleText === undefined ? {} : { rationaleText }),
      ...(segregationText === undefined ? {} : { segregationText }),
      contradictions: this.#contradictionsOf(id),
      actions: this.#actionsOf(id, assumed),
      assessment: assessment(classAssessment(snapshot, node, demands, profile)),
      ...(item === undefined ? {} : { place: tokenOf(placeOfItem(item)) }),
      children: [...children, ...this.#claimed(item)],
    };
  }

  /** True when what is shown is what is on record, under the project's own edition. */
  get #asRecorded(): boolean {
    return this.#shown.analysis === this.#shown.snapshot.classes;
  }

  /** Findings as they are reported, or what would contradict each other if the assumptions held. */
  #contradictionsOf(id: string): readonly PanelContradiction[] {
    if (this.#asRecorded) return (this.#findings.get(id) ?? []).map(contradiction);
    return (this.#contradictions.get(id) ?? []).map((each) => ({
      code: each.code,
      message: contradictionText(each, this.#shown.profile.labels),
      severity: each.code === 'LT501' ? 'warning' : 'error',
    }));
  }

  /** What can be written about a node: what resolves its contradictions, or the class that is assumed for it. */
  #actionsOf(id: string, assumed: ClassAssumption | undefined): readonly PanelAction[] {
    if (assumed?.kind === 'class' && assumed.level !== undefined) {
      return [setClass(id, assumed.level, `Write ${this.#shown.profile.labels.level} ${assumed.level} into ${id}`)];
    }
    if (!this.#asRecorded) return [];
    return (this.#contradictions.get(id) ?? []).flatMap((each) => resolutionsOf(each, this.#shown.profile));
  }

  /** As the rule on it sees it, at the item or at the record of the mechanism. */
  #verification(item: Item | undefined): Evidence {
    if (!item) return 'missing';
    const mechanisms = [item, ...targets(item, 'segregatedBy')];
    return mechanisms.some(({ id }) => this.#unverified.has(id)) ? 'missing' : 'present';
  }

  /** A class below the inherited one needs a rationale and a segregation (4.3 d). */
  #isLowered({ declared, inherited }: NodeClass): boolean {
    const { levels } = this.#shown.profile;
    return (
      declared !== undefined && inherited !== undefined && levels.indexOf(declared) < levels.indexOf(inherited.level)
    );
  }

  /** Code without a record that claims a class of its own. */
  #claimed(owner: Item | undefined): readonly PanelRow[] {
    if (!owner) return [];
    const { snapshot } = this.#shown;
    const { labels } = snapshot.config.profile;
    return (this.#claims.get(owner) ?? []).map((tag) => {
      const effective = tag.unit?.level ?? snapshot.classes.nodes.get(owner.id)?.effective ?? '';
      return {
        id: tag.unit?.fact.qualifiedName ?? tag.file,
        title: tag.unit?.file ?? '',
        kind: 'unit',
        declared: tag.fact.target,
        inherited: effective,
        effective,
        because: becauseText(snapshot, snapshot.classes, owner.id),
        legacy: false,
        path: [
          {
            label: owner.id,
            detail: `The code belongs to ${owner.id}. A ${labels.level} that is written in code is a claim: the records decide.`,
            place: tokenOf(placeOfItem(owner)),
          },
        ],
        reasons: [],
        rationale: 'notNeeded',
        segregation: 'notNeeded',
        verified: 'notNeeded',
        contradictions: [],
        actions: [],
        place: tag.unit ? tokenOf(placeOfUnit(tag.unit)) : { file: tag.file, span: tag.fact.tagSpan },
        children: [],
      };
    });
  }
}

/** What can be written to resolve a contradiction. */
function resolutionsOf(contradiction: Contradiction, { labels }: Profile): readonly PanelAction[] {
  const { code, node } = contradiction;
  const to = (verb: string, level: SafetyLevel): PanelAction =>
    setClass(node, level, `${verb} ${labels.level} ${level}`);
  switch (code) {
    case 'LT501':
      return [to('Assign', contradiction.level)];
    case 'LT503':
    case 'LT506': {
      const { inherited } = contradiction;
      const label = code === 'LT503' ? 'Insert rationale' : 'Insert segregation';
      return [{ label, edit: { kind: 'insertRationale', item: node } }, to('Set', inherited)];
    }
    case 'LT504':
      return [to('Raise to', contradiction.level)];
    case 'LT505':
      return [to('Set', contradiction.level)];
  }
}

function setClass(item: string, level: string, label: string): PanelAction {
  return { label, edit: { kind: 'setClass', item, level } };
}

function assessment({ questions, external, all, situations }: ClassAssessment): PanelAssessment {
  return {
    questions: questions.map((question) => ({
      ...question,
      situations: question.situations.slice(0, MAX_REASONS).map(itemChip),
    })),
    ...(external === undefined ? {} : { external }),
    ...(all === undefined ? {} : { all }),
    situations: situations
      .slice(0, MAX_SITUATIONS)
      .map(({ item, ...situation }) => ({ ...situation, name: itemChip(item) })),
    count: situations.length,
  };
}

function itemChip(item: Item): PanelReason {
  return { label: item.id, detail: item.title, place: tokenOf(placeOfItem(item)) };
}

function evidence(needed: boolean, text: string | undefined): Evidence {
  if (text !== undefined) return 'present';
  return needed ? 'missing' : 'notNeeded';
}

function chip({ label, detail, item }: ClassReason): PanelReason {
  return { label, detail, ...(item ? { place: tokenOf(placeOfItem(item)) } : {}) };
}

/** One chip per name: a situation that several causes lead to is one reason. */
function shortened(reasons: readonly ClassReason[], { labels }: Profile): readonly PanelReason[] {
  const chips = [...groupBy(reasons, ({ label }) => label).values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const more = others.length > 0 ? ` And ${others.length} more of this kind.` : '';
    return [chip({ ...first, detail: first.detail + more })];
  });
  const rest = chips.length - MAX_REASONS;
  if (rest <= 0) return chips;
  return [
    ...chips.slice(0, MAX_REASONS),
    { label: `+${rest}`, detail: `${rest} further reasons for this or a lower ${labels.level}.` },
  ];
}

function contradiction({ code, message, severity, file, span }: Finding): PanelContradiction {
  return { code, message, severity, place: { file, span } };
}

/** Classes that code without a unit record claims, where they differ from the class in force, by software item. */
function* claimsByOwner(snapshot: Snapshot): Steps<ReadonlyMap<Item, readonly Tag[]>> {
  const claiming: FilePath[] = [];
  for (const { path, tags } of snapshot.files.speaking()) {
    yield;
    if (tags.some(({ keyword }) => keyword === 'class')) claiming.push(path);
  }
  const claims = new Map<Item, Tag[]>();
  for (const path of claiming.sort(compareText)) {
    yield;
    for (const tag of snapshot.tagsByFile.get(path) ?? []) {
      if (classClaimOf(snapshot, tag)?.differs !== true || tag.record) continue;
      const [owner] = tag.softwareItems;
      if (owner) append(claims, owner, tag);
    }
  }
  return claims;
}
