import {
  commands,
  type Disposable,
  EventEmitter,
  l10n,
  MarkdownString,
  type Memento,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from 'vscode';
import type { LevelTerm } from '../../../server/src/protocol/levelTerm.ts';
import type {
  LifecycleNode,
  LifecycleRevealParams,
  LifecycleView,
  NodeState,
} from '../../../server/src/protocol/lifecycle.ts';
import { onContentChange } from '../contentChange.ts';
import type { TraceServer } from '../languageClient.ts';
import { sharedTerm } from '../levelWords.ts';
import { countFindings, describeFindings, hasRecords, readNothing } from '../status.ts';
import { filterWords, groupings, isFiltered } from './lifecycleFilter.ts';
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

/** Where it is kept what the rows stand for. */
const GROUPING = 'lifecycle.grouping';

/** The clauses of the standard with the records, code and findings that serve them. */
export class LifecycleTree implements TreeDataProvider<LifecycleNode>, Disposable {
  readonly #server: TraceServer;
  readonly #memory: Memento;
  readonly #changed = new EventEmitter<undefined>();
  readonly #view: TreeView<LifecycleNode>;
  readonly #subscriptions: Disposable[];
  #firstIndexDone: (() => void) | undefined;
  #look: LifecycleView;
  /** The rows from the product down to the one that is being revealed. */
  #revealed: readonly LifecycleNode[] = [];

  readonly onDidChangeTreeData = this.#changed.event;

  /** `memory` keeps how somebody looks at the tree for the next time. */
  constructor(server: TraceServer, memory: Memento) {
    this.#server = server;
    this.#memory = memory;
    const grouping = groupings(this.#term, l10n).find((each) => each.grouping === memory.get(GROUPING))?.grouping;
    this.#look = grouping === undefined ? {} : { grouping };
    this.#view = window.createTreeView(LIFECYCLE_VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.#view,
      this.#changed,
      server.onDidChange(() => this.#follow()),
      onContentChange(server, () => this.refresh()),
    ];
    this.#follow();
    this.#showLook();
  }

  /** How the tree is looked at. */
  get look(): LifecycleView {
    return this.#look;
  }

  /** Looks at the tree in another way. */
  lookAt(view: LifecycleView): void {
    this.#look = view;
    this.#memory.update(GROUPING, view.grouping);
    this.#showLook();
    this.refresh();
  }

  /** Shows everything again, grouped as it is. */
  clearFilter(): void {
    const { grouping } = this.#look;
    this.lookAt(grouping === undefined ? {} : { grouping });
  }

  /**
   * Unfolds the tree down to what stands at a place, and selects it. Says whether it is there, hidden by the filter, or
   * nothing that the tree knows.
   */
  async reveal(place: LifecycleRevealParams): Promise<'shown' | 'hidden' | 'unknown'> {
    const path = await this.#server.lifecyclePath({ ...place, view: this.#look });
    if (path.length === 0) {
      const whole = isFiltered(this.#look) ? await this.#server.lifecyclePath(place) : [];
      return whole.length > 0 ? 'hidden' : 'unknown';
    }
    const rows: LifecycleNode[] = [];
    for (const id of path) {
      const row: LifecycleNode | undefined = (await this.getChildren(rows.at(-1))).find((child) => child.id === id);
      if (row === undefined) return 'unknown';
      rows.push(row);
    }
    this.#revealed = rows;
    const last = rows.at(-1);
    if (last === undefined) return 'unknown';
    await this.#view.reveal(last, { select: true, focus: true });
    return 'shown';
  }

  /** The row above one that is being revealed. */
  getParent(node: LifecycleNode): LifecycleNode | undefined {
    return this.#revealed[this.#revealed.findIndex(({ id }) => id === node.id) - 1];
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
        title: l10n.t('Open'),
        command: 'lifetrace.openTarget',
        arguments: [node.target, { preserveFocus: true }],
      };
    }
    return item;
  }

  async getChildren(node?: LifecycleNode): Promise<LifecycleNode[]> {
    if (node === undefined && !this.#hasSomethingToShow()) return [];
    try {
      return [
        ...(await this.#server.lifecycle({ view: this.#look, ...(node === undefined ? {} : { node: node.id }) })),
      ];
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

  /** What the editions of the folders call their levels. */
  get #term(): LevelTerm {
    return sharedTerm(this.#server.status?.folders ?? []);
  }

  #showLook(): void {
    this.#describeLook();
    commands.executeCommand('setContext', 'lifetrace.lifecycleFiltered', isFiltered(this.#look));
  }

  #describeLook(): void {
    const grouping = groupings(this.#term, l10n).find((each) => each.grouping === this.#look.grouping);
    this.#view.description = grouping?.description ?? '';
    // Above an empty tree a message would take the place of the welcome content, which says it with a link.
    const nothing =
      this.#hasSomethingToShow() && readNothing(this.#server.status?.folders ?? [])
        ? l10n.t('Neither a specification nor code was read. “Lifetrace: Show What Is Not Read” tells why.')
        : '';
    this.#view.message = filterWords(this.#look, this.#term, l10n) ?? nothing;
  }

  #follow(): void {
    this.#describeLook();
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
