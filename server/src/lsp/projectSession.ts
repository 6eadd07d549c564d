import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type KnownFindings, type Unfinished, unfinishedIn } from '../answers/unfinished.ts';
import { isExcluded } from '../config/fileRole.ts';
import { EVIDENCE_FILE, isSettingsFile, PROJECT_FILE } from '../config/project.ts';
import { sameFacts } from '../model/flatFacts/sameFacts.ts';
import { holdsAnything, type NothingRead } from '../model/leftOut.ts';
import type { FilePath } from '../model/span.ts';
import type { FolderStatus } from '../protocol/status.ts';
import type { TracedProject } from '../trace/project/tracedProject.ts';
import type { Change } from '../workspace/change.ts';
import { Engine } from '../workspace/engine.ts';
import { filesBelow } from '../workspace/filesBelow.ts';
import {
  type IndexControl,
  indexProject,
  lookAtEvidence,
  readFiles,
  refreshProject,
} from '../workspace/indexProject.ts';
import { breather } from '../workspace/node/breather.ts';
import { cacheIdentity } from '../workspace/node/cacheFolder.ts';
import { isIgnoreFile, leftOutTest } from '../workspace/node/discoverFiles.ts';
import type { ReadLimits } from '../workspace/node/diskReader.ts';
import { leftOutOfAll } from '../workspace/node/leftOutOfAll.ts';
import { ListedPaths } from '../workspace/node/listedPath.ts';
import { type CacheIdentity, ReadingCache } from '../workspace/node/readingCache.ts';
import { defaultThreads } from '../workspace/node/readingPool.ts';
import { standsAt, storedFile } from '../workspace/node/storedFile.ts';
import { readText } from '../workspace/readText.ts';
import { FirstIndex } from './firstIndex.ts';
import { advanceInTurns, goThroughInTurns } from './inTurns.ts';
import { KeptFindings, type KeptFor } from './keptFindings.ts';
import { Places } from './places.ts';
import type { PositionEncoding } from './positionEncoding.ts';
import { WorkQueue } from './workQueue.ts';

/** So long, in milliseconds, a question waits for findings that are nearly there. */
const MOMENT_MS = 8;

/** So long, in milliseconds, more is waited for when something has happened on disk: a checkout may be told file by file. */
const GATHER_MS = 10;

/** What a session tells the server. */
export interface SessionEvents {
  /** Something changed: answers given before are out of date. */
  readonly changed: (session: ProjectSession) => void;
  /** What was found earlier can be shown, while everything is looked at. Settles when it has been. */
  readonly recalled: (session: ProjectSession) => Promise<void>;
  /** The disk lists files by other paths than it did: documents may belong to other ones. */
  readonly relisted: (session: ProjectSession) => void;
  /** An index run goes on, see {@link ProjectSession.progress}. */
  readonly progressed: (session: ProjectSession) => void;
  /** The folder was looked through, and holds nothing that is read. */
  readonly foundNothing: (session: ProjectSession, nothing: NothingRead) => void;
  /** Something went wrong that nobody waits for. */
  readonly failed: (session: ProjectSession, error: unknown) => void;
}

/** What has happened on disk, to files and to folders. */
export interface DiskChanges {
  readonly created: readonly FilePath[];
  readonly changed: readonly FilePath[];
  readonly removed: readonly FilePath[];
}

/** What is to be done about paths that something has happened to. */
interface Told {
  readonly vanished: readonly FilePath[];
  /** Files to be read again that are known. */
  readonly again: readonly FilePath[];
  /** True when there may be files that are not known yet. */
  readonly holdsNew: boolean;
  /** True when something is listed by another path than it was told by. */
  readonly relisted: boolean;
}

/**
 * One workspace folder: its engine, kept up to date with the disk and with the editors. Until its first index is complete
 * it goes through three states: files are being read (what is there can be shown, see {@link ProjectSession.snapshot});
 * everything has been read, now or by an earlier run ({@link ProjectSession.whole}); it has been read as the disk has it, and
 * checked ({@link ProjectSession.indexed}). Until the last of them an editor is shown the findings that it was shown last,
 * where these were kept ({@link ProjectSession.kept}).
 */
