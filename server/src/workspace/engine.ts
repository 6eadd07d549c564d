import { createHash } from 'node:crypto';
import { fileRole } from '../config/fileRole.ts';
import { PROJECT_FILE, type ProjectConfig, RISK_FILE } from '../config/project.ts';
import type { ReadingConfig } from '../config/readingConfig.ts';
import { defaultConfig, readProject, withRiskModel } from '../config/readProject.ts';
import { readRisk } from '../config/readRisk.ts';
import { compareText } from '../model/compare.ts';
import type { FileFacts, ReadProblem } from '../model/facts.ts';
import { lineStartsOf } from '../model/lineIndex.ts';
import { DEFAULT_RISK_MODEL, type RiskModel } from '../model/risk.ts';
import type { FilePath } from '../model/span.ts';
import { languageOf } from '../read/languages.ts';
import { isReadable, readFile, type SourceText } from '../read/readFile.ts';
import { Evaluation, type EvaluationWork } from '../rules/evaluation.ts';
import type { Findings } from '../rules/findings.ts';
import type { TracedProject } from '../trace/project/tracedProject.ts';
import type { ConfigProblem, SkippedFile, Snapshot } from '../trace/snapshot.ts';
import { everythingIn, joined, type ProjectChange, Tracer } from '../trace/tracer.ts';
import type { Change } from './change.ts';

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
  /** Tells equal texts: facts are a pure function of text, path, role and reading. */
  readonly fingerprint: string;
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
  readonly #include: readonly string[];
  #config: ProjectConfig;
  #configProblems: readonly ConfigProblem[] = [];
  #risk: RiskModel = DEFAULT_RISK_MODEL;
  #revision = 0;
  /** Files whose facts are not those of {@link Engine.#project}. */
  #pending = new Map<FilePath, FileFacts | undefined>();
  #project: TracedProject | undefined;
  #tracer: Tracer;
  #skippedFiles: readonly SkippedFile[] | undefined;
  /** What {@link Engine.#evaluation} has not seen yet. */
  #unseen: ProjectChange | undefined;
  #evaluation = new Evaluation();
  #findings: Findings | undefined;

  constructor(options: EngineOptions = {}) {
    this.#include = options.include ?? [];
    this.#config = this.#limited(defaultConfig());
    this.#tracer = new Tracer(this.#config);
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
    if (changed) this.#revision++;
    return { revision: this.#revision, rediscover };
  }

  /** What the rules find in {@link snapshot}. The same object until the next change. */
  findings(): Findings {
    const project = this.snapshot();
    if (this.#unseen) {
      this.#findings = this.#evaluation.update(project, this.#unseen);
      this.#unseen = undefined;
    }
    this.#findings ??= this.#evaluation.update(project, everythingIn(project));
    return this.#findings;
  }

  /** How much checking has been done since the configuration last changed. */
  get work(): Readonly<EvaluationWork> {
    return this.#evaluation.work;
  }

  /** Everything known now. The same object until the next change. */
  snapshot(): TracedProject {
    if (this.#project?.revision === this.#revision) return this.#project;
    const input = {
      revision: this.#revision,
      configProblems: this.#configProblems,
      skipped: this.#currentSkipped(),
    };
    const sameConfig = this.#project?.config === this.#config;
    if (!sameConfig) this.#tracer = new Tracer(this.#config, this.#project?.graph);
    const { project, change } = this.#tracer.trace(input, this.#pending);
    if (sameConfig) {
      this.#unseen = this.#unseen ? joined(this.#unseen, change) : change;
    } else {
      this.#evaluation = new Evaluation();
      this.#unseen = everythingIn(project);
    }
    this.#pending = new Map();
    this.#project = project;
    return project;
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
    const after = this.#shown(path);
    if (typeof before === 'string' || typeof after === 'string') this.#skippedFiles = undefined;
    if (after !== before) this.#changeFacts(path, after);
    return { changed: after !== before, rediscover: false };
  }

  #changeFacts(path: FilePath, shown: string | FileFacts | undefined): void {
    this.#pending.set(path, typeof shown === 'object' ? shown : undefined);
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

  /** The same object as long as text and reading are the same. */
  #read(path: FilePath, text: string): ReadText | undefined {
    const { reading, files } = this.#config;
    const role = fileRole(path, files);
    if (role === undefined || !isReadable(path, reading)) return undefined;
    const fingerprint = createHash('sha256').update(text).digest('base64');
    const isSame = (known: ReadText | undefined): boolean =>
      known?.fingerprint === fingerprint && known.readingKey === reading.key && known.facts.role === role;
    const known = [this.#stored.get(path), this.#opened.get(path)?.read].find(isSame);
    return known ?? { fingerprint, readingKey: reading.key, facts: factsOf({ path, text, role }, reading) };
  }

  /** Takes a settings file in; a text that cannot be read at all leaves the last good configuration in force. */
  #applySettings(change: Change): Effect {
    const { path } = change;
    const before = { config: this.#config, text: this.#settingsText(path), reason: this.#skipped.get(path)?.reason };
    if (change.kind === 'opened') this.#opened.set(path, { text: change.text, read: undefined });
    else if (change.kind === 'closed') this.#opened.delete(path);
    else {
      this.#settingsOnDisk.delete(path);
      this.#skipped.delete(path);
      if (change.kind === 'stored') this.#settingsOnDisk.set(path, change.text);
      if (change.kind === 'skipped') this.#skip(change);
    }
    this.#skippedFiles = undefined;
    if (this.#settingsText(path) === before.text) {
      return { changed: this.#skipped.get(path)?.reason !== before.reason, rediscover: false };
    }
    const text = this.#settingsText(path);
    this.#pending.set(path, text === undefined ? undefined : noFacts({ path, text, role: 'project' }));
    this.#readConfiguration();
    if (this.#config.reading.key === before.config.reading.key && sameGlobs(this.#config, before.config)) {
      return { changed: true, rediscover: false };
    }
    for (const [opened, entry] of this.#opened) {
      if (isSettings(opened)) continue;
      entry.read = this.#read(opened, entry.text);
      this.#changeFacts(opened, this.#shown(opened));
    }
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
    this.#configProblems = problems;
  }

  #limited(config: ProjectConfig): ProjectConfig {
    return this.#include.length === 0 ? config : { ...config, files: { ...config.files, include: this.#include } };
  }

  #settingsText(path: FilePath): string | undefined {
    return this.#opened.get(path)?.text ?? this.#settingsOnDisk.get(path);
  }

  #currentSkipped(): readonly SkippedFile[] {
    this.#skippedFiles ??= [...this.#skipped]
      .flatMap(([path, { reason }]) => (typeof this.#shown(path) === 'object' ? [] : [{ path, reason }]))
      .sort((a, b) => compareText(a.path, b.path));
    return this.#skippedFiles;
  }
}

function isSettings(path: FilePath): boolean {
  return path === PROJECT_FILE || path === RISK_FILE;
}

function sameGlobs(a: ProjectConfig, b: ProjectConfig): boolean {
  return JSON.stringify(a.files) === JSON.stringify(b.files);
}

/** Reads a text. A reader that fails in spite of its promise costs one file, with a finding, and not the whole index. */
function factsOf(source: SourceText, reading: ReadingConfig): FileFacts {
  try {
    return readFile(source, reading);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Lifetrace failed to read this file, so nothing in it counts: ${reason}.`;
    return { ...noFacts(source), problems: [{ code: 'LT007', message, span: { start: 0, end: 0 } }] };
  }
}

/** A file that defines nothing, like a settings file; findings on it need its lines. */
function noFacts({ path, text, role }: SourceText): FileFacts {
  return {
    path,
    language: languageOf(path) ?? 'text',
    role,
    lineStarts: lineStartsOf(text),
    items: [],
    units: [],
    tags: [],
    suppressions: [],
    problems: [],
  };
}
