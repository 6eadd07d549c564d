import path from 'node:path';
import { isExcluded } from '../config/fileRole.ts';
import { EVIDENCE_FILE, isSettingsFile, PROJECT_FILE } from '../config/project.ts';
import type { FilePath } from '../model/span.ts';
import type { FolderStatus } from '../protocol.ts';
import type { Change } from '../workspace/change.ts';
import { Engine } from '../workspace/engine.ts';
import {
  type IndexControl,
  indexProject,
  lookAtEvidence,
  readFiles,
  refreshProject,
} from '../workspace/indexProject.ts';
import { cacheIdentity } from '../workspace/node/cacheFolder.ts';
import { isIgnoreFile, leftOutTest } from '../workspace/node/discoverFiles.ts';
import type { ReadLimits } from '../workspace/node/diskReader.ts';
import { ReadingCache } from '../workspace/node/readingCache.ts';
import { defaultThreads } from '../workspace/node/readingPool.ts';
import { isFolder, storedFile } from '../workspace/node/storedFile.ts';
import type { FileCount } from './indexProgress.ts';
import { Places } from './places.ts';

/** What a session tells the server. */
export interface SessionEvents {
  /** Something changed: answers given before are out of date. */
  readonly changed: (session: ProjectSession) => void;
  /** What was read earlier can be shown, while the disk is being looked at. */
  readonly recalled: (session: ProjectSession) => void;
  /** An index run goes on. */
  readonly progress: (session: ProjectSession, count: FileCount) => void;
  /** Something went wrong that nobody waits for. */
  readonly failed: (session: ProjectSession, error: unknown) => void;
}

/** What has happened on disk, to files and to folders. */
export interface DiskChanges {
  readonly created: readonly FilePath[];
  readonly changed: readonly FilePath[];
  readonly removed: readonly FilePath[];
}

/** One workspace folder: its engine, kept up to date with the disk and with the editors. */
export class ProjectSession {
  readonly places: Places;
  readonly engine = new Engine();
  readonly name: string;
  /** Settles when the first index is complete, or will never be. */
  readonly ready: Promise<void>;
  /**
   * Settles when there is a whole project to answer from: as the disk has it, or until then as it was read last. Settles
   * as well when there will never be one.
   */
  readonly answerable: Promise<void>;
  readonly #events: SessionEvents;
  /** Texts that editors hold of files that the project may read. */
  readonly #held = new Map<FilePath, string>();
  readonly #readerProgram: string;
  readonly #cacheFolder: string | undefined;
  #limits: ReadLimits;
  #indexed = false;
  #recalled = false;
  #closed = false;
  #run = 0;
  #toldRevision = 0;
  #lookPending = false;
  #queue: Promise<void> = Promise.resolve();
  #settleReady: () => void = () => {};
  #settleAnswerable: () => void = () => {};

  constructor(
    root: string,
    name: string,
    limits: ReadLimits,
    readerProgram: string,
    cacheFolder: string | undefined,
    events: SessionEvents,
  ) {
    this.places = new Places(path.resolve(root));
    this.name = name;
    this.#limits = limits;
    this.#readerProgram = readerProgram;
    this.#cacheFolder = cacheFolder;
    this.#events = events;
    this.ready = new Promise((resolve) => {
      this.#settleReady = resolve;
    });
    const recalled = new Promise<void>((resolve) => {
      this.#settleAnswerable = resolve;
    });
    this.answerable = Promise.race([this.ready, recalled]);
  }

  /** What limits the reading of a file. */
  get limits(): ReadLimits {
    return this.#limits;
  }

  /** True when the first index is complete. */
  get indexed(): boolean {
    return this.#indexed;
  }

  /** True when the project can be answered from: see {@link answerable}. */
  get answers(): boolean {
    return this.#indexed || this.#recalled;
  }

