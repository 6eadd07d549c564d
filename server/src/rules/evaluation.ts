import type { FileFacts } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import { tagAt } from '../model/flatFacts/factAt.ts';
import { FACT_KINDS, type FactKind, factCount } from '../model/flatFacts/factCount.ts';
import { groupBy } from '../model/groups.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { FilePath } from '../model/span.ts';
import { allOf, type Steps } from '../model/steps.ts';
import type { Cell } from '../trace/graph/cells.ts';
import { Dependencies, type Subject } from '../trace/graph/dependencies.ts';
import type { FileNode } from '../trace/graph/fileNode.ts';
import { fileNode } from '../trace/graph/graph.ts';
import { Reads } from '../trace/graph/reads.ts';
import type { TracedProject } from '../trace/project/tracedProject.ts';
import type { Item } from '../trace/snapshot.ts';
import { everythingIn, type ProjectChange } from '../trace/tracer.ts';
import type { UnitExclusionTest } from '../trace/unitExclusion.ts';
import { type CodeChecks, type CodePart, checkedCode, type PartChecker, type PartChecks } from './codeChecks.ts';
import { invalidConfiguration } from './configuration.ts';
import { type FindingList, FindingListBuilder, inOrderOf, merged } from './findingList.ts';
import { compareFindings, type FileFindings, Findings, movedBy, sameFinding } from './findings.ts';
import { sameEntries } from './listOf.ts';
import { isOwnTag } from './ownItems.ts';
import { isRuleCode, RULES, ruleInfo } from './registry.ts';
import type { Report, Rule, RuleInfo } from './rule.ts';
import { severityOf } from './severity.ts';
import { type SuppressedFinding, SuppressedFindingsBuilder } from './suppressedFindings.ts';
import { SUPPRESSION_RULE, Suppressions } from './suppressions.ts';

interface ItemRule {
  readonly info: RuleInfo;
  readonly check: NonNullable<Rule['checkItem']>;
}

const itemRules = new Map<string, readonly ItemRule[]>();

/** The rules that ask about items of a type. */
function itemRulesFor(type: string): readonly ItemRule[] {
  const known = itemRules.get(type);
  if (known) return known;
  const found = RULES.flatMap(({ info, checkItem: check, itemTypes }) =>
    check && (itemTypes?.includes(type) ?? true) ? [{ info, check }] : [],
  );
  itemRules.set(type, found);
  return found;
}

const TAG_RULES = RULES.flatMap(({ info, checkTag: check }) => (check ? [{ info, check }] : []));
const CLAIM_RULES = RULES.flatMap(({ info, checkClaim: check }) => (check ? [{ info, check }] : []));
const UNIT_RULES = RULES.flatMap(({ info, checkUnit: check }) => (check ? [{ info, check }] : []));
const PROJECT_RULES = RULES.filter(({ checkProject }) => checkProject);

const NO_CELLS: ReadonlySet<Cell> = new Set();
const NO_FINDINGS: readonly Finding[] = [];

/** What the rules found at one definition of an item. */
interface DefinitionResult {
  readonly file: FilePath;
  /** Which of the definitions of the ID in its file. */
  readonly nth: number;
  /** Where the definition began when it was checked. */
  readonly start: number;
  readonly findings: readonly Finding[];
}

/** What the rules found in a file. */
interface FileResult {
  readonly code: CodeChecks;
  /** All findings in their order, those on the code and those of the reader. */
  readonly findings: FindingList;
}

/** What has to be checked again. */
interface Dirty {
  readonly items: ReadonlySet<ItemKey>;
  /** Each with the cells that have changed, where it rests on one of them. */
  readonly files: ReadonlyMap<FilePath, ReadonlySet<Cell>>;
  readonly rules: readonly Rule[];
}

/** How much work an evaluation has done: the same on every machine. */
export interface EvaluationWork {
  /** Items checked. */
  items: number;
  /** Units of code checked. */
  units: number;
  /** Tags checked. */
  tags: number;
  /** Runs of rules over the whole project. */
  project: number;
}

/**
 * Runs the rules, and after a change only where it can matter. The severity of a finding comes from the level of what it
 * is about (the product's where the rule gives none), from the project's own choice, and from the item being a draft.
 * Equal snapshots give equal findings, whatever changes led to them.
 */
export class Evaluation {
  readonly work: EvaluationWork = { items: 0, units: 0, tags: 0, project: 0 };
  readonly #dependencies = new Dependencies();
  readonly #reads = new Reads();
  readonly #items = new Map<ItemKey, readonly DefinitionResult[]>();
  readonly #files = new Map<FilePath, FileResult>();
  readonly #project = new Map<Rule, readonly Finding[]>();
  #configFindings: readonly Finding[] = [];
  #findings = new Findings(new Map());

