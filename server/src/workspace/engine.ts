import { fileRole } from '../config/fileRole.ts';
import { PROJECT_FILE, type ProjectConfig, RISK_FILE } from '../config/project.ts';
import { withCode } from '../config/readingConfig.ts';
import { defaultConfig, readProject, withRiskModel } from '../config/readProject.ts';
import { readRisk } from '../config/readRisk.ts';
import { compareText } from '../model/compare.ts';
import type { FileFacts, ItemFact, ReadProblem } from '../model/facts.ts';
import { DEFAULT_RISK_MODEL, type RiskModel } from '../model/risk.ts';
import type { FilePath } from '../model/span.ts';
import { isReadable, readingKeyFor } from '../read/readFile.ts';
import { evaluate, type Findings } from '../rules/evaluate.ts';
import { buildSnapshot } from '../trace/buildSnapshot.ts';
import type { ConfigProblem, SkippedFile, Snapshot } from '../trace/snapshot.ts';
import type { Change } from './change.ts';
import { noFacts, readText } from './readText.ts';
import { sameFacts } from './sameFacts.ts';

/** What a set of changes asks of the one who feeds the engine. */
export interface Applied {
  /** The revision after the changes. */
  readonly revision: number;
  /**
   * True when the configuration reads other files by now, or reads them differently: look for files anew, and send the
   * text of each.
   */
  readonly rediscover: boolean;
}

/** What the one who runs the engine may set beside the project's own files. */
export interface EngineOptions {
  /** Globs that everything to be read must match; empty means everything. */
  readonly include?: readonly string[];
}

interface ReadText {
  readonly readingKey: string;
  readonly facts: FileFacts;
}

interface OpenedText {
  readonly text: string;
  /** Undefined for a file that the project does not read. */
  read: ReadText | undefined;
}

interface Skipped {
  readonly reason: string;
  readonly unreadable: boolean;
}

/** What a change has done, beside the new state itself. */
interface Effect {
  readonly changed: boolean;
  readonly rediscover: boolean;
}

/**
 * All that is known of one project. Everything that changes comes through {@link Engine.apply}; every question reads
 * one immutable {@link Snapshot}. Holds no file handles, reads no disk, knows no clock: the same changes in any order
 * that ends in the same texts give the same answers.
 */
export class Engine {
  readonly #stored = new Map<FilePath, ReadText>();
  readonly #opened = new Map<FilePath, OpenedText>();
  readonly #skipped = new Map<FilePath, Skipped>();
  readonly #settingsOnDisk = new Map<FilePath, string>();
  /** Files with a record that speaks about code. */
  readonly #architecture = new Set<FilePath>();
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
    let rediscover = false;
    let changed = false;
    for (const change of changes) {
      for (const each of this.#fileByFile(change)) {
        const effect = isSettings(each.path) ? this.#applySettings(each) : this.#applyFile(each);
        changed ||= effect.changed;
        rediscover ||= effect.rediscover;
      }
    }
    if (this.#followArchitecture()) rediscover = true;
    if (changed) {
      this.#revision++;
      this.#snapshot = undefined;
      this.#findings = undefined;
    }
    return { revision: this.#revision, rediscover };
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

  /** True for the paths of {@link knownPaths}. */
  isKnown(path: FilePath): boolean {
    return this.#stored.has(path) || this.#skipped.has(path) || this.#settingsOnDisk.has(path);
  }

  /** True when a file of that path is read, as far as its name and the project's globs tell. */
  reads(path: FilePath): boolean {
    return fileRole(path, this.#config.files) !== undefined && isReadable(path, this.#config.reading);
  }

  /** The removal of a folder as the removals of all that is known below it. */
  #fileByFile(change: Change): readonly Change[] {
    const { kind, path } = change;
    if (kind !== 'removed' || isSettings(path) || this.#stored.has(path) || this.#skipped.has(path)) return [change];
    return this.knownPaths()
      .filter((known) => known.startsWith(`${path}/`))
      .map((known): Change => ({ kind: 'removed', path: known }));
  }

  #applyFile(change: Change): Effect {
    const { path } = change;
    const before = this.#shown(path);
    switch (change.kind) {
      case 'stored': {
        this.#skipped.delete(path);
        const read = this.#read(path, change.text);
        if (read) this.#stored.set(path, read);
        else this.#stored.delete(path);
        break;
      }
      case 'read': {
        if (!this.#isCurrent(change)) break;
        this.#skipped.delete(path);
        this.#stored.set(path, this.#sameAsKnown(change));
        break;
      }
      case 'skipped':
        this.#stored.delete(path);
        this.#skip(change);
        break;
      case 'removed':
        this.#stored.delete(path);
        this.#skipped.delete(path);
        break;
      case 'opened':
        this.#opened.set(path, { text: change.text, read: this.#read(path, change.text) });
        break;
      case 'closed':
        this.#opened.delete(path);
        break;
    }
    this.#noteArchitecture(path);
    return { changed: this.#shown(path) !== before, rediscover: false };
  }

  #noteArchitecture(path: FilePath): void {
    const shown = this.#shown(path);
    if (typeof shown === 'object' && shown.items.some(speaksOfCode)) this.#architecture.add(path);
    else this.#architecture.delete(path);
  }

  /** What a snapshot tells of a file: why it is not read, or what it says. */
  #shown(path: FilePath): string | FileFacts | undefined {
    const opened = this.#opened.get(path);
    const skipped = this.#skipped.get(path);
    if (skipped && !(opened && skipped.unreadable)) return skipped.reason;
    return (opened ? opened.read : this.#stored.get(path))?.facts;
  }

  #skip({ path, reason, unreadable }: Change & { readonly kind: 'skipped' }): void {
    this.#skipped.set(path, { reason, unreadable: unreadable === true });
  }

  #read(path: FilePath, text: string): ReadText | undefined {
    const { reading, files } = this.#config;
    const role = fileRole(path, files);
    if (role === undefined || !isReadable(path, reading)) return undefined;
    const facts = readText({ path, text, role }, reading);
    return this.#sameAsKnown({ path, facts, readingKey: readingKeyFor(path, reading) });
  }

  /** The same object as long as what the file says, and how it was read, are the same. */
  #sameAsKnown({ path, facts, readingKey }: ReadText & { readonly path: FilePath }): ReadText {
    const known = [this.#stored.get(path), this.#opened.get(path)?.read];
    const same = known.find((read) => read?.readingKey === readingKey && sameFacts(read.facts, facts));
    return same ?? { readingKey, facts };
  }

  #isCurrent({ path, facts, readingKey }: Change & { readonly kind: 'read' }): boolean {
    return (
      readingKeyFor(path, this.#config.reading) === readingKey && fileRole(path, this.#config.files) === facts.role
    );
  }

  /** Without a project file all code is looked at as soon as a record speaks of code, and only then. */
  #followArchitecture(): boolean {
    const config = this.#followingArchitecture(this.#config);
    if (config === this.#config) return false;
    this.#config = config;
    this.#readOpenedAgain();
    return true;
  }

  #followingArchitecture(config: ProjectConfig): ProjectConfig {
    const reading = withCode(config.reading, !config.declared && this.#architecture.size === 0);
    return reading === config.reading ? config : { ...config, reading };
  }

  #readOpenedAgain(): void {
    for (const [path, entry] of this.#opened) {
      if (isSettings(path)) continue;
      entry.read = this.#read(path, entry.text);
      this.#noteArchitecture(path);
    }
  }

