import type { CancellationToken } from 'vscode-languageserver/node';
import type { Steps } from '../model/steps.ts';
import { breather } from '../workspace/node/breather.ts';
import type { ProjectSession } from './projectSession.ts';
import { throwIfCancelled } from './untilReady.ts';

/**
 * Finds what an answer is about and works it out, while other requests have their turn. Both begin anew where the project changes
 * meanwhile, so that the answer is about the newest texts; ends the request when the client withdraws it. Gives undefined where nothing
 * is found.
 */
export async function answerInTurns<F extends { readonly session: Pick<ProjectSession, 'engine'> }, T>(
  find: () => Promise<F | undefined>,
  work: (found: F) => Steps<T>,
  token: CancellationToken,
): Promise<T | undefined> {
  const breathe = breather();
  for (;;) {
    const found = await find();
    if (!found) return undefined;
    const { engine } = found.session;
    const { revision } = engine;
    const steps = work(found);
    while (engine.revision === revision) {
      const step = steps.next();
      if (step.done) return step.value;
      const pause = breathe();
      if (!pause) continue;
      await pause;
      throwIfCancelled(token);
    }
  }
}
