import assert from 'node:assert/strict';
import { WorkDoneProgress, type WorkDoneProgressBegin, type WorkDoneProgressEnd } from 'vscode-languageserver/node';
import { LanguageServer } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

describe('the first index', () => {
  it('shows its progress to clients that can show one, and ends it', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`src/f${index}.c`, `int f${index}(void) { return 0; }\n`]),
    );
    const folder = temporaryProject({ ...files, '.lifetrace/project.yaml': 'product: {name: Test}\n' });
    const server = await LanguageServer.start([folder], {
      capabilities: { window: { workDoneProgress: true }, workspace: { workspaceFolders: true } },
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
    await server.stop();
  });

  it('lets a request wait for it rather than answer from half of the project', async () => {
    const folder = temporaryProject({
      'z/spec.md': '# SRS-1 Stop\n',
      'a.c': '// @implements SRS-1\nint a(void) { return 0; }\n',
    });
    const server = await LanguageServer.start([folder]);
    await server.open(folder, 'a.c', '// @implements SRS-1\nint a(void) { return 0; }\n');
    const hover = await server.ask<{ contents: { value: string } } | null>('textDocument/hover', folder, 'a.c', 0, 16);
    assert.match(hover?.contents.value ?? '', /SRS-1.*Stop/);
    await server.stop();
  });
});
