import path from 'node:path';
import { userCacheFolder } from '../workspace/node/cacheFolder.ts';
import { loadProgram } from '../workspace/node/compiledProgram.ts';
import { keepHeapLean } from '../workspace/node/leanHeap.ts';
import { optimizeSparingly } from '../workspace/node/sparingOptimizer.ts';
import { EXIT } from './cliHost.ts';
import type * as program from './runCli.ts';

keepHeapLean();
optimizeSparingly();

const args = process.argv.slice(2);
const cacheFolder = userCacheFolder(process.platform, process.env);
// What other commands do is done before compiled code would be of use.
const keeps = args[0] === 'check' && !args.includes('--no-cache');
const { exports, keep } = loadProgram<typeof program>(
  path.join(__dirname, 'cliProgram.cjs'),
  keeps ? cacheFolder : undefined,
);

exports
  .runCli(args, {
    write: (text) =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
      }),
    complain: (text) => process.stderr.write(text),
    colour: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
    folder: process.cwd(),
    readerProgram: path.join(__dirname, 'reader.cjs'),
    serverProgram: path.join(__dirname, 'server.cjs'),
    cacheFolder,
  })
  .then((code) => {
    process.exitCode = code;
    if (code !== EXIT.usage) keep();
  });