  /** Reads the whole project; a run that is going on is abandoned for the new one. */
  index(limits: ReadLimits = this.#limits): void {
    this.#limits = limits;
    const run = ++this.#run;
    this.#enqueue(async () => {
      try {
        const cache = this.#openCache();
        const recalled = this.answers ? undefined : () => this.#answerFromEarlierRun();
        const control: IndexControl = { ...this.#control(run), cache, recalled };
        if (!(await indexProject(this.places.root, this.engine, control))) return;
        this.#letGoOfIgnored();
        this.#indexed = true;
        this.#settleReady();
      } catch (error) {
        // Requests that wait end with an error, rather than never.
        this.#settleReady();
        throw error;
      }
    });
  }

  /** Takes over what an editor holds. A text of a file that the project leaves out counts for nothing. */
  open(file: FilePath, text: string): void {
    this.#held.set(file, text);
    if (!this.#indexed || isSettingsFile(file) || this.engine.isKnown(file)) {
      this.#apply({ kind: 'opened', path: file, text });
    } else {
      this.#enqueue(async () => {
        const held = this.#held.get(file);
        if (held === undefined || this.#isLeftOut(file)) return;
        this.#apply({ kind: 'opened', path: file, text: held });
      });
    }
  }

  /** The editor has let go of the file: the disk counts again, whether or not somebody watches it. */
  close(file: FilePath): void {
    this.#held.delete(file);
    this.#apply({ kind: 'closed', path: file });
    this.#enqueue(async () => {
      if (this.#closed || this.#held.has(file)) return;
      const counts = this.engine.isKnown(file) || (this.engine.reads(file) && !this.#isLeftOut(file));
      if (counts) this.#apply(storedFile(this.places.root, file, this.#limits));
    });
  }

  /** Takes over changes on disk: known files are read again, new ones are looked for, vanished ones dropped. */
  diskChanged({ created, changed, removed }: DiskChanges): void {
    this.#enqueue(async () => {
      if (this.#closed) return;
      const { engine, places } = this;
      const gone = removed.filter((file) => !isExcluded(file, engine.config.files));
      this.#apply(...gone.map((file): Change => ({ kind: 'removed', path: file })));
      const touched = [...changed, ...created];
      for (const file of touched.filter(isSettingsFile)) this.#apply(storedFile(places.root, file, this.#limits));
      const known = touched.filter((file) => !isSettingsFile(file) && engine.isKnown(file));
      const { config } = engine;
      await readFiles(places.root, engine, known, this.#control(this.#run));
      lookAtEvidence(places.root, engine, pointedAtAmong([...touched, ...removed], engine.pointedAt), this.#limits);
      // A record that speaks of code changes how code is read.
      if (engine.config !== config) return this.index();
      if ([...touched, ...removed].some(isIgnoreFile) || this.#holdsNew(created)) this.#lookAgain();
    });
  }

  /** Ends the session; a run that is going on is abandoned. */
  dispose(): void {
    this.#closed = true;
    this.#run++;
    this.#settleReady();
  }

  /** The numbers that the status shows. */
  status(): FolderStatus {
    const snapshot = this.engine.snapshot();
    const { error, warning, information } = this.engine.findings().counts;
    const { items, units, tags } = snapshot.counts;
    return {
      uri: this.places.uriOf(''),
      name: this.name,
      hasProjectFile: snapshot.files.has(PROJECT_FILE),
      errors: error,
      warnings: warning,
      information,
      levels: snapshot.config.profile.levels,
      items,
      units,
      tags,
      revision: snapshot.revision,
    };
  }

  #apply(...changes: readonly Change[]): void {
    const { rediscover } = this.engine.apply(changes);
    // Before the first run starts there is nothing that could be out of date.
    if (rediscover && this.#run > 0 && !this.#closed) this.index();
    else if (this.#indexed && changes.some(({ path }) => path === EVIDENCE_FILE)) this.#lookAtNewEvidence();
    this.#tell();
  }

  /** While somebody writes `evidence.yaml`, what it newly points to is looked for. */
  #lookAtNewEvidence(): void {
    const { engine, places } = this;
    const unseen = engine.pointedAt.filter((path) => engine.isUnseen(path));
    if (unseen.length > 0) lookAtEvidence(places.root, engine, unseen, this.#limits);
  }

  #tell(): void {
    if (this.engine.revision === this.#toldRevision) return;
    this.#toldRevision = this.engine.revision;
    this.#events.changed(this);
  }

  /** Looks for files that are not known yet, once for all that is queued by now. */
  #lookAgain(): void {
    if (this.#lookPending) return;
    this.#lookPending = true;
    this.#enqueue(async () => {
      this.#lookPending = false;
      const { config } = this.engine;
      if (!(await refreshProject(this.places.root, this.engine, this.#control(this.#run)))) return;
      this.#letGoOfIgnored();
      // A settings file that was found changes what is to be read.
      if (this.engine.config !== config) this.index();
    });
  }

  /** True when one of the paths is a folder or file that the project may have to read. */
  #holdsNew(created: readonly FilePath[]): boolean {
    const isLeftOut = leftOutTest(this.places.root, this.engine.config);
    for (const file of created) {
      if (this.engine.isKnown(file) || isLeftOut(file)) continue;
      if (this.engine.reads(file) || isFolder(this.places.root, file)) return true;
    }
    return false;
  }

  /** Before files are looked for, every open text counts; afterwards only those do that the project does not leave out. */
  #letGoOfIgnored(): void {
    const isLeftOut = leftOutTest(this.places.root, this.engine.config);
    for (const [file, text] of this.#held) {
      const counts = isSettingsFile(file) || this.engine.isKnown(file) || !isLeftOut(file);
      this.engine.apply([counts ? { kind: 'opened', path: file, text } : { kind: 'closed', path: file }]);
    }
  }

  #isLeftOut(file: FilePath): boolean {
    return leftOutTest(this.places.root, this.engine.config)(file);
  }

  #answerFromEarlierRun(): void {
    this.#letGoOfIgnored();
    this.#recalled = true;
    this.#toldRevision = this.engine.revision;
    this.#settleAnswerable();
    this.#events.recalled(this);
  }

  #openCache(): ReadingCache | undefined {
    if (this.#cacheFolder === undefined) return undefined;
    const { root } = this.places;
    const identity = cacheIdentity(this.#cacheFolder, {
      root,
      include: [],
      limits: this.#limits,
      program: this.#readerProgram,
    });
    return identity && ReadingCache.open(identity);
  }

  #control(run: number): IndexControl {
    return {
      limits: this.#limits,
      threads: defaultThreads(this.#readerProgram),
      cancelled: () => this.#closed || run !== this.#run,
      progress: (done, total) => this.#events.progress(this, { done, total }),
    };
  }

  /** Disk work runs one after the other, so that an older reading never overwrites a newer one. */
  #enqueue(work: () => Promise<void>): void {
    this.#queue = this.#queue
      .then(work)
      .catch((error: unknown) => this.#events.failed(this, error))
      .then(() => this.#tell());
  }
}

/** Those of the paths that `evidence.yaml` points to that something has happened to, or to a folder above. */
function pointedAtAmong(changed: readonly FilePath[], pointedAt: readonly FilePath[]): readonly FilePath[] {
  const names = new Set(changed);
  return pointedAt.filter((path) => {
    const parts = path.split('/');
    return parts.some((_, index) => names.has(parts.slice(0, index + 1).join('/')));
  });
}
