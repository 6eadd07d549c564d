import path from 'node:path';
import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type InitializeParams,
  TextDocuments,
  type WorkspaceFolder,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { commandLink } from '../answers/markdown.ts';
import { markdownStyle, type TextStyle, UNLINKED } from '../answers/textStyle.ts';
import type { FilePath } from '../model/span.ts';
import { type ServerSettings, type ServerStatus, StatusChanged, StatusRequest } from '../protocol.ts';
import { tidyCacheFolder } from '../workspace/node/cacheFolder.ts';
import { DEFAULT_LIMITS, type ReadLimits } from '../workspace/node/diskReader.ts';
import { registerCodeActions } from './codeActions.ts';
import { type DiagnosticsChannel, PulledDiagnostics, PushedDiagnostics } from './diagnostics.ts';
import type { DocumentHost } from './documentHost.ts';
import { registerEdits } from './edits.ts';
import { registerFeatures } from './features.ts';
import { registerGraphs } from './graphs.ts';
import { registerHierarchies } from './hierarchies.ts';
import { IndexProgress } from './indexProgress.ts';
import { asksForFindings } from './initializeResult.ts';
import { type DiskChanges, ProjectSession } from './projectSession.ts';
import { registerRenames } from './renames.ts';
import { registerTraceExplorer } from './traceExplorer.ts';
import { registerViews } from './views.ts';
import { editSupport } from './workspaceEdits.ts';

/** How long the server waits after a change before it tells the editor, so that a burst of typing is one message. */
const SETTLE_MS = 120;

const CHANGE_KIND: ReadonlyMap<FileChangeType, keyof DiskChanges> = new Map([
  [FileChangeType.Created, 'created'],
  [FileChangeType.Changed, 'changed'],
  [FileChangeType.Deleted, 'removed'],
]);

interface FileAt {
  readonly session: ProjectSession;
  readonly file: FilePath;
}

/** The language server: one {@link ProjectSession} for each workspace folder behind one connection. */
export class LifetraceServer {
  readonly #connection: Connection;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #progress: IndexProgress;
  readonly #host: DocumentHost;
  readonly #diagnostics: DiagnosticsChannel;
  readonly #capabilities: ClientCapabilities;
  readonly #runsCommands: boolean;
  #sessions: ProjectSession[];
  /** The program of the threads that read files. */
  readonly #readerProgram: string;
  readonly #cacheFolder: string | undefined;
  #limits: ReadLimits = DEFAULT_LIMITS;
  #settle: NodeJS.Timeout | undefined;

