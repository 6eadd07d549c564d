import {
  type Disposable,
  env,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  type WebviewPanelSerializer,
  window,
  workspace,
} from 'vscode';
import type { Target } from '../../../server/src/protocol/target.ts';
import type { TraceRoot } from '../../../server/src/protocol/traceExplorer.ts';
import { onContentChange } from '../contentChange.ts';
import type { FromGraph, GraphLook, ToGraph } from '../graphMessages.ts';
import type { TraceServer } from '../languageClient.ts';
import { isTarget, toLocation } from '../target.ts';
import { CursorFollower } from './followCursor.ts';
import { graphLookIn } from './graphLook.ts';
import { showPage } from './panelPage.ts';

/** Type of the editor tabs, as the editor keeps it over restarts. */
const GRAPH_VIEW = 'lifetrace.graph';

/** How long it is said that something was copied, in milliseconds. */
const COPIED_MS = 3000;

/** Graphs in editor tabs: at most one of a trace, and one of the software items. Nothing of them is ever written but a picture. */
export class GraphPanels implements WebviewPanelSerializer, Disposable {
  readonly #extensionUri: Uri;
  readonly #server: TraceServer;
  readonly #open = new Map<'trace' | 'items', GraphPanel>();
  readonly #subscriptions: Disposable[];

  constructor(extensionUri: Uri, server: TraceServer) {
    this.#extensionUri = extensionUri;
    this.#server = server;
    this.#subscriptions = [window.registerWebviewPanelSerializer(GRAPH_VIEW, this)];
  }

  /** Shows the neighbourhood of something, in the tab that shows another one already if there is one. */
  showTrace(root: TraceRoot): void {
    this.#show('trace', { root });
  }

  /** Shows the software items with their classes: those of the folder that somebody is in, if there are several. */
  showItems(): void {
    const file = window.activeTextEditor?.document.uri;
    const own = file && workspace.getWorkspaceFolder(file)?.uri.fsPath;
    const folders = this.#server.status?.folders ?? [];
    const folder = folders.length > 1 ? folders.find(({ uri }) => Uri.parse(uri).fsPath === own) : undefined;
    this.#show('items', { depth: 3, ...(folder ? { folder: folder.uri } : {}) });
  }

  /** Takes over a tab of an earlier run of the editor. */
  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const look =
      typeof state === 'object' && state !== null && 'look' in state ? graphLookIn(state.look) : graphLookIn({});
    const kind = look.root === undefined ? 'items' : 'trace';
    if (this.#open.has(kind)) panel.dispose();
    else this.#take(kind, panel, look);
  }

  dispose(): void {
    for (const panel of [...this.#open.values()]) panel.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #show(kind: 'trace' | 'items', look: Partial<GraphLook>): void {
    const open = this.#open.get(kind);
    if (open) {
      open.lookAt({ ...look, grown: {} });
      open.reveal();
      return;
    }
    // Beside the text: a place that somebody goes to then appears beside the graph.
    const column = window.activeTextEditor === undefined ? ViewColumn.Active : ViewColumn.Beside;
    const panel = window.createWebviewPanel(GRAPH_VIEW, '', column);
    this.#take(kind, panel, graphLookIn(look));
  }

  #take(kind: 'trace' | 'items', panel: WebviewPanel, look: GraphLook): void {
    this.#open.set(kind, new GraphPanel(this.#extensionUri, this.#server, panel, look, () => this.#open.delete(kind)));
  }
}

/** One editor tab with a graph. */
class GraphPanel implements Disposable {
  readonly #server: TraceServer;
  readonly #panel: WebviewPanel;
  readonly #follower: CursorFollower;
  #look: GraphLook;
  /** Counts the questions to the server, so that a slow answer never replaces a newer one. */
  #asked = 0;

  constructor(extensionUri: Uri, server: TraceServer, panel: WebviewPanel, look: GraphLook, closed: () => void) {
    this.#server = server;
    this.#panel = panel;
    this.#look = look;
    this.#follower = new CursorFollower(
      server,
      () => this.#look.follows,
      (root) => this.#follow(root),
    );
    const changes = onContentChange(server, () => this.refresh());
    panel.onDidDispose(() => {
      changes.dispose();
      this.#follower.dispose();
      closed();
    });
    panel.onDidChangeViewState(() => {
      if (panel.visible) this.refresh();
    });
    panel.title = this.#isTrace ? l10n.t('Trace Graph') : l10n.t('Software Items');
    panel.webview.onDidReceiveMessage((message: FromGraph) => this.#receive(message));
    showPage(panel.webview, extensionUri, 'traceGraph', panel.title);
  }

