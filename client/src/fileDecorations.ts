import {
  type Disposable,
  EventEmitter,
  type FileDecoration,
  type FileDecorationProvider,
  type LogOutputChannel,
  ThemeColor,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { FileSummary } from '../../server/src/protocol.ts';
import { onContentChange } from './contentChange.ts';
import { summaryWords } from './fileWords.ts';
import type { TraceServer } from './languageClient.ts';
import { readFileDecorations, SECTION } from './settings.ts';

/** With more files than these it is cheaper to have the editor ask again for what it shows. */
const REMEMBERED_AT_MOST = 5000;

/** The editor takes no longer text as a badge. */
const BADGE_LENGTH = 2;

/**
 * The class of code beside the name of its file, and a colour where functions lack a trace. The editor asks for the files
 * that it shows; what it asks for at once is one question to the server, and so is what may have changed since.
 * Nothing is passed on to folders: findings are shown there by the editor itself.
 */
export class FileDecorations implements FileDecorationProvider, Disposable {
  readonly #server: TraceServer;
  readonly #log: LogOutputChannel;
  readonly #changed = new EventEmitter<Uri[] | undefined>();
  readonly #subscriptions: Disposable[];
  readonly #known = new Map<string, FileSummary | null>();
  #next: Promise<void> | undefined;
  #wanted = new Set<string>();

  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(server: TraceServer, log: LogOutputChannel) {
    this.#server = server;
    this.#log = log;
    this.#subscriptions = [
      this.#changed,
      window.registerFileDecorationProvider(this),
      onContentChange(server, () => this.#refresh()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${SECTION}.fileDecorations`)) this.#startOver();
      }),
    ];
  }

  async provideFileDecoration(uri: Uri): Promise<FileDecoration | undefined> {
    if (uri.scheme !== 'file' || !readFileDecorations() || !workspace.getWorkspaceFolder(uri)) return undefined;
    const address = uri.toString();
    if (!this.#known.has(address)) {
      this.#known.set(address, null);
      if (!this.#canAsk()) return undefined;
      this.#wanted.add(address);
      this.#next ??= Promise.resolve().then(() => this.#askForWanted());
      await this.#next;
    }
    return decorationOf(this.#known.get(address) ?? null);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Before the first index there is nothing to tell, and its end brings the question again. */
  #canAsk(): boolean {
    return this.#server.state === 'running' && !this.#server.busy;
  }

  async #askForWanted(): Promise<void> {
    const uris = [...this.#wanted];
    this.#wanted = new Set();
    this.#next = undefined;
    await this.#ask(uris);
  }

  /** Asks for files, and gives those about which something else is known than before. */
  async #ask(uris: readonly string[]): Promise<readonly string[]> {
    try {
      const summaries = await this.#server.fileSummaries({ uris });
      return uris.filter((uri, index) => {
        const summary = summaries[index] ?? null;
        const differs = JSON.stringify(decorated(summary)) !== JSON.stringify(decorated(this.#known.get(uri) ?? null));
        this.#known.set(uri, summary);
        return differs;
      });
    } catch (error) {
      this.#log.debug('There are no decorations of files.', error);
      return [];
    }
  }

  async #refresh(): Promise<void> {
    if (this.#server.state === 'stopped' || this.#known.size > REMEMBERED_AT_MOST) return this.#startOver();
    if (this.#known.size === 0 || !this.#canAsk()) return;
    const changed = await this.#ask([...this.#known.keys()]);
    if (changed.length > 0) this.#changed.fire(changed.map((uri) => Uri.parse(uri)));
  }

  #startOver(): void {
    this.#known.clear();
    this.#changed.fire(undefined);
  }
}

/** What of a summary is to be seen. */
function decorated(summary: FileSummary | null): readonly unknown[] {
  return summary?.code === true ? [summary.level, summary.uniform, summary.untraced] : [];
}

function decorationOf(summary: FileSummary | null): FileDecoration | undefined {
  if (summary?.code !== true || (summary.level === undefined && summary.untraced === 0)) return undefined;
  const { level, untraced } = summary;
  return {
    ...(level !== undefined && level.length <= BADGE_LENGTH ? { badge: level } : {}),
    tooltip: summaryWords({ ...summary, errors: 0, warnings: 0, information: 0 }),
    ...(untraced > 0 ? { color: new ThemeColor('lifetrace.untracedForeground') } : {}),
  };
}