  /** The findings after a change that led to `project`. */
  update(project: TracedProject, change: ProjectChange): Findings {
    return allOf(this.updating(project, change));
  }

  /** The same in steps, which have to be gone to the end before the next change. */
  *updating(project: TracedProject, change: ProjectChange): Steps<Findings> {
    const run = new Run(project, this.#dependencies, this.#reads, this.work);
    const dirty = this.#dirty(run, project, change);
    const stale = new Set<FilePath>(change.files);
    for (const key of dirty.items) {
      yield;
      for (const { file } of this.#items.get(key) ?? []) stale.add(file);
      const results = run.item(key);
      if (results.length > 0) this.#items.set(key, results);
      else this.#items.delete(key);
      for (const { file } of results) stale.add(file);
      this.work.items++;
    }
    for (const [path, cells] of dirty.files) {
      yield;
      const result = yield* run.file(path, this.#files.get(path), cells);
      if (result) this.#files.set(path, result);
      else this.#files.delete(path);
      stale.add(path);
    }
    for (const rule of dirty.rules) {
      yield;
      const silent = this.#project.get(rule)?.length === 0;
      if (silent && rule.staysSilent?.(project, change.relinked)) continue;
      for (const { file } of this.#project.get(rule) ?? []) stale.add(file);
      const findings = yield* run.projectRule(rule, PROJECT_RULES.indexOf(rule));
      this.#project.set(rule, findings);
      for (const { file } of findings) stale.add(file);
      this.work.project++;
    }
    for (const { file } of this.#configFindings) stale.add(file);
    this.#configFindings = run.configuration();
    for (const { file } of this.#configFindings) stale.add(file);
    this.#findings = yield* this.#assembled(project, stale);
    return this.#findings;
  }

  #dirty(run: Run, project: TracedProject, { cells, reworded, files }: ProjectChange): Dirty {
    const { graph } = project;
    const items = new Set(reworded);
    const paths = new Map<FilePath, ReadonlySet<Cell>>();
    const subjects = new Set<Subject>();
    for (const path of files) {
      if (this.#files.has(path) || run.hasToCheck(path)) paths.set(path, NO_CELLS);
    }
    for (const cell of cells) {
      const key = graph.cells.keyDefinedBy(cell);
      if (key !== undefined) items.add(key);
      for (const subject of this.#dependencies.of(cell)) subjects.add(subject);
    }
    const rules = PROJECT_RULES.filter(
      (rule, index) => !this.#project.has(rule) || subjects.has(graph.names.numberOf(nameOfRule(index))),
    );
    for (const subject of subjects) {
      const file = graph.names.fileOf(subject);
      const name = graph.names.nameOf(subject) ?? '';
      if (file !== undefined) paths.set(file, cells);
      else if (!name.startsWith('\0')) items.add(name);
    }
    return { items, files: paths, rules };
  }

  /** Brings the lists of some files up to date. */
  *#assembled(project: TracedProject, stale: ReadonlySet<FilePath>): Steps<Findings> {
    const known = this.#findings.byFile;
    const elsewhere = groupBy([...[...this.#project.values()].flat(), ...this.#configFindings], ({ file }) => file);
    const changed = new Map<FilePath, FileFindings | undefined>();
    for (const path of stale) {
      yield;
      const before = known.get(path);
      // Nothing was found there before, and nothing is now.
      if (!before && !elsewhere.has(path) && !this.#files.has(path) && !definesItems(project, path)) continue;
      const after = this.#ofFile(project, path, elsewhere.get(path) ?? []);
      if (before ? !after || !sameFindings(before, after) : after) changed.set(path, after);
    }
    return changed.size === 0 ? this.#findings : this.#findings.with(changed);
  }

  #ofFile(project: TracedProject, path: FilePath, elsewhere: readonly Finding[]): FileFindings | undefined {
    const inFile = this.#files.get(path)?.findings ?? NO_FINDINGS;
    const others: Finding[] = [...elsewhere];
    const facts = project.files.get(path);
    const nth = new Map<ItemKey, number>();
    for (const { key, span } of this.#items.size > 0 ? (facts?.items ?? []) : []) {
      const results = this.#items.get(key);
      if (!results) continue;
      const count = nth.get(key) ?? 0;
      nth.set(key, count + 1);
      const result = results.find((each) => each.file === path && each.nth === count);
      for (const finding of result?.findings ?? []) others.push(movedBy(finding, span.start - (result?.start ?? 0)));
    }
    if (inFile.length + others.length === 0) return undefined;
    const suppressions = facts && factCount(facts, 'suppressions') > 0 ? suppressionsOf(facts) : undefined;
    if (!suppressions) return { open: inOrderOf(compareFindings, inFile, others), suppressed: [] };
    const open = new FindingListBuilder();
    const suppressed = new SuppressedFindingsBuilder();
    for (const finding of merged(inFile, others.sort(compareFindings), compareFindings)) {
      const acceptance = suppressions.of(finding);
      if (acceptance) suppressed.add(finding, acceptance);
      else open.add(finding);
    }
    return { open: open.done(), suppressed: suppressed.done() };
  }
}

/** What the rules find in a snapshot, worked out from scratch. */
export function evaluate(project: TracedProject): Findings {
  return new Evaluation().update(project, everythingIn(project));
}

/** The rules at work on one snapshot. */
class Run implements PartChecker {
  readonly #project: TracedProject;
  readonly #dependencies: Dependencies;
  readonly #reads: Reads;
  readonly #work: EvaluationWork;
  /** Notes what is read of the project. */
  readonly #view: TracedProject;
  /** Those that the project has not switched off: a tree may have a million units. */
  readonly #unitRules: typeof UNIT_RULES;

  constructor(project: TracedProject, dependencies: Dependencies, reads: Reads, work: EvaluationWork) {
    this.#project = project;
    this.#dependencies = dependencies;
    this.#reads = reads;
    this.#work = work;
    this.#view = project.noting(reads);
    this.#unitRules = UNIT_RULES.filter(({ info }) => project.config.severities.get(info.code) !== 'off');
  }

  /** The project for the next look at it. */
  #next(): TracedProject {
    this.#view.letGo();
    return this.#view;
  }

  get checksUnits(): boolean {
    return this.#unitRules.length > 0 && this.#project.governed;
  }

  /** Checks all definitions of an ID; only those with findings are given. */
  item(key: ItemKey): readonly DefinitionResult[] {
    const number = this.#project.graph.names.numberOf(key);
    const results = this.#definitions(key, this.#next());
    // What its own definition says it is asked about again in any case.
    this.#dependencies.set(number, this.#reads.take(number));
    return results;
  }

  #definitions(key: ItemKey, view: TracedProject): readonly DefinitionResult[] {
    const nth = new Map<FilePath, number>();
    return (view.definitions.get(key) ?? []).flatMap((item): DefinitionResult[] => {
      const count = nth.get(item.file) ?? 0;
      nth.set(item.file, count + 1);
      if (item.dialect !== 'lifetrace') return [];
      const findings: Finding[] = [];
      for (const { info, check } of itemRulesFor(item.type)) {
        for (const finding of this.#found(view, info, check(item, view))) findings.push(finding);
      }
      return findings.length > 0 ? [{ file: item.file, nth: count, start: startOf(item), findings }] : [];
    });
  }

  /**
   * Checks the code of a file and takes over what its reader has to say: of what was checked `before` only what the text
   * or one of the changed `cells` can have touched. Undefined for a file that is gone.
   */
  *file(path: FilePath, before: FileResult | undefined, cells: ReadonlySet<Cell>): Steps<FileResult | undefined> {
    const subject = this.#project.graph.names.numberOfFile(path);
    const node = fileNode(this.#project.graph, path);
    if (!node) {
      this.#dependencies.set(subject, new Int32Array(0));
      return undefined;
    }
    const code = yield* checkedCode(before?.code, node, cells, this);
    return this.#noting(subject, (view) => {
      // Whether anything is asked about its units.
      if (factCount(node.facts, 'units') > 0) this.#reads.note(this.#project.graph.cells.project('governed'));
      const { problems } = node.facts;
      const beside: Finding[] = [];
      const read = (info: RuleInfo, reports: Iterable<Report>): void => {
        for (const finding of this.#found(view, info, reports)) beside.push(finding);
      };
      for (const { code, message, span } of problems) read(problemInfo(code), [{ file: path, span, message }]);
      if (node.facts.suppressions.length > 0) read(SUPPRESSION_RULE, suppressionsOf(node.facts).reports);
      code.notes.forEachCell((cell) => this.#reads.note(cell));
      return { code, findings: inOrderOf(compareFindings, code.found.list, beside) };
    });
  }

  check(node: FileNode, { kind, index }: CodePart): PartChecks {
    const view = this.#next();
    const findings = kind === 'unit' ? this.#unit(view, node, index) : this.#tag(view, node, index);
    view.lookFrom(undefined, -1);
    return { findings, cells: this.#reads.take() };
  }

  /** Most files of a large tree say nothing, or nothing that is asked. What was checked before is another matter. */
  hasToCheck(path: FilePath): boolean {
    const facts = fileNode(this.#project.graph, path)?.facts;
    return (
      facts !== undefined &&
      (this.#unitRules.length > 0 ? CODE_KINDS : CODE_KINDS_BUT_UNITS).some((kind) => factCount(facts, kind) > 0)
    );
  }

  exclusionsIn(node: FileNode): UnitExclusionTest {
    return this.#project.exclusionsIn(node);
  }

  #unit(view: TracedProject, node: FileNode, index: number): readonly Finding[] {
    const unit = view.unitOf(node, index);
    if (!unit) return NO_FINDINGS;
    this.#work.units++;
    view.lookFrom(node, index);
    return this.#unitRules.flatMap(({ info, check }) => this.#finding(view, info, check(unit, view)));
  }

  #tag(view: TracedProject, node: FileNode, index: number): readonly Finding[] {
    const fact = tagAt(node.facts, index);
    if (!fact) return NO_FINDINGS;
    const rules = isOwnTag(fact) ? TAG_RULES : fact.keyword === 'class' ? CLAIM_RULES : [];
    if (rules.length === 0) return NO_FINDINGS;
    const tag = view.tagOf(node, index);
    this.#work.tags++;
    view.lookFrom(node, fact.unit);
    return rules.flatMap(({ info, check }) => this.#finding(view, info, check(tag, view)));
  }

  #finding(view: TracedProject, info: RuleInfo, report: Report | undefined): readonly Finding[] {
    return report ? this.#found(view, info, [report]) : NO_FINDINGS;
  }

  *projectRule({ info, checkProject }: Rule, index: number): Steps<readonly Finding[]> {
    const view = this.#next();
    const findings: Finding[] = [];
    for (const report of checkProject?.(view) ?? []) {
      if (report) findings.push(...this.#found(view, info, [report]));
      yield;
    }
    // The places in such findings are those of whatever file, and move with it.
    for (const { file } of findings) view.files.get(file);
    this.#dependencies.set(this.#project.graph.names.numberOf(nameOfRule(index)), this.#reads.take());
    return findings;
  }

  configuration(): readonly Finding[] {
    return this.#project.configProblems.flatMap(({ code, message, span, file }) =>
      this.#found(this.#project, problemInfo(code), [{ file, span, message }]),
    );
  }

  #noting<T>(subject: Subject, work: (view: TracedProject) => T): T {
    const result = work(this.#next());
    this.#dependencies.set(subject, this.#reads.take());
    return result;
  }

  #found(view: TracedProject, info: RuleInfo, reports: Iterable<Report>): readonly Finding[] {
    const { severities, profile } = view.config;
    const findings: Finding[] = [];
    for (const { file, span, message, item, level, clause = info.clause, draft, related = [], others } of reports) {
      const rank = profile.levels.indexOf(level ?? view.productLevel);
      const severity = severityOf(profile.severities.get(info.code), rank, severities.get(info.code), draft ?? false);
      if (severity === 'off') continue;
      for (const place of related) view.files.get(place.file);
      const { code, name } = info;
      const about = { ...(item !== undefined && { item }), ...(others !== undefined && { others }) };
      findings.push({ code, name, severity, message, file, span, ...about, clause, related });
    }
    return findings;
  }
}

/** What a file says beside its items. */
const CODE_KINDS: readonly FactKind[] = FACT_KINDS.filter((kind) => kind !== 'items');

/** The same where no rule asks about units. */
const CODE_KINDS_BUT_UNITS: readonly FactKind[] = CODE_KINDS.filter((kind) => kind !== 'units');

function definesItems({ graph }: TracedProject, path: FilePath): boolean {
  const facts = fileNode(graph, path)?.facts;
  return facts !== undefined && factCount(facts, 'items') > 0;
}

function startOf(item: Item): number {
  return item.fact.span.start;
}

function nameOfRule(index: number): string {
  return `\0rule ${index}`;
}

/** A problem whose code is no rule's still must not get lost. */
function problemInfo(code: string): RuleInfo {
  return ruleInfo(code) ?? invalidConfiguration.info;
}

const suppressions = new WeakMap<FileFacts, Suppressions>();

function suppressionsOf(facts: FileFacts): Suppressions {
  const known = suppressions.get(facts) ?? new Suppressions(facts, isRuleCode);
  suppressions.set(facts, known);
  return known;
}

function sameFindings(a: FileFindings, b: FileFindings): boolean {
  return sameEntries(a.open, b.open, sameFinding) && sameEntries(a.suppressed, b.suppressed, sameSuppressed);
}

function sameSuppressed(a: SuppressedFinding, b: SuppressedFinding): boolean {
  return (
    sameFinding(a.finding, b.finding) &&
    a.reason === b.reason &&
    a.by.span.start === b.by.span.start &&
    a.by.span.end === b.by.span.end
  );
}
