import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  type Position,
  type TextDocument,
  Uri,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type WorkspaceEdit as ProtocolEdit,
  RenameRequest,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import {
  type ClassEditParams,
  ClassEditRequest,
  type ClassPanelModel,
  type ClassPanelParams,
  ClassPanelRequest,
} from '../../server/src/protocol/classPanel.ts';
import { HOVER_COMMANDS } from '../../server/src/protocol/commands.ts';
import type { EditOutcome } from '../../server/src/protocol/editOutcome.ts';
import { type FdaEditParams, FdaEditRequest } from '../../server/src/protocol/fda.ts';
import {
  type FileMarks,
  type FileMarksParams,
  FileMarksRequest,
  type FileSummariesParams,
  FileSummariesRequest,
  type FileSummary,
} from '../../server/src/protocol/fileMarks.ts';
import { type FixOffer, FixRequest } from '../../server/src/protocol/fixes.ts';
import { type GraphModel, type GraphParams, GraphRequest } from '../../server/src/protocol/graphs.ts';
import { type LensPlacesParams, LensPlacesRequest } from '../../server/src/protocol/lenses.ts';
import {
  type LifecycleNode,
  type LifecycleParams,
  LifecycleRequest,
  type LifecycleRevealParams,
  LifecycleRevealRequest,
} from '../../server/src/protocol/lifecycle.ts';
import { type NamedItem, type NamedItemParams, NamedItemRequest } from '../../server/src/protocol/namedItem.ts';
import { type NotRead, NotReadRequest } from '../../server/src/protocol/notRead.ts';
import { SERVER_ENVIRONMENT, SERVER_NODE_OPTIONS } from '../../server/src/protocol/serverProcess.ts';
import type { StartOptions } from '../../server/src/protocol/settings.ts';
import { type ProjectProposal, ProjectProposalRequest } from '../../server/src/protocol/setUp.ts';
import { type ServerStatus, StatusChanged, StatusRequest } from '../../server/src/protocol/status.ts';
import type { Target } from '../../server/src/protocol/target.ts';
import {
  type NoTag,
  type TagAtParams,
  TagAtRequest,
  type TracedType,
  type TraceRoot,
  type TraceRootParams,
  TraceRootRequest,
  type TraceRow,
  type TraceRowsParams,
  TraceRowsRequest,
  TraceTextRequest,
  TraceTypesRequest,
  type WholeTraceParams,
} from '../../server/src/protocol/traceExplorer.ts';
import {
  type MatrixRows,
  type MatrixRowsParams,
  MatrixRowsRequest,
  type MatrixShape,
  type MatrixShapeParams,
  MatrixShapeRequest,
  type MatrixText,
  type MatrixTextParams,
  MatrixTextRequest,
} from '../../server/src/protocol/traceMatrix.ts';
import {
  type TraceTargets,
  type TraceTargetsParams,
  TraceTargetsRequest,
} from '../../server/src/protocol/traceTargets.ts';
import { withConsent } from './consent.ts';
import { movedPaths } from './movedPaths.ts';
import { RestartPolicy } from './restartPolicy.ts';
import { linkRuleCodes } from './ruleLinks.ts';
import { readServerSettings, SECTION } from './settings.ts';

/** Whether the server can answer: `stopped` means that only a person can bring it back. */
export type ServerState = 'starting' | 'running' | 'stopped';

/**
 * The server as the rest of the client sees it. Requests wait while the server starts and are rejected when it is gone;
 * after a crash the server is started again a few times and learns of all open documents anew.
 */
export class TraceServer implements Disposable {
  readonly #client: LanguageClient;
  readonly #log: LogOutputChannel;
  readonly #policy = new RestartPolicy();
  readonly #statusChanged = new EventEmitter<void>();
  readonly #subscriptions: Disposable[] = [this.#statusChanged];
  #state: ServerState = 'starting';
  #status: ServerStatus | undefined;

  /** Fires when {@link state} or {@link status} changes. */
  readonly onDidChange = this.#statusChanged.event;

