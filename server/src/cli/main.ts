import path from 'node:path';
import { userCacheFolder } from '../workspace/node/cacheFolder.ts';
import { keepHeapLean } from '../workspace/node/leanHeap.ts';
import { runCli } from './runCli.ts';

keepHeapLean();

runCli(process.argv.slice(2), {
  write: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
    }),
  complain: (text) => process.stderr.write(text),
  colour: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
  folder: process.cwd(),
  readerProgram: path.join(__dirname, 'reader.cjs'),
  serverProgram: path.join(__dirname, 'server.cjs'),
  cacheFolder: userCacheFolder(process.platform, process.env),
}).then((code) => {
  process.exitCode = code;
});
