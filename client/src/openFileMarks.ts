import { type Disposable, EventEmitter, type LogOutputChannel, type TextDocument, type Uri, window } from 'vscode';
import type { FileMarks } from '../../server/src/protocol.ts';
import { onContentChange } from './contentChange.ts';
import type { TraceServer } from './languageClient.ts';

/**
 * What the server says of the files that are on the screen. It is asked again when the index has come to rest after a
 * change; meanwhile the editor moves marks along with the text.
 */
export class OpenFileMarks implements Disposable {
  readonly #server: TraceServer;
  readonly #log: LogOutputChannel;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable[];
  #marks: ReadonlyMap<string, FileMarks> = new Map();
  /** Which of several questions is the newest. */
  #asked = 0;

  /** Fires when {@link of} gives something else for a file, or has been asked for it anew. */
  readonly onDidChange = this.#changed.event;

  constructor(server: TraceServer, log: LogOutputChannel) {
    this.#server = server;
    this.#log = log;
    this.#subscriptions = [
      this.#changed,
      window.onDidChangeVisibleTextEditors(() => this.#update()),
      onContentChange(server, () => this.#update()),
    ];
  }

  /** What is known of a file; undefined for one that is not on the screen, or that no project reads. */
  of(uri: Uri): FileMarks | undefined {
    return this.#marks.get(uri.toString());
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #update(): Promise<void> {
    const turn = ++this.#asked;
    const documents = new Set(window.visibleTextEditors.map(({ document }) => document));
    const found = await Promise.all([...documents].map((document) => this.#ask(document)));
    if (turn !== this.#asked) return;
    this.#marks = new Map(found.flatMap((each) => (each ? [each] : [])));
    this.#changed.fire();
  }

  /** What was known before stays where the text has changed meanwhile: the change brings the next question. */
  async #ask(document: TextDocument): Promise<readonly [string, FileMarks] | undefined> {
    const uri = document.uri.toString();
    if (document.uri.scheme !== 'file' || this.#server.state === 'stopped') return undefined;
    const before = this.#marks.get(uri);
    if (this.#server.busy) return before && [uri, before];
    const { version } = document;
    try {
      const marks = await this.#server.fileMarks({ uri });
      const shown = document.version === version ? marks : before;
      return shown ? [uri, shown] : undefined;
    } catch (error) {
      this.#log.debug('There are no marks for a file.', error);
      return before && [uri, before];
    }
  }
}
