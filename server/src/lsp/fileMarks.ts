import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { fileSummary, unitMarks } from '../answers/besideCode/fileMarks.ts';
import { markdownLink, namedItemAt } from '../answers/namedItem.ts';
import type { FilePath } from '../model/span.ts';
import {
  type FileMarks,
  type FileMarksParams,
  FileMarksRequest,
  type FileSummariesParams,
  FileSummariesRequest,
  type FileSummary,
} from '../protocol/fileMarks.ts';
import { type NamedItem, type NamedItemParams, NamedItemRequest } from '../protocol/namedItem.ts';
import type { DocumentHost } from './documentHost.ts';
import { onOurRequest } from './ourRequests.ts';
import { isNumber, isText, isTexts } from './params.ts';
import type { ProjectSession } from './projectSession.ts';
import { readySessions, untilChecked, untilReady } from './untilReady.ts';

/** Registers what is shown around files and at their names: all of it waits for the first index. */
export function registerFileMarks(connection: Connection, host: DocumentHost): void {
  onOurRequest(
    connection,
    FileSummariesRequest.method,
    { uris: isTexts },
    async ({ uris }: FileSummariesParams, token: CancellationToken): Promise<(FileSummary | null)[]> => {
      const ready = new Set(await readySessions(host.sessions, token));
      return uris.map((uri) => {
        const at = host.locate(uri);
        return at && ready.has(at.session) ? summaryOf(at.session, at.file) : null;
      });
    },
  );

  onOurRequest(
    connection,
    FileMarksRequest.method,
    { uri: isText },
    async ({ uri }: FileMarksParams, token: CancellationToken): Promise<FileMarks | null> => {
      const at = host.locate(uri);
      if (!at) return null;
      const { session, file } = at;
      await untilReady(session, token);
      await untilChecked([session], token);
      const summary = summaryOf(session, file);
      return summary && { summary, units: marksOf(session, file) };
    },
  );

  onOurRequest(
    connection,
    NamedItemRequest.method,
    { uri: isText, line: isNumber, column: isNumber },
    async ({ uri, line, column }: NamedItemParams, token: CancellationToken): Promise<NamedItem | null> => {
      const at = host.locate(uri);
      if (!at) return null;
      const { session, file } = at;
      await untilReady(session, token);
      const snapshot = session.engine.snapshot();
      const offset = session.places.offset(snapshot, file, { line, character: column });
      const named = offset === undefined ? undefined : namedItemAt(snapshot, file, offset);
      if (!named) return null;
      const { id, item } = named;
      return item ? { id, markdown: markdownLink(snapshot, item, session.textOf(item.file)) } : { id };
    },
  );
}

function summaryOf({ engine }: ProjectSession, file: FilePath): FileSummary | null {
  const snapshot = engine.snapshot();
  const summary = fileSummary(snapshot, engine.findings(), file);
  if (!summary) return null;
  const { code, level, uniform, findings, untraced } = summary;
  const counts = { errors: findings.error, warnings: findings.warning, information: findings.information };
  const levelTerm = snapshot.config.profile.labels.level;
  return { code, uniform, untraced, levelTerm, ...counts, ...(level === undefined ? {} : { level }) };
}

function marksOf({ engine, places }: ProjectSession, file: FilePath): FileMarks['units'] {
  const snapshot = engine.snapshot();
  return unitMarks(snapshot, engine.findings(), file).map(({ name, state }) => {
    const { start, end } = places.range(snapshot, file, name);
    return { state, line: start.line, column: start.character, endColumn: end.character };
  });
}
