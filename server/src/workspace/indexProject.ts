import { fileRole } from '../config/fileRole.ts';
import { type FileGlobs, isSettingsFile, SETTINGS_FILES } from '../config/project.ts';
import type { ReadingConfig } from '../config/readingConfig.ts';
import type { FilePath } from '../model/span.ts';
import { readingKeyFor } from '../read/readFile.ts';
import type { Change } from './change.ts';
import type { Engine } from './engine.ts';
import { breather } from './node/breather.ts';
import { changeOf } from './node/changeOf.ts';
import type { DiscoveredFile } from './node/discoveredFile.ts';
import { type Discovered, discoverFiles } from './node/discoverFiles.ts';
import type { ReadLimits } from './node/diskReader.ts';
import type { KnownFolders } from './node/knownFolders.ts';
import { ListedPaths } from './node/listedPath.ts';
import type { ReadingCache, ReadingCacheWriter } from './node/readingCache.ts';
import { ReadingPool, type Readings, type ReadingThreads } from './node/readingPool.ts';
import { seenFile } from './node/seenFile.ts';
import { storedFile } from './node/storedFile.ts';

/** How an index run reports and is stopped. */
export interface IndexControl {
  readonly limits: ReadLimits;
  /** Undefined to read in the thread that asks. */
  readonly threads?: ReadingThreads | undefined;
  /** What earlier runs have read; undefined to read everything. */
  readonly cache?: ReadingCache | undefined;
  /** Ends the run; the engine is left with what was read so far. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called when all that the cache holds has been taken in, unchecked: what the project looked like when it was read
   * last. The disk is looked at when that settles. Without it nothing counts that was not checked.
   */
  readonly recalled?: (() => Promise<void>) | undefined;
  /** Called now and then with the number of files read, and to be read: 0 while they are still being looked for. */
  readonly progress: (done: number, total: number) => void;
}

/**
 * Brings an engine up to date with the disk: settings first, then every file, then the removal of what has vanished.
 * Gives false when it was aborted.
 */
export async function indexProject(root: string, engine: Engine, control: IndexControl): Promise<boolean> {
  for (const file of SETTINGS_FILES) engine.apply([storedFile(root, file, control.limits)]);
  const recalledAs = await recall(engine, control);
  return readDiscovered(root, engine, control, () => true, { cache: control.cache, recalledAs });
}

/** After so many readings of an earlier run it is told how many have been taken in, at the latest. */
const TOLD_AFTER = 64;

/** Takes in what an earlier run has read, when the caller can use it; gives how it was read. */
async function recall(
  engine: Engine,
  { cache, recalled, signal, progress }: IndexControl,
): Promise<ReadingConfig | undefined> {
  if (!recalled || !cache || cache.size === 0) return undefined;
  const { files } = engine.config;
  const globs = cache.hasRolesOf(files) ? files : undefined;
  const breathe = breather();
  let done = 0;
  // Records decide how closely code is looked at.
  for (const specs of [true, false]) {
    const { reading } = engine.config;
    for (const each of cache.remembered(specs, reading)) {
      // One by one, since a specification may hold thousands of items.
      engine.apply([changeOf(each, { reading, names: engine.names, globs })]);
      done++;
      const pause = breathe();
      if (!pause && done % TOLD_AFTER !== 0) continue;
      progress(done, cache.size);
      await pause;
      if (signal?.aborted) return undefined;
    }
  }
  const { reading } = engine.config;
  await recalled();
  return reading;
}

/**
 * Looks for files again, reads those that were not known, and drops those that are gone or left out by now. Gives false
 * when it was aborted.
 */
export function refreshProject(root: string, engine: Engine, control: IndexControl): Promise<boolean> {
  return readDiscovered(root, engine, control, (file) => !engine.isKnown(file.path));
}

/** Reads the given files from disk into the engine. Gives false when it was aborted. */
export async function readFiles(
  root: string,
  engine: Engine,
  paths: readonly FilePath[],
  control: IndexControl,
): Promise<boolean> {
  const files = paths.flatMap((path): DiscoveredFile[] => {
    const role = fileRole(path, engine.config.files);
    return role ? [{ path, role }] : [];
  });
  const left = new Set(paths);
  for (const file of files) left.delete(file.path);
  engine.apply([...left].map((path): Change => ({ kind: 'removed', path })));
  const run = new IndexRun(root, engine, control);
  try {
    for (const file of files) run.add(file);
    await run.finish();
  } finally {
    await run.close();
  }
  return control.signal?.aborted !== true;
}

