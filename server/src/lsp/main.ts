import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { LifetraceServer } from './lifetraceServer.ts';

new LifetraceServer(createConnection(ProposedFeatures.all)).listen();
