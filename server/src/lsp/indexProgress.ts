import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver/node';
import type { ProjectSession } from './projectSession.ts';

/** How often the count of files read is told while an index goes on. */
const PROGRESS_MS = 250;

/** Files read so far, and to be read in all. */
export interface FileCount {
  readonly done: number;
  readonly total: number;
}

/** How far the first index of the sessions is, shown in the editor's own progress where the client has one. */
export class IndexProgress {
  readonly #connection: Connection;
  /** Called now and then when the count has changed. */
  readonly #counted: () => void;
  readonly #running = new Map<ProjectSession, FileCount>();
  #reporter: Promise<WorkDoneProgressReporter | undefined> = Promise.resolve(undefined);
  #lastTold = 0;

  constructor(connection: Connection, counted: () => void) {
    this.#connection = connection;
    this.#counted = counted;
  }

  /** Over all sessions that are being indexed for the first time. */
  get count(): FileCount {
    let done = 0;
    let total = 0;
    for (const part of this.#running.values()) {
      done += part.done;
      total += part.total;
    }
    return { done, total };
  }

  /** The first index of sessions starts; `shown` where the client can show a progress. */
  start(sessions: readonly ProjectSession[], shown: boolean): void {
    if (shown && sessions.length > 0 && this.#running.size === 0) this.#reporter = this.#begin();
    for (const session of sessions) this.#running.set(session, { done: 0, total: 0 });
  }

  /** A session has read some of its files; later index runs do not count. */
  advance(session: ProjectSession, count: FileCount): void {
    if (!this.#running.has(session)) return;
    this.#running.set(session, count);
    const now = Date.now();
    if (now - this.#lastTold < PROGRESS_MS) return;
    this.#lastTold = now;
    const { done, total } = this.count;
    const percent = total > 0 ? Math.floor((100 * done) / total) : 0;
    void this.#reporter.then((reporter) => reporter?.report(percent, `${done} of ${total} files`));
    this.#counted();
  }

  /** The first index of a session is over; with the last one the progress goes away. */
  async end(session: ProjectSession): Promise<void> {
    this.#running.delete(session);
    if (this.#running.size > 0) return;
    const reporter = await this.#reporter;
    if (this.#running.size > 0) return;
    this.#reporter = Promise.resolve(undefined);
    reporter?.done();
  }

  /** A client that refuses to show the progress gets none. */
  async #begin(): Promise<WorkDoneProgressReporter | undefined> {
    try {
      const reporter = await this.#connection.window.createWorkDoneProgress();
      reporter.begin('Lifetrace: indexing', 0, undefined, false);
      return reporter;
    } catch {
      return undefined;
    }
  }
}
