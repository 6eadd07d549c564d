import path from 'node:path';
import { PROJECT_FILE } from '../config/project.ts';
import type { FilePath } from '../model/span.ts';
import type { FolderStatus } from '../protocol.ts';
import type { Change } from '../workspace/change.ts';
import { Engine } from '../workspace/engine.ts';
import { type IndexControl, indexProject, readFiles, refreshProject } from '../workspace/indexProject.ts';
import { type ReadLimits, storedFile } from '../workspace/node/storedFile.ts';
import { Places } from './places.ts';

/** What a session tells the server. */
export interface SessionEvents {
  /** Something changed: answers given before are out of date. */
  readonly changed: (session: ProjectSession) => void;
  /** Files read so far and to be read, while an index run goes on. */
  readonly progress: (session: ProjectSession, done: number, total: number) => void;
}

/** One workspace folder: its engine, kept up to date with the disk and with the editors. */
export class ProjectSession {
  readonly places: Places;
  readonly engine = new Engine();
  readonly name: string;
  /** Settles when the first index is complete; requests that need the whole project wait for it. */
  readonly ready: Promise<void>;
  readonly #events: SessionEvents;
  #limits: ReadLimits;
  #indexed = false;
  #closed = false;
  #run = 0;
  #queue: Promise<void> = Promise.resolve();
  #settleReady: () => void = () => {};

  constructor(root: string, name: string, limits: ReadLimits, events: SessionEvents) {
    this.places = new Places(path.resolve(root));
    this.name = name;
    this.#limits = limits;
    this.#events = events;
    this.ready = new Promise((resolve) => {
      this.#settleReady = resolve;
    });
  }

  /** True when the first index is complete. */
  get indexed(): boolean {
    return this.#indexed;
  }

  /** Reads the whole project; a run that is going on is abandoned for the new one. */
  index(limits: ReadLimits = this.#limits): Promise<void> {
    this.#limits = limits;
    const run = ++this.#run;
    return this.#enqueue(async () => {
      const complete = await indexProject(this.places.root, this.engine, this.#control(run));
      if (!complete) return;
      this.#indexed = true;
      this.#settleReady();
      this.#events.changed(this);
    });
  }

  /** Takes over what an editor holds. */
  open(file: FilePath, text: string): void {
    this.#apply({ kind: 'opened', path: file, text });
  }

  /** The editor has let go of the file. */
  close(file: FilePath): void {
    this.#apply({ kind: 'closed', path: file });
  }

  /** Takes over changes on disk: known files are read again, new ones are looked for, vanished ones dropped. */
  diskChanged(changed: readonly FilePath[], removed: readonly FilePath[], created: readonly FilePath[]): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#closed) return;
      for (const file of removed) this.#apply({ kind: 'removed', path: file });
      const known = new Set(this.engine.knownPaths());
      const settings = changed.concat(created).filter((file) => file.startsWith('.lifetrace/'));
      for (const file of [...changed.filter((entry) => known.has(entry)), ...settings]) {
        this.#apply(await storedFile(this.places.root, file, this.#limits));
      }
      const lookAgain = created.length > 0 || [...changed, ...removed].some((file) => file.endsWith('.gitignore'));
      if (lookAgain) await refreshProject(this.places.root, this.engine, this.#control(this.#run));
      this.#events.changed(this);
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
    const { open: findings } = this.engine.findings();
    const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
    return {
      uri: this.places.uriOf(''),
      name: this.name,
      hasProjectFile: snapshot.files.has(PROJECT_FILE),
      errors: count('error'),
      warnings: count('warning'),
      information: count('information'),
      items: snapshot.items.length,
      units: snapshot.units.length,
      tags: snapshot.tags.length,
      revision: snapshot.revision,
    };
  }

  #apply(change: Change): void {
    const { rediscover, reread } = this.engine.apply([change]);
    if (rediscover && this.#indexed) void this.index();
    else if (reread.length > 0 && this.#indexed) void this.#reread(reread);
    this.#events.changed(this);
  }

  #reread(files: readonly FilePath[]): Promise<void> {
    return this.#enqueue(async () => {
      await readFiles(this.places.root, this.engine, files, this.#control(this.#run));
      this.#events.changed(this);
    });
  }

  #control(run: number): IndexControl {
    return {
      limits: this.#limits,
      cancelled: () => this.#closed || run !== this.#run,
      progress: (done, total) => this.#events.progress(this, done, total),
    };
  }

  /** Disk work runs one after the other, so that an older reading never overwrites a newer one. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work, work);
    return this.#queue;
  }
}
