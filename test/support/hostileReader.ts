import { parentPort } from 'node:worker_threads';
import { readFromDisk } from '../../server/src/workspace/node/fileReading.ts';
import { serveReading } from '../../server/src/workspace/node/serveReading.ts';
import { waitOutsideOfTheEngine } from './waitOutsideOfTheEngine.ts';

/** A reading thread that goes wrong on files with certain names, as a real one might. */
if (parentPort) {
  serveReading(parentPort, (reader, file, reading) => {
    if (file.path.includes('hang')) for (;;);
    if (file.path.includes('stuck')) waitOutsideOfTheEngine();
    if (file.path.includes('exit')) process.exit(3);
    if (file.path.includes('throw')) throw new Error('a reader broke its promise');
    return readFromDisk(reader, file, reading);
  });
}
