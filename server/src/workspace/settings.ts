import { EVIDENCE_FILE, FDA_FILE, PROJECT_FILE, type ProjectConfig, RISK_FILE } from '../config/project.ts';
import { readEvidence } from '../config/readEvidence.ts';
import { readFda } from '../config/readFda.ts';
import { withCode } from '../config/readingConfig.ts';
import { defaultConfig, readProject, withRiskModel } from '../config/readProject.ts';
import { readRisk } from '../config/readRisk.ts';
import { compareText } from '../model/compare.ts';
import { type EvidenceMap, NO_EVIDENCE } from '../model/evidence.ts';
import type { ReadProblem } from '../model/facts.ts';
import type { FdaAnswers } from '../model/fda.ts';
import { DEFAULT_RISK_MODEL, type RiskModel } from '../model/risk.ts';
import type { FilePath } from '../model/span.ts';
import type { ConfigProblem, SkippedFile } from '../trace/snapshot.ts';
import type { Change } from './change.ts';

/** What a change of a settings file has done. */
export interface SettingsEffect {
  /** True when anything is different by now. */
  readonly changed: boolean;
  /** True when the text that counts is another one. */
  readonly retold: boolean;
  /** True when other files are read by now, or in another way. */
  readonly rediscover: boolean;
}

/**
 * The settings files of a project, on disk and in editors, which win, and what they say. A text that cannot be read at all
 * leaves in force what was last good.
 */
export class Settings {
  readonly #include: readonly string[];
  readonly #onDisk = new Map<FilePath, string>();
  /** Why those are not read that are skipped. */
  readonly #reasons = new Map<FilePath, string>();
  #skippedFiles: readonly SkippedFile[] | undefined;
  readonly #opened = new Map<FilePath, string>();
  readonly #problems = new Map<FilePath, readonly ConfigProblem[]>();
  #config: ProjectConfig;
  #risk: RiskModel = DEFAULT_RISK_MODEL;
  #evidence: EvidenceMap = NO_EVIDENCE;
  #fda: FdaAnswers | undefined;
  #speaksOfCode = false;

  /** `include` are globs that everything to be read must match, whatever the files say; empty means everything. */
  constructor(include: readonly string[]) {
    this.#include = include;
    this.#config = this.#limited(defaultConfig());
  }

  /** The configuration in force: the last one that could be read. The same object until it says something else. */
  get config(): ProjectConfig {
    return this.#config;
  }

  /** What `evidence.yaml` says. The same object until it says something else. */
  get evidence(): EvidenceMap {
    return this.#evidence;
  }

  /** What `fda.yaml` says; undefined where there is none. */
  get fda(): FdaAnswers | undefined {
    return this.#fda;
  }

