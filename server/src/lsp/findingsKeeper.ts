import { SETTINGS_FILES } from '../config/project.ts';
import type { FilePath } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import { breather } from '../workspace/node/breather.ts';
import { DiskReader } from '../workspace/node/diskReader.ts';
import { type FileStamp, hasRested } from '../workspace/node/fileStamp.ts';
import { diagnosticsIn } from './fileDiagnostics.ts';
import { type KeptFile, keepLastShown, storedText } from './keptFindings.ts';
import type { ProjectSession } from './projectSession.ts';

/** So long, in milliseconds, a server that is to end compares files that were changed while it ran with what it knows of them. */
const COMPARE_MS = 100;

/**
 * Keeps what an editor is shown of sessions, for the next run of the server: what is true of the files as they stand on disk. Where a
 * session has nothing that is checked, what was kept before stays.
 */
export class FindingsKeeper {
  /** At which revision a session was kept with all its files. */
  readonly #kept = new WeakMap<ProjectSession, number>();

  /** Keeps a session while other work has its turn; given up when something changes meanwhile. */
  async keep(session: ProjectSession): Promise<void> {
    const { revision } = session.engine;
    const breathe = breather();
    for (const _ of this.#steps(session, () => true)) {
      await breathe();
      if (session.engine.revision !== revision || session.over) return;
    }
  }

  /** Keeps a session that is about to end, in a moment. */
  keepAtOnce(session: ProjectSession): void {
    const end = performance.now() + COMPARE_MS;
    for (const _ of this.#steps(session, () => performance.now() < end));
  }

  /** One file at a time. `mayCompare` tells whether there is time to read files once more. */
  *#steps(session: ProjectSession, mayCompare: () => boolean): Steps<void> {
    const { engine, keptFor } = session;
    if (!keptFor || !session.isSettled || this.#kept.get(session) === engine.revision) return;
    const onDisk = (file: FilePath): string | undefined => storedText(session.places.root, file, session.limits);
    if (SETTINGS_FILES.some((file) => engine.settingsText(file) !== onDisk(file))) return;
    const { uri: _uri, name: _name, revision, ...numbers } = session.counted();
    const files: KeptFile[] = [];
    let all = true;
    const stamps = new CheckedStamps(session, mayCompare);
    for (const path of engine.findings().byFile.keys()) {
      yield;
      const found = diagnosticsIn(session, path)?.diagnostics;
      if (!found) continue;
      const stamp = stamps.of(path);
      if (stamp) files.push({ path, stamp, resultId: found.resultId, items: found.items });
      else all = false;
    }
    keepLastShown(keptFor, onDisk, { numbers, files });
    if (all) this.#kept.set(session, revision);
  }
}

/** Stamps of files that stand on disk as they were checked. */
class CheckedStamps {
  readonly #session: ProjectSession;
  readonly #disk: DiskReader;
  readonly #mayCompare: () => boolean;

  constructor(session: ProjectSession, mayCompare: () => boolean) {
    this.#session = session;
    this.#disk = new DiskReader(session.places.root, session.limits);
    this.#mayCompare = mayCompare;
  }

  /** Undefined for a file that says something else by now, or may do so without a trace. */
  of(file: FilePath): FileStamp | undefined {
    const stamp = this.#disk.stampOf(file);
    if (!stamp) return undefined;
    const { lookedAt = 0 } = this.#session;
    const isAsRead = stamp.changed <= lookedAt && hasRested(stamp.modified, lookedAt) && !this.#session.holds(file);
    if (isAsRead) return stamp;
    const isAsKnown = hasRested(stamp.modified, Date.now()) && this.#mayCompare() && this.#says(file);
    return isAsKnown && this.#disk.hasStamp(file, stamp) ? stamp : undefined;
  }

  /** True when a file says on disk what was checked. */
  #says(file: FilePath): boolean {
    const { places, limits } = this.#session;
    const known = this.#session.textOf(file);
    return known !== undefined && (!this.#session.holds(file) || storedText(places.root, file, limits) === known);
  }
}
