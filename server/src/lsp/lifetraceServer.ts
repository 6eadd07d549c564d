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
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { commandLink } from '../answers/markdown.ts';
import { markdownStyle, type TextStyle, UNLINKED } from '../answers/textStyle.ts';
import type { FilePath } from '../model/span.ts';
import type { ServerSettings } from '../protocol/settings.ts';
import { type ServerStatus, StatusChanged, StatusRequest } from '../protocol/status.ts';
import { nothingReadText } from '../reports/nothingRead.ts';
import { tidyCacheFolder } from '../workspace/node/cacheFolder.ts';
import { registerCodeActions } from './codeActions.ts';
import { type DiagnosticsChannel, PulledDiagnostics, PushedDiagnostics } from './diagnostics.ts';
import { diskPathOf } from './diskPath.ts';
import type { DocumentHost } from './documentHost.ts';
import { documentsCountedIn } from './documentTexts.ts';
import { registerEdits } from './edits.ts';
import { registerFeatures } from './features.ts';
import { registerFileMarks } from './fileMarks.ts';
import { FindingsKeeper } from './findingsKeeper.ts';
import { registerGraphs } from './graphs.ts';
import { registerHierarchies } from './hierarchies.ts';
import { IndexProgress } from './indexProgress.ts';
import { asksForFindings } from './initializeResult.ts';
import { registerLensesAndHints } from './lensesAndHints.ts';
import { registerNotRead } from './notRead.ts';
import { openDocuments } from './openDocuments.ts';
import { type PositionEncoding, positionEncodingFor } from './positionEncoding.ts';
import { type DiskChanges, ProjectSession } from './projectSession.ts';
import { Refreshes } from './refreshes.ts';
import { registerRenames } from './renames.ts';
import { DEFAULT_SETTINGS, limitsOf, SECTION, settingsIn } from './settings.ts';
import { registerSetUp } from './setUp.ts';
import { registerSpecFeatures } from './specFeatures.ts';
import { startOptionsIn } from './startOptions.ts';
import { registerTraceExplorer } from './traceExplorer.ts';
import { registerTraceMatrix } from './traceMatrix.ts';
import { registerViews } from './views.ts';
import { editSupport } from './workspaceEdits.ts';

/** How long the server waits after a change before it tells the editor, so that a burst of typing is one message. */
const SETTLE_MS = 120;

