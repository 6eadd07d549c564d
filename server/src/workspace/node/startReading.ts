import { workerData } from 'node:worker_threads';
import { loadProgram } from './compiledProgram.ts';
import type { StarterData } from './readingWorker.ts';

// What starts a reading thread where compiled code is kept; it is a bundle of its own.
const { program, codeFolder } = workerData as StarterData;
const { keep } = loadProgram(program, codeFolder);
// Nobody waits for the thread any more then.
process.once('exit', keep);
