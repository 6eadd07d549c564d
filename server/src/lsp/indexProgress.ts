import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver/node';
import type { Unfinished } from '../answers/unfinished.ts';
import type { ProjectSession } from './projectSession.ts';

/** How often the count of files read is told while an index goes on. */
const PROGRESS_MS = 250;

/** A count in words, for example `12 of 60 files`. */
function countText({ activity, done, total }: Unfinished): string {
  if (total === 0) return activity === 'reading' ? 'looking for files' : 'checking';
  return `${done} of ${total} ${activity === 'reading' ? 'files' : 'items checked'}`;
}

/** How far the first index of the sessions is, shown in the editor's own progress where the client has one. */
export class IndexProgress {
  readonly #connection: Connection;
  /** Called now and then when the count has changed. */
  readonly #counted: () => void;
  readonly #running = new Set<ProjectSession>();
  #reporter: Promise<WorkDoneProgressReporter | undefined> = Promise.resolve(undefined);
  #lastTold = 0;
  /** True while the count told last is a full one. It is told at once: what follows from the files may take longer than reading them. */
  #toldAll = false;

  constructor(connection: Connection, counted: () => void) {
    this.#connection = connection;
    this.#counted = counted;
  }

  /** Over all sessions that are being indexed for the first time: of those that are being read, if there are any. */
  get count(): Unfinished {
    const parts = [...this.#running].map(({ progress }) => progress);
    const activity = parts.some((part) => part.activity === 'reading') ? 'reading' : 'checking';
    let done = 0;
    let total = 0;
    for (const part of parts) {
      if (part.activity !== activity) continue;
      done += part.done;
      total += part.total;
    }
    return { activity, done, total };
  }

  /** The first index of sessions starts; `shown` where the client can show a progress. */
  start(sessions: readonly ProjectSession[], shown: boolean): void {
    if (shown && sessions.length > 0 && this.#running.size === 0) this.#reporter = this.#begin();
    for (const session of sessions) this.#running.add(session);
  }

  /** The first index of a session has got on; later index runs do not count. */
  advance(session: ProjectSession): void {
    if (!this.#running.has(session)) return;
    const now = Date.now();
    const { count } = this;
    const all = count.total > 0 && count.done === count.total;
    if (now - this.#lastTold < PROGRESS_MS && (!all || this.#toldAll)) return;
    this.#lastTold = now;
    this.#toldAll = all;
    const half = count.total > 0 ? Math.floor((50 * count.done) / count.total) : 0;
    const percent = count.activity === 'reading' ? half : 50 + half;
    void this.#reporter.then((reporter) => reporter?.report(percent, countText(count)));
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
