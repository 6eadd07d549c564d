import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { ProjectSession } from './projectSession.ts';

/** Waits for the first index of a session. Ends the request when the client withdraws it, or the session ends first. */
export async function untilReady(
  session: Pick<ProjectSession, 'indexed' | 'ready'>,
  token: CancellationToken,
): Promise<void> {
  if (!session.indexed) await settledOrCancelled(session.ready, token);
  throwIfCancelled(token);
  if (!session.indexed) throw new ResponseError(LSPErrorCodes.ContentModified, 'the folder is not indexed');
}

/** Waits for the first index of all sessions, and gives those that still exist then. */
export async function readySessions(
  sessions: () => readonly ProjectSession[],
  token: CancellationToken,
): Promise<readonly ProjectSession[]> {
  await settledOrCancelled(Promise.all(sessions().map((session) => session.ready)), token);
  throwIfCancelled(token);
  return sessions().filter((session) => session.indexed);
}

/** Ends a request that the client has withdrawn. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

/** Waits for a promise no longer than the client does. */
async function settledOrCancelled(promise: Promise<unknown>, token: CancellationToken): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const subscription = token.onCancellationRequested(() => resolve());
    promise.then(() => resolve(), reject).finally(() => subscription.dispose());
  });
}
