import path from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { keepHeapLean } from '../workspace/node/leanHeap.ts';
import { initializeResult } from './initializeResult.ts';

keepHeapLean();

const connection = createConnection(ProposedFeatures.all);

// The editor waits for this answer, so only what it needs is loaded before. All else is a bundle of its own, which is
// loaded before the next message is looked at: each message is taken in an immediate of its own, after this one.
connection.onInitialize((params) => {
  setImmediate(async () => {
    const { LifetraceServer } = await import('./lifetraceServer.ts');
    new LifetraceServer(connection, params, path.join(__dirname, 'reader.cjs')).listen();
  });
  return initializeResult(params.capabilities);
});

connection.listen();