  /** What is wrong with the files, in the order of their paths. */
  get problems(): readonly ConfigProblem[] {
    return [...this.#problems].sort(([a], [b]) => compareText(a, b)).flatMap(([, problems]) => problems);
  }

  /** Files that are there, read or not. */
  get paths(): readonly FilePath[] {
    return [...this.#reasons.keys(), ...this.#onDisk.keys()];
  }

  /** Files that are there and not read, in no order. The same object until it says something else. */
  get skipped(): readonly SkippedFile[] {
    this.#skippedFiles ??= [...this.#reasons].map(([path, reason]) => ({ path, reason }));
    return this.#skippedFiles;
  }

  /** True for the paths of {@link paths}. */
  has(path: FilePath): boolean {
    return this.#reasons.has(path) || this.#onDisk.has(path);
  }

  /** The text of a file that counts: what an editor holds, or what stands on disk. */
  text(path: FilePath): string | undefined {
    return this.#opened.get(path) ?? this.#onDisk.get(path);
  }

  /** Takes in what has become of one of the files; `speaksOfCode` as for {@link noteArchitecture}. */
  take(change: Change, speaksOfCode: boolean): SettingsEffect {
    const { path } = change;
    this.#speaksOfCode = speaksOfCode;
    const before = { config: this.#config, text: this.text(path), reason: this.#reasons.get(path) };
    this.#store(change);
    if (this.text(path) === before.text) {
      return { changed: this.#reasons.get(path) !== before.reason, retold: false, rediscover: false };
    }
    this.#read(path);
    const same = this.#config.reading.key === before.config.reading.key && sameGlobs(this.#config, before.config);
    return { changed: true, retold: true, rediscover: !same };
  }

  /**
   * Says whether any record speaks about code: without a project file all code is looked at as soon as one does, and only then.
   * True when code is read in another way by now.
   */
  noteArchitecture(speaksOfCode: boolean): boolean {
    this.#speaksOfCode = speaksOfCode;
    const config = this.#withCode(this.#config);
    if (config === this.#config) return false;
    this.#config = config;
    return true;
  }

  #store(change: Change): void {
    const { path } = change;
    this.#skippedFiles = undefined;
    switch (change.kind) {
      case 'opened':
        this.#opened.set(path, change.text);
        break;
      case 'closed':
        this.#opened.delete(path);
        break;
      case 'stored':
        this.#reasons.delete(path);
        this.#onDisk.set(path, change.text);
        break;
      case 'skipped':
        this.#onDisk.delete(path);
        this.#reasons.set(path, change.reason);
        break;
      case 'removed':
        this.#onDisk.delete(path);
        this.#reasons.delete(path);
        break;
      default:
      // Settings are not read into facts: only their text counts.
    }
  }

  #read(changed: FilePath): void {
    if (changed === RISK_FILE || changed === PROJECT_FILE) this.#readProject();
    if (changed === FDA_FILE) this.#readFda();
    else this.#readEvidence();
  }

  #readProject(): void {
    const riskText = this.text(RISK_FILE);
    const risk = riskText === undefined ? undefined : readRisk(riskText);
    this.#note(RISK_FILE, risk?.problems ?? []);
    this.#risk = risk ? (risk.risk ?? this.#risk) : DEFAULT_RISK_MODEL;
    const projectText = this.text(PROJECT_FILE);
    if (projectText === undefined) {
      this.#note(PROJECT_FILE, []);
      this.#config = this.#limited(defaultConfig(this.#risk));
    } else {
      const reading = readProject(projectText, this.#risk);
      this.#note(PROJECT_FILE, reading.problems);
      const lastGood = this.#config.declared ? this.#config : { ...defaultConfig(this.#risk), declared: true };
      this.#config = this.#limited(reading.config ?? withRiskModel(lastGood, this.#risk));
    }
    this.#config = this.#withCode(this.#config);
  }

  #readEvidence(): void {
    const text = this.text(EVIDENCE_FILE);
    const { reading: how, types } = this.#config;
    const reading = text === undefined ? undefined : readEvidence(text, how.ids, new Set(types.keys()));
    this.#note(EVIDENCE_FILE, reading?.problems ?? []);
    if (reading?.broken && this.#evidence !== NO_EVIDENCE) return;
    this.#evidence = reading?.evidence ?? NO_EVIDENCE;
  }

  #readFda(): void {
    const text = this.text(FDA_FILE);
    const reading = text === undefined ? undefined : readFda(text);
    this.#note(FDA_FILE, reading?.problems ?? []);
    if (!reading?.broken || this.#fda === undefined) this.#fda = reading?.answers;
  }

  #note(file: FilePath, problems: readonly ReadProblem[]): void {
    this.#problems.set(
      file,
      problems.map((problem) => ({ ...problem, file })),
    );
  }

  #withCode(config: ProjectConfig): ProjectConfig {
    const reading = withCode(config.reading, !config.declared && !this.#speaksOfCode);
    return reading === config.reading ? config : { ...config, reading };
  }

  #limited(config: ProjectConfig): ProjectConfig {
    return this.#include.length === 0 ? config : { ...config, files: { ...config.files, include: this.#include } };
  }
}

function sameGlobs(a: ProjectConfig, b: ProjectConfig): boolean {
  return JSON.stringify(a.files) === JSON.stringify(b.files);
}
