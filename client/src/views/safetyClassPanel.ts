import {
  commands,
  type Disposable,
  env,
  l10n,
  type Uri,
  type WebviewView,
  type WebviewViewProvider,
  window,
} from 'vscode';
import type { ClassPanelParams } from '../../../server/src/protocol/classPanel.ts';
import type { EditOutcome } from '../../../server/src/protocol/editOutcome.ts';
import { openTarget } from '../commands/openTarget.ts';
import { onContentChange } from '../contentChange.ts';
import type { TraceServer } from '../languageClient.ts';
import { levelWords, sharedTerm } from '../levelWords.ts';
import type { FromPanel, ToPanel } from '../panelMessages.ts';
import { OPEN_RULE_HELP } from '../ruleLinks.ts';
import { showPage } from './panelPage.ts';

/** ID of the view, as in the manifest. */
export const SAFETY_CLASS_VIEW = 'lifetrace.safetyClasses';

/** How long it is said that something was copied, in milliseconds. */
const COPIED_MS = 3000;

/** Software systems, items and units with their declared, inherited, required and effective safety class. */
export class SafetyClassPanel implements WebviewViewProvider, Disposable {
  readonly #extensionUri: Uri;
  readonly #server: TraceServer;
  readonly #subscription: Disposable;
  #view: WebviewView | undefined;
  /** What the page was asked to show beside what is on record. */
  #query: ClassPanelParams = {};
  /** Counts the questions to the server, so that a slow answer never replaces a newer one. */
  #asked = 0;

  constructor(extensionUri: Uri, server: TraceServer) {
    this.#extensionUri = extensionUri;
    this.#server = server;
    this.#subscription = onContentChange(server, () => this.refresh());
  }

  resolveWebviewView(view: WebviewView): void {
    view.webview.onDidReceiveMessage((message: FromPanel) => this.#receive(message));
    view.onDidChangeVisibility(() => this.refresh());
    view.onDidDispose(() => {
      this.#view = undefined;
    });
    this.#view = view;
    showPage(view.webview, this.#extensionUri, 'safetyClassPanel', l10n.t('Safety classes'));
  }

  /** Asks the server for the classes again and shows them. A hidden panel asks when it is shown. */
  refresh(): void {
    this.#load().catch(() => {
      // The server went away in the middle; the state change that follows refreshes the panel.
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #receive(message: FromPanel): void {
    switch (message.type) {
      case 'ready':
      case 'query':
        this.#query = message.query;
        this.refresh();
        break;
      case 'open':
        openTarget(message.target, { preserveFocus: !message.focusEditor });
        break;
      case 'edit': {
        const { folder, edit } = message;
        this.#edit(() => this.#server.classEdit({ folder, edit }), true).then((applied) => {
          if (applied) this.#post({ type: 'written', folder, edit });
        });
        break;
      }
      case 'fdaAnswer':
        // The keyboard stays in the panel: there are more questions to answer.
        this.#edit(() => this.#server.fdaEdit(message.answer), false);
        break;
      case 'copy':
        env.clipboard.writeText(message.text).then(() => window.setStatusBarMessage(l10n.t('Copied.'), COPIED_MS));
        break;
      case 'ruleHelp':
        commands.executeCommand(OPEN_RULE_HELP, message.code);
        break;
    }
  }

  /** Has an edit made and shows where it was made, or why it was not. True when it was made. */
  async #edit(ask: () => Promise<EditOutcome>, focusEditor: boolean): Promise<boolean> {
    try {
      const { applied, message, target } = await ask();
      if (message !== undefined) window.showWarningMessage(message);
      if (target !== undefined) await openTarget(target, { preserveFocus: !focusEditor });
      return applied;
    } catch {
      window.showErrorMessage(l10n.t('Nothing was written: the Lifetrace server did not answer.'));
      return false;
    }
  }

  async #load(): Promise<void> {
    if (this.#view?.visible !== true) return;
    const { busy, state, status } = this.#server;
    if (busy) this.#post({ type: 'wait', text: l10n.t('Reading the workspace…') });
    else if (state === 'stopped') this.#post({ type: 'wait', text: l10n.t('The Lifetrace server has stopped.') });
    else if (status?.state === 'noFolder')
      this.#post({ type: 'wait', text: l10n.t('Open a folder to see its safety classes.') });
    else {
      const asked = ++this.#asked;
      const models = await this.#server.classPanel(this.#query);
      if (asked !== this.#asked) return;
      if (this.#view) this.#view.title = levelWords(sharedTerm(status?.folders ?? []), l10n).title;
      this.#post({ type: 'show', models });
    }
  }

  #post(message: ToPanel): void {
    this.#view?.webview.postMessage(message);
  }
}
