import { createHash } from 'node:crypto';
import {
  CancellationToken,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { ItemFact } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { LineStarts } from '../model/lineIndex.ts';
import type { FilePath } from '../model/span.ts';
import type { FileFindings } from '../rules/findings.ts';
import { relatedPlaces } from '../rules/relatedPlaces.ts';
import { breather } from '../workspace/node/breather.ts';
import type { DocumentHost } from './documentHost.ts';
import type { ProjectSession } from './projectSession.ts';
import { throwIfCancelled, untilChecked, untilReady } from './untilReady.ts';

/** Brings findings to an editor. Told of every change; decides itself when and how to send. */
export interface DiagnosticsChannel {
  /** The findings or the sessions may have changed. Settles when the editor has been told. */
  readonly changed: () => Promise<void>;
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

/** The findings in one file as diagnostics; the same object until they change. Undefined for a file without. */
function diagnosticsIn(session: ProjectSession, file: FilePath): FileDiagnostics | undefined {
  const findings = session.engine.findings().byFile.get(file);
  if (!findings || findings.open.length === 0) return undefined;
  const known = cache.get(findings);
  if (known && stillStands(session, known)) return known.diagnostics;
  const items = findings.open.map((finding) => toDiagnostic(session, finding));
  const resultId = createHash('sha1').update(JSON.stringify(items)).digest('base64url');
  const diagnostics = { uri: session.places.uriOf(file), resultId, items };
  cache.set(findings, { ...groundsOf(session, file, findings.open), diagnostics });
  return diagnostics;
}

/** What the places in diagnostics rest on. */
interface Grounds {
  /** The lines of each file that a place is in. */
  readonly files: readonly Lines[];
  /** Definitions that are related places. */
  readonly definitions: readonly { readonly key: ItemKey; readonly fact: ItemFact | undefined }[];
}

interface Lines {
  readonly file: FilePath;
  readonly lineStarts: LineStarts | undefined;
  readonly columnText: string | undefined;
}

function groundsOf(session: ProjectSession, file: FilePath, findings: readonly Finding[]): Grounds {
  const snapshot = session.engine.snapshot();
  const keys = new Set(findings.flatMap(({ others = [] }) => others));
  const items = [...keys].map((key) => ({ key, item: snapshot.byKey.get(key) }));
  const related = findings.flatMap((finding) => finding.related.map((place) => place.file));
  const files = new Set([file, ...related, ...items.flatMap(({ item }) => item?.file ?? [])]);
  return {
    files: [...files].map((each) => ({
      file: each,
      lineStarts: snapshot.files.get(each)?.lineStarts,
      columnText: session.places.columnText(each),
    })),
    definitions: items.map(({ key, item }) => ({ key, fact: item?.fact })),
  };
}

/** True when places that rest on something are the same by now. Asked for each file with findings after each change. */
function stillStands({ engine, places }: ProjectSession, { files, definitions }: Grounds): boolean {
  const snapshot = engine.snapshot();
  for (const { file, lineStarts, columnText } of files) {
    if (snapshot.files.get(file)?.lineStarts !== lineStarts || places.columnText(file) !== columnText) return false;
  }
  for (const { key, fact } of definitions) if (snapshot.byKey.get(key)?.fact !== fact) return false;
  return true;
}

/** The findings of a session as diagnostics, by address. */
function* diagnosticsOf(session: ProjectSession): Generator<readonly [string, FileDiagnostics]> {
  for (const file of session.engine.findings().byFile.keys()) {
    const diagnostics = diagnosticsIn(session, file);
    if (diagnostics) yield [diagnostics.uri, diagnostics];
  }
}

interface Cached extends Grounds {
  readonly diagnostics: FileDiagnostics;
}

const cache = new WeakMap<FileFindings, Cached>();

type Shown = ReadonlyMap<string, FileDiagnostics>;

/**
 * What is to be shown of the newest texts, by address. Other work gets its turn meanwhile; when that has changed
 * something, what was gathered is out of date. Throws when the client does not wait any more.
 */
async function currentDiagnostics(
  sessions: () => readonly ProjectSession[],
  token = CancellationToken.None,
): Promise<Shown> {
  for (;;) {
    const current = sessions();
    await untilChecked(
      current.filter((session) => session.answers),
      token,
    );
    const shown = await gathered(current, token);
    if (shown && sessions() === current) return shown;
  }
}

/** Undefined when something has changed meanwhile. Of folders within folders the innermost speaks for its files. */
async function gathered(sessions: readonly ProjectSession[], token: CancellationToken): Promise<Shown | undefined> {
  const breathe = breather();
  const shown = new Map<string, FileDiagnostics>();
  const before = sessions.map((session) => ({ session, answers: session.answers, revision: session.engine.revision }));
  const isNewest = (): boolean =>
    before.every(
      ({ session, answers, revision }) => session.answers === answers && session.engine.revision === revision,
    );
  const outerFirst = [...sessions].sort((a, b) => a.places.root.length - b.places.root.length);
  for (const session of outerFirst) {
    const below = `${session.places.uriOf('')}/`;
    for (const uri of shown.keys()) if (uri.startsWith(below)) shown.delete(uri);
    if (!session.answers) continue;
    for (const [uri, diagnostics] of diagnosticsOf(session)) {
      shown.set(uri, diagnostics);
      const pause = breathe();
      if (!pause) continue;
      await pause;
      throwIfCancelled(token);
      if (!isNewest()) return undefined;
    }
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
    relatedInformation: relatedPlaces(snapshot, finding).map(({ file, span, message }) => ({
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
  #sending: Promise<void> = Promise.resolve();

  constructor(connection: Connection, host: DocumentHost) {
    this.#connection = connection;
    this.#host = host;
  }

  /** One after the other, so that what is older is never sent later. */
  changed(): Promise<void> {
    this.#sending = this.#sending.catch(() => {}).then(() => this.#sendAll());
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    const current = await currentDiagnostics(this.#host.sessions);
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

  async changed(): Promise<void> {
    await untilChecked(this.#host.sessions().filter((session) => session.answers));
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
    await untilChecked([session], token);
    const found = diagnosticsIn(session, file);
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
      const items = changesSince(known, await currentDiagnostics(this.#host.sessions, token));
      if (items.length > 0) return { items };
      await this.#nextChange(token);
    }
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

function changesSince(known: ReadonlyMap<string, string>, current: Shown): WorkspaceDocumentDiagnosticReport[] {
  const reports: WorkspaceDocumentDiagnosticReport[] = [];
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
