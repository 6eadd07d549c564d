import { SETTINGS_FILES } from '../config/project.ts';
import type { FilePath } from '../model/span.ts';
import { allOf, type Steps } from '../model/steps.ts';
import { DiskReader } from '../workspace/node/diskReader.ts';
import { type FileStamp, hasRested } from '../workspace/node/fileStamp.ts';
import { diagnosticsIn } from './groundedDiagnostics.ts';
import { goThroughInTurns } from './inTurns.ts';
import { keepLastShown, keptText, storedText } from './keptFindings.ts';
import type { ProjectSession } from './projectSession.ts';

/** So long, in milliseconds, a server that is to end compares files that were changed while it ran with what it knows of them. */
const COMPARE_MS = 100;

/** So many diagnostics are kept of a folder, and all others show again when they have been found again: these take 20 MB. */
const MOST_KEPT = 50_000;

/**
 * Keeps what an editor is shown of sessions, for the next run of the server: what is true of the files as they stand on disk. Where a
 * session has nothing that is checked, what was kept before stays.
 */
export class FindingsKeeper {
  /** At which revision a session was kept with all its files. */
  readonly #kept = new WeakMap<ProjectSession, number>();
  readonly #most: number;

  /** `most` is how many diagnostics of a folder are kept at most. */
  constructor(most = MOST_KEPT) {
    this.#most = most;
  }

  /** Keeps a session while other work has its turn; given up when something changes meanwhile. */
  async keep(session: ProjectSession): Promise<void> {
    const { revision } = session.engine;
    const steps = this.#steps(session, () => true);
    await goThroughInTurns(steps, () => session.engine.revision !== revision || session.over);
  }

  /** Keeps a session that is about to end, in a moment. */
  keepAtOnce(session: ProjectSession): void {
    const end = performance.now() + COMPARE_MS;
    allOf(this.#steps(session, () => performance.now() < end));
  }

  /** One file at a time. `mayCompare` tells whether there is time to read files once more. */
  *#steps(session: ProjectSession, mayCompare: () => boolean): Steps<void> {
    const { engine, keptFor } = session;
    if (!keptFor || !session.isSettled || this.#kept.get(session) === engine.revision) return;
    const settings = new Map(
      SETTINGS_FILES.map((file) => [file, storedText(session.places.root, file, session.limits)]),
    );
    if (SETTINGS_FILES.some((file) => engine.settingsText(file) !== settings.get(file))) return;
    const { uri: _uri, name: _name, revision, ...numbers } = session.counted();
    const files: string[] = [];
    let count = 0;
    let all = true;
    const stamps = new CheckedStamps(session, mayCompare);
    for (const path of engine.findings().byFile.keys()) {
      yield;
      const found = diagnosticsIn(session, path)?.diagnostics;
      if (!found) continue;
      count += found.items.length;
      if (count > this.#most) break;
      const { resultId, items } = found;
      const stamp = stamps.of(path);
      if (stamp) files.push(keptText({ path, stamp, resultId, items }));
      else all = false;
    }
    keepLastShown(keptFor, (file) => settings.get(file), numbers, files);
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
