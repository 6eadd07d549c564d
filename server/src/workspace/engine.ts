import { fileRole } from '../config/fileRole.ts';
import { isSettingsFile, type ProjectConfig } from '../config/project.ts';
import { compareText } from '../model/compare.ts';
import { filesIn } from '../model/evidence.ts';
import type { ItemFact } from '../model/facts.ts';
import { Names } from '../model/names.ts';
import type { FilePath } from '../model/span.ts';
import { isReadable } from '../read/readFile.ts';
import type { Findings } from '../rules/findings.ts';
import type { EvaluationWork } from '../rules/ruleRun.ts';
import type { TracedProject } from '../trace/project/tracedProject.ts';
import type { SkippedFile, Snapshot } from '../trace/snapshot.ts';
import type { SnapshotInput } from '../trace/tracer.ts';
import type { Change } from './change.ts';
import { ChangedFiles } from './changedFiles.ts';
import { filesBelow } from './filesBelow.ts';
import { KnownFiles } from './knownFiles.ts';
import { Pipeline } from './pipeline.ts';
import { noFacts } from './readText.ts';
import { SeenFiles } from './seenFiles.ts';
import { Settings, type SettingsEffect } from './settings.ts';

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

/**
 * All that is known of one project. Everything that changes comes through {@link Engine.apply}; every question reads
 * one immutable {@link Snapshot}. Holds no file handles, reads no disk, knows no clock: the same changes in any order
 * that ends in the same texts give the same answers.
 */
export class Engine {
  /** Numbers of all names that stand in the files: what comes from elsewhere is to be told by them. */
  readonly names = new Names();
  readonly #settings: Settings;
  readonly #files = new KnownFiles(this.names);
  readonly #seen = new SeenFiles();
  /** Files with a record that speaks about code. */
  readonly #architecture = new Set<FilePath>();
  readonly #pipeline: Pipeline;
  readonly #followers: ChangedFiles[] = [];
  #revision = 0;
  /** What is not read, in order, with the lists that it was put together from. */
  #skipped: { readonly of: readonly unknown[]; readonly files: readonly SkippedFile[] } | undefined;

