import type { FileFacts } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import { tagAt } from '../model/flatFacts/factAt.ts';
import { FACT_KINDS, type FactKind, factCount } from '../model/flatFacts/factCount.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { FilePath } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import type { Cell } from '../trace/graph/cells.ts';
import type { Dependencies, Subject } from '../trace/graph/dependencies.ts';
import type { FileNode } from '../trace/graph/fileNode.ts';
import { fileNode } from '../trace/graph/graph.ts';
import type { Reads } from '../trace/graph/reads.ts';
import type { Item } from '../trace/item.ts';
import type { TracedProject } from '../trace/project/tracedProject.ts';
import type { UnitExclusionTest } from '../trace/unitExclusion.ts';
import { type CodeChecks, type CodePart, checkedCode, type PartChecker, type PartChecks } from './codeChecks.ts';
import { invalidConfiguration } from './configuration.ts';
import { type FindingList, inOrderOf } from './findingList.ts';
import { compareFindings } from './findings.ts';
import { isOwnTag } from './ownItems.ts';
import { isRuleCode, RULES, ruleInfo } from './registry.ts';
import type { Report, Rule, RuleInfo } from './rule.ts';
import { severityOf } from './severity.ts';
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
/** Those that look at the whole project. */
export const PROJECT_RULES = RULES.filter(({ checkProject }) => checkProject);

const NO_FINDINGS: readonly Finding[] = [];

/** What the rules found at one definition of an item. */
export interface DefinitionResult {
  readonly file: FilePath;
  /** Which of the definitions of the ID in its file. */
  readonly nth: number;
  /** Where the definition began when it was checked. */
  readonly start: number;
  readonly findings: readonly Finding[];
}

/** What the rules found in a file. */
export interface FileResult {
  readonly code: CodeChecks;
  /** All findings in their order, those on the code and those of the reader. */
  readonly findings: FindingList;
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

/** The rules at work on one snapshot. What they read of it is kept in the dependencies that are handed in. */
export class RuleRun implements PartChecker {
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
    this.#view.views.letGo();
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

  /**
   * Most files of a large tree say nothing, or nothing that is asked. What was checked before is another matter, and so is a file with units
   * in a project that is not governed: it rests on that.
   */
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
    const unit = view.views.unit(node, index);
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
    const tag = view.views.tag(node, index);
    this.#work.tags++;
    view.lookFrom(node, fact.unit);
    return rules.flatMap(({ info, check }) => this.#finding(view, info, check(tag, view)));
  }

  #finding(view: TracedProject, info: RuleInfo, report: Report | undefined): readonly Finding[] {
    return report ? this.#found(view, info, [report]) : NO_FINDINGS;
  }

  /** Runs a rule that looks at the whole project, `index` being its place in {@link PROJECT_RULES}. */
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

  /** What is wrong with the settings files. */
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

function startOf(item: Item): number {
  return item.fact.span.start;
}

/** The name under which what a rule of {@link PROJECT_RULES} rests on is noted. No ID and no path is like it. */
export function nameOfRule(index: number): string {
  return `\0rule ${index}`;
}

/** A problem whose code is no rule's still must not get lost. */
function problemInfo(code: string): RuleInfo {
  return ruleInfo(code) ?? invalidConfiguration.info;
}

const suppressions = new WeakMap<FileFacts, Suppressions>();

/** The suppressions of a file. */
export function suppressionsOf(facts: FileFacts): Suppressions {
  const known = suppressions.get(facts) ?? new Suppressions(facts, isRuleCode);
  suppressions.set(facts, known);
  return known;
}