  /** A server for the client that has introduced itself with `params`; `initialize` is answered by {@link initializeResult}. */
  constructor(connection: Connection, params: InitializeParams, readerProgram: string) {
    this.#connection = connection;
    this.#readerProgram = readerProgram;
    this.#capabilities = params.capabilities;
    const settings = settingsIn(params.initializationOptions);
    if (settings) this.#limits = limitsOf(settings);
    this.#cacheFolder = cacheFolderIn(params.initializationOptions);
    if (this.#cacheFolder !== undefined) tidyCacheFolder(this.#cacheFolder);
    // Only our own client sends settings, and only it has the command behind the links.
    this.#runsCommands = settings !== undefined;
    this.#progress = new IndexProgress(connection, () => this.#sendStatus());
    this.#host = {
      sessions: () => this.#sessions,
      locate: (uri) => this.#locate(uri),
      documents: this.#documents,
      linkSupport: () => ({
        declaration: this.#capabilities.textDocument?.declaration?.linkSupport === true,
        definition: this.#capabilities.textDocument?.definition?.linkSupport === true,
        implementation: this.#capabilities.textDocument?.implementation?.linkSupport === true,
      }),
      snippetSupport: () => this.#capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
      textStyle: (session) => this.#textStyle(session),
    };
    this.#diagnostics = asksForFindings(this.#capabilities)
      ? new PulledDiagnostics(connection, this.#host)
      : new PushedDiagnostics(connection, this.#host);
    const folders = params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri, name: '' }] : []);
    this.#sessions = folders.flatMap((folder) => this.#newSession(folder));
    connection.onInitialized(() => this.#initialized());
    connection.onDidChangeConfiguration((params) => this.#configure(settingsIn(params.settings?.lifetrace)));
    connection.onDidChangeWatchedFiles(({ changes }) => this.#filesChanged(changes));
    connection.onRequest(StatusRequest.method, () => this.#status());
    // Fires when a document is opened as well.
    this.#documents.onDidChangeContent(({ document }) => {
      const at = this.#locate(document.uri);
      at?.session.open(at.file, document.getText());
    });
    this.#documents.onDidClose(({ document }) => {
      const at = this.#locate(document.uri);
      at?.session.close(at.file);
    });
    registerFeatures(connection, this.#host);
    registerCodeActions(connection, this.#host, () => ({
      ...editSupport(this.#capabilities),
      lazily: resolvesEdits(this.#capabilities),
      asks: this.#runsCommands,
    }));
    registerRenames(connection, this.#host, () => editSupport(this.#capabilities));
    registerViews(connection, this.#host);
    registerHierarchies(connection, this.#host);
    registerGraphs(connection, this.#host);
    registerTraceExplorer(connection, this.#host, () => editSupport(this.#capabilities));
    registerEdits(connection, this.#host);
  }

  /** Starts to take documents over. */
  listen(): void {
    this.#documents.listen(this.#connection);
  }

  async #initialized(): Promise<void> {
    if (this.#capabilities.workspace?.workspaceFolders === true) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
        this.#foldersChanged(added, removed),
      );
    }
    if (this.#capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      this.#connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] })
        .catch((error: unknown) => this.#log('The client does not watch files', error));
    }
    await this.#index(this.#sessions);
  }

  /** Reads the given folders with a progress that the user sees. */
  async #index(sessions: readonly ProjectSession[]): Promise<void> {
    this.#progress.start(sessions, this.#capabilities.window?.workDoneProgress === true);
    this.#sendStatus();
    await Promise.all(
      sessions.map(async (session) => {
        session.index();
        await session.ready;
        await this.#progress.end(session);
      }),
    );
    await this.#changed();
  }

  #newSession(folder: WorkspaceFolder): ProjectSession[] {
    const uri = URI.parse(folder.uri);
    if (uri.scheme !== 'file') return [];
    const name = folder.name === '' ? (uri.fsPath.split(/[\\/]/).findLast((part) => part !== '') ?? '') : folder.name;
    return [
      new ProjectSession(uri.fsPath, name, this.#limits, this.#readerProgram, this.#cacheFolder, {
        changed: () => this.#changedSoon(),
        recalled: () => this.#changed(),
        progressed: (session) => this.#progress.advance(session),
        failed: (session, error) => this.#log(`${session.name} could not be read`, error),
      }),
    ];
  }

  async #foldersChanged(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): Promise<void> {
    const gone = new Set(removed.map((folder) => path.resolve(URI.parse(folder.uri).fsPath)));
    const fresh = added.flatMap((folder) => this.#newSession(folder));
    const before = new Map(this.#documents.all().map((document) => [document, this.#locate(document.uri)]));
    for (const session of this.#sessions) if (gone.has(session.places.root)) session.dispose();
    this.#sessions = [...this.#sessions.filter((session) => !gone.has(session.places.root)), ...fresh];
    for (const [document, old] of before) {
      const at = this.#locate(document.uri);
      if (at?.session === old?.session) continue;
      old?.session.close(old.file);
      at?.session.open(at.file, document.getText());
    }
    await this.#changed();
    await this.#index(fresh);
  }

  #configure(settings: ServerSettings | undefined): void {
    if (!settings) return;
    const limits = limitsOf(settings);
    if (limits.maxBytes === this.#limits.maxBytes) return;
    this.#limits = limits;
    for (const session of this.#sessions) session.index(limits);
  }

  #filesChanged(events: readonly FileEvent[]): void {
    const bySession = new Map<ProjectSession, Record<keyof DiskChanges, FilePath[]>>();
    for (const { uri, type } of events) {
      const at = this.#locate(uri);
      const kind = CHANGE_KIND.get(type);
      if (!at || !kind) continue;
      const changes = bySession.get(at.session) ?? { created: [], changed: [], removed: [] };
      bySession.set(at.session, changes);
      changes[kind].push(at.file);
    }
    for (const [session, changes] of bySession) session.diskChanged(changes);
  }

  /** The innermost folder that holds a file, and the file's path in it. */
  #locate(uri: string): FileAt | undefined {
    let best: FileAt | undefined;
    for (const session of this.#sessions) {
      const file = session.places.fileOf(uri);
      if (file !== undefined && (!best || file.length < best.file.length)) best = { session, file };
    }
    return best;
  }

  #textStyle(session: ProjectSession): TextStyle {
    if (!this.#runsCommands) return UNLINKED;
    const snapshot = session.snapshot();
    return markdownStyle((place, label) =>
      commandLink('lifetrace.openTarget', [session.places.target(snapshot, place)], label),
    );
  }

  #changedSoon(): void {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#changed(), SETTLE_MS);
  }

  /** Tells the editor of everything that is new, once it has been checked. */
  async #changed(): Promise<void> {
    clearTimeout(this.#settle);
    try {
      await this.#diagnostics.changed();
      this.#sendStatus();
    } catch (error) {
      this.#log('The findings could not be worked out', error);
    }
  }

  #log(what: string, error: unknown): void {
    this.#connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
  }

  #sendStatus(): void {
    void this.#connection.sendNotification(StatusChanged.method, this.#status());
  }

  #status(): ServerStatus {
    const indexing = this.#sessions.some((session) => !session.indexed);
    return {
      state: this.#sessions.length === 0 ? 'noFolder' : indexing ? 'indexing' : 'ready',
      ...this.#progress.count,
      folders: this.#sessions.every((session) => session.answers)
        ? this.#sessions.map((session) => session.status())
        : [],
    };
  }
}

/** True for a client that asks for the edit of an action when it is chosen. */
function resolvesEdits({ textDocument }: ClientCapabilities): boolean {
  return textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true;
}

/** Where the client lets the server keep files, or undefined when it does not say. */
function cacheFolderIn(options: unknown): string | undefined {
  if (typeof options !== 'object' || options === null || !('cacheFolder' in options)) return undefined;
  const { cacheFolder } = options;
  return typeof cacheFolder === 'string' && path.isAbsolute(cacheFolder) ? cacheFolder : undefined;
}

function limitsOf(settings: ServerSettings): ReadLimits {
  return { maxBytes: Math.max(1, settings.maxFileSize) * 1024 };
}

/** The settings in a message from the client, or undefined when they are not of the form that the protocol says. */
function settingsIn(value: unknown): ServerSettings | undefined {
  if (typeof value !== 'object' || value === null || !('maxFileSize' in value)) return undefined;
  const { maxFileSize } = value;
  return typeof maxFileSize === 'number' && Number.isFinite(maxFileSize) ? { maxFileSize } : undefined;
}
