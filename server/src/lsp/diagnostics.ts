import { createHash } from 'node:crypto';
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { Finding } from '../model/finding.ts';
import { groupBy } from '../model/groups.ts';
import type { DocumentHost } from './documentHost.ts';
import type { ProjectSession } from './projectSession.ts';
import { throwIfCancelled, untilReady } from './untilReady.ts';

/** Brings findings to an editor. Told of every change; decides itself when and how to send. */
export interface DiagnosticsChannel {
  /** The findings or the sessions may have changed. */
  readonly changed: () => void;
}

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
  const result = new Map<string, FileDiagnostics>();
  for (const [file, list] of groupBy(findings.open, (finding) => finding.file)) {
    const uri = session.places.uriOf(file);
    const items = list.map((finding) => toDiagnostic(session, finding));
    const resultId = createHash('sha1').update(JSON.stringify(items)).digest('base64url');
    result.set(uri, { uri, resultId, items });
  }
  cache.set(findings, result);
  return result;
}

const cache = new WeakMap<object, ReadonlyMap<string, FileDiagnostics>>();

/** What is to be shown now, by address. Of folders within folders the innermost speaks for its files. */
function currentDiagnostics(sessions: readonly ProjectSession[]): ReadonlyMap<string, FileDiagnostics> {
  const shown = new Map<string, FileDiagnostics>();
  const outerFirst = [...sessions].sort((a, b) => a.places.root.length - b.places.root.length);
  for (const session of outerFirst) {
    const below = `${session.places.uriOf('')}/`;
    for (const uri of shown.keys()) if (uri.startsWith(below)) shown.delete(uri);
    if (session.answers) for (const [uri, diagnostics] of diagnosticsOf(session)) shown.set(uri, diagnostics);
  }
  return shown;
}

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
  readonly #host: DocumentHost;
  readonly #sent = new Map<string, string>();

  constructor(connection: Connection, host: DocumentHost) {
    this.#connection = connection;
    this.#host = host;
  }

  changed(): void {
    const current = currentDiagnostics(this.#host.sessions());
    for (const uri of [...this.#sent.keys()]) if (!current.has(uri)) this.#send(uri, '', []);
    for (const { uri, resultId, items } of current.values()) {
      if (this.#sent.get(uri) !== resultId) this.#send(uri, resultId, items);
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
  readonly #waiting = new Set<() => void>();

  constructor(connection: Connection, host: DocumentHost) {
    this.#connection = connection;
    this.#host = host;
    connection.languages.diagnostics.on(async (params, token) =>
      this.#document(params.textDocument.uri, params.previousResultId, token),
    );
    connection.languages.diagnostics.onWorkspace((params, token) => this.#workspace(params.previousResultIds, token));
  }

  changed(): void {
    for (const wake of this.#waiting) wake();
    this.#connection.languages.diagnostics.refresh().catch(() => {});
  }

  async #document(
    uri: string,
    previous: string | undefined,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    const at = this.#host.locate(uri);
    if (!at) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const { session, file } = at;
    await untilReady(session, token);
    const found = diagnosticsOf(session).get(session.places.uriOf(file));
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
    const current = currentDiagnostics(this.#host.sessions());
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