/** How long nothing may have changed until it is kept what is shown: an editor that is killed does not say so. */
const REST_MS = 30_000;

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
  readonly #documents: TextDocuments<TextDocument>;
  readonly #progress: IndexProgress;
  readonly #host: DocumentHost;
  readonly #diagnostics: DiagnosticsChannel;
  readonly #refreshes: Refreshes;
  readonly #keeper = new FindingsKeeper();
  readonly #capabilities: ClientCapabilities;
  readonly #runsCommands: boolean;
  readonly #asksForSettings: boolean;
  readonly #encoding: PositionEncoding;
  #sessions: ProjectSession[];
  /** The program of the threads that read files. */
  readonly #readerProgram: string;
  readonly #cacheFolder: string | undefined;
  readonly #started: () => void;
  #settings: ServerSettings;
  #settle: NodeJS.Timeout | undefined;
  #rest: NodeJS.Timeout | undefined;

  /**
   * A server for the client that has introduced itself with `params`; `initialize` is answered by {@link initializeResult}.
   * `started` is called once everything has been read and told.
   */
  constructor(connection: Connection, params: InitializeParams, readerProgram: string, started: () => void) {
    this.#connection = connection;
    this.#readerProgram = readerProgram;
    this.#started = started;
    this.#capabilities = params.capabilities;
    this.#encoding = positionEncodingFor(params.capabilities);
    this.#documents = new TextDocuments(documentsCountedIn(this.#encoding));
    const settings = settingsIn(params.initializationOptions);
    this.#settings = settings ?? DEFAULT_SETTINGS;
    this.#asksForSettings = settings === undefined && params.capabilities.workspace?.configuration === true;
    const { cacheFolder, runsCommands } = startOptionsIn(params.initializationOptions);
    this.#cacheFolder = cacheFolder;
    if (this.#cacheFolder !== undefined) tidyCacheFolder(this.#cacheFolder);
    this.#runsCommands = runsCommands === true;
    this.#progress = new IndexProgress(connection, () => this.#sendStatus());
    this.#host = this.#documentHost();
    this.#diagnostics = asksForFindings(this.#capabilities)
      ? new PulledDiagnostics(connection, this.#host)
      : new PushedDiagnostics(connection, this.#host);
    this.#refreshes = new Refreshes(connection, this.#capabilities);
    const folders = params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri, name: '' }] : []);
    this.#sessions = folders.flatMap((folder) => this.#newSession(folder));
    this.#follow(connection);
    this.#register(connection);
  }

  /** Starts to take documents over. */
  listen(): void {
    this.#documents.listen(this.#connection);
  }

  #documentHost(): DocumentHost {
    return {
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
  }

  /** Follows what the client tells of itself, of files and of documents. */
  #follow(connection: Connection): void {
    connection.onInitialized(() => this.#initialized());
    connection.onShutdown(() => {
      for (const session of this.#sessions) this.#keeper.keepAtOnce(session);
    });
    connection.onDidChangeConfiguration(async ({ settings: sent }) => {
      const changed = settingsIn(sent);
      if (changed || !this.#asksForSettings) this.#configure(changed);
      else await this.#askForSettings();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => this.#filesChanged(changes));
    connection.onRequest(StatusRequest.method, () => this.#status());
    this.#documents.onDidOpen(({ document }) => {
      for (const session of this.#sessions) session.named(document.uri);
    });
    // Fires when a document is opened as well.
    this.#documents.onDidChangeContent(({ document }) => {
      const at = this.#locate(document.uri);
      at?.session.open(at.file, document.getText());
    });
    this.#documents.onDidClose(({ document }) => {
      const at = this.#locate(document.uri);
      if (at) this.#closed(at);
      // It may have been saved, and nobody need have told so.
      for (const { session, file } of this.#allWith(document.uri)) {
        if (session !== at?.session) session.diskChanged({ created: [], changed: [file], removed: [] });
      }
      for (const session of this.#sessions) session.unnamed(document.uri);
    });
  }

  /** Registers what the client may ask for. */
  #register(connection: Connection): void {
    registerFeatures(connection, this.#host);
    registerSpecFeatures(
      connection,
      this.#host,
      this.#capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    );
    registerLensesAndHints(connection, this.#host, {
      settings: () => this.#settings,
      asksForPlaces: this.#runsCommands,
      refreshes: {
        lenses: this.#capabilities.workspace?.codeLens?.refreshSupport === true,
        hints: this.#capabilities.workspace?.inlayHint?.refreshSupport === true,
      },
    });
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
    registerTraceMatrix(connection, this.#host);
    registerEdits(connection, this.#host);
    registerSetUp(connection, this.#host);
    registerNotRead(connection, this.#host);
    registerFileMarks(connection, this.#host);
  }

  async #initialized(): Promise<void> {
    // A client that does not answer must not hold up the index.
    if (this.#asksForSettings) void this.#askForSettings();
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
    this.#started();
  }

  /** Reads the given folders with a progress that the user sees. */
  async #index(sessions: readonly ProjectSession[]): Promise<void> {
    // Our own client shows the status, in the language of the editor; a progress beside it would say it twice.
    const asksForProgress = this.#capabilities.window?.workDoneProgress === true && !this.#runsCommands;
    this.#progress.start(sessions, asksForProgress);
    this.#sendStatus();
    await Promise.all(
      sessions.map(async (session) => {
        session.index();
        await session.ready;
        await this.#progress.end(session);
      }),
    );
    await this.#changed();
    await this.#keep(sessions);
  }

  #newSession(folder: WorkspaceFolder): ProjectSession[] {
    const root = diskPathOf(folder.uri);
    if (root === undefined) return [];
    const name = folder.name === '' ? (root.split(/[\\/]/).findLast((part) => part !== '') ?? '') : folder.name;
    return [
      new ProjectSession(root, name, limitsOf(this.#settings), this.#readerProgram, this.#cacheFolder, this.#encoding, {
        changed: () => this.#changedSoon(),
        recalled: async ({ kept }) => {
          await this.#changed();
          if (kept?.paths.length) await this.#diagnostics.given();
        },
        relisted: (session) => this.#handOver(() => this.#name(session)),
        progressed: (session) => this.#progress.advance(session),
        foundNothing: (session, nothing) =>
          this.#connection.console.info(`${session.name}: ${nothingReadText(nothing)}`),
        failed: (session, error) => this.#log(`${session.name} could not be read`, error),
      }),
    ];
  }

  async #foldersChanged(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): Promise<void> {
    const gone = new Set(removed.map(({ uri }) => diskPathOf(uri)));
    const fresh = added.flatMap((folder) => this.#newSession(folder));
    this.#handOver(() => {
      for (const session of this.#sessions) {
        if (!gone.has(session.places.root)) continue;
        this.#keeper.keepAtOnce(session);
        session.dispose();
      }
      this.#sessions = [...this.#sessions.filter((session) => !gone.has(session.places.root)), ...fresh];
      for (const session of fresh) this.#name(session);
    });
    await this.#changed();
    await this.#index(fresh);
  }

  /** Has a session look which of its files the open documents are. */
  #name(session: ProjectSession): void {
    for (const { uri } of this.#documents.all()) session.named(uri);
  }

  /** Hands open documents over to the files that they belong to when something has been done, from those that they belonged to before. */
  #handOver(done: () => void): void {
    const before = new Map(this.#documents.all().map((document) => [document, this.#locate(document.uri)]));
    done();
    for (const [document, old] of before) {
      const at = this.#locate(document.uri);
      if (at?.session === old?.session && at?.file === old?.file) continue;
      old?.session.close(old.file);
      at?.session.open(at.file, document.getText());
    }
  }

  /** A document was closed: the disk counts again, or another document that is the same file. */
  #closed({ session, file }: FileAt): void {
    const other = openDocuments(this.#host, session).get(file);
    if (other) session.open(file, other.getText());
    else session.close(file);
  }

  /** Asks a client that has sent no settings whether it has some. */
  async #askForSettings(): Promise<void> {
    try {
      const answer: unknown = await this.#connection.workspace.getConfiguration(SECTION);
      this.#configure(settingsIn(answer));
    } catch (error) {
      this.#log('The client gives no settings', error);
    }
  }

  #configure(settings: ServerSettings | undefined): void {
    if (!settings) return;
    const before = limitsOf(this.#settings);
    this.#settings = settings;
    const limits = limitsOf(settings);
    if (limits.maxBytes !== before.maxBytes) for (const session of this.#sessions) session.index(limits);
    this.#refresh();
  }

  /** Has the editor ask again for what it shows all the time, if something of it can be another by now. */
  #refresh(): void {
    const sessions = this.#sessions.map(({ places, whole, engine }) => [places.root, whole, engine.revision]);
    this.#refreshes.ask(JSON.stringify([sessions, this.#settings]));
  }

  #filesChanged(events: readonly FileEvent[]): void {
    const bySession = new Map<ProjectSession, Record<keyof DiskChanges, FilePath[]>>();
    for (const { uri, type } of events) {
      const kind = CHANGE_KIND.get(type);
      if (!kind) continue;
      for (const { session, file } of this.#allWith(uri)) {
        const changes = bySession.get(session) ?? { created: [], changed: [], removed: [] };
        bySession.set(session, changes);
        changes[kind].push(file);
      }
    }
    for (const [session, changes] of bySession) session.diskChanged(changes);
  }

  /** The innermost folder that holds a file, and the file's path in it. */
  #locate(uri: string): FileAt | undefined {
    let best: FileAt | undefined;
    for (const at of this.#allWith(uri)) if (!best || at.file.length < best.file.length) best = at;
    return best;
  }

  /** All folders that hold a file: a folder reads what is in one inside of it as well, as the disk has it. */
  #allWith(uri: string): readonly FileAt[] {
    return this.#sessions.flatMap((session) => {
      const file = session.places.fileOf(uri);
      return file === undefined ? [] : [{ session, file }];
    });
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
      this.#refresh();
      this.#sendStatus();
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => this.#keep(this.#sessions), REST_MS).unref();
    } catch (error) {
      this.#log('The findings could not be worked out', error);
    }
  }

  /** Keeps what is shown for the next start, of sessions that are still there. */
  async #keep(sessions: readonly ProjectSession[]): Promise<void> {
    try {
      for (const session of sessions) await this.#keeper.keep(session);
    } catch (error) {
      this.#log('What is shown could not be kept', error);
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
    const folders = this.#sessions.flatMap((session) => session.status() ?? []);
    return {
      state: this.#sessions.length === 0 ? 'noFolder' : indexing ? 'indexing' : 'ready',
      ...this.#progress.count,
      folders: folders.length === this.#sessions.length ? folders : [],
    };
  }
}

/** True for a client that asks for the edit of an action when it is chosen. */
function resolvesEdits({ textDocument }: ClientCapabilities): boolean {
  return textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true;
}
