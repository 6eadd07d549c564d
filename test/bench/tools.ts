import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { inRepository } from '../support/repositoryRoot.ts';
import type { Command } from './command.ts';
import { inBench } from './folders.ts';

/** A program beside ours, or why it cannot be run. */
export type Tool = { readonly program: string; readonly version: string } | { readonly missing: string };

/** The programs that are compared. */
export interface Tools {
  readonly rg: Tool;
  readonly ctags: Tool;
  readonly java: Tool;
  /** True when our own program keeps what it has read. */
  readonly ourCache: boolean;
}

const CLI = inRepository('dist', 'cli.cjs');

/** Looks for the programs that are compared. */
export function findTools(): Tools {
  const help = spawnSync(process.execPath, [CLI, '--help'], { encoding: 'utf8' }).stdout;
  return {
    rg: tool('rg', '--version'),
    ctags: universalCtags(),
    java: tool('java', '-version'),
    ourCache: help.includes('--no-cache'),
  };
}

/** Our own check of a folder, as a person starts it. `cache` is `warm` for a run that may use what an earlier one kept. */
export function ourCheck(folder: string, tools: Tools, cache: 'cold' | 'warm' = 'cold'): Command {
  const cold = tools.ourCache && cache === 'cold' ? ['--no-cache'] : [];
  return {
    program: process.execPath,
    args: [CLI, 'check', folder, '--fail-on', 'never', ...cold],
    env: { XDG_CACHE_HOME: inBench('cache') },
  };
}

/** The absolute path of a program on the PATH. */
export function findOnPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => {
      if (!existsSync(file)) return false;
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function tool(name: string, flag: string): Tool {
  const program = findOnPath(name);
  if (program === undefined) return { missing: `${name} is not on the PATH` };
  const { stdout, stderr, status } = spawnSync(program, [flag], { encoding: 'utf8' });
  if (status !== 0) return { missing: `${name} does not run` };
  return { program, version: `${stdout}${stderr}`.split('\n')[0]?.trim() ?? name };
}

/** Other programs of the same name know neither the options nor the languages. */
function universalCtags(): Tool {
  const found = tool('ctags', '--version');
  if ('missing' in found || found.version.includes('Universal Ctags')) return found;
  return { missing: 'the ctags on the PATH is not Universal Ctags' };
}
