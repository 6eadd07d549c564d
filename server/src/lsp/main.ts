import path from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { GROWTH, keepHeapLean } from '../workspace/node/leanHeap.ts';
import { initializeResult } from './initializeResult.ts';
import type * as project from './lifetraceServer.ts';
import { REFUSING, registerRefusals } from './oddMessages.ts';
import { startOptionsIn } from './startOptions.ts';

keepHeapLean(GROWTH.server);

const connection = createConnection(ProposedFeatures.all, { messageStrategy: REFUSING });
registerRefusals(connection);

// The editor waits for this answer, so only what it needs is loaded before. All else is a bundle of its own, which is
// loaded before the next message is looked at: each message is taken in an immediate of its own, after this one. There it is
// known where compiled code may be kept.
connection.onInitialize((params) => {
  setImmediate(async () => {
    const { loadProgram } = await import('../workspace/node/compiledProgram.ts');
    const { cacheFolder } = startOptionsIn(params.initializationOptions);
    const { exports, keep } = loadProgram<typeof project>(path.join(__dirname, 'serverProject.cjs'), cacheFolder);
    new exports.LifetraceServer(connection, params, path.join(__dirname, 'reader.cjs'), keep).listen();
  });
  return initializeResult(params.capabilities);
});

connection.listen();
