import {
  commands,
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
import type { MatrixQuery, MatrixText } from '../../../server/src/protocol/traceMatrix.ts';
import { openTarget } from '../commands/openTarget.ts';
import { onContentChange } from '../contentChange.ts';
import type { TraceServer } from '../languageClient.ts';
import type { FromMatrix, ToMatrix } from '../matrixMessages.ts';
import { OPEN_RULE_HELP } from '../ruleLinks.ts';
import { showPage } from './panelPage.ts';

/** Type of the editor tab, as in the manifest. */
export const TRACE_MATRIX = 'lifetrace.traceMatrix';

/** How long it is said that something was copied, in milliseconds. */
const COPIED_MS = 3000;

/** Without it spreadsheets take UTF-8 for the code page of the machine. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * The trace matrix, an editor tab that only shows: items of a type with what they are linked to. There is one tab, which
 * VS Code brings back after its window was closed. What the page asks goes to the server as it is.
 */
export class TraceMatrixPanel implements WebviewPanelSerializer, Disposable {
  readonly #extensionUri: Uri;
  readonly #server: TraceServer;
  readonly #subscription: Disposable;
  #panel: WebviewPanel | undefined;

  constructor(extensionUri: Uri, server: TraceServer) {
    this.#extensionUri = extensionUri;
    this.#server = server;
    this.#subscription = onContentChange(server, () => this.refresh());
  }

  /** Opens the tab, or shows the one that is open. */
  show(): void {
    if (this.#panel) this.#panel.reveal();
    else this.#fill(window.createWebviewPanel(TRACE_MATRIX, l10n.t('Trace Matrix'), ViewColumn.Active, {}));
  }

  async deserializeWebviewPanel(panel: WebviewPanel): Promise<void> {
    this.#panel?.dispose();
    this.#fill(panel);
  }

  /** Has the page ask for everything again. */
  refresh(): void {
    const text = this.#waitText();
    this.#post(text === undefined ? { type: 'changed' } : { type: 'wait', text });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#panel?.dispose();
  }

  #fill(panel: WebviewPanel): void {
    panel.webview.onDidReceiveMessage((message: FromMatrix) => this.#receive(message));
    const icon = (theme: 'light' | 'dark') => Uri.joinPath(this.#extensionUri, 'media', `matrix-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.onDidChangeViewState(() => {
      if (panel.visible) this.refresh();
    });
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    this.#panel = panel;
    showPage(panel.webview, this.#extensionUri, 'traceMatrix', l10n.t('Trace Matrix'));
  }

  #receive(message: FromMatrix): void {
    this.#answer(message).catch(() => {
      // The server went away in the middle; the state change that follows makes the page ask again.
    });
  }

  async #answer(message: FromMatrix): Promise<void> {
    switch (message.type) {
      case 'shape': {
        const text = this.#waitText();
        const shape = text === undefined ? await this.#server.matrixShape(message.params) : null;
        if (shape) this.#post({ type: 'shape', asked: message.asked, shape });
        else this.#post({ type: 'wait', text: text ?? l10n.t('Open a folder to see its trace matrix.') });
        break;
      }
      case 'rows': {
        const rows = await this.#server.matrixRows(message.params);
        if (rows) this.#post({ type: 'rows', asked: message.asked, rows });
        break;
      }
      case 'open':
        await openTarget(message.target, { preserveFocus: !message.focusEditor, beside: true });
        break;
      case 'ruleHelp':
        await commands.executeCommand(OPEN_RULE_HELP, message.code);
        break;
      case 'copy':
        await this.#copy(message.text, l10n.t('Copied.'));
        break;
      case 'copyRows': {
        const answer = await this.#text(message.query, 'tsv');
        if (answer) await this.#copy(answer.text, l10n.t('{0} rows copied.', answer.rows));
        break;
      }
      case 'save':
        await this.#save(message.query);
        break;
    }
  }

  async #copy(text: string, done: string): Promise<void> {
    await env.clipboard.writeText(text);
    window.setStatusBarMessage(done, COPIED_MS);
  }

  async #save(query: MatrixQuery): Promise<void> {
    const folder = query.folder === undefined ? workspace.workspaceFolders?.[0]?.uri : Uri.parse(query.folder);
    const name = ['trace-matrix', query.rows, query.grid?.replace(/^@/, '')].filter((part) => part).join('-');
    const target = await window.showSaveDialog({
      ...(folder ? { defaultUri: Uri.joinPath(folder, `${name.replace(/[^\w-]+/g, '-')}.csv`) } : {}),
      filters: { CSV: ['csv'] },
      title: l10n.t('Save the Trace Matrix'),
    });
    if (!target) return;
    const answer = await this.#text(query, 'csv');
    if (!answer) return;
    try {
      await workspace.fs.writeFile(target, new TextEncoder().encode(`${BYTE_ORDER_MARK}${answer.text}`));
      window.setStatusBarMessage(l10n.t('{0} rows saved.', answer.rows), COPIED_MS);
    } catch {
      window.showErrorMessage(l10n.t('{0} cannot be written.', target.fsPath));
    }
  }

  async #text(
    query: MatrixQuery,
    notation: 'csv' | 'tsv',
  ): Promise<Exclude<MatrixText, { tooLarge: true }> | undefined> {
    const answer = await this.#server.matrixText({ query, notation }).catch(() => null);
    if (!answer) window.showErrorMessage(l10n.t('The Lifetrace server did not answer.'));
    else if ('tooLarge' in answer)
      window.showWarningMessage(l10n.t('These marks are more than a spreadsheet can hold. Filter the rows first.'));
    else return answer;
    return undefined;
  }

  /** Why there is nothing to show yet. */
  #waitText(): string | undefined {
    const { busy, state, status } = this.#server;
    if (busy) return l10n.t('Reading the workspace…');
    if (state === 'stopped') return l10n.t('The Lifetrace server has stopped.');
    return status?.state === 'noFolder' ? l10n.t('Open a folder to see its trace matrix.') : undefined;
  }

  #post(message: ToMatrix): void {
    this.#panel?.webview.postMessage(message);
  }
}