export class ProjectSession {
  readonly places: Places;
  readonly engine = new Engine();
  readonly name: string;
  readonly #events: SessionEvents;
  /** Texts that editors hold of files that the project may read. */
  readonly #held = new Map<FilePath, string>();
  readonly #readerProgram: string;
  readonly #cacheFolder: string | undefined;
  readonly #encoding: PositionEncoding;
  #limits: ReadLimits;
  /** Tells what of earlier runs is of use; undefined until the first run, and without a folder to keep something in. */
  #identity: CacheIdentity | undefined;
  #kept: KeptFindings | undefined;
  #lookedAt: number | undefined;
  readonly #first = new FirstIndex();
  /** True when the files of the project have been looked for, now or in an earlier run: what else is opened may be left out. */
  #discovered = false;
  /** True when the last run read nothing of a folder that holds something. */
  #holdsUnread = false;
  /** Ends the index run that is going on. */
  #run: AbortController | undefined;
  readonly #life = new AbortController();
  #checking: Promise<void> | undefined;
  #shownStatus: FolderStatus | undefined;
  #toldRevision = 0;
  #lookPending = false;
  /** Files and folders that something has happened to on disk, and that have not been looked at since. */
  #told = new Set<FilePath>();
  /** Disk work, one after the other, so that an older reading never overwrites a newer one. */
  readonly #queue = new WorkQueue(
    (error) => this.#events.failed(this, error),
    () => this.#tell(),
  );

  constructor(
    root: string,
    name: string,
    limits: ReadLimits,
    readerProgram: string,
    cacheFolder: string | undefined,
    encoding: PositionEncoding,
    events: SessionEvents,
  ) {
    const columns = {
      encoding,
      held: (file: FilePath) => this.#held.get(file),
      stored: (file: FilePath) => this.textOf(file),
    };
    this.places = new Places(path.resolve(root), columns, (file) =>
      this.engine.isKnown(file) ? file : new ListedPaths(this.places.root).of(file),
    );
    this.name = name;
    this.#encoding = encoding;
    this.#limits = limits;
    this.#readerProgram = readerProgram;
    this.#cacheFolder = cacheFolder;
    this.#events = events;
  }

  /** Settles when the first index is complete, or will never be. */
  get ready(): Promise<void> {
    return this.#first.ready;
  }

  /** What limits the reading of a file. */
  get limits(): ReadLimits {
    return this.#limits;
  }

  /** True when the first index is complete: what the rules find is known as well. */
  get indexed(): boolean {
    return this.#first.complete;
  }

  /** True when everything has been read, now or in an earlier run: {@link snapshot} is a whole one from now on. */
  get whole(): boolean {
    return this.#first.whole;
  }

  /** What an editor was shown last. All that it is shown of findings until the first index is complete, where that was kept. */
  get kept(): KeptFindings | undefined {
    return this.#kept;
  }

  /** What findings of this session are kept for; undefined where none are. */
  get keptFor(): KeptFor | undefined {
    return this.#identity && { identity: this.#identity, encoding: this.#encoding };
  }

  /**
   * When the last complete look at the disk began, in milliseconds since 1970: what was not changed since is known as it is.
   * Undefined before the first.
   */
  get lookedAt(): number | undefined {
    return this.#lookedAt;
  }

  /** True when the first index is complete, and nothing is left to be checked but what takes a moment. */
  get isSettled(): boolean {
    return this.indexed && unfinishedIn(this.findings()) === undefined;
  }

  /** True when there is nothing more to be waited for: the session has ended, or its first index has failed. */
  get over(): boolean {
    return this.#first.over;
  }

  /** How far the first index is. */
  get progress(): Unfinished {
    return this.#lookedAt !== undefined && !this.indexed ? this.#unfinished() : this.#first.reading;
  }

  /** What is known now: at once, and as long as it is not {@link whole} what has been read by now. */
  snapshot(): TracedProject {
    return this.whole ? this.engine.snapshot() : this.engine.glimpse();
  }

  /**
   * The newest text of a file, if it is what {@link snapshot} knows: what an editor holds, or what stands on disk.
   * Undefined for a file that cannot be read, or has changed without anybody having said so yet.
   */
  textOf(file: FilePath): string | undefined {
    const held = this.#held.get(file);
    if (held !== undefined) return held;
    const facts = this.snapshot().files.get(file);
    const stored = storedFile(this.places.root, file, this.#limits);
    if (stored.kind !== 'stored' || !facts) return stored.kind === 'stored' ? stored.text : undefined;
    if (facts.role === 'project') return stored.text;
    const now = readText({ path: file, text: stored.text, role: facts.role }, this.engine.config.reading);
    return sameFacts(facts, now) ? stored.text : undefined;
  }

  /** The findings, where they can be had in a moment; otherwise how far the work on them is. */
  findings(): KnownFindings {
    const end = performance.now() + MOMENT_MS;
    while (this.whole && !this.engine.isChecked && performance.now() < end) this.engine.advance();
    return this.whole && this.engine.isChecked ? this.engine.findings() : this.#unfinished();
  }

  /** True while an editor holds a file. */
  holds(file: FilePath): boolean {
    return this.#held.has(file);
  }

  /** Settles when the findings are those of the newest texts, or the session ends. Other work gets its turn meanwhile. */
  checked(): Promise<void> {
    if (this.engine.isChecked) return Promise.resolve();
    this.#checking ??= advanceInTurns(this.engine, () => this.engine.isChecked, { signal: this.#life.signal }).then(
      () => {
        this.#checking = undefined;
      },
    );
    return this.#checking;
  }

  /** Settles when more files have been read, or nothing more is to come. */
  moreFiles(): Promise<void> {
    return this.#first.moreFiles();
  }

  /** Reads the whole project; a run that is going on is abandoned for the new one. */
  index(limits: ReadLimits = this.#limits): void {
    if (limits !== this.#limits || !this.#run) this.#identify(limits);
    this.#run?.abort();
    const run = new AbortController();
    this.#run = run;
    this.#queue.add(async () => {
      try {
        if (this.#kept) await this.#events.recalled(this);
        const begunAt = Date.now();
        if (!this.indexed) this.#lookedAt = undefined;
        const cache = this.#identity && ReadingCache.open(this.#identity, { begunAt });
        const recalled = this.indexed ? undefined : () => this.#answerFromEarlierRun(run.signal);
        const control: IndexControl = { ...this.#control(), signal: run.signal, cache, recalled };
        if (!(await indexProject(this.places.root, this.engine, control))) return;
        this.#letGoOfIgnored();
        this.#discovered = true;
        this.#lookedAt = begunAt;
        await this.#lookForNothing();
        if (!(await this.#becomeWhole(run.signal)) || !(await this.#becomeChecked(run.signal))) return;
        this.#becomeIndexed();
        // What can wait until somebody asks for proposals is done before, while nobody asks for anything.
        await goThroughInTurns(this.engine.snapshot().becomeSearchable(), () => run.signal.aborted);
      } catch (error) {
        // Requests that wait end with an error, rather than never.
        this.#giveUp();
        throw error;
      }
    });
  }

  /** A folder of which nothing is read must not look like one without a gap. */
  async #lookForNothing(): Promise<void> {
    const nothing = await leftOutOfAll(this.places.root, this.engine);
    this.#holdsUnread = nothing !== undefined && holdsAnything(nothing);
    if (nothing) this.#events.foundNothing(this, nothing);
  }

  /** A document is open: it is looked which file it is. */
  named(uri: string): void {
    if (this.places.named(uri)) this.#events.changed(this);
  }

  /** The document is closed. */
  unnamed(uri: string): void {
    if (this.places.unnamed(uri)) this.#events.changed(this);
  }

  /** Takes over what an editor holds. A text of a file that the project leaves out counts for nothing. */
  open(file: FilePath, text: string): void {
    this.#held.set(file, text);
    this.#doubtKept((kept) => kept.held(file, text));
    // At once, whatever else is to be done: a first index goes on for long after its files have been found.
    const counts = !this.#discovered || isSettingsFile(file) || this.engine.isKnown(file) || !this.#isLeftOut(file);
    if (counts) this.#apply([{ kind: 'opened', path: file, text }]);
  }

  /** The editor has let go of the file: the disk counts again, whether or not somebody watches it. */
  close(file: FilePath): void {
    this.#held.delete(file);
    this.#apply([{ kind: 'closed', path: file }]);
    this.#queue.add(async () => {
      if (this.#life.signal.aborted || this.#held.has(file)) return;
      const counts = this.engine.isKnown(file) || (this.engine.reads(file) && !this.#isLeftOut(file));
      if (counts) this.#apply([this.#onDisk(file)]);
    });
  }

  /**
   * Takes over what has happened on disk. Whoever tells it may be late, tell it twice or one file at a time: what counts is what
   * stands on disk when it is looked at, once for all that is told by then.
   */
  diskChanged({ created, changed, removed }: DiskChanges): void {
    this.#doubtKept((kept) => {
      for (const file of [...created, ...changed]) kept.written(file);
      if (removed.length > 0) kept.removed(new Set(removed));
    });
    const isPending = this.#told.size > 0;
    for (const files of [created, changed, removed]) for (const file of files) this.#told.add(file);
    if (isPending || this.#told.size === 0) return;
    this.#queue.add(async () => {
      await setTimeout(GATHER_MS);
      const told = this.#told;
      this.#told = new Set();
      if (!this.#life.signal.aborted) await this.#lookAt(told);
    });
  }

  /** Reads known files again, looks for new ones, and drops vanished ones. */
  async #lookAt(told: ReadonlySet<FilePath>): Promise<void> {
    const { engine, places } = this;
    const { vanished, again, holdsNew, relisted } = await this.#sorted(told);
    this.#apply(vanished.map((path): Change => ({ kind: 'removed', path })));
    if (relisted) this.#events.relisted(this);
    this.#apply(again.filter(isSettingsFile).map((file) => storedFile(places.root, file, this.#limits)));
    const { config } = engine;
    const known = again.filter((file) => !isSettingsFile(file) && engine.isKnown(file));
    await readFiles(places.root, engine, known, this.#control());
    lookAtEvidence(places.root, engine, pointedAtAmong(told, engine.pointedAt), this.#limits);
    // A record that speaks of code changes how code is read.
    if (engine.config !== config) this.index();
    else if (holdsNew) this.#lookAgain();
  }

  /** What is to be done about paths that something has happened to, files and folders. */
  async #sorted(told: ReadonlySet<FilePath>): Promise<Told> {
    const { engine, places } = this;
    const isLeftOut = leftOutTest(places.root, engine.config);
    const listed = new ListedPaths(places.root);
    const breathe = breather();
    const vanished: FilePath[] = [];
    const again: FilePath[] = [];
    const folders = new Set<FilePath>();
    let holdsNew = false;
    let relisted = false;
    for (const path of told) {
      await breathe();
      const file = listed.of(path);
      if (file !== path) {
        vanished.push(path);
        relisted = true;
      }
      holdsNew ||= isIgnoreFile(file);
      const known = isSettingsFile(file) || engine.isKnown(file);
      if (!known && isExcluded(file, engine.config.files)) continue;
      const stands = standsAt(places.root, file);
      if (known && stands) again.push(file);
      else if (stands !== 'folder') vanished.push(file);
      if (stands === 'folder') folders.add(file);
      holdsNew ||= !known && stands !== undefined && (stands === 'folder' || engine.reads(file)) && !isLeftOut(file);
    }
    if (folders.size > 0) again.push(...filesBelow(engine.knownPaths(), folders));
    return { vanished, again, holdsNew, relisted };
  }

  /** Ends the session; a run that is going on is abandoned. */
  dispose(): void {
    this.#life.abort();
    this.#run?.abort();
    this.#giveUp();
  }

  /**
   * The numbers that the status shows: those that it showed last until the first index is complete, where they were kept.
   * Undefined while there are none.
   */
  status(): FolderStatus | undefined {
    const numbers = this.#kept?.numbers;
    if (numbers) return { uri: this.places.uriOf(''), name: this.name, ...numbers, revision: 0 };
    return this.indexed ? this.counted() : undefined;
  }

  /** The numbers of what has been checked: the newest, or those before while there is more to be checked. */
  counted(): FolderStatus {
    if (unfinishedIn(this.findings()) && this.#shownStatus) return this.#shownStatus;
    const snapshot = this.engine.snapshot();
    const { error, warning, information } = this.engine.findings().counts;
    const { items, units, tags } = snapshot.counts;
    this.#shownStatus = {
      uri: this.places.uriOf(''),
      name: this.name,
      hasProjectFile: snapshot.files.has(PROJECT_FILE),
      errors: error,
      warnings: warning,
      information,
      levels: snapshot.config.profile.levels,
      levelTerm: snapshot.config.profile.labels.level,
      nothingRead: this.#holdsUnread && !this.engine.hasRead,
      items,
      units,
      tags,
      revision: snapshot.revision,
    };
    return this.#shownStatus;
  }

  /** Finds out what is left of earlier runs that read as this one does. */
  #identify(limits: ReadLimits): void {
    this.#limits = limits;
    const { root } = this.places;
    this.#identity =
      this.#cacheFolder === undefined
        ? undefined
        : cacheIdentity(this.#cacheFolder, { root, include: [], limits, program: this.#readerProgram });
    const { keptFor } = this;
    if (!keptFor || this.indexed) return;
    if (this.#kept) this.#doubtKept((kept) => kept.letGo());
    else if (!this.#run) this.#kept = KeptFindings.open(keptFor, this);
    for (const [file, text] of this.#held) this.#kept?.held(file, text);
  }

  /** Something has happened that kept findings may rest on. */
  #doubtKept(happened: (kept: KeptFindings) => void): void {
    const kept = this.#kept;
    if (!kept) return;
    const { revision } = kept;
    happened(kept);
    if (kept.revision !== revision) this.#events.changed(this);
  }

  /** The first index is complete: what was shown earlier counts no more. */
  #becomeIndexed(): void {
    this.#first.becomeComplete();
    this.#letGoOfKept();
  }

  #letGoOfKept(): void {
    if (!this.#kept) return;
    this.#kept = undefined;
    this.#events.changed(this);
  }

  #apply(changes: readonly Change[]): void {
    const { rediscover } = this.engine.apply(changes);
    // Before the first run starts there is nothing that could be out of date.
    if (rediscover && this.#run && !this.#life.signal.aborted) this.index();
    else if (this.indexed && changes.some(({ path }) => path === EVIDENCE_FILE)) this.#lookAtNewEvidence();
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
    this.#queue.add(async () => {
      this.#lookPending = false;
      const { config } = this.engine;
      if (!(await refreshProject(this.places.root, this.engine, this.#control()))) return;
      this.#letGoOfIgnored();
      // A settings file that was found changes what is to be read.
      if (this.engine.config !== config) this.index();
    });
  }

  /** Before files are looked for, every open text counts; afterwards only those do that the project does not leave out. */
  #letGoOfIgnored(): void {
    const isLeftOut = this.#leftOutTest();
    for (const [file, text] of this.#held) {
      const counts = isSettingsFile(file) || this.engine.isKnown(file) || !isLeftOut(file);
      this.engine.apply([counts ? { kind: 'opened', path: file, text } : { kind: 'closed', path: file }]);
    }
  }

  /** The state of a file on disk, where it may stand by another path meanwhile. */
  #onDisk(path: FilePath): Change {
    const { root } = this.places;
    const isThere = new ListedPaths(root).of(path) === path;
    return isThere ? storedFile(root, path, this.#limits) : { kind: 'removed', path };
  }

  #isLeftOut(file: FilePath): boolean {
    return this.#leftOutTest()(file);
  }

  /** A test for files of which what an editor holds does not count: those that are left out, and links, which are not followed. */
  #leftOutTest(): (file: FilePath) => boolean {
    const { root } = this.places;
    const isLeftOut = leftOutTest(root, this.engine.config);
    return (file) => isLeftOut(file) || standsAt(root, file) === 'link';
  }

  /** Checking can wait until the disk has been looked at, which takes less: what it would find was shown last, or may be out of date. */
  async #answerFromEarlierRun(signal: AbortSignal): Promise<void> {
    this.#letGoOfIgnored();
    this.#discovered = true;
    await this.#becomeWhole(signal);
  }

  /** Everything has been read: works out how it hangs together. Gives false when that was aborted. */
  async #becomeWhole(signal: AbortSignal): Promise<boolean> {
    if (!(await advanceInTurns(this.engine, () => this.engine.isTraced, { signal }))) return false;
    this.#first.becomeWhole();
    return true;
  }

  /** Works out what the rules find. Gives false when that was aborted. */
  #becomeChecked(signal: AbortSignal): Promise<boolean> {
    const rested = (): void => this.#events.progressed(this);
    return advanceInTurns(this.engine, () => this.engine.isChecked, { signal, rested });
  }

  #unfinished(): Unfinished {
    if (!this.whole) return this.#first.reading;
    const total = this.engine.snapshot().counts.items;
    return { activity: 'checking', done: Math.min(this.engine.work.items, total), total };
  }

  #giveUp(): void {
    this.#first.giveUp();
    this.#letGoOfKept();
  }

  /** For disk work that goes on until the session ends, or reads the project anew. */
  #control(): IndexControl {
    return {
      limits: this.#limits,
      threads: defaultThreads(this.#readerProgram, this.#cacheFolder),
      signal: this.#run?.signal,
      progress: (done, total) => this.#advanced(done, total),
    };
  }

  #advanced(done: number, total: number): void {
    this.#first.advance(done, total);
    this.#events.progressed(this);
    if (!this.whole && this.engine.prepareGlimpse()) this.#first.grow();
  }
}

/** Those of the paths that `evidence.yaml` points to that something has happened to, or to a folder above. */
function pointedAtAmong(names: ReadonlySet<FilePath>, pointedAt: readonly FilePath[]): readonly FilePath[] {
  return pointedAt.filter((path) => {
    const parts = path.split('/');
    return parts.some((_, index) => names.has(parts.slice(0, index + 1).join('/')));
  });
}
