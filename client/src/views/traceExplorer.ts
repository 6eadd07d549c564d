import {
  commands,
  type DataTransfer,
  DataTransferItem,
  type Disposable,
  EventEmitter,
  l10n,
  MarkdownString,
  type Memento,
  type TreeDataProvider,
  type TreeDragAndDropController,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from 'vscode';
import type { Target } from '../../../server/src/protocol/target.ts';
import {
  TRACE_MIME,
  type TraceRoot,
  type TraceRow,
  type TraceView,
} from '../../../server/src/protocol/traceExplorer.ts';
import { openTarget } from '../commands/openTarget.ts';
import { onContentChange } from '../contentChange.ts';
import type { TraceServer } from '../languageClient.ts';
import { CursorFollower } from './followCursor.ts';
import { isTraceFiltered, traceFilterWords } from './traceFilter.ts';
import { traceIcon } from './traceIcons.ts';

/** ID of the view, as in the manifest. */
const TRACE_VIEW = 'lifetrace.trace';

/** Where it is kept that the cursor is not followed. */
const STAYS = 'trace.stays';

/**
 * The item or unit at the cursor with its whole trace: why it is there, what realises and proves it, its risks, and what is
 * broken or missing.
 */
export class TraceExplorer implements TreeDataProvider<TraceRow>, TreeDragAndDropController<TraceRow>, Disposable {
  readonly dragMimeTypes = ['text/plain', TRACE_MIME];
  readonly dropMimeTypes = [];
  readonly #server: TraceServer;
  readonly #memory: Memento;
  readonly #changed = new EventEmitter<undefined>();
  readonly #view: TreeView<TraceRow>;
  readonly #cursor: CursorFollower;
  readonly #subscriptions: Disposable[];
  #root: TraceRoot | undefined;
  #pinned = false;
  #look: TraceView = {};

  readonly onDidChangeTreeData = this.#changed.event;

  /** `memory` keeps for the next time whether the cursor is followed. */
  constructor(server: TraceServer, memory: Memento) {
    this.#server = server;
    this.#memory = memory;
    this.#view = window.createTreeView(TRACE_VIEW, {
      treeDataProvider: this,
      dragAndDropController: this,
      showCollapseAll: true,
    });
    this.#cursor = new CursorFollower(
      server,
      () => this.#view.visible && !this.#pinned && this.#follows,
      (root) => this.#setRoot(root),
    );
    this.#subscriptions = [
      this.#view,
      this.#cursor,
      this.#changed,
      this.#view.onDidChangeVisibility(() => this.#cursor.lookSoon()),
      onContentChange(server, () => this.refresh()),
    ];
    this.#showState();
  }

  /** What the explorer shows the trace of. */
  get root(): TraceRoot | undefined {
    return this.#root;
  }

  /** How the trace is looked at. */
  get look(): TraceView {
    return this.#look;
  }

  /** Looks at the trace in another way. */
  lookAt(view: TraceView): void {
    this.#look = view;
    this.#showState();
    this.#changed.fire(undefined);
  }

  /** Shows the trace of something, and the view. */
  async show(root: TraceRoot): Promise<void> {
    this.#setRoot(root);
    await commands.executeCommand(`${TRACE_VIEW}.focus`);
  }

  /** Keeps what is shown, wherever the cursor goes, or lets it go. */
  pin(pinned: boolean): void {
    this.#pinned = pinned && this.#root !== undefined;
    this.#showState();
    this.#cursor.lookSoon();
  }

  /** Shows what is at the cursor from now on, or only what somebody asks for. */
  follow(follows: boolean): void {
    this.#memory.update(STAYS, follows ? undefined : true);
    this.#showState(follows);
    this.#cursor.lookSoon();
  }

  /** Opens the place of a row. The trace that is shown stays. */
  async open(target: Target): Promise<void> {
    this.#cursor.ledTo(target);
    await openTarget(target, { preserveFocus: true });
  }

  /** Asks the server for all visible rows again; rows that still exist stay expanded. */
  refresh(): void {
    this.#changed.fire(undefined);
    // Something may stand at the cursor by now.
    this.#cursor.lookSoon();
  }

  getTreeItem(row: TraceRow): TreeItem {
    const item = new TreeItem(row.label, collapsibleState(row));
    item.id = row.id;
    item.description = row.description;
    item.tooltip = new MarkdownString(row.tooltip);
    item.accessibilityInformation = { label: row.accessibleLabel };
    item.iconPath = traceIcon(row);
    const facts = { target: row.target, rule: row.rule, root: row.root };
    item.contextValue = [row.kind, ...Object.entries(facts).flatMap(([name, fact]) => (fact ? [name] : []))].join(' ');
    if (row.target !== undefined) {
      item.command = { title: l10n.t('Open'), command: 'lifetrace.openTraceRow', arguments: [row.target] };
    }
    return item;
  }

  async getChildren(row?: TraceRow): Promise<TraceRow[]> {
    if (this.#root === undefined || this.#server.state !== 'running') return [];
    try {
      const params = { root: this.#root, view: this.#look };
      return [...(await this.#server.traceRows(row === undefined ? params : { ...params, row: row.id }))];
    } catch {
      // The server went away in the middle; the state change that follows refreshes the tree.
      return [];
    }
  }

  /** Gives items along as text, and a single one also as what it is, so that a tag for it can be written. */
  handleDrag(rows: readonly TraceRow[], transfer: DataTransfer): void {
    const items = rows.flatMap(({ item, root }) => (item === undefined || root === undefined ? [] : [{ item, root }]));
    if (items.length === 0) return;
    transfer.set('text/plain', new DataTransferItem(items.map(({ item }) => item).join(', ')));
    if (items.length === 1) transfer.set(TRACE_MIME, new DataTransferItem(JSON.stringify(items[0]?.root)));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  get #follows(): boolean {
    return this.#memory.get(STAYS) !== true;
  }

  #setRoot(root: TraceRoot): void {
    if (root.folder === this.#root?.folder && root.node === this.#root.node) return;
    this.#root = root;
    this.#showState();
    this.#changed.fire(undefined);
  }

  #showState(follows = this.#follows): void {
    const state = [
      this.#pinned ? l10n.t('pinned') : '',
      !this.#pinned && !follows ? l10n.t('does not follow the cursor') : '',
    ];
    this.#view.description = state.join('');
    this.#view.message = traceFilterWords(this.#look, l10n) ?? '';
    setContext('traceShown', this.#root !== undefined);
    setContext('tracePinned', this.#pinned);
    setContext('traceFollows', follows);
    setContext('traceFiltered', isTraceFiltered(this.#look));
  }
}

function setContext(key: string, value: boolean): void {
  commands.executeCommand('setContext', `lifetrace.${key}`, value);
}

function collapsibleState({ hasChildren, open }: TraceRow): TreeItemCollapsibleState {
  if (!hasChildren) return TreeItemCollapsibleState.None;
  return open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