  /** Draws something else, or more or less of it. */
  lookAt(change: Partial<GraphLook>): void {
    this.#look = { ...this.#look, ...change };
    this.refresh();
  }

  /** Brings the tab to the front. */
  reveal(): void {
    this.#panel.reveal();
  }

  /** Asks the server for the graph again and draws it. A hidden tab asks when it is shown. */
  refresh(): void {
    this.#load().catch(() => {
      // The server went away in the middle; the state change that follows refreshes the graph.
    });
  }

  dispose(): void {
    this.#panel.dispose();
  }

  get #isTrace(): boolean {
    return this.#look.root !== undefined;
  }

  #follow(root: TraceRoot): void {
    const { root: shown } = this.#look;
    if (root.folder !== shown?.folder || root.node !== shown.node) this.lookAt({ root, grown: {} });
  }

  #receive(message: FromGraph): void {
    switch (message.type) {
      case 'ready':
        this.refresh();
        break;
      case 'look': {
        const follows = this.#look.follows;
        this.lookAt(graphLookIn(message.look));
        if (!follows) this.#follower.lookSoon();
        break;
      }
      case 'open':
        this.#openTarget(message.target, message.focusEditor);
        break;
      case 'copy':
        env.clipboard.writeText(message.text).then(() => window.setStatusBarMessage(l10n.t('Copied.'), COPIED_MS));
        break;
      case 'save':
        this.#save(message.svg, message.name);
        break;
    }
  }

  /** Opens a place in another group of editors than the graph's, so that the graph stays in sight. */
  async #openTarget(target: Target, focusEditor: boolean): Promise<void> {
    if (!isTarget(target)) return;
    this.#follower.ledTo(target);
    const { uri, range } = toLocation(target);
    const beside = window.visibleTextEditors
      .map(({ viewColumn }) => viewColumn)
      .find((column) => column !== undefined && column !== this.#panel.viewColumn);
    try {
      await window.showTextDocument(uri, {
        selection: range,
        preserveFocus: !focusEditor,
        viewColumn: beside ?? ViewColumn.Beside,
      });
    } catch {
      window.showWarningMessage(l10n.t('{0} cannot be opened. It may have been moved or deleted.', uri.fsPath));
    }
  }

  async #save(svg: string, name: string): Promise<void> {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const file = `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-') || 'graph'}.svg`;
    const uri = await window.showSaveDialog({
      ...(folder ? { defaultUri: Uri.joinPath(folder, file) } : {}),
      filters: { SVG: ['svg'] },
    });
    if (!uri) return;
    try {
      await workspace.fs.writeFile(uri, new TextEncoder().encode(svg));
      window.setStatusBarMessage(l10n.t('Saved {0}.', uri.fsPath), COPIED_MS);
    } catch {
      window.showErrorMessage(l10n.t('{0} could not be written.', uri.fsPath));
    }
  }

  async #load(): Promise<void> {
    if (!this.#panel.visible) return;
    const { busy, state, status } = this.#server;
    if (busy) this.#post({ type: 'wait', text: l10n.t('Reading the workspace…') });
    else if (state === 'stopped') this.#post({ type: 'wait', text: l10n.t('The Lifetrace server has stopped.') });
    else if (status?.state === 'noFolder')
      this.#post({ type: 'wait', text: l10n.t('Open a folder to see what is traced in it.') });
    else {
      const asked = ++this.#asked;
      const look = this.#look;
      const { follows: _, ...params } = look;
      const model = await this.#server.graph(params);
      if (asked !== this.#asked) return;
      if (model) {
        this.#panel.title = this.#isTrace ? (model.nodes[0]?.name ?? '') : l10n.t('Software Items');
        this.#post({ type: 'show', model, look });
      } else {
        const gone = l10n.t('What this graph was about is gone. It may have been renamed or deleted.');
        this.#post({ type: 'wait', text: this.#isTrace ? gone : l10n.t('No software system or item found.') });
      }
    }
  }

  #post(message: ToGraph): void {
    this.#panel.webview.postMessage(message);
  }
}
