import { Disposable } from 'vscode';
import type { TraceServer } from './languageClient.ts';

/** Changes closer together than this, in milliseconds, are one change: typing moves the index with every key. */
const SETTLE_MS = 250;

/**
 * Calls `listener` when views may have to show something else: after a first index, a change of the index, or the end
 * of the server. While an index is built nothing is called, so that views keep what they show over a restart.
 */
export function onContentChange(server: TraceServer, listener: () => void): Disposable {
  let shown = '';
  let timer: NodeJS.Timeout | undefined;

  const follow = () => {
    if (server.busy) {
      // A restarted server counts its revisions from the start.
      shown = '';
      return;
    }
    const revisions = (server.status?.folders ?? []).map(({ uri, revision }) => `${uri} ${revision}`);
    const content = [server.state, server.status?.state ?? '', ...revisions].join('\n');
    if (content === shown) return;
    shown = content;
    clearTimeout(timer);
    timer = setTimeout(listener, SETTLE_MS);
  };
  follow();
  const subscription = server.onDidChange(follow);
  return new Disposable(() => {
    clearTimeout(timer);
    subscription.dispose();
  });
}
