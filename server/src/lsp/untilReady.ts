import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { ProjectSession } from './projectSession.ts';

/**
 * Waits until a session can answer from the whole project. Ends the request when the client withdraws it, or the session
 * ends first.
 */
export async function untilReady(
  session: Pick<ProjectSession, 'answers' | 'answerable'>,
  token: CancellationToken,
): Promise<void> {
  if (!session.answers) await settledOrCancelled(session.answerable, token);
  throwIfCancelled(token);
  if (!session.answers) throw new ResponseError(LSPErrorCodes.ContentModified, 'the folder is not indexed');
}

/** Waits until all sessions can answer, and gives those that still can then. */
export async function readySessions(
  sessions: () => readonly ProjectSession[],
  token: CancellationToken,
): Promise<readonly ProjectSession[]> {
  await settledOrCancelled(Promise.all(sessions().map((session) => session.answerable)), token);
  throwIfCancelled(token);
  return sessions().filter((session) => session.answers);
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
