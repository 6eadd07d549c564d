import path from 'node:path';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { PROJECT_FILE } from '../config/project.ts';
import { type NotRead, type NotReadEntry, NotReadRequest } from '../protocol/notRead.ts';
import { leftOutGroups } from '../reports/nothingRead.ts';
import { discoverFiles } from '../workspace/node/discoverFiles.ts';
import type { DocumentHost } from './documentHost.ts';
import { onPlainRequest } from './ourRequests.ts';
import type { ProjectSession } from './projectSession.ts';
import { readySessions, throwIfCancelled } from './untilReady.ts';

/** Nobody reads through more files than these. */
const MAX_FILES = 1000;

/** Registers the question what is not read, and why. */
export function registerNotRead(connection: Connection, host: DocumentHost): void {
  onPlainRequest(connection, NotReadRequest.method, async (token): Promise<readonly NotRead[]> => {
    const sessions = await readySessions(host.sessions, token);
    return Promise.all(sessions.map((session) => notReadOf(session, token)));
  });
}

/** Walks through the folder once more: what is left out is counted nowhere while all goes well. */
async function notReadOf({ engine, name, places }: ProjectSession, token: CancellationToken): Promise<NotRead> {
  const { skipped, files } = engine.snapshot();
  const { leftOut } = await discoverFiles(places.root, engine.config, () => token.isCancellationRequested);
  throwIfCancelled(token);
  const uriOf = (file: string): string => URI.file(path.resolve(places.root, file)).toString();
  const globsIn = files.has(PROJECT_FILE) ? PROJECT_FILE : undefined;
  const groups = leftOutGroups(leftOut, globsIn).map(
    ({ what, why, by }): NotReadEntry => ({
      label: what,
      reason: why,
      ...(by === undefined ? {} : { uri: uriOf(by) }),
    }),
  );
  const single = skipped
    .slice(0, MAX_FILES)
    .map((file): NotReadEntry => ({ label: file.path, reason: file.reason, uri: uriOf(file.path) }));
  return { folder: name, entries: [...single, ...groups], more: skipped.length - single.length };
}
