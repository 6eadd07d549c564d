import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { userCacheFolder } from '../workspace/node/cacheFolder.ts';
import { loadProgram } from '../workspace/node/compiledProgram.ts';
import { holdsManyFiles } from '../workspace/node/holdsManyFiles.ts';
import { GROWTH, keepHeapLean } from '../workspace/node/leanHeap.ts';
import { WORTHWHILE_FILES } from '../workspace/node/readingWorker.ts';
import { optimizeSparingly } from '../workspace/node/sparingOptimizer.ts';
import { ThreadAhead } from '../workspace/node/threadAhead.ts';
import { EXIT } from './cliHost.ts';
import type * as program from './runCli.ts';
import { writeOut } from './standardOutput.ts';

const args = process.argv.slice(2);
const cacheFolder = userCacheFolder(process.platform, process.env);
const readerProgram = path.join(__dirname, 'reader.cjs');
const checks = args[0] === 'check';
keepHeapLean(checks ? GROWTH.shortRun : GROWTH.server);
// A server lives for long: what V8 optimizes there pays.
if (checks) optimizeSparingly();
// What other commands do is done before compiled code would be of use.
const keeps = checks && !args.includes('--no-cache');
const readerAhead = checks ? readerFor(args.slice(1)) : undefined;
const { exports, keep } = loadProgram<typeof program>(
  path.join(__dirname, 'cliProgram.cjs'),
  keeps ? cacheFolder : undefined,
);

exports
  .runCli(args, {
    write: writeOut,
    complain: (text) => process.stderr.write(text),
    colour: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
    folder: process.cwd(),
    readerProgram,
    readerAhead,
    serverProgram: path.join(__dirname, 'server.cjs'),
    cacheFolder,
  })
  .then((code) => {
    process.exitCode = code;
    if (code !== EXIT.usage) keep();
  });

/** A thread for the files that `lifetrace check` is about to read, while its program is still being loaded; none where few have to be read. */
function readerFor(checkArgs: readonly string[]): ThreadAhead | undefined {
  const isKept = keeps && cacheFolder !== undefined && existsSync(cacheFolder);
  if (isKept || availableParallelism() < 2) return undefined;
  const named = checkArgs.find((arg) => !arg.startsWith('-') && existsSync(arg));
  if (!holdsManyFiles(path.resolve(named ?? '.'), WORTHWHILE_FILES)) return undefined;
  return new ThreadAhead(readerProgram, keeps ? cacheFolder : undefined);
}
