import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { lazily } from '../model/lazily.ts';
import { userCacheFolder } from '../workspace/node/cacheFolder.ts';
import { loadProgram } from '../workspace/node/compiledProgram.ts';
import { filesAtAGlance } from '../workspace/node/filesAtAGlance.ts';
import { GROWTH, keepHeapLean, keepYoungSpaceSmall } from '../workspace/node/leanHeap.ts';
import { WORTHWHILE_FILES } from '../workspace/node/readingWorker.ts';
import { optimizeSparingly } from '../workspace/node/sparingOptimizer.ts';
import { ThreadAhead } from '../workspace/node/threadAhead.ts';
import { EXIT } from './cliHost.ts';
import { currentFolder } from './currentFolder.ts';
import { endWhenStuck } from './endWhenStuck.ts';
import type * as program from './runCli.ts';
import { complain, OutputFailure, writeOut } from './standardOutput.ts';

/** A check of fewer files is over within a second or so. */
const MANY_FILES = 4 * WORTHWHILE_FILES;

const args = process.argv.slice(2);
const folder = currentFolder();
const cacheFolder = userCacheFolder(process.platform, process.env);
const readerProgram = path.join(__dirname, 'reader.cjs');
const checks = args[0] === 'check';
const files = lazily(() => filesAtAGlance(folderIn(args.slice(1)), MANY_FILES));
keepHeapLean(checks ? GROWTH.shortRun : GROWTH.server);
// A server lives for long: what V8 optimizes there pays.
if (checks) optimizeSparingly();
// What other commands do is done before compiled code would be of use.
const keeps = checks && !args.includes('--no-cache');
haveLittleRoom();
const readerAhead = readerFor();
const { exports, keep } = loadProgram<typeof program>(
  path.join(__dirname, 'cliProgram.cjs'),
  keeps ? cacheFolder : undefined,
);

exports
  .runCli(args, {
    write: writeOut,
    complain,
    colour: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
    folder,
    readerProgram,
    readerAhead,
    serverProgram: path.join(__dirname, 'server.cjs'),
    cacheFolder,
  })
  .catch((error: unknown) => {
    if (!(error instanceof OutputFailure)) throw error;
    complain(`lifetrace: cannot write the result: ${error.message}.\n`);
    return EXIT.usage;
  })
  .then((code) => {
    process.exitCode = code;
    if (code !== EXIT.usage) keep();
    if (checks) endWhenStuck();
  });

/** The folder that a check is about. */
function folderIn(checkArgs: readonly string[]): string {
  const named = checkArgs.map((arg) => path.resolve(folder, arg));
  return named.find((each, index) => !checkArgs[index]?.startsWith('-') && existsSync(each)) ?? folder;
}

/** A thread for the files that `lifetrace check` is about to read, while its program is still being loaded; none where few have to be read. */
function readerFor(): ThreadAhead | undefined {
  const isKept = keeps && cacheFolder !== undefined && existsSync(cacheFolder);
  if (!checks || isKept || availableParallelism() < 2 || files() < WORTHWHILE_FILES) return undefined;
  return new ThreadAhead(readerProgram, keeps ? cacheFolder : undefined, haveLittleRoom);
}

/** Gives young objects little room where the run will be over soon. V8 takes compiled code only where its flags were the same, so not where that is kept. */
function haveLittleRoom(): void {
  if (checks && !keeps && files() < MANY_FILES) keepYoungSpaceSmall();
}
