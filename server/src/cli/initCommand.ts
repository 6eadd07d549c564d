import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FOREIGN_FILES } from '../answers/setUp/foreignNotations.ts';
import { projectProposal } from '../answers/setUp/projectProposal.ts';
import { PROJECT_FILE } from '../config/project.ts';
import { Engine } from '../workspace/engine.ts';
import { indexProject } from '../workspace/indexProject.ts';
import { DEFAULT_LIMITS } from '../workspace/node/diskReader.ts';
import { filesNamed } from '../workspace/node/filesNamed.ts';
import { makeFolder } from '../workspace/node/makeFolder.ts';
import { defaultThreads } from '../workspace/node/readingPool.ts';
import { storedFile } from '../workspace/node/storedFile.ts';
import { type CliHost, EXIT } from './cliHost.ts';

/**
 * `lifetrace init`: proposes a project file for what is in a folder, and writes it. With `--dry-run` it is printed only.
 * A file that is there is never touched.
 */
export async function initCommand(args: readonly string[], host: CliHost): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') return refused(host, `${options} Try “lifetrace --help”.`);
  const root = path.resolve(host.folder, options.folder);
  const folder = await stat(root).catch(() => undefined);
  if (!folder?.isDirectory()) return refused(host, `“${options.folder}” is not a folder that can be read.`);
  const file = path.join(root, PROJECT_FILE);
  if (await stat(file).catch(() => undefined))
    return refused(host, `${PROJECT_FILE} is there already; it was left as it is.`);
  const text = await proposalFor(root, host);
  if (options.dryRun) {
    await host.write(text);
    return EXIT.clean;
  }
  try {
    makeFolder(path.dirname(file));
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    return refused(host, `cannot write ${PROJECT_FILE}: ${error instanceof Error ? error.message : error}.`);
  }
  await host.write(`Wrote ${PROJECT_FILE}. Look at it before you commit it.\n`);
  return EXIT.clean;
}

async function proposalFor(root: string, host: CliHost): Promise<string> {
  const engine = new Engine();
  await indexProject(root, engine, {
    limits: DEFAULT_LIMITS,
    threads: defaultThreads(host.readerProgram, undefined),
    progress: () => {},
  });
  return projectProposal({
    name: path.basename(root),
    files: [...engine.snapshot().files.values()],
    foreign: await filesNamed(root, FOREIGN_FILES),
    textOf: (each) => {
      const stored = storedFile(root, each, DEFAULT_LIMITS);
      return stored.kind === 'stored' ? stored.text : undefined;
    },
  });
}

function refused(host: CliHost, message: string): number {
  host.complain(`lifetrace init: ${message}\n`);
  return EXIT.usage;
}

/** The options, or what is wrong with them. */
function readOptions(args: readonly string[]): { readonly folder: string; readonly dryRun: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false } },
    });
    if (positionals.length > 1) return `expected one folder, found ${positionals.length}.`;
    return { folder: positionals[0] ?? '.', dryRun: values['dry-run'] };
  } catch (error) {
    return error instanceof Error ? `${error.message.split('\n')[0]}.`.replace(/\.\.$/, '.') : 'wrong usage.';
  }
}
