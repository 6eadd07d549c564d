import { createHash } from 'node:crypto';
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { Finding } from '../model/finding.ts';
import type { FilePath } from '../model/span.ts';
import type { ProjectSession } from './projectSession.ts';

/** Brings findings to an editor. Told of every change; decides itself when and how to send. */
export interface DiagnosticsChannel {
  /** The findings of a session may have changed. */
  readonly changed: () => void;
  /** A session is gone: nothing of it may stay visible. */
  readonly dropped: (session: ProjectSession) => void;
}

/** Gives the sessions that are open now. */
export type Sessions = () => readonly ProjectSession[];

interface FileDiagnostics {
  readonly uri: string;
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

const SEVERITY = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/** What rules about our own files have in place of a clause. */
const NO_CLAUSE = '(tool)';

/** The findings of a session as diagnostics, file by file; the same object until the next change. */
function diagnosticsOf(session: ProjectSession): ReadonlyMap<string, FileDiagnostics> {
  const findings = session.engine.findings();
  const known = cache.get(findings);
  if (known) return known;
  const byFile = new Map<FilePath, Finding[]>();
  for (const finding of findings.open) {
    const list = byFile.get(finding.file);
    if (list) list.push(finding);
    else byFile.set(finding.file, [finding]);
  }
  const result = new Map<string, FileDiagnostics>();
  for (const [file, list] of byFile) {
    const uri = session.places.uriOf(file);
    const items = list.map((finding) => toDiagnostic(session, finding));
    const resultId = createHash('sha1').update(JSON.stringify(items)).digest('base64url');
    result.set(uri, { uri, resultId, items });
  }
  cache.set(findings, result);
  return result;
}

const cache = new WeakMap<object, ReadonlyMap<string, FileDiagnostics>>();

function toDiagnostic(session: ProjectSession, finding: Finding): Diagnostic {
  const snapshot = session.engine.snapshot();
  const { places } = session;
  return {
    range: places.range(snapshot, finding.file, finding.span),
    severity: SEVERITY[finding.severity],
    source: 'lifetrace',
    code: finding.code,
    message: finding.clause === NO_CLAUSE ? finding.message : `${finding.message}\nClause ${finding.clause}`,
    relatedInformation: finding.related.map(({ file, span, message }) => ({
      location: places.location(snapshot, { file, span }),
      message,
    })),
  };
}

/** Sends findings whenever they change, for clients that cannot ask for them. */
export class PushedDiagnostics implements DiagnosticsChannel {
  readonly #connection: Connection;
  readonly #sessions: Sessions;
  readonly #sent = new Map<string, string>();

  constructor(connection: Connection, sessions: Sessions) {
    this.#connection = connection;
    this.#sessions = sessions;
  }

  changed(): void {
    const current = new Map(
      this.#sessions()
        .filter((session) => session.indexed)
        .flatMap((session) => [...diagnosticsOf(session)]),
    );
    for (const uri of [...this.#sent.keys()]) if (!current.has(uri)) this.#send(uri, '', []);
    for (const { uri, resultId, items } of current.values()) {
      if (this.#sent.get(uri) !== resultId) this.#send(uri, resultId, items);
    }
  }

  dropped(): void {
    this.changed();
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
  readonly #sessions: Sessions;
  #waiting: (() => void)[] = [];

  constructor(connection: Connection, sessions: Sessions) {
    this.#connection = connection;
    this.#sessions = sessions;
    connection.languages.diagnostics.on(async (params, token) =>
      this.#document(params.textDocument.uri, params.previousResultId, token),
    );
    connection.languages.diagnostics.onWorkspace((params, token) => this.#workspace(params.previousResultIds, token));
  }

  changed(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
    this.#connection.languages.diagnostics.refresh().catch(() => {});
  }

  dropped(): void {
    this.changed();
  }

  async #document(
    uri: string,
    previous: string | undefined,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    const session = this.#sessions().find((candidate) => candidate.places.fileOf(uri) !== undefined);
    if (!session) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    await session.ready;
    throwIfCancelled(token);
    const found = diagnosticsOf(session).get(normalised(session, uri));
    const resultId = found?.resultId ?? EMPTY;
    if (previous === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...(found?.items ?? [])] };
  }

  async #workspace(
    previous: readonly { readonly uri: string; readonly value: string }[],
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    const known = new Map(previous.map(({ uri, value }) => [uri, value]));
    for (;;) {
      throwIfCancelled(token);
      const items = this.#changedSince(known);
      if (items.length > 0) return { items };
      await this.#nextChange(token);
    }
  }

  #changedSince(known: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport[] {
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    const current = new Map(
      this.#sessions()
        .filter((session) => session.indexed)
        .flatMap((session) => [...diagnosticsOf(session)]),
    );
    for (const { uri, resultId, items } of current.values()) {
      if (known.get(uri) === resultId) continue;
      reports.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId, items: [...items] });
    }
    for (const [uri, resultId] of known) {
      if (current.has(uri) || resultId === EMPTY) continue;
      reports.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId: EMPTY, items: [] });
    }
    return reports;
  }

  #nextChange(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const subscription = token.onCancellationRequested(wake);
      function wake(): void {
        subscription.dispose();
        resolve();
      }
      this.#waiting.push(wake);
    });
  }
}

/** Result id of a file without findings. */
const EMPTY = 'none';

function normalised(session: ProjectSession, uri: string): string {
  return session.places.uriOf(session.places.fileOf(uri) ?? '');
}

/** Ends a request that the client has withdrawn. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

/** Ends a request that cannot be answered, with a sentence for the log. */
export function cannotAnswer(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InternalError, message);
}
