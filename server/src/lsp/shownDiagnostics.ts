import type { CancellationToken } from 'vscode-languageserver/node';
import { breather } from '../workspace/node/breather.ts';
import type { DocumentHost } from './documentHost.ts';
import type { FileDiagnostics } from './fileDiagnostics.ts';
import { FolderDiagnostics } from './folderDiagnostics.ts';
import type { ProjectSession } from './projectSession.ts';
import { settledOrCancelled, throwIfCancelled, untilChecked } from './untilReady.ts';

/** Tells which addresses are shown otherwise since somebody last asked; at first all that are shown. */
export interface ShownChanges {
  readonly take: () => Iterable<string>;
}

/**
 * What is to be shown of all folders, by address. Of folders within folders the innermost speaks for its files. After a
 * change it costs what that has touched, and one comparison for each file with findings.
 */
export class ShownDiagnostics {
  readonly #host: DocumentHost;
  readonly #shown = new Map<string, FileDiagnostics>();
  readonly #followers = new Set<Set<string>>();
  #sessions: readonly ProjectSession[] = [];
  #folders = new Map<ProjectSession, FolderDiagnostics>();
  #updating: Promise<void> | undefined;

  constructor(host: DocumentHost) {
    this.#host = host;
  }

  /** What is shown of a file as of the last {@link update}; undefined for one without findings. */
  get(uri: string): FileDiagnostics | undefined {
    return this.#shown.get(uri);
  }

  /** Follows what changes until it is told to stop. */
  follow(): ShownChanges & { readonly stop: () => void } {
    let changed = new Set(this.#shown.keys());
    this.#followers.add(changed);
    const stop = (): void => {
      this.#followers.delete(changed);
    };
    const take = (): Iterable<string> => {
      const taken = changed;
      stop();
      changed = new Set();
      this.#followers.add(changed);
      return taken;
    };
    return { take, stop };
  }

  /** Brings everything up to the newest texts. Other work gets its turn meanwhile. Throws when the client waits no more. */
  async update(token: CancellationToken): Promise<void> {
    this.#updating ??= this.#update().finally(() => {
      this.#updating = undefined;
    });
    await settledOrCancelled(this.#updating, token);
    throwIfCancelled(token);
  }

  async #update(): Promise<void> {
    for (;;) {
      const sessions = this.#host.sessions();
      await untilChecked(sessions.filter((session) => session.indexed));
      if (sessions !== this.#host.sessions()) continue;
      if (sessions !== this.#sessions) this.#start(sessions);
      if (await this.#gather(sessions)) return;
    }
  }

  /** Other folders are open: everything is looked at again. */
  #start(sessions: readonly ProjectSession[]): void {
    for (const uri of this.#shown.keys()) this.#tell(uri);
    this.#shown.clear();
    this.#sessions = sessions;
    const before = this.#folders;
    this.#folders = new Map();
    for (const session of sessions) {
      const folder = before.get(session);
      if (!folder) continue;
      this.#folders.set(session, folder);
      for (const diagnostics of folder.shown) this.#show(session, diagnostics);
    }
  }

  /** Gives false when something has changed meanwhile, and something is left to be looked at. */
  async #gather(sessions: readonly ProjectSession[]): Promise<boolean> {
    const breathe = breather();
    const before = sessions.map(sourceOf);
    const isNewest = (): boolean =>
      this.#host.sessions() === sessions &&
      sessions.every((session, index) => {
        const { source, revision } = sourceOf(session);
        return source === before[index]?.source && revision === before[index]?.revision;
      });
    for (const session of sessions) {
      if (!sourceOf(session).source && !this.#folders.has(session)) continue;
      const folder = this.#folders.get(session) ?? new FolderDiagnostics(session);
      this.#folders.set(session, folder);
      for (const changed of folder.update()) {
        if (changed !== undefined) this.#show(session, changed);
        const pause = breathe();
        if (!pause) continue;
        await pause;
        if (!isNewest()) return false;
      }
    }
    return true;
  }

  /** Shows what has changed of a file, or of an address that nothing is to be shown of any more. */
  #show(session: ProjectSession, changed: FileDiagnostics | string): void {
    const uri = typeof changed === 'string' ? changed : changed.uri;
    if (this.#host.locate(uri)?.session !== session) return;
    const before = this.#shown.get(uri);
    const now = typeof changed === 'string' ? undefined : changed;
    if (now) this.#shown.set(uri, now);
    else this.#shown.delete(uri);
    if (before?.resultId !== now?.resultId) this.#tell(uri);
  }

  #tell(uri: string): void {
    for (const follower of this.#followers) follower.add(uri);
  }
}

/** Where what is shown of a session comes from, if anything is, and a number that rises whenever it may be something else. */
function sourceOf({ kept, indexed, engine }: ProjectSession): { readonly source?: object; readonly revision: number } {
  const source = indexed ? engine : kept;
  return source ? { source, revision: source.revision } : { revision: 0 };
}
