import { fileRole } from '../config/fileRole.ts';
import { PROJECT_FILE, type ProjectConfig, RISK_FILE } from '../config/project.ts';
import { defaultConfig, readProject, withRiskModel } from '../config/readProject.ts';
import { readRisk } from '../config/readRisk.ts';
import { compareText } from '../model/compare.ts';
import type { FileFacts, ReadProblem } from '../model/facts.ts';
import { lineStartsOf } from '../model/lineIndex.ts';
import { DEFAULT_RISK_MODEL, type RiskModel } from '../model/risk.ts';
import type { FilePath } from '../model/span.ts';
import { isReadable, readFile } from '../read/readFile.ts';
import { evaluate, type Findings } from '../rules/evaluate.ts';
import { buildSnapshot } from '../trace/buildSnapshot.ts';
import type { ConfigProblem, SkippedFile, Snapshot } from '../trace/snapshot.ts';
import type { Change } from './change.ts';

/** What a set of changes asks of the one who feeds the engine. */
export interface Applied {
  /** The revision after the changes. */
  readonly revision: number;
  /** True when the set of files to read has changed with the configuration: look for files anew. */
  readonly rediscover: boolean;
  /** Files whose text has to be sent again, because the configuration reads them differently now. */
  readonly reread: readonly FilePath[];
}

/** What the one who runs the engine may set beside the project's own files. */
export interface EngineOptions {
  /** Globs that everything to be read must match; empty means everything. */
  readonly include?: readonly string[];
}

interface StoredFacts {
  readonly readingKey: string;
  readonly facts: FileFacts;
}

/**
 * All that is known of one project. Everything that changes comes through {@link Engine.apply}; every question reads
 * one immutable {@link Snapshot}. Holds no file handles, reads no disk, knows no clock: the same changes in any order
 * that ends in the same texts give the same answers.
 */
export class Engine {
  readonly #stored = new Map<FilePath, StoredFacts>();
  readonly #opened = new Map<FilePath, { readonly text: string; facts: StoredFacts | undefined }>();
  readonly #skipped = new Map<FilePath, string>();
  readonly #settingsOnDisk = new Map<FilePath, string>();
  readonly #include: readonly string[];
  #config: ProjectConfig;
  #configProblems: readonly ConfigProblem[] = [];
  #risk: RiskModel = DEFAULT_RISK_MODEL;
  #revision = 0;
  #snapshot: Snapshot | undefined;
  #findings: Findings | undefined;

  constructor(options: EngineOptions = {}) {
    this.#include = options.include ?? [];
    this.#config = this.#limited(defaultConfig());
  }

  /** The configuration in force: the last one that could be read. */
  get config(): ProjectConfig {
    return this.#config;
  }

  /** Rises with each call of {@link apply} that changed something. */
  get revision(): number {
    return this.#revision;
  }

  /** Takes changes in, in their order. */
  apply(changes: Iterable<Change>): Applied {
    const reread = new Set<FilePath>();
    let rediscover = false;
    let changed = false;
    for (const change of changes) {
      changed = true;
      if (isSettings(change.path)) {
        const effect = this.#applySettings(change);
        rediscover ||= effect.rediscover;
        for (const path of effect.reread) reread.add(path);
      } else {
        this.#applyFile(change);
        if (change.kind === 'stored') reread.delete(change.path);
        if (change.kind === 'closed' && this.#isStale(change.path)) reread.add(change.path);
      }
    }
    if (changed) {
      this.#revision++;
      this.#snapshot = undefined;
      this.#findings = undefined;
    }
    return { revision: this.#revision, rediscover, reread: [...reread] };
  }

  /** Everything known now. The same object until the next change. */
  snapshot(): Snapshot {
    this.#snapshot ??= buildSnapshot({
      revision: this.#revision,
      config: this.#config,
      configProblems: this.#configProblems,
      files: this.#currentFacts(),
      skipped: this.#currentSkipped(),
    });
    return this.#snapshot;
  }

  /** What the rules find in {@link snapshot}. The same object until the next change. */
  findings(): Findings {
    this.#findings ??= evaluate(this.snapshot());
    return this.#findings;
  }

