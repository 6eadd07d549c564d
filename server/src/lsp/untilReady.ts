import { CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { ProjectSession } from './projectSession.ts';

/**
 * Waits until a session can answer from the whole project and its findings. Ends the request when the client withdraws it, or the session
 * ends first.
 */
export async function untilReady(
  session: Pick<ProjectSession, 'indexed' | 'ready'>,
  token: CancellationToken,
): Promise<void> {
  if (!session.indexed) await settledOrCancelled(session.ready, token);
  throwIfCancelled(token);
  if (!session.indexed) throw new ResponseError(LSPErrorCodes.ContentModified, 'the folder is not indexed');
}

/** A session once its findings are those of the newest texts, for what is answered in turns. Ends like {@link untilReady}. */
export async function checkedSession<S extends Pick<ProjectSession, 'indexed' | 'ready' | 'checked'>>(
  session: S,
  token: CancellationToken,
): Promise<{ readonly session: S }> {
  await untilReady(session, token);
  await untilChecked([session], token);
  return { session };
}

/** Waits until the findings of all sessions are those of the newest texts. */
export async function untilChecked(
  sessions: readonly Pick<ProjectSession, 'checked'>[],
  token = CancellationToken.None,
): Promise<void> {
  await settledOrCancelled(Promise.all(sessions.map((session) => session.checked())), token);
  throwIfCancelled(token);
}

/** Waits until all sessions can answer from the newest texts, and gives those that still can then. */
export async function readySessions(
  sessions: () => readonly ProjectSession[],
  token: CancellationToken,
): Promise<readonly ProjectSession[]> {
  await settledOrCancelled(Promise.all(sessions().map((session) => session.ready)), token);
  throwIfCancelled(token);
  const ready = sessions().filter((session) => session.indexed);
  await untilChecked(ready, token);
  return ready.filter((session) => sessions().includes(session));
}

/** Ends a request that is about a text which is not the newest any more. */
export function throwIfChanged(before: number | undefined, now: number | undefined): void {
  if (before !== now) throw new ResponseError(LSPErrorCodes.ContentModified, 'the document has changed');
}

/** Ends a request that the client has withdrawn. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

/** Waits for a promise no longer than the client does. */
export async function settledOrCancelled(promise: Promise<unknown>, token: CancellationToken): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const subscription = token.onCancellationRequested(() => resolve());
    promise.then(() => resolve(), reject).finally(() => subscription.dispose());
  });
}