  /** `storage` is the folder in which the server may keep what it has read, if there is one. */
  constructor(extensionUri: Uri, storage: Uri | undefined, log: LogOutputChannel) {
    this.#log = log;
    const module = Uri.joinPath(extensionUri, 'dist', 'server.cjs').fsPath;
    this.#client = new LanguageClient(
      SECTION,
      'Lifetrace',
      {
        module,
        transport: TransportKind.ipc,
        options: { execArgv: [...SERVER_NODE_OPTIONS], env: SERVER_ENVIRONMENT },
      },
      {
        documentSelector: [{ scheme: 'file' }],
        outputChannel: log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        initializationOptions: (): StartOptions => ({
          ...readServerSettings(),
          runsCommands: true,
          ...(storage === undefined ? {} : { cacheFolder: storage.fsPath }),
        }),
        initializationFailedHandler: () => false,
        errorHandler: this.#errorHandler(),
        markdown: { isTrusted: { enabledCommands: HOVER_COMMANDS }, supportHtml: false },
        middleware: {
          provideRenameEdits: (document, position, newName, token) => this.#rename(document, position, newName, token),
          workspace: { willRenameFiles: (event) => movedPaths(this.#client, event) },
          handleDiagnostics: (uri, diagnostics, next) => {
            linkRuleCodes(extensionUri, diagnostics);
            next(uri, diagnostics);
          },
          provideDiagnostics: async (document, previousResultId, token, next) => {
            const report = await next(document, previousResultId, token);
            if (report?.kind === 'full') linkRuleCodes(extensionUri, report.items);
            return report;
          },
          provideWorkspaceDiagnostics: (resultIds, token, reporter, next) =>
            next(resultIds, token, (chunk) => {
              for (const report of chunk?.items ?? [])
                if (report.kind === 'full') linkRuleCodes(extensionUri, report.items);
              reporter(chunk);
            }),
        },
      },
    );
    this.#subscriptions.push(
      this.#client.onNotification(StatusChanged.method, (status: ServerStatus) => this.#setStatus(status)),
      this.#client.onDidChangeState((event) => this.#followState(event.newState)),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SECTION)) this.#sendSettings();
      }),
    );
  }

  /** Whether the server can answer. */
  get state(): ServerState {
    return this.#state;
  }

  /** True while the first index is built, also after a restart: what was shown before is still the best there is. */
  get busy(): boolean {
    if (this.#state !== 'running') return this.#state === 'starting';
    return this.#status === undefined || this.#status.state === 'indexing';
  }

  /** What the server said last about its index; undefined before it said anything. */
  get status(): ServerStatus | undefined {
    return this.#status;
  }

  /** Starts the server for the first time. A failure ends in the state `stopped`, never in an exception. */
  async start(): Promise<void> {
    try {
      await this.#client.start();
    } catch (error) {
      this.#log.error('The server could not be started.', error);
      // The restart policy may already be at the next attempt.
      if (this.#client.state !== State.Starting) this.#setState('stopped');
    }
  }

  /** Stops the server if it runs and starts it anew, because a person asked for it. */
  async restart(): Promise<void> {
    this.#policy.reset();
    try {
      if (this.#client.needsStop()) await this.#client.stop();
    } catch (error) {
      this.#log.warn('The server did not stop in good order.', error);
    }
    await this.start();
  }

  /** Children of a node of the life-cycle tree, or its roots. */
  lifecycle(params: LifecycleParams): Promise<readonly LifecycleNode[]> {
    return this.#client.sendRequest(LifecycleRequest.method, params);
  }

  /** IDs of the nodes from the product down to what stands at a place; empty where the tree shows nothing of it. */
  lifecyclePath(params: LifecycleRevealParams): Promise<readonly string[]> {
    return this.#client.sendRequest(LifecycleRevealRequest.method, params);
  }

  /** What is not read, one answer for each workspace folder. */
  notRead(): Promise<readonly NotRead[]> {
    return this.#client.sendRequest(NotReadRequest.method);
  }

  /** Contents of the safety class panel, one model for each workspace folder. */
  classPanel(params: ClassPanelParams): Promise<readonly ClassPanelModel[]> {
    return this.#client.sendRequest(ClassPanelRequest.method, params);
  }

  /** What a trace matrix holds, without its rows; null without a folder. */
  matrixShape(params: MatrixShapeParams): Promise<MatrixShape | null> {
    return this.#client.sendRequest(MatrixShapeRequest.method, params);
  }

  /** A part of the rows of a trace matrix; null without a folder. */
  matrixRows(params: MatrixRowsParams): Promise<MatrixRows | null> {
    return this.#client.sendRequest(MatrixRowsRequest.method, params);
  }

  /** All rows of a trace matrix as text; null without a folder. */
  matrixText(params: MatrixTextParams): Promise<MatrixText | null> {
    return this.#client.sendRequest(MatrixTextRequest.method, params);
  }

  /** Has an edit of a record made; the editor shows it as any other change. */
  classEdit(params: ClassEditParams): Promise<EditOutcome> {
    return this.#client.sendRequest(ClassEditRequest.method, params);
  }

  /** Has an answer written into `fda.yaml`; the editor shows it as any other change. */
  fdaEdit(params: FdaEditParams): Promise<EditOutcome> {
    return this.#client.sendRequest(FdaEditRequest.method, params);
  }

  /** The places that a lens counts. */
  lensPlaces(params: LensPlacesParams): Promise<readonly Target[]> {
    return this.#client.sendRequest(LensPlacesRequest.method, params);
  }

  /** Code and tests that trace to the item at a place. */
  traceTargets(params: TraceTargetsParams): Promise<TraceTargets> {
    return this.#client.sendRequest(TraceTargetsRequest.method, params);
  }

  /** What stands at a place and has a trace. */
  async traceRoot(params: TraceRootParams): Promise<TraceRoot | undefined> {
    return (await this.#client.sendRequest<TraceRoot | null>(TraceRootRequest.method, params)) ?? undefined;
  }

  /** Rows of the trace explorer below a row, or the one at the top. */
  traceRows(params: TraceRowsParams): Promise<readonly TraceRow[]> {
    return this.#client.sendRequest(TraceRowsRequest.method, params);
  }

  /** A whole trace as plain text. */
  traceText(params: WholeTraceParams): Promise<string> {
    return this.#client.sendRequest(TraceTextRequest.method, params);
  }

  /** Types of the items in a trace. */
  traceTypes(params: WholeTraceParams): Promise<readonly TracedType[]> {
    return this.#client.sendRequest(TraceTypesRequest.method, params);
  }

  /** What a graph draws; undefined where there is nothing to draw any more. */
  async graph(params: GraphParams): Promise<GraphModel | undefined> {
    return (await this.#client.sendRequest<GraphModel | null>(GraphRequest.method, params)) ?? undefined;
  }

  /** The edit that names an item at a place in code, or why there is none; undefined where no tag belongs. */
  async tagAt(params: TagAtParams): Promise<WorkspaceEdit | NoTag | undefined> {
    const answer = await this.#client.sendRequest<ProtocolEdit | NoTag | null>(TagAtRequest.method, params);
    if (answer === null) return undefined;
    return 'reason' in answer ? answer : this.#client.protocol2CodeConverter.asWorkspaceEdit(answer);
  }

  /** Text of a project file for what is in a workspace folder; undefined where there is one already. */
  async projectProposal(folder: string): Promise<string | undefined> {
    const proposal = await this.#client.sendRequest<ProjectProposal | null>(ProjectProposalRequest.method, { folder });
    return proposal?.text;
  }

  /** What is said of files, in their order; null for one that no project reads. */
  fileSummaries(params: FileSummariesParams): Promise<readonly (FileSummary | null)[]> {
    return this.#client.sendRequest(FileSummariesRequest.method, params);
  }

  /** What is shown beside the text of a file; null for one that no project reads. */
  fileMarks(params: FileMarksParams): Promise<FileMarks | null> {
    return this.#client.sendRequest(FileMarksRequest.method, params);
  }

  /** The item that a place names or lies in. */
  namedItem(params: NamedItemParams): Promise<NamedItem | null> {
    return this.#client.sendRequest(NamedItemRequest.method, params);
  }

  /** The edit of a fix that needs the words of a person; undefined when it is not possible any more. */
  async fixEdit(offer: FixOffer, answer: string): Promise<WorkspaceEdit | undefined> {
    const edit = await this.#client.sendRequest<ProtocolEdit | null>(FixRequest.method, { offer, answer });
    return this.#client.protocol2CodeConverter.asWorkspaceEdit(edit);
  }

  /** Asks for the status anew and tells the listeners, even when nothing has changed. */
  async refresh(): Promise<void> {
    if (this.#state === 'running') this.#setStatus(await this.#client.sendRequest(StatusRequest.method));
  }

  /** Stops the server and releases everything. */
  async dispose(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.dispose();
    try {
      await this.#client.dispose();
    } catch (error) {
      // While it starts it cannot be stopped; it ends by itself when the editor is gone.
      this.#log.warn('The server did not stop in good order.', error);
    }
  }

  async #rename(document: TextDocument, position: Position, newName: string, token: CancellationToken) {
    const { code2ProtocolConverter: toServer, protocol2CodeConverter: fromServer } = this.#client;
    const params = {
      textDocument: toServer.asTextDocumentIdentifier(document),
      position: toServer.asPosition(position),
      newName,
    };
    // The message of an error is what the editor shows as the reason.
    const edit = await this.#client.sendRequest(RenameRequest.type, params, token);
    if (!edit) return edit;
    const agreed = await withConsent(edit, {
      message: l10n.t('Approved records change with the rename to {0}.', newName),
      everywhere: l10n.t('Rename Everywhere'),
    });
    if (!agreed) throw new Error(l10n.t('Nothing was renamed.'));
    return fromServer.asWorkspaceEdit(agreed, token);
  }

  #errorHandler(): ErrorHandler {
    return {
      // A broken pipe is always followed by `closed`, which decides. Shutting down here would prevent a restart.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        if (this.#policy.shouldRestart(Date.now())) {
          this.#setState('starting');
          return { action: CloseAction.Restart, handled: true, message: 'The server went away and is started again.' };
        }
        this.#setState('stopped');
        return { action: CloseAction.DoNotRestart, handled: true, message: 'The server went away too often.' };
      },
    };
  }

  #followState(state: State): void {
    if (state === State.Running) {
      this.#setState('running');
      this.refresh().catch((error: unknown) => this.#log.warn('The server gave no status.', error));
    } else if (state === State.Starting) {
      this.#setState('starting');
    } else if (state === State.StartFailed) {
      this.#setState('stopped');
    }
  }

  #setState(state: ServerState): void {
    if (state === this.#state) return;
    this.#state = state;
    if (state !== 'running') this.#status = undefined;
    this.#statusChanged.fire();
  }

  #setStatus(status: ServerStatus): void {
    this.#status = status;
    this.#statusChanged.fire();
  }

  #sendSettings(): void {
    if (this.#state !== 'running') return;
    this.#client
      .sendNotification('workspace/didChangeConfiguration', { settings: { [SECTION]: readServerSettings() } })
      .catch((error: unknown) => this.#log.warn('The server did not take the settings.', error));
  }
}