  constructor(options: EngineOptions = {}) {
    this.#settings = new Settings(options.include ?? []);
    this.#pipeline = new Pipeline(this.names, {
      config: () => this.config,
      revision: () => this.#revision,
      input: () => this.#snapshotInput(),
    });
  }

  /** The configuration in force: the last one that could be read. */
  get config(): ProjectConfig {
    return this.#settings.config;
  }

  /** Rises with each call of {@link apply} that changed something. */
  get revision(): number {
    return this.#revision;
  }

  /** Takes changes in, in their order. */
  apply(changes: Iterable<Change>): Applied {
    let rediscover = false;
    let changed = false;
    for (const change of this.#fileByFile(changes)) {
      if (change.kind === 'seen') {
        changed = this.#seen.see(change.path, change.seen) || changed;
      } else if (isSettingsFile(change.path)) {
        const effect = this.#applySettings(change);
        changed ||= effect.changed;
        rediscover ||= effect.rediscover;
      } else if (this.#files.take(change, this.config)) {
        this.#tell(change.path);
        changed = true;
      }
    }
    if (this.#settings.noteArchitecture(this.#architecture.size > 0)) {
      this.#readOpenedAgain();
      rediscover = true;
    }
    if (changed) this.#revision++;
    return { revision: this.#revision, rediscover };
  }

  /** What the rules find in {@link snapshot}. The same object until the next change. */
  findings(): Findings {
    return this.#pipeline.findings();
  }

  /** True when {@link snapshot} has nothing left to work out. */
  get isTraced(): boolean {
    return this.#pipeline.isTraced;
  }

  /** True when {@link findings} has nothing left to work out. */
  get isChecked(): boolean {
    return this.#pipeline.isChecked;
  }

  /**
   * Does one small step of the work that {@link snapshot} and then {@link findings} ask for; nothing when none is left.
   * Changes may come between steps: the work goes on with what they have left of it.
   */
  advance(): void {
    this.#pipeline.advance();
  }

  /** How much checking has been done since the configuration last changed. */
  get work(): Readonly<EvaluationWork> {
    return this.#pipeline.work;
  }

  /** Everything known now. The same object until the next change. */
  snapshot(): TracedProject {
    return this.#pipeline.snapshot();
  }

  /**
   * What is known now of a project of which files are still to come: a snapshot that is not whole, and is there at once.
   */
  glimpse(): TracedProject {
    return this.#pipeline.glimpse();
  }

  /**
   * Takes in what has been applied, once that is enough to be worth it: gives true then. {@link glimpse} and {@link snapshot}
   * have that much less to do.
   */
  prepareGlimpse(): boolean {
    return this.#pipeline.prepareGlimpse();
  }

  /** Paths of all files whose content is known from disk or skipped, for telling what has vanished. */
  knownPaths(): readonly FilePath[] {
    return [...this.#files.paths, ...this.#settings.paths];
  }

  /** True for the paths of {@link knownPaths}. */
  isKnown(path: FilePath): boolean {
    return this.#files.has(path) || this.#settings.has(path);
  }

  /** True when a specification or code was read, whatever it says. */
  get hasRead(): boolean {
    return this.#files.hasRead;
  }

  /** True for a specification or code of which nothing is known as files are read now: it was read in another way, or not at all. */
  lacks(path: FilePath): boolean {
    return this.#files.lacks(path, this.config);
  }

  /** The text of a settings file that counts: what an editor holds, or what stands on disk. */
  settingsText(path: FilePath): string | undefined {
    return this.#settings.text(path);
  }

  /** Files that `evidence.yaml` points to: whoever feeds the engine looks whether they are there. */
  get pointedAt(): readonly FilePath[] {
    return filesIn(this.#settings.evidence);
  }

  /** True for a file of {@link pointedAt} that nobody has looked for yet. */
  isUnseen(path: FilePath): boolean {
    return !this.#seen.has(path);
  }

  /** True when a file of that path is read, as far as its name and the project's globs tell. */
  reads(path: FilePath): boolean {
    const { files, reading } = this.config;
    return fileRole(path, files) !== undefined && isReadable(path, reading);
  }

  /** Remembers from now on, and for as long as the engine lives, which files say something else. */
  follow(): ChangedFiles {
    const changed = new ChangedFiles();
    this.#followers.push(changed);
    return changed;
  }

  /** Changes with the removal of a folder as the removals of all that is known below it; folders in a row are looked for together. */
  *#fileByFile(changes: Iterable<Change>): Generator<Change> {
    const folders = new Set<FilePath>();
    for (const change of changes) {
      const { kind, path } = change;
      if (kind === 'removed' && !isSettingsFile(path) && !this.#files.has(path)) {
        folders.add(path);
        continue;
      }
      if (kind !== 'removed') yield* this.#removalsBelow(folders);
      yield change;
    }
    yield* this.#removalsBelow(folders);
  }

  *#removalsBelow(folders: Set<FilePath>): Generator<Change> {
    if (folders.size === 0) return;
    const below = filesBelow(this.knownPaths(), folders);
    folders.clear();
    for (const path of below) yield { kind: 'removed', path };
  }

  #applySettings(change: Change): SettingsEffect {
    const { path } = change;
    const { evidence } = this.#settings;
    const effect = this.#settings.take(change, this.#architecture.size > 0);
    if (effect.retold) {
      const text = this.#settings.text(path);
      this.#pipeline.put(path, text === undefined ? undefined : noFacts({ path, text, role: 'project' }));
    }
    if (this.#settings.evidence !== evidence) this.#seen.keepOnly(this.pointedAt);
    if (effect.rediscover) this.#readOpenedAgain();
    return effect;
  }

  #readOpenedAgain(): void {
    for (const path of this.#files.readOpenedAgain(this.config)) this.#tell(path);
  }

  /** Tells who has to know what a file says by now. */
  #tell(path: FilePath): void {
    const facts = this.#files.facts(path);
    this.#pipeline.put(path, facts);
    for (const follower of this.#followers) follower.add(path);
    if (facts?.items.some(speaksOfCode)) this.#architecture.add(path);
    else this.#architecture.delete(path);
  }

  #snapshotInput(): SnapshotInput {
    const { problems, evidence, fda } = this.#settings;
    return {
      revision: this.#revision,
      configProblems: problems,
      skipped: this.#skippedFiles(),
      evidence,
      seen: this.#seen.current,
      fda,
    };
  }

  /** What is not read, in order of paths. */
  #skippedFiles(): readonly SkippedFile[] {
    const of = [this.#files.skipped, this.#settings.skipped];
    if (!this.#skipped || of.some((list, index) => list !== this.#skipped?.of[index])) {
      this.#skipped = { of, files: of.flat().sort((a, b) => compareText(a.path, b.path)) };
    }
    return this.#skipped.files;
  }
}

/** True for a record that gives code a class, a place in the architecture, or a name. */
function speaksOfCode({ dialect, type }: ItemFact): boolean {
  return dialect === 'lifetrace' && ['SS', 'SI', 'UNIT'].includes(type);
}
