import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { replaceFile } from '../../../server/src/workspace/node/replaceFile.ts';
import { temporaryProject } from '../../support/temporaryProject.ts';

/** Has a file open, until another one is about to take its place. */
const READER = `
  const { closeSync, openSync, readdirSync } = require('node:fs');
  const { dirname } = require('node:path');
  const { parentPort, workerData: file } = require('node:worker_threads');
  const descriptor = openSync(file, 'r');
  parentPort.postMessage('open');
  while (!readdirSync(dirname(file)).some((name) => name.endsWith('.tmp')));
  closeSync(descriptor);
`;

describe('a file that is replaced', () => {
  it('is replaced also while somebody else reads it', async () => {
    const file = path.join(temporaryProject({}), 'kept');
    writeFileSync(file, 'old');
    const reader = new Worker(READER, { eval: true, workerData: file });
    await once(reader, 'message');
    replaceFile(file, Buffer.from('new'));
    assert.equal(readFileSync(file, 'utf8'), 'new');
    assert.deepEqual(readdirSync(path.dirname(file)), ['kept']);
    // On systems where nobody has to wait, nothing may have been seen of it.
    await reader.terminate();
  });
});
