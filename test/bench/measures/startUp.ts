import { fork } from 'node:child_process';
import { inRepository } from '../../support/repositoryRoot.ts';
import type { Bench } from '../bench.ts';
import { type Cost, RunFailure } from '../command.ts';
import { compared } from '../compared.ts';
import { inBench } from '../folders.ts';
import { interleaved } from '../rounds.ts';
import type { Result } from '../targets.ts';

/** A start takes a tenth of a second: more of them cost nothing and even out what else goes on. */
const ROUNDS_PER_ROUND = 4;

/** P9: from the start of the process to the answer to `initialize`, beside a server that can do nothing. */
export async function measureStartUp({ options, random, told, keep }: Bench): Promise<Result[]> {
  if (!options.only.has('P9')) return [];
  const rounds = options.rounds * ROUNDS_PER_ROUND;
  const outcome = await interleaved(
    [
      { name: 'lifetrace', run: () => untilInitialized(inRepository('dist', 'server.cjs'), options.timeoutMs) },
      { name: 'bare server', run: () => untilInitialized(inBench('bareServer.cjs'), options.timeoutMs) },
    ],
    { rounds, budgetMs: options.budgetMs, random, told },
  );
  keep('P9', outcome.costs);
  return [compared('startUp', 'wallMs', outcome, 'lifetrace', 'bare server')];
}

async function untilInitialized(server: string, timeoutMs: number): Promise<Cost> {
  const start = performance.now();
  const child = fork(server, ['--node-ipc'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answered = new Promise<number>((resolve) => {
    child.on('message', (message: { readonly id?: number }) => {
      if (message.id === 1) resolve(performance.now() - start);
    });
  });
  const params = { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities: {} };
  child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  const wallMs = await Promise.race([answered, ended]);
  child.kill();
  await ended;
  clearTimeout(timer);
  if (wallMs === undefined) throw new RunFailure('ended without an answer to initialize');
  return { wallMs };
}
