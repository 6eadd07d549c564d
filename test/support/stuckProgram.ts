import { existsSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';
import { endWhenStuck } from '../../server/src/cli/endWhenStuck.ts';
import { waitOutsideOfTheEngine } from './waitOutsideOfTheEngine.ts';

/** A program that has given its result, with a thread that nothing can end. */
if (isMainThread) {
  const thread = new Worker(__filename);
  const untilItWaits = setInterval(() => {
    if (!existsSync(`${process.env['LIFETRACE_UNSTUCK_BY']}.waits`)) return;
    clearInterval(untilItWaits);
    void thread.terminate();
    process.stdout.write('the result\n');
    endWhenStuck(100);
  }, 20);
} else waitOutsideOfTheEngine();
