import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import {
  CancellationToken,
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { type ServerStatus, StatusChanged } from '../../server/src/protocol/status.ts';
import { inRepository } from './repositoryRoot.ts';

const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) child.kill();
});

/** What our own client says of itself. */
const OUR_CLIENT = { maxFileSize: 1024, runsCommands: true };

/** How a test's client introduces itself. */
export interface ClientOptions {
  /** True for a client that asks for findings, false for one that waits for them to be sent. */
  readonly pulls?: boolean;
  readonly capabilities?: ClientCapabilities;
  readonly settings?: unknown;
  /** How the server is started: a program of the product with its arguments. */
  readonly command?: readonly string[];
  /** What the client answers to requests of the server, by method. */
  readonly answers?: Readonly<Record<string, (params: unknown) => unknown>>;
}

/** The built language server as a process, with a client that remembers what it was told. */
export class LanguageServer {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly #diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly #watchers = new Set<() => void>();
  /** Everything that was sent about findings, with the state in which the server was: `indexing a.c LT002`. */
  readonly sent: string[] = [];
  /** What the server has asked the client to do, in order. */
  readonly registered: string[] = [];
  /** Every status that was sent, in order. */
  readonly statuses: ServerStatus[] = [];
  #status: ServerStatus | undefined;
  #versions = new Map<string, number>();
  initialized: InitializeResult = { capabilities: {} };

  private constructor(process: ChildProcess, connection: ProtocolConnection) {
    this.process = process;
    this.connection = connection;
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      const codes = diagnostics.map(({ code }) => code).join(' ');
      this.sent.push(`${this.#status?.state} ${path.basename(uri)} ${codes}`.trim());
      this.#diagnostics.set(uri, diagnostics);
      this.#wake();
    });
    connection.onNotification(StatusChanged.method, (status: ServerStatus) => {
      this.#status = status;
      this.statuses.push(status);
      this.#wake();
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.#wake();
    });
    connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      this.registered.push(...registrations.map(({ method }) => method));
    });
    connection.listen();
  }

  /** Starts a server on workspace folders and waits for the answer to `initialize`. */
  static async start(folders: readonly string[], options: ClientOptions = {}): Promise<LanguageServer> {
    const [program = '', ...args] = options.command ?? ['dist/server.cjs', '--stdio'];
    const child = spawn(process.execPath, [inRepository(program), ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    // A test that fails half-way must not leave a server that keeps the run alive.
    child.unref();
    running.add(child);
    child.once('exit', () => running.delete(child));
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const server = new LanguageServer(child, connection);
    for (const [method, answer] of Object.entries(options.answers ?? {})) {
      connection.onRequest(method, (params: unknown) => {
        const answered = answer(params);
        server.#wake();
        return answered;
      });
    }
    const workspaceFolders = folders.map((folder) => ({ uri: uriOf(folder), name: path.basename(folder) }));
    server.initialized = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: workspaceFolders[0]?.uri ?? null,
      workspaceFolders: workspaceFolders.length > 0 ? workspaceFolders : null,
      capabilities: options.capabilities ?? {
        workspace: {
          workspaceFolders: true,
          ...(options.pulls === true ? { diagnostics: { refreshSupport: true } } : {}),
        },
        textDocument: {
          definition: { linkSupport: true },
          implementation: { linkSupport: true },
          ...(options.pulls === true ? { diagnostic: { dynamicRegistration: false } } : {}),
        },
      },
      initializationOptions: options.settings === undefined ? OUR_CLIENT : options.settings,
    });
    await connection.sendNotification('initialized', {});
    return server;
  }

  /** The findings that were sent for a file: `LT202 2:5 message`, lines and columns from 1. */
  findings(folder: string, file: string): readonly string[] {
    return (this.#diagnostics.get(uriOf(folder, file)) ?? []).map(describeDiagnostic);
  }

  /** The codes of all findings that were sent, by address; no address without any. */
  codesByUri(): ReadonlyMap<string, readonly string[]> {
    const found = [...this.#diagnostics].filter(([, list]) => list.length > 0);
    return new Map(found.map(([uri, list]) => [uri, list.map(({ code }) => String(code))]));
  }

  /** Every file for which there are findings now. */
  filesWithFindings(): readonly string[] {
    return [...this.#diagnostics].filter(([, list]) => list.length > 0).map(([uri]) => uri);
  }

  /** The last status that was sent. */
  get status(): ServerStatus | undefined {
    return this.#status;
  }

  /** Waits until `check` gives a value, asking anew whenever the server has sent something. */
  async until<T>(check: () => T | undefined | false): Promise<T> {
    for (;;) {
      const value = check();
      if (value !== undefined && value !== false) return value;
      await new Promise<void>((resolve) => this.#watchers.add(resolve));
    }
  }

  /** Waits until the first index is complete. */
  ready(): Promise<boolean> {
    return this.until(() => this.#status?.state === 'ready');
  }

  async open(folder: string, file: string, text: string, languageId = 'c'): Promise<void> {
    const uri = uriOf(folder, file);
    this.#versions.set(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async change(folder: string, file: string, text: string): Promise<void> {
    const uri = uriOf(folder, file);
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  /** Replaces a part of an open document; positions as the client counts them. */
  async edit(folder: string, file: string, range: Range, text: string): Promise<void> {
    const uri = uriOf(folder, file);
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  }

  async close(folder: string, file: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(folder, file) } });
  }

  /** Tells the server of changes on disk. */
  async watched(changes: readonly { readonly uri: string; readonly type: 1 | 2 | 3 }[]): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  /** Asks about a position in a file; line and column from 0. */
  ask<T>(
    method: string,
    folder: string,
    file: string,
    line: number,
    character: number,
    more: object = {},
    token = CancellationToken.None,
  ): Promise<T> {
    const position = { line, character };
    return this.connection.sendRequest(
      method,
      { textDocument: { uri: uriOf(folder, file) }, position, ...more },
      token,
    );
  }

  /** Ends the server in good order. */
  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    this.connection.dispose();
  }

  #wake(): void {
    const waiting = [...this.#watchers];
    this.#watchers.clear();
    for (const wake of waiting) wake();
  }
}

/** The address of a folder, or of a file in it, as VS Code writes it. */
export function uriOf(folder: string, file = ''): string {
  return URI.file(path.join(folder, file)).toString().replace(/\/$/, '');
}

/** A diagnostic as one line: `LT202 2:5 message`, lines and columns from 1, without the line that names the clause. */
export function describeDiagnostic({ code, range, message }: Diagnostic): string {
  return `${code} ${range.start.line + 1}:${range.start.character + 1} ${String(message).split('\n')[0]}`;
}
