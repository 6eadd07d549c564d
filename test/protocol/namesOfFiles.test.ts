import assert from 'node:assert/strict';
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location, WorkspaceEdit } from 'vscode-languageserver/node';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject, writeIn } from '../support/temporaryProject.ts';

const SPEC = '# SRS-1 Stop\n- derives: SYS-1\n';
const PROJECT = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'Docs/spec.md': SPEC,
  'needs.md': '# SYS-1 Stop\n',
  'src/stop.c': '// @implements SRS-1\nint stop(void) { return 0; }\n',
};

/** A disk that takes capital and small letters for the same has one file of these names, any other one has two. */
const CALLED = 'docs/SPEC.md';

describe('a file whose name is written in capitals here and in small letters there', () => {
  let folder: string;
  let isOneFile: boolean;
  let server: LanguageServer;

  beforeEach(async () => {
    folder = temporaryProject(PROJECT);
    isOneFile = existsSync(path.join(folder, CALLED));
    server = await LanguageServer.start([folder]);
    await server.ready();
  });

  afterEach(() => server.stop());

  const isTwice = (): boolean => [...server.codesByUri().values()].some((codes) => codes.includes('LT001'));

  async function definition(): Promise<string | undefined> {
    const found = await server.ask<readonly Location[]>('textDocument/references', folder, 'src/stop.c', 0, 16, {
      context: { includeDeclaration: true },
    });
    return found.find(({ uri }) => uri.endsWith('.md'))?.uri;
  }

  it('is one file in an editor where it is one on disk', async () => {
    await server.open(folder, CALLED, `${SPEC}\n# SRS-2 Go\n- derives: SYS-9\n`, 'markdown');
    await server.until(() => server.findings(folder, CALLED).some((finding) => finding.startsWith('LT002')));
    await server.until(() => server.status?.folders[0]?.items === (isOneFile ? 3 : 4));
    assert.equal(isTwice(), !isOneFile);
    assert.equal(await definition(), uriOf(folder, isOneFile ? CALLED : 'Docs/spec.md'));

    await server.close(folder, CALLED);
    await server.until(() => server.status?.folders[0]?.items === 2);
    assert.deepEqual(server.findings(folder, CALLED), []);
    assert.equal(await definition(), uriOf(folder, 'Docs/spec.md'));
  });

  it('is what is left open of two documents that are one file', async () => {
    await server.open(folder, 'Docs/spec.md', SPEC, 'markdown');
    await server.open(folder, CALLED, `${SPEC}\n# SRS-2 Go\n`, 'markdown');
    await server.until(() => server.status?.folders[0]?.items === (isOneFile ? 3 : 4));
    await server.close(folder, CALLED);
    await server.until(() => server.status?.folders[0]?.items === 2);
    assert.equal(isTwice(), false);
  });

  it('has its new name after a rename that changes the letters alone, of it or of its folder', async () => {
    await server.open(folder, 'Docs/spec.md', SPEC, 'markdown');
    await server.close(folder, 'Docs/spec.md');
    rename('Docs/spec.md', 'Docs/Spec.md');
    writeIn(folder, 'Docs/Spec.md', `${SPEC}\n# SRS-2 Go\n`);
    await moved('Docs/spec.md', 'Docs/Spec.md');
    await server.until(() => server.status?.folders[0]?.items === 3);
    assert.equal(await definition(), uriOf(folder, 'Docs/Spec.md'));

    rename('Docs', 'docs');
    writeIn(folder, 'docs/Spec.md', SPEC);
    await moved('Docs', 'docs');
    await server.until(() => server.status?.folders[0]?.items === 2);
    assert.equal(await definition(), uriOf(folder, 'docs/Spec.md'));
    assert.equal(isTwice(), false);
  });

  it('stays the document that is open, where it is renamed on disk', async () => {
    await server.open(folder, 'Docs/spec.md', `${SPEC}\n# SRS-2 Go\n`, 'markdown');
    await server.until(() => server.status?.folders[0]?.items === 3);
    rename('Docs/spec.md', 'Docs/Spec.md');
    writeIn(folder, 'more.md', '# SRS-3 Wait\n');
    await moved('Docs/spec.md', 'Docs/Spec.md', 'more.md');
    const items = isOneFile ? 4 : 5;
    await server.until(() => server.status?.folders[0]?.items === items && isTwice() === !isOneFile);
    // Of two definitions the first counts.
    assert.equal(await definition(), uriOf(folder, isOneFile ? 'Docs/spec.md' : 'Docs/Spec.md'));
  });

  /** By way of another name, since not every system takes it for a rename otherwise. */
  function rename(from: string, to: string): void {
    renameSync(path.join(folder, from), path.join(folder, 'between'));
    renameSync(path.join(folder, 'between'), path.join(folder, to));
  }

  async function moved(from: string, ...to: readonly string[]): Promise<void> {
    await server.watched([
      ...to.map((file) => ({ uri: uriOf(folder, file), type: 1 as const })),
      { uri: uriOf(folder, from), type: 3 },
    ]);
  }
});

describe('a document whose address an editor writes in its own way', () => {
  it('is edited by that address, and in the version that is open', async () => {
    const folder = temporaryProject({ ...PROJECT, 'Docs/spec (1).md': '# SRS-2 Go\n- derives: SRS-1\n' });
    const server = await LanguageServer.start([folder], {
      capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
    });
    await server.ready();
    const { href: uri } = pathToFileURL(path.join(folder, 'Docs/spec (1).md'));
    assert.notEqual(uri, uriOf(folder, 'Docs/spec (1).md'));
    await server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'markdown', version: 7, text: '# SRS-2 Go\n- derives: SRS-1\n' },
    });
    const edit = await server.connection.sendRequest<WorkspaceEdit>('textDocument/rename', {
      textDocument: { uri },
      position: { line: 0, character: 4 },
      newName: 'SRS-3',
    });
    const edited = edit.documentChanges?.flatMap((change) => ('textDocument' in change ? [change.textDocument] : []));
    assert.deepEqual(edited, [{ uri, version: 7 }]);
    await server.stop();
  });
});
