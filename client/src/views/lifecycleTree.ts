import {
  type Disposable,
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from 'vscode';
import type { LifecycleNode, NodeState } from '../../../server/src/protocol.ts';
import { onContentChange } from '../contentChange.ts';
import type { TraceServer } from '../languageClient.ts';
import { countFindings, describeFindings, hasRecords } from '../status.ts';
import { notApplicableUri } from './notApplicable.ts';

/** ID of the view, as in the manifest. */
const LIFECYCLE_VIEW = 'lifetrace.lifecycle';

const STATE_ICON: Readonly<Record<Exclude<NodeState, 'plain'>, ThemeIcon>> = {
  ok: new ThemeIcon('pass-filled', new ThemeColor('testing.iconPassed')),
  partly: new ThemeIcon('color-mode', new ThemeColor('list.warningForeground')),
  none: new ThemeIcon('circle-large-outline', new ThemeColor('descriptionForeground')),
  notApplicable: new ThemeIcon('circle-slash', new ThemeColor('disabledForeground')),
  error: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  warning: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  information: new ThemeIcon('info', new ThemeColor('notificationsInfoIcon.foreground')),
};

const KIND_ICON: Readonly<Record<LifecycleNode['kind'], ThemeIcon>> = {
  product: new ThemeIcon('pulse'),
  clause: new ThemeIcon('book'),
  subclause: new ThemeIcon('bookmark'),
  group: new ThemeIcon('list-tree'),
  item: new ThemeIcon('note'),
  unit: new ThemeIcon('symbol-function'),
  evidence: new ThemeIcon('file-symlink-file'),
  finding: new ThemeIcon('info'),
  note: new ThemeIcon('comment'),
};

/** The clauses of the standard with the records, code and findings that serve them. */
export class LifecycleTree implements TreeDataProvider<LifecycleNode>, Disposable {
  readonly #server: TraceServer;
  readonly #changed = new EventEmitter<undefined>();
  readonly #view: TreeView<LifecycleNode>;
  readonly #subscriptions: Disposable[];
  #firstIndexDone: (() => void) | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(server: TraceServer) {
    this.#server = server;
    this.#view = window.createTreeView(LIFECYCLE_VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.#view,
      this.#changed,
      server.onDidChange(() => this.#follow()),
      onContentChange(server, () => this.refresh()),
    ];
    this.#follow();
  }

  /** Asks the server for all visible rows again; rows that still exist stay expanded. */
  refresh(): void {
    this.#changed.fire(undefined);
  }

  getTreeItem(node: LifecycleNode): TreeItem {
    const item = new TreeItem(node.label, node.hasChildren ? initialState(node) : TreeItemCollapsibleState.None);
    item.id = node.id;
    item.description = node.description;
    item.tooltip = new MarkdownString(node.tooltip);
    item.accessibilityInformation = { label: node.accessibleLabel };
    item.iconPath = node.state === 'plain' ? KIND_ICON[node.kind] : STATE_ICON[node.state];
    item.contextValue = [
      node.kind,
      node.target === undefined ? '' : 'target',
      node.rule === undefined ? '' : 'rule',
    ].join(' ');
    if (node.state === 'notApplicable') item.resourceUri = notApplicableUri(node.id);
    if (node.target !== undefined) {
      item.command = {
        title: 'Open',
        command: 'lifetrace.openTarget',
        arguments: [node.target, { preserveFocus: true }],
      };
    }
    return item;
  }

  async getChildren(node?: LifecycleNode): Promise<LifecycleNode[]> {
    if (node === undefined && !this.#hasSomethingToShow()) return [];
    try {
      return [...(await this.#server.lifecycle(node === undefined ? {} : { node: node.id }))];
    } catch {
      // The server went away in the middle; the state change that follows refreshes the tree.
      return [];
    }
  }

  dispose(): void {
    this.#firstIndexDone?.();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** With nothing to show the view stays empty, and the welcome content explains what to do. */
  #hasSomethingToShow(): boolean {
    const { state, status } = this.#server;
    return state === 'running' && status?.state === 'ready' && status.folders.some(hasRecords);
  }

  #follow(): void {
    this.#showProgress(this.#server.busy);
    if (this.#server.busy) return;
    const counts = countFindings(this.#server.status?.folders ?? []);
    this.#view.badge = counts.all === 0 ? undefined : { value: counts.all, tooltip: describeFindings(counts) };
  }

  #showProgress(busy: boolean): void {
    if (!busy) {
      this.#firstIndexDone?.();
      this.#firstIndexDone = undefined;
    } else if (this.#firstIndexDone === undefined) {
      const done = new Promise<void>((resolve) => {
        this.#firstIndexDone = resolve;
      });
      window.withProgress({ location: { viewId: LIFECYCLE_VIEW } }, () => done);
    }
  }
}

/** The product is open from the start, so that the clauses are seen at once. */
function initialState(node: LifecycleNode): TreeItemCollapsibleState {
  return node.kind === 'product' ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
