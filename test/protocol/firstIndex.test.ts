import assert from 'node:assert/strict';
import { WorkDoneProgress, type WorkDoneProgressBegin, type WorkDoneProgressEnd } from 'vscode-languageserver/node';
import { type ServerStatus, StatusChanged } from '../../server/src/protocol/status.ts';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

describe('the first index', () => {
  it('shows its progress to clients that can show one, and ends it', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`src/f${index}.c`, `int f${index}(void) { return 0; }\n`]),
    );
    const folder = temporaryProject({ ...files, '.lifetrace/project.yaml': 'product: {name: Test}\n' });
    const server = await LanguageServer.start([folder], {
      capabilities: { window: { workDoneProgress: true }, workspace: { workspaceFolders: true } },
      settings: { maxFileSize: 1024 },
    });
    const seen: string[] = [];
    server.connection.onRequest('window/workDoneProgress/create', ({ token }: { token: string }) => {
      server.connection.onProgress(
        WorkDoneProgress.type,
        token,
        (value: WorkDoneProgressBegin | WorkDoneProgressEnd | { kind: 'report' }) => {
          seen.push(value.kind === 'begin' ? `begin ${value.title}` : value.kind);
        },
      );
      return null;
    });
    await server.ready();
    assert.deepEqual([seen[0], seen.at(-1)], ['begin Lifetrace: indexing', 'end']);
    assert.equal(server.status?.folders[0]?.units, 200);
    const read = server.statuses.filter(({ activity, total }) => activity === 'reading' && total > 0);
    assert.equal(read.at(-1)?.done, read.at(-1)?.total, 'all files are told to be read');
    await server.stop();
  });

  it('shows no progress beside the status of our own client', async () => {
    const folder = temporaryProject({ 'a.c': 'int a(void) { return 0; }\n' });
    const server = await LanguageServer.start([folder], {
      capabilities: { window: { workDoneProgress: true }, workspace: { workspaceFolders: true } },
      settings: { maxFileSize: 1024, runsCommands: true },
    });
    let asked = false;
    server.connection.onRequest('window/workDoneProgress/create', () => {
      asked = true;
      return null;
    });
    await server.ready();
    assert.equal(server.status?.state, 'ready');
    assert.ok(!asked);
    await server.stop();
  });

  it('takes in a new file that is opened while all others are being checked', async () => {
    const functions = Array.from({ length: 300 }, (_, index) => `int f${index}(void) { return 0; }\n`).join('\n');
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`src/f${index}.c`, functions]));
    const folder = temporaryProject({
      ...files,
      'spec.md': '# SRS-1 Stop\n',
      '.lifetrace/project.yaml': 'product: {name: Test}\n',
    });
    const server = await LanguageServer.start([folder]);
    const checking = new Promise<void>((resolve) => {
      server.connection.onNotification(StatusChanged.method, ({ activity }: ServerStatus) => {
        if (activity === 'checking') resolve();
      });
    });
    await checking;
    // An editor holds it, and it was never saved.
    await server.open(folder, 'src/new.c', '// @implements SRS-1\nint brake(void) { return 0; }\n');
    const places = await server.ask<{ targetUri: string }[] | null>(
      'textDocument/definition',
      folder,
      'src/new.c',
      0,
      16,
    );
    assert.deepEqual(
      places?.map(({ targetUri }) => targetUri),
      [uriOf(folder, 'spec.md')],
    );
    await server.stop();
  });
});
