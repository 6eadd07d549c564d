import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { SERVER_ENVIRONMENT, SERVER_NODE_OPTIONS } from '../../../server/src/protocol/serverProcess.ts';
import { type ServerStatus, StatusChanged } from '../../../server/src/protocol/status.ts';
import { inRepository } from '../../support/repositoryRoot.ts';
import { peakBytesOf, RunFailure } from '../command.ts';
import { inBench } from '../folders.ts';
import type { ServerTime } from './serverClock.ts';

/** How long VS Code waits before it asks for the findings of the whole workspace again. */
const ASK_AGAIN_MS = 2000;

/** How a session is started. */
export interface SessionOptions {
  /** A server that takes longer altogether is ended. */
  readonly timeoutMs: number;
  /** Where the server may keep what it has read. */
  readonly cacheFolder?: string;
  /** Files (path → text) that are open, and were never saved, when the server starts. */
  readonly unsaved?: Readonly<Record<string, string>>;
}

/** The server as VS Code runs it: over Node's ipc, asked for the findings of the workspace all the time. */
export class EditorSession {
  readonly connection: ProtocolConnection;
  readonly #process: ChildProcess;
  readonly #gone: Promise<never>;
  readonly #waiting = new Set<() => void>();
  readonly #known = new Map<string, string>();
  readonly #clock = inBench('server-clock.json');
  #status: ServerStatus | undefined;
  #stopped = false;
  #ended: string | undefined;

  private constructor(process: ChildProcess, connection: ProtocolConnection) {
    this.#process = process;
    this.connection = connection;
    connection.onNotification(StatusChanged.method, (status: ServerStatus) => {
      this.#status = status;
      this.#wake();
    });
    for (const request of [
      'client/registerCapability',
      'workspace/diagnostic/refresh',
      'window/workDoneProgress/create',
    ])
      connection.onRequest(request, () => null);
    this.#gone = new Promise((_, reject) => {
      process.once('exit', (code, signal) => {
        this.#ended = `the server ended: ${signal ?? `exit code ${code}`}`;
        reject(new RunFailure(this.#ended));
        this.#wake();
      });
    });
    // Nobody waits for an answer when it ends in good order.
    this.#gone.catch(() => {});
    connection.onError(() => {});
    connection.listen();
  }

  /** Starts the server on a folder and introduces the client to it. */
  static async start(folder: string, { timeoutMs, cacheFolder, unsaved = {} }: SessionOptions): Promise<EditorSession> {
    const clock = inBench('server-clock.json');
    const child = fork(inRepository('dist', 'server.cjs'), ['--node-ipc'], {
      execArgv: [...SERVER_NODE_OPTIONS, '--require', inBench('serverClock.cjs')],
      env: { ...process.env, ...SERVER_ENVIRONMENT, LIFETRACE_BENCH_CLOCK: clock, XDG_CACHE_HOME: inBench('cache') },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.once('exit', () => clearTimeout(timer));
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    const session = new EditorSession(child, connection);
    const uri = pathToFileURL(folder).toString();
    await session.#answer(
      connection.sendRequest('initialize', {
        processId: process.pid,
        rootUri: uri,
        workspaceFolders: [{ uri, name: 'bench' }],
        capabilities: {
          workspace: { workspaceFolders: true, diagnostics: { refreshSupport: true } },
          textDocument: {
            definition: { linkSupport: true },
            diagnostic: { dynamicRegistration: false },
            hover: { contentFormat: ['markdown'] },
          },
        },
        initializationOptions: { maxFileSize: 1024, ...(cacheFolder === undefined ? {} : { cacheFolder }) },
      }),
    );
    for (const [file, text] of Object.entries(unsaved)) {
      const textDocument = { uri: `${uri}/${file}`, languageId: 'yaml', version: 1, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
    }
    await connection.sendNotification('initialized', {});
    return session;
  }

  /** Waits until the server has told the numbers of its findings, and has given findings where there are any. */
  async findingsShown(): Promise<void> {
    const given = this.#answer(this.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }));
    // Where nothing is found the question is never answered.
    given.catch(() => {});
    const { folders } = await this.#until((status) => status.folders.length > 0);
    if (folders.some(({ errors, warnings, information }) => errors + warnings + information > 0)) await given;
  }

  /** Waits until the server has looked at every file. */
  indexed(): Promise<ServerStatus> {
    return this.#until((status) => status.state === 'ready' && status.folders.length > 0);
  }

  async #until(check: (status: ServerStatus) => boolean): Promise<ServerStatus> {
    for (;;) {
      if (this.#ended !== undefined) throw new RunFailure(this.#ended);
      if (this.#status && check(this.#status)) return this.#status;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Goes on asking for the findings of the workspace, as the editor does while a folder is open. */
  followWorkspace(): void {
    const ask = async (): Promise<void> => {
      while (!this.#stopped && this.#ended === undefined) {
        const previousResultIds = [...this.#known].map(([uri, value]) => ({ uri, value }));
        const report = await this.connection.sendRequest<{ items: { uri: string; resultId: string }[] }>(
          'workspace/diagnostic',
          { previousResultIds },
        );
        for (const { uri, resultId } of report.items) this.#known.set(uri, resultId);
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      }
    };
    // The last question is never answered.
    ask().catch(() => {});
  }

  /** Sends a request and waits for its answer, or for the end of the server. */
  request<T>(method: string, params: object): Promise<T> {
    return this.#answer(this.connection.sendRequest<T>(method, params));
  }

  /** Most memory that the server has held at a time so far. */
  get peakBytes(): number | undefined {
    return this.#process.pid === undefined ? undefined : peakBytesOf(this.#process.pid);
  }

  /** Ends the server, and gives the times that it worked on requests, by method and in order. */
  async stop(): Promise<Readonly<Record<string, readonly ServerTime[]>>> {
    this.#stopped = true;
    await this.request('shutdown', {});
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.connection.sendNotification('exit');
    await ended;
    this.connection.dispose();
    return JSON.parse(readFileSync(this.#clock, 'utf8'));
  }

  /** Ends the server at once, whatever it does. */
  async kill(): Promise<void> {
    this.#stopped = true;
    this.#process.kill('SIGKILL');
    await this.#gone.catch(() => {});
  }

  #answer<T>(answer: Promise<T>): Promise<T> {
    return Promise.race([answer, this.#gone]);
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}
