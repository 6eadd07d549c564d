import type { Finding } from '../model/finding.ts';
import { factCount } from '../model/flatFacts/factCount.ts';
import { groupBy } from '../model/groups.ts';
import type { ItemKey } from '../model/itemId.ts';
import { sameEntries } from '../model/listOf.ts';
import type { FilePath } from '../model/span.ts';
import { allOf, type Steps } from '../model/steps.ts';
import type { Cell } from '../trace/graph/cells.ts';
import { Dependencies, type Subject } from '../trace/graph/dependencies.ts';
import { fileNode } from '../trace/graph/graph.ts';
import { Reads } from '../trace/graph/reads.ts';
import type { TracedProject } from '../trace/project/tracedProject.ts';
import { everythingIn, type ProjectChange } from '../trace/tracer.ts';
import { FindingListBuilder, inOrderOf, merged } from './findingList.ts';
import { compareFindings, type FileFindings, Findings, movedBy, sameFinding } from './findings.ts';
import type { Rule } from './rule.ts';
import {
  type DefinitionResult,
  type EvaluationWork,
  type FileResult,
  nameOfRule,
  PROJECT_RULES,
  RuleRun,
  suppressionsOf,
} from './ruleRun.ts';
import { type SuppressedFinding, SuppressedFindingsBuilder } from './suppressedFindings.ts';

const NO_CELLS: ReadonlySet<Cell> = new Set();
const NO_FINDINGS: readonly Finding[] = [];

/** What has to be checked again. */
interface Dirty {
  readonly items: ReadonlySet<ItemKey>;
  /** Each with the cells that have changed, where it rests on one of them. */
  readonly files: ReadonlyMap<FilePath, ReadonlySet<Cell>>;
  readonly rules: readonly Rule[];
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
  #findings = new Findings();

  /** The findings after a change that led to `project`. */
  update(project: TracedProject, change: ProjectChange): Findings {
    return allOf(this.updating(project, change));
  }

  /** The same in steps, which have to be gone to the end before the next change. */
  *updating(project: TracedProject, change: ProjectChange): Steps<Findings> {
    const run = new RuleRun(project, this.#dependencies, this.#reads, this.work);
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

  #dirty(run: RuleRun, project: TracedProject, { cells, reworded, files }: ProjectChange): Dirty {
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
    // Where no item has a finding, none has to be looked at.
    const items = this.#items.size > 0 ? facts?.items : undefined;
    for (const { key, span } of items ?? []) {
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

function definesItems({ graph }: TracedProject, path: FilePath): boolean {
  const facts = fileNode(graph, path)?.facts;
  return facts !== undefined && factCount(facts, 'items') > 0;
}

function sameFindings(a: FileFindings, b: FileFindings): boolean {
  // Most keys move what stands behind them, and there may be very many findings.
  const [last, lastNow] = [a.open.at(a.open.length - 1), b.open.at(b.open.length - 1)];
  if (last && lastNow && !sameFinding(last, lastNow)) return false;
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
