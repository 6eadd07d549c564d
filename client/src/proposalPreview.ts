import {
  CodeLens,
  commands,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  Range,
  TabInputText,
  Uri,
  window,
  workspace,
} from 'vscode';

const SCHEME = 'lifetrace-proposal';

/** Command of the manifest that accepts the proposal that is shown. */
const ACCEPT_PROPOSAL = 'lifetrace.acceptProposal';

/** Command of the manifest that refuses the proposal that is shown. */
const REFUSE_PROPOSAL = 'lifetrace.refuseProposal';

/** A text that is shown, and waits for an answer. */
interface Shown {
  readonly uri: Uri;
  readonly text: string;
  /** Where the file would lie, for a person. */
  readonly name: string;
  readonly answer: (accepted: boolean) => void;
}

/**
 * Shows texts of files that do not exist yet, as documents that nobody can change. The answer is given in the document
 * itself, so that it can be read for as long as somebody likes; closing it is a refusal.
 */
export class ProposalPreview implements Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #subscriptions: Disposable;
  #shown: Shown | undefined;

  constructor() {
    this.#subscriptions = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: () => this.#shown?.text ?? '',
      }),
      languages.registerCodeLensProvider({ scheme: SCHEME }, { provideCodeLenses: () => this.#lenses() }),
      commands.registerCommand(ACCEPT_PROPOSAL, () => this.#shown?.answer(true)),
      commands.registerCommand(REFUSE_PROPOSAL, () => this.#shown?.answer(false)),
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some(({ input }) => this.#isShown(input))) this.#shown?.answer(false);
      }),
    );
  }

  /** Shows a text as the file that it would become, and gives true when a person accepts it. */
  async ask(file: Uri, text: string, name: string): Promise<boolean> {
    this.#shown?.answer(false);
    const uri = Uri.from({ scheme: SCHEME, path: file.path });
    const answered = new Promise<boolean>((answer) => {
      this.#shown = { uri, text, name, answer };
    });
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { preview: false });
    const accepted = await answered;
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => this.#isShown(input));
    this.#shown = undefined;
    await window.tabGroups.close(tabs);
    return accepted;
  }

  dispose(): void {
    this.#shown?.answer(false);
    this.#subscriptions.dispose();
  }

  #lenses(): CodeLens[] {
    if (!this.#shown) return [];
    const top = new Range(0, 0, 0, 0);
    const create = l10n.t('Create {0} with this text', this.#shown.name);
    return [
      new CodeLens(top, { title: `$(check) ${create}`, command: ACCEPT_PROPOSAL }),
      new CodeLens(top, { title: `$(close) ${l10n.t('Not now')}`, command: REFUSE_PROPOSAL }),
    ];
  }

  #isShown(input: unknown): boolean {
    return input instanceof TabInputText && input.uri.toString() === this.#shown?.uri.toString();
  }
}