async function readDiscovered(
  root: string,
  engine: Engine,
  control: IndexControl,
  isWanted: (file: DiscoveredFile) => boolean,
  earlier: EarlierRun = NO_EARLIER_RUN,
): Promise<boolean> {
  const { signal, limits } = control;
  const before = engine.knownPaths();
  const run = new IndexRun(root, engine, control, earlier);
  const known = earlier.cache?.knownFolders(root, engine.config);
  const found = (file: DiscoveredFile): void => {
    if (!isWanted(file)) return;
    if (isSettingsFile(file.path)) engine.apply([storedFile(root, file.path, limits)]);
    else run.add(file);
  };
  try {
    const discovered = await discoverFiles(root, engine.config, () => signal?.aborted === true, found, known);
    if (signal?.aborted) return false;
    engine.apply(discovered.skipped.map(({ path, reason }): Change => ({ kind: 'skipped', path, reason })));
    dropVanished(engine, before, discovered);
    await run.finish();
  } finally {
    await run.close();
  }
  if (signal?.aborted) return false;
  run.keep(known);
  lookAtEvidence(root, engine, engine.pointedAt, limits);
  return true;
}

/** Looks whether files are there that `evidence.yaml` points to. */
export function lookAtEvidence(root: string, engine: Engine, paths: readonly FilePath[], limits: ReadLimits): void {
  const listed = new ListedPaths(root);
  engine.apply(paths.map((path) => seenFile(root, path, limits, listed)));
}

/** What is left of an earlier run. */
interface EarlierRun {
  readonly cache: ReadingCache | undefined;
  /** Set where the engine has already taken in all of it that was read in this way. */
  readonly recalledAs: ReadingConfig | undefined;
}

const NO_EARLIER_RUN: EarlierRun = { cache: undefined, recalledAs: undefined };

/** Reads files into an engine, from an earlier run's readings where they still hold and from the disk elsewhere. */
class IndexRun {
  readonly #engine: Engine;
  readonly #control: IndexControl;
  readonly #earlier: EarlierRun;
  readonly #pool: ReadingPool;
  readonly #kept: ReadingCacheWriter | undefined;
  readonly #files: DiscoveredFile[] = [];
  /** They gave the files their roles. */
  readonly #globs: FileGlobs;
  /** How code was read when the run began. */
  #reading: ReadingConfig;
  #allFound = false;
  #done = 0;

  constructor(root: string, engine: Engine, control: IndexControl, earlier = NO_EARLIER_RUN) {
    this.#engine = engine;
    this.#control = control;
    this.#earlier = earlier;
    this.#kept = earlier.cache?.successor();
    this.#reading = engine.config.reading;
    this.#globs = engine.config.files;
    const { limits, threads, signal } = control;
    const { cache } = earlier;
    this.#pool = new ReadingPool(
      { root, limits, threads, signal },
      {
        reading: () => engine.config.reading,
        earlier: cache && cache.size > 0 ? (file, reading) => cache.reading(file, reading) : undefined,
        take: (readings, reading) => this.#take(readings, reading),
      },
    );
  }

  /** Takes up a file, to be read at some time before the end of {@link finish}. */
  add(file: DiscoveredFile): void {
    this.#files.push(file);
    this.#pool.add(file);
  }

  /** Settles when every file has been read, in the way in which the project is read by then, or the run was aborted. */
  async finish(): Promise<void> {
    this.#allFound = true;
    await this.#pool.finish();
    // A record decides how closely code is looked at, also code that was read before the record was.
    while (!this.#control.signal?.aborted && this.#reading.key !== this.#engine.config.reading.key) {
      this.#reading = this.#engine.config.reading;
      const outdated = this.#files.filter(({ path }) => this.#engine.lacks(path));
      this.#done -= outdated.length;
      for (const file of outdated) this.#pool.add(file);
      await this.#pool.finish();
    }
  }

  /** Lets go of what reading needs. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  /** Keeps the readings and what was found in folders for the next run, when they are not the same as before. */
  keep(folders: KnownFolders | undefined): void {
    if (folders && (this.#kept?.differs || folders.differ)) this.#kept?.write(this.#globs, folders.packed());
  }

  #take({ fresh, same }: Readings, reading: ReadingConfig): void {
    const { recalledAs } = this.#earlier;
    const into = { reading, names: this.#engine.names, globs: this.#globs };
    const changes: Change[] = [];
    for (const each of fresh) {
      this.#kept?.keep(each, readingKeyFor(each.path, reading));
      changes.push(changeOf(each, into));
    }
    for (const each of same) {
      this.#kept?.keepEarlier(each);
      const isRecalled = recalledAs && isReadAs(each.path, reading, recalledAs);
      if (!isRecalled) changes.push(changeOf(each, into));
    }
    this.#engine.apply(changes);
    this.#done += fresh.length + same.length;
    this.#control.progress(this.#done, this.#allFound ? this.#files.length : 0);
  }
}

/** True when a file is read in the same way by both. */
function isReadAs(path: FilePath, a: ReadingConfig, b: ReadingConfig): boolean {
  return a === b || readingKeyFor(path, a) === readingKeyFor(path, b);
}

function dropVanished(engine: Engine, before: readonly FilePath[], { files, skipped }: Discovered): void {
  if (before.every(isSettingsFile)) return;
  const present = new Set<FilePath>([...[...files, ...skipped].map((file) => file.path), ...SETTINGS_FILES]);
  const vanished = before.filter((path) => !present.has(path));
  engine.apply(vanished.map((path) => ({ kind: 'removed', path })));
}
