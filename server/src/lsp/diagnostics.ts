import { setTimeout } from 'node:timers/promises';
import {
  CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { DocumentHost } from './documentHost.ts';
import { diagnosticsIn } from './groundedDiagnostics.ts';
import { type ShownChanges, ShownDiagnostics } from './shownDiagnostics.ts';
import { throwIfCancelled, untilChecked, untilReady } from './untilReady.ts';

/** Brings findings to an editor. Told of every change; decides itself when and how to send. */
export interface DiagnosticsChannel {
  /** The findings or the sessions may have changed. Settles when the editor has been told. */
  readonly changed: () => Promise<void>;
  /** Settles when the editor has been given what is shown by now, or does not ask for it for a moment. */
  readonly given: () => Promise<void>;
}

/** So long, in milliseconds, an editor that has just been started is waited for to ask. */
const PATIENCE_MS = 200;

/** So long, in milliseconds, a long answer takes on its way, which it only makes while this thread has nothing to do. */
const ON_THE_WAY_MS = 10;

/** Sends findings whenever they change, for clients that cannot ask for them. */
export class PushedDiagnostics implements DiagnosticsChannel {
  readonly #connection: Connection;
  readonly #shown: ShownDiagnostics;
  readonly #changes: ShownChanges;
  readonly #sent = new Map<string, string>();
  #sending: Promise<void> = Promise.resolve();

  constructor(connection: Connection, host: DocumentHost) {
    this.#connection = connection;
    this.#shown = new ShownDiagnostics(host);
    this.#changes = this.#shown.follow();
  }

  /** One after the other, so that what is older is never sent later. */
  changed(): Promise<void> {
    this.#sending = this.#sending.catch(() => {}).then(() => this.#sendAll());
    return this.#sending;
  }

  given(): Promise<void> {
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    await this.#shown.update(CancellationToken.None);
    for (const uri of this.#changes.take()) {
      const { resultId = '', items = [] } = this.#shown.get(uri) ?? {};
      if ((this.#sent.get(uri) ?? '') !== resultId) this.#send(uri, resultId, items);
    }
  }

  #send(uri: string, resultId: string, items: readonly Diagnostic[]): void {
    if (items.length === 0) this.#sent.delete(uri);
    else this.#sent.set(uri, resultId);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [...items] });
  }
}

/**
 * Answers a client that asks. A question about the whole workspace is held back until something has changed, since
 * clients ask again two seconds after each answer.
 */
export class PulledDiagnostics implements DiagnosticsChannel {
  readonly #connection: Connection;
  readonly #host: DocumentHost;
  readonly #shown: ShownDiagnostics;
  readonly #waiting = new Set<() => void>();
  readonly #answered: Promise<void>;
  #answer: () => void = () => {};

  constructor(connection: Connection, host: DocumentHost) {
    this.#connection = connection;
    this.#host = host;
    this.#shown = new ShownDiagnostics(host);
    this.#answered = new Promise((resolve) => {
      this.#answer = resolve;
    });
    connection.languages.diagnostics.on(async (params, token) =>
      this.#document(params.textDocument.uri, params.previousResultId, token),
    );
    connection.languages.diagnostics.onWorkspace((params, token) => this.#workspace(params.previousResultIds, token));
  }

  async changed(): Promise<void> {
    await untilChecked(this.#host.sessions().filter((session) => session.indexed));
    for (const wake of this.#waiting) wake();
    this.#connection.languages.diagnostics.refresh().catch(() => {});
  }

  async given(): Promise<void> {
    await Promise.race([this.#answered, setTimeout(PATIENCE_MS)]);
    await setTimeout(ON_THE_WAY_MS);
  }

  async #document(
    uri: string,
    previous: string | undefined,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    const at = this.#host.locate(uri);
    if (!at) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const { session, file } = at;
    if (!session.kept) {
      await untilReady(session, token);
      await untilChecked([session], token);
    }
    const { kept } = session;
    const found = kept ? kept.get(file) : diagnosticsIn(session, file)?.diagnostics;
    const resultId = found?.resultId ?? EMPTY;
    if (previous === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...(found?.items ?? [])] };
  }

  async #workspace(
    previous: readonly { readonly uri: string; readonly value: string }[],
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    const known = new Map(previous.map(({ uri, value }) => [uri, value]));
    const changes = this.#shown.follow();
    try {
      let uris: Iterable<string> = known.keys();
      for (;;) {
        throwIfCancelled(token);
        await this.#shown.update(token);
        const items = this.#changedReports(known, new Set([...uris, ...changes.take()]));
        if (items.length > 0) {
          this.#answer();
          return { items };
        }
        await this.#nextChange(token);
        uris = [];
      }
    } finally {
      changes.stop();
    }
  }

  /** What is shown of some files otherwise than a client knows it. */
  #changedReports(known: ReadonlyMap<string, string>, uris: Iterable<string>): WorkspaceDocumentDiagnosticReport[] {
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    for (const uri of uris) {
      const { resultId = EMPTY, items = [] } = this.#shown.get(uri) ?? {};
      if ((known.get(uri) ?? EMPTY) === resultId) continue;
      reports.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId, items: [...items] });
    }
    return reports;
  }

  #nextChange(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        subscription.dispose();
        resolve();
      };
      const subscription = token.onCancellationRequested(wake);
      this.#waiting.add(wake);
    });
  }
}

/** Result id of a file without findings. */
const EMPTY = 'none';
