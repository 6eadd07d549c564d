import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type {
  Diagnostic,
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { FileSummariesRequest } from '../../server/src/protocol/fileMarks.ts';
import { generateProject } from '../bench/project/generate.ts';
import { planOfRequirements } from '../bench/project/plan.ts';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { settledProject, writeSettled } from '../support/settledProject.ts';
import { temporaryProject, writeIn } from '../support/temporaryProject.ts';

/** Code with an error: nobody defines the item. */
const wrong = (id: string): string => `// @implements ${id}\n`;

const SPEC = '# SRS-90001 Stop\n';
const PROJECT = { 'spec.md': SPEC, 'a.c': wrong('SRS-90007'), 'b.c': wrong('SRS-90008'), 'c.c': wrong('SRS-90009') };

/** A project beside it that takes the server a while to check, so that somebody can ask before. */
const MORE = Object.fromEntries(
  [...generateProject(planOfRequirements(300, 3))].map(([file, text]) => [`more/${file}`, text]),
);

describe('the next start of a server', () => {
  let folder: string;
  let settings: { readonly maxFileSize: number; readonly cacheFolder: string };
  let server: LanguageServer;

  /** What the server keeps of a project, by the end of its first run. */
  async function first(files: Readonly<Record<string, string>>, meanwhile = async () => {}): Promise<void> {
    folder = settledProject(files);
    settings = { maxFileSize: 1024, cacheFolder: temporaryProject({}) };
    await start(false);
    await server.ready();
    await meanwhile();
    await server.stop();
  }

  async function start(pulls: boolean): Promise<void> {
    server = await LanguageServer.start([folder], { pulls, settings });
  }

  async function pulled(file: string): Promise<readonly Diagnostic[]> {
    const textDocument = { uri: uriOf(folder, file) };
    const report: DocumentDiagnosticReport = await server.connection.sendRequest('textDocument/diagnostic', {
      textDocument,
    });
    assert.ok(report.kind === 'full');
    return report.items;
  }

  function askedForAll(known: readonly { uri: string; resultId?: string }[]): Promise<WorkspaceDiagnosticReport> {
    const previousResultIds = known.map(({ uri, resultId = '' }) => ({ uri, value: resultId }));
    return server.connection.sendRequest('workspace/diagnostic', { previousResultIds });
  }

  /** The first numbers that the server has told, with how far it was by then. */
  function firstNumbers(): unknown {
    const told = server.statuses.find(({ folders }) => folders.length > 0);
    return told && { ...told, folders: told.folders.map(({ errors }) => errors) };
  }

  const BEFORE_READING = { state: 'indexing', activity: 'reading', done: 0, total: 0 };

  afterEach(() => server.stop());

  it('shows what was shown last before anything is read, and corrects it when it has looked again', async () => {
    await first(PROJECT);
    writeIn(folder, 'a.c', wrong('SRS-90001'));
    writeIn(folder, 'spec.md', `${SPEC}# SRS-90008 Go\n`);
    await start(false);
    await server.ready();
    assert.deepEqual(server.sent, ['indexing b.c LT002', 'indexing c.c LT002', 'indexing b.c']);
    assert.deepEqual(firstNumbers(), { ...BEFORE_READING, folders: [3] });
    assert.equal(server.status?.folders[0]?.errors, 1);
  });

  it('answers with it who asks, and tells nothing new when it has found the same', async () => {
    await first({ ...PROJECT, ...MORE });
    await start(true);
    const log: string[] = [];
    const noted = async <T>(what: string, answer: Promise<T>): Promise<T> => {
      const given = await answer;
      log.push(`${what} while ${server.status?.state}`);
      return given;
    };
    const summaries = server.connection.sendRequest(FileSummariesRequest.method, { uris: [uriOf(folder, 'a.c')] });
    const waiting = noted(
      'summaries',
      summaries.then(() => server.ready()),
    );
    const [{ items }, early] = await Promise.all([noted('all', askedForAll([])), noted('one', pulled('a.c'))]);
    const all = ['a.c', 'b.c', 'c.c'].map((file) => uriOf(folder, file));
    assert.deepEqual(
      all.filter((uri) => items.some((item) => item.uri === uri)),
      all,
    );
    const [one] = items.filter(({ uri }) => uri === uriOf(folder, 'a.c'));
    assert.deepEqual(early, one?.kind === 'full' && one.items);
    await waiting;
    assert.deepEqual(log.sort(), ['all while indexing', 'one while indexing', 'summaries while ready']);
    let answered = false;
    const held = askedForAll(items).then((answer) => {
      answered = true;
      return answer;
    });
    assert.deepEqual(await pulled('a.c'), early);
    assert.ok(!answered);
    await server.open(folder, 'b.c', '');
    assert.deepEqual(
      (await held).items.map((each) => [each.uri, (each as FullDocumentDiagnosticReport).items]),
      [[uriOf(folder, 'b.c'), []]],
    );
  });

  it('shows none of a document that says something else, and offers no fix, until that has been checked', async () => {
    await first({ ...PROJECT, ...MORE });
    await start(true);
    const place = { line: 0, character: 15 };
    const textDocument = { uri: uriOf(folder, 'b.c') };
    const params = { textDocument, range: { start: place, end: place }, context: { diagnostics: [] } };
    // All at once, so that nothing has been checked by the time of the last question.
    await server.open(folder, 'a.c', `\n${wrong('SRS-90007')}`);
    await server.open(folder, 'b.c', wrong('SRS-90008'));
    const opened = [pulled('a.c'), pulled('b.c')];
    const actions = server.connection.sendRequest('textDocument/codeAction', params);
    await server.change(folder, 'b.c', '');
    const edited = pulled('b.c');
    assert.deepEqual(
      (await Promise.all(opened)).map((items) => items.map(({ code }) => code)),
      [[], ['LT002']],
    );
    assert.equal(await actions, null);
    assert.deepEqual(await edited, []);
    assert.equal(server.status?.state, 'indexing');
    await server.ready();
    assert.equal((await pulled('a.c'))[0]?.range.start.line, 1);
    assert.deepEqual(await pulled('b.c'), []);
  });

  it('shows what was true at the end of the last run, not at its start', async () => {
    await first(PROJECT, async () => {
      writeSettled(folder, 'a.c', '');
      rmSync(path.join(folder, 'b.c'));
      await server.watched([
        { uri: uriOf(folder, 'a.c'), type: 2 },
        { uri: uriOf(folder, 'b.c'), type: 3 },
      ]);
      await server.until(() => server.filesWithFindings().length === 1);
    });
    await start(false);
    await server.ready();
    assert.deepEqual(firstNumbers(), { ...BEFORE_READING, folders: [1] });
    assert.deepEqual(server.sent, ['indexing c.c LT002']);
  });

  it('shows nothing before it has checked when the settings are others by now', async () => {
    await first(PROJECT);
    writeIn(folder, '.lifetrace/evidence.yaml', '');
    await start(false);
    await server.ready();
    assert.deepEqual(firstNumbers(), { state: 'ready', activity: 'checking', done: 0, total: 0, folders: [3] });
  });

  it('does without what was kept when that is damaged', async () => {
    await first(PROJECT);
    const kept = readdirSync(settings.cacheFolder);
    const kinds = ['.lifetrace-cache', '.lifetrace-code', '.lifetrace-findings'];
    assert.deepEqual(kept.map((file) => path.extname(file)).sort(), kinds);
    for (const file of kept) writeIn(settings.cacheFolder, file, 'damaged');
    await start(false);
    await server.ready();
    await server.until(() => server.filesWithFindings().length === 3);
    assert.deepEqual(firstNumbers(), { state: 'ready', activity: 'checking', done: 0, total: 0, folders: [3] });
  });
});
