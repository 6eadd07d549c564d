import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkDoneProgressReporter,
  type WorkspaceFolder,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { commandLink } from '../answers/markdown.ts';
import { markdownStyle, type TextStyle, UNLINKED } from '../answers/textStyle.ts';
import type { FilePath } from '../model/span.ts';
import { type ServerSettings, type ServerStatus, StatusChanged, StatusRequest } from '../protocol.ts';
import { DEFAULT_LIMITS, type ReadLimits } from '../workspace/node/storedFile.ts';
import { type DiagnosticsChannel, PulledDiagnostics, PushedDiagnostics } from './diagnostics.ts';
import type { DocumentHost } from './documentHost.ts';
import { registerFeatures } from './features.ts';
import { ProjectSession } from './projectSession.ts';
import { registerViews } from './views.ts';

/** How long the server waits after a change before it tells the editor, so that a burst of typing is one message. */
const SETTLE_MS = 120;

/** How often the count of files read is sent while the first index goes on. */
const PROGRESS_MS = 250;

interface FileAt {
  readonly session: ProjectSession;
  readonly file: FilePath;
}

/** The language server: one {@link ProjectSession} for each workspace folder behind one connection. */
export class LifetraceServer {
  readonly #connection: Connection;
  readonly #documents = new TextDocuments(TextDocument);
  #sessions: ProjectSession[] = [];
  #limits: ReadLimits = DEFAULT_LIMITS;
  #diagnostics: DiagnosticsChannel | undefined;
  #capabilities: ClientCapabilities = {};
  #runsCommands = false;
  #settle: NodeJS.Timeout | undefined;
  #progress = new Map<ProjectSession, { done: number; total: number }>();
  #lastProgress = 0;
  #reporter: WorkDoneProgressReporter | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onDidChangeConfiguration((params) => this.#configure(settingsIn(params.settings?.lifetrace)));
    connection.onDidChangeWatchedFiles(({ changes }) => this.#filesChanged(changes));
    connection.onRequest(StatusRequest.method, () => this.#status());
    this.#documents.onDidOpen(({ document }) => this.#opened(document));
    this.#documents.onDidChangeContent(({ document }) => this.#opened(document));
    this.#documents.onDidClose(({ document }) => {
      const at = this.#locate(document.uri);
      at?.session.close(at.file);
    });
    const host: DocumentHost = {
      sessions: () => this.#sessions,
      locate: (uri) => this.#locate(uri),
      documents: this.#documents,
      textStyle: (session) => this.#textStyle(session),
    };
    registerFeatures(connection, host);
    registerViews(connection, host);
  }

  /** Starts to answer. */
  listen(): void {
    this.#documents.listen(this.#connection);
    this.#connection.listen();
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#capabilities = params.capabilities;
    const settings = settingsIn(params.initializationOptions);
    if (settings) this.#limits = limitsOf(settings);
    // Only our own client sends settings, and only it has the command behind the links.
    this.#runsCommands = settings !== undefined;
    const pulls = this.#capabilities.workspace?.diagnostics?.refreshSupport === true;
    this.#diagnostics = pulls
      ? new PulledDiagnostics(this.#connection, () => this.#sessions)
      : new PushedDiagnostics(this.#connection, () => this.#sessions);
    const folders = params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri, name: '' }] : []);
    this.#sessions = folders.flatMap((folder) => this.#newSession(folder));
    return {
      serverInfo: { name: 'lifetrace', version: LIFETRACE_VERSION },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        definitionProvider: true,
        implementationProvider: true,
        referencesProvider: true,
        completionProvider: { triggerCharacters: ['@', '\\', ' ', ',', '-', ':', '['], resolveProvider: true },
        ...(pulls
          ? {
              diagnosticProvider: {
                identifier: 'lifetrace',
                interFileDependencies: true,
                workspaceDiagnostics: true,
              },
            }
          : {}),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  async #initialized(): Promise<void> {
    if (this.#capabilities.workspace?.workspaceFolders === true) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
        this.#foldersChanged(added, removed),
      );
    }
    if (this.#capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      void this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*' }],
      });
    }
    await this.#index(this.#sessions);
  }

  /** Reads the given folders with a progress that the user sees. */
  async #index(sessions: readonly ProjectSession[]): Promise<void> {
    this.#sendStatus();
    this.#reporter = await this.#startProgress();
    await Promise.all(
      sessions.map(async (session) => {
        this.#progress.set(session, { done: 0, total: 0 });
        await session.index();
        this.#progress.delete(session);
      }),
    );
    this.#reporter?.done();
    this.#reporter = undefined;
    this.#changed();
  }

  async #startProgress(): Promise<WorkDoneProgressReporter | undefined> {
    if (this.#capabilities.window?.workDoneProgress !== true) return undefined;
    const progress = await this.#connection.window.createWorkDoneProgress();
    progress.begin('Lifetrace: indexing', 0, undefined, false);
    return progress;
  }

  #newSession(folder: WorkspaceFolder): ProjectSession[] {
    const uri = URI.parse(folder.uri);
    if (uri.scheme !== 'file') return [];
    const name = folder.name === '' ? (uri.fsPath.split(/[\\/]/).findLast((part) => part !== '') ?? '') : folder.name;
    return [
      new ProjectSession(uri.fsPath, name, this.#limits, {
        changed: () => this.#changedSoon(),
        progress: (session, done, total) => this.#progressed(session, done, total),
      }),
    ];
  }

  #progressed(session: ProjectSession, done: number, total: number): void {
    if (session.indexed) return;
    this.#progress.set(session, { done, total });
    const now = Date.now();
    if (now - this.#lastProgress < PROGRESS_MS) return;
    this.#lastProgress = now;
    const sum = this.#progressSum();
    const percent = sum.total > 0 ? Math.floor((100 * sum.done) / sum.total) : 0;
    this.#reporter?.report(percent, `${sum.done} of ${sum.total} files`);
    this.#sendStatus();
  }

  #progressSum(): { done: number; total: number } {
    let done = 0;
    let total = 0;
    for (const part of this.#progress.values()) {
      done += part.done;
      total += part.total;
    }
    return { done, total };
  }

  #foldersChanged(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    const gone = new Set(removed.map((folder) => URI.parse(folder.uri).fsPath));
    const dropped = this.#sessions.filter((session) => gone.has(session.places.root));
    this.#sessions = this.#sessions.filter((session) => !gone.has(session.places.root));
    for (const session of dropped) {
      session.dispose();
      this.#diagnostics?.dropped(session);
    }
    const fresh = added.flatMap((folder) => this.#newSession(folder));
    this.#sessions.push(...fresh);
    for (const document of this.#documents.all()) this.#opened(document);
    void this.#index(fresh);
  }

  #configure(settings: ServerSettings | undefined): void {
    if (!settings) return;
    const limits = limitsOf(settings);
    if (limits.maxBytes === this.#limits.maxBytes) return;
    this.#limits = limits;
    for (const session of this.#sessions) void session.index(limits);
  }

  #filesChanged(events: readonly FileEvent[]): void {
    for (const session of this.#sessions) {
      const of = (type: FileChangeType): FilePath[] =>
        events.flatMap((event) => (event.type === type ? (this.#fileOf(session, event.uri) ?? []) : []));
      const created = of(FileChangeType.Created);
      const changed = of(FileChangeType.Changed);
      const removed = of(FileChangeType.Deleted);
      if (created.length + changed.length + removed.length > 0) void session.diskChanged(changed, removed, created);
    }
  }

  #opened(document: TextDocument): void {
    const at = this.#locate(document.uri);
    at?.session.open(at.file, document.getText());
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
    const snapshot = session.engine.snapshot();
    return markdownStyle((place, label) =>
      commandLink('lifetrace.openTarget', [session.places.target(snapshot, place)], label),
    );
  }

  #fileOf(session: ProjectSession, uri: string): FilePath | undefined {
    const at = this.#locate(uri);
    return at?.session === session ? at.file : undefined;
  }

  #changedSoon(): void {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#changed(), SETTLE_MS);
  }

  #changed(): void {
    clearTimeout(this.#settle);
    this.#diagnostics?.changed();
    this.#sendStatus();
  }

  #sendStatus(): void {
    void this.#connection.sendNotification(StatusChanged.method, this.#status());
  }

  #status(): ServerStatus {
    const indexing = this.#sessions.some((session) => !session.indexed);
    const { done, total } = this.#progressSum();
    return {
      state: this.#sessions.length === 0 ? 'noFolder' : indexing ? 'indexing' : 'ready',
      done,
      total,
      folders: indexing ? [] : this.#sessions.map((session) => session.status()),
    };
  }
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