  /** Paths of all files whose content is known from disk or skipped, for telling what has vanished. */
  knownPaths(): readonly FilePath[] {
    return [...this.#stored.keys(), ...this.#skipped.keys(), ...this.#settingsOnDisk.keys()];
  }

  #applyFile(change: Change): void {
    const { path } = change;
    switch (change.kind) {
      case 'stored': {
        this.#skipped.delete(path);
        const facts = this.#read(path, change.text);
        if (facts) this.#stored.set(path, facts);
        else this.#stored.delete(path);
        break;
      }
      case 'skipped':
        this.#stored.delete(path);
        this.#skipped.set(path, change.reason);
        break;
      case 'removed':
        if (!this.#stored.delete(path) && !this.#skipped.delete(path)) this.#removeFolder(path);
        break;
      case 'opened':
        this.#opened.set(path, { text: change.text, facts: this.#read(path, change.text) });
        break;
      case 'closed':
        this.#opened.delete(path);
        break;
    }
  }

  #removeFolder(folder: FilePath): void {
    for (const known of this.knownPaths()) {
      if (!known.startsWith(`${folder}/`)) continue;
      this.#stored.delete(known);
      this.#skipped.delete(known);
      if (this.#settingsOnDisk.has(known)) this.#applySettings({ kind: 'removed', path: known });
    }
  }

  #read(path: FilePath, text: string): StoredFacts | undefined {
    const { reading, files } = this.#config;
    const role = fileRole(path, files);
    if (role === undefined || !isReadable(path, reading)) return undefined;
    return { readingKey: reading.key, facts: readFile({ path, text, role }, reading) };
  }

  #isStale(path: FilePath): boolean {
    const stored = this.#stored.get(path);
    return stored !== undefined && stored.readingKey !== this.#config.reading.key;
  }

  /** Takes a settings file in; a text that cannot be read at all leaves the last good configuration in force. */
  #applySettings(change: Change): { rediscover: boolean; reread: readonly FilePath[] } {
    const { path } = change;
    if (change.kind === 'stored') this.#settingsOnDisk.set(path, change.text);
    if (change.kind === 'removed' || change.kind === 'skipped') this.#settingsOnDisk.delete(path);
    if (change.kind === 'opened') this.#opened.set(path, { text: change.text, facts: undefined });
    if (change.kind === 'closed') this.#opened.delete(path);
    const before = this.#config;
    this.#readConfiguration();
    const after = this.#config;
    if (after.reading.key !== before.reading.key || !sameGlobs(after, before)) {
      for (const [opened, entry] of this.#opened)
        entry.facts = isSettings(opened) ? undefined : this.#read(opened, entry.text);
      return { rediscover: true, reread: [...this.#stored.keys()] };
    }
    return { rediscover: false, reread: [] };
  }

  #readConfiguration(): void {
    const problems: ConfigProblem[] = [];
    const note = (file: FilePath, found: readonly ReadProblem[]): void => {
      for (const problem of found) problems.push({ ...problem, file });
    };
    const riskText = this.#settingsText(RISK_FILE);
    if (riskText === undefined) {
      this.#risk = DEFAULT_RISK_MODEL;
    } else {
      const reading = readRisk(riskText);
      note(RISK_FILE, reading.problems);
      this.#risk = reading.risk ?? this.#risk;
    }
    const projectText = this.#settingsText(PROJECT_FILE);
    if (projectText === undefined) {
      this.#config = this.#limited(defaultConfig(this.#risk));
    } else {
      const reading = readProject(projectText, this.#risk);
      note(PROJECT_FILE, reading.problems);
      const lastGood = this.#config.declared ? this.#config : { ...defaultConfig(this.#risk), declared: true };
      this.#config = this.#limited(reading.config ?? withRiskModel(lastGood, this.#risk));
    }
    this.#configProblems = problems;
  }

  #limited(config: ProjectConfig): ProjectConfig {
    return this.#include.length === 0 ? config : { ...config, files: { ...config.files, include: this.#include } };
  }

  #settingsText(path: FilePath): string | undefined {
    return this.#opened.get(path)?.text ?? this.#settingsOnDisk.get(path);
  }

  #currentFacts(): ReadonlyMap<FilePath, FileFacts> {
    const paths = new Set([...this.#stored.keys(), ...this.#opened.keys()]);
    const facts = new Map<FilePath, FileFacts>();
    for (const path of [...paths].sort(compareText)) {
      const opened = this.#opened.get(path);
      const current = opened ? opened.facts?.facts : this.#stored.get(path)?.facts;
      if (current) facts.set(path, current);
    }
    for (const path of [PROJECT_FILE, RISK_FILE]) {
      const text = this.#settingsText(path);
      if (text !== undefined) facts.set(path, settingsFacts(path, text));
    }
    return facts;
  }

  #currentSkipped(): readonly SkippedFile[] {
    return [...this.#skipped]
      .filter(([path]) => !this.#opened.has(path))
      .map(([path, reason]) => ({ path, reason }))
      .sort((a, b) => compareText(a.path, b.path));
  }
}

function isSettings(path: FilePath): boolean {
  return path === PROJECT_FILE || path === RISK_FILE;
}

function sameGlobs(a: ProjectConfig, b: ProjectConfig): boolean {
  return JSON.stringify(a.files) === JSON.stringify(b.files);
}

/** A settings file defines nothing, but findings on it need its lines. */
function settingsFacts(path: FilePath, text: string): FileFacts {
  return {
    path,
    language: 'yaml',
    role: 'project',
    lineStarts: lineStartsOf(text),
    items: [],
    units: [],
    tags: [],
    suppressions: [],
    problems: [],
  };
}
