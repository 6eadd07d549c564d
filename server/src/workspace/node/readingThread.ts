import { parentPort } from 'node:worker_threads';
import { serveReading } from './serveReading.ts';

// The program of a reading thread; it is a bundle of its own.
if (parentPort) serveReading(parentPort);