  /** Takes a settings file in; a text that cannot be read at all leaves the last good configuration in force. */
  #applySettings(change: Change): Effect {
    const { path } = change;
    // Settings are not read into facts: only their text counts.
    if (change.kind === 'read') return { changed: false, rediscover: false };
    const before = { config: this.#config, text: this.#settingsText(path), reason: this.#skipped.get(path)?.reason };
    if (change.kind === 'opened') this.#opened.set(path, { text: change.text, read: undefined });
    else if (change.kind === 'closed') this.#opened.delete(path);
    else {
      this.#settingsOnDisk.delete(path);
      this.#skipped.delete(path);
      if (change.kind === 'stored') this.#settingsOnDisk.set(path, change.text);
      if (change.kind === 'skipped') this.#skip(change);
    }
    if (this.#settingsText(path) === before.text) {
      return { changed: this.#skipped.get(path)?.reason !== before.reason, rediscover: false };
    }
    this.#readConfiguration();
    if (this.#config.reading.key === before.config.reading.key && sameGlobs(this.#config, before.config)) {
      return { changed: true, rediscover: false };
    }
    this.#readOpenedAgain();
    return { changed: true, rediscover: true };
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
    this.#config = this.#followingArchitecture(this.#config);
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
      const shown = this.#shown(path);
      if (typeof shown === 'object') facts.set(path, shown);
    }
    for (const path of [PROJECT_FILE, RISK_FILE]) {
      const text = this.#settingsText(path);
      if (text !== undefined) facts.set(path, noFacts({ path, text, role: 'project' }));
    }
    return facts;
  }

  #currentSkipped(): readonly SkippedFile[] {
    return [...this.#skipped]
      .flatMap(([path, { reason }]) => (typeof this.#shown(path) === 'object' ? [] : [{ path, reason }]))
      .sort((a, b) => compareText(a.path, b.path));
  }
}

/** True for a record that gives code a class, a place in the architecture, or a name. */
function speaksOfCode({ dialect, type }: ItemFact): boolean {
  return dialect === 'lifetrace' && ['SS', 'SI', 'UNIT'].includes(type);
}

function isSettings(path: FilePath): boolean {
  return path === PROJECT_FILE || path === RISK_FILE;
}

function sameGlobs(a: ProjectConfig, b: ProjectConfig): boolean {
  return JSON.stringify(a.files) === JSON.stringify(b.files);
}
