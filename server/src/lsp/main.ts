import path from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { LifetraceServer } from './lifetraceServer.ts';

new LifetraceServer(createConnection(ProposedFeatures.all), path.join(__dirname, 'reader.cjs')).listen();
