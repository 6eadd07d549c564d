import { type Disposable, type TextEditor, window } from 'vscode';
import type { Target } from '../../../server/src/protocol/target.ts';
import type { TraceRoot } from '../../../server/src/protocol/traceExplorer.ts';
import type { TraceServer } from '../languageClient.ts';
import { toLocation } from '../target.ts';

/** A cursor that moves on within this time, in milliseconds, is not asked about. */
const SETTLE_MS = 150;

/** Tells what has a trace at the cursor, each time that the cursor comes to rest. */
export class CursorFollower implements Disposable {
  readonly #server: TraceServer;
  readonly #found: (root: TraceRoot) => void;
  readonly #subscriptions: Disposable[];
  #settle: NodeJS.Timeout | undefined;
  /** Where somebody was led: that the cursor stands there is no wish to see another trace. */
  #ledTo: Target | undefined;
  readonly #wanted: () => boolean;

  /** `wanted` tells whether the cursor is to be looked at now; `found` gets what has a trace there. */
  constructor(server: TraceServer, wanted: () => boolean, found: (root: TraceRoot) => void) {
    this.#server = server;
    this.#wanted = wanted;
    this.#found = found;
    this.#subscriptions = [
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.lookSoon();
      }),
      window.onDidChangeActiveTextEditor(() => this.lookSoon()),
    ];
  }

  /** The cursor is going to stand at a place because somebody was led there. */
  ledTo(target: Target): void {
    this.#ledTo = target;
  }

  /** Looks at the cursor as if it had just moved. */
  lookSoon(): void {
    clearTimeout(this.#settle);
    if (this.#wanted()) this.#settle = setTimeout(() => this.#look(), SETTLE_MS);
  }

  dispose(): void {
    clearTimeout(this.#settle);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #look(): Promise<void> {
    const editor = window.activeTextEditor;
    if (editor?.document.uri.scheme !== 'file' || this.#isLedTo(editor) || this.#server.state !== 'running') return;
    const { document, selection } = editor;
    const { line, character } = selection.active;
    try {
      const root = await this.#server.traceRoot({ uri: document.uri.toString(), line, column: character });
      const moved = window.activeTextEditor !== editor || !editor.selection.isEqual(selection);
      if (root !== undefined && !moved && this.#wanted()) this.#found(root);
    } catch {
      // The text has changed meanwhile, or the server went away: both bring about a further change.
    }
  }

  #isLedTo({ document, selection }: TextEditor): boolean {
    if (this.#ledTo === undefined) return false;
    const { uri, range } = toLocation(this.#ledTo);
    if (document.uri.toString() === uri.toString() && selection.isEqual(range)) return true;
    this.#ledTo = undefined;
    return false;
  }
}
