import { spawnSync } from 'node:child_process';

const WAIT = `
  const { existsSync, writeFileSync } = require('node:fs');
  const [, unstuckBy] = process.argv;
  writeFileSync(unstuckBy + '.waits', '');
  setInterval(() => existsSync(unstuckBy) && process.exit(), 20);
`;

/**
 * Waits for another process, which nothing can interrupt, as for a disk that does not answer. That process waits for the file
 * that `LIFETRACE_UNSTUCK_BY` names, and writes another beside it, with `.waits` behind its name, when it begins to.
 */
export function waitOutsideOfTheEngine(): void {
  spawnSync(process.execPath, ['-e', WAIT, process.env['LIFETRACE_UNSTUCK_BY'] ?? '']);
}
