import assert from 'node:assert/strict';
import type { CompletionList, Hover } from 'vscode-languageserver/node';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

const PROJECT = 'product:\n  name: Pump\nrules:\n  LT202: warning\nfiles:\n  \n';
const SPEC = '# SRS-001 Stop on air\n\n- status: approved\n- derives: SRS-001\n';

describe('keys of our YAML files over the protocol', () => {
  let server: LanguageServer;
  let folder: string;

  before(async () => {
    folder = temporaryProject({ '.lifetrace/project.yaml': PROJECT, 'spec/srs.md': SPEC });
    server = await LanguageServer.start([folder]);
    await server.ready();
    for (const [file, languageId, text] of [
      ['.lifetrace/project.yaml', 'yaml', PROJECT],
      ['spec/srs.md', 'markdown', SPEC],
    ] as const) {
      const textDocument = { uri: uriOf(folder, file), languageId, version: 1, text };
      await server.connection.sendNotification('textDocument/didOpen', { textDocument });
    }
  });

  after(() => server.stop());

  const ask = <T>(method: string, file: string, line: number, character: number): Promise<T> =>
    server.connection.sendRequest(method, {
      textDocument: { uri: uriOf(folder, file) },
      position: { line, character },
    });

  it('say in a hover what they are for', async () => {
    const hover = await ask<Hover>('textDocument/hover', '.lifetrace/project.yaml', 1, 4);
    assert.match(JSON.stringify(hover.contents), /Name of the product/);
    assert.deepEqual(hover.range, { start: { line: 1, character: 2 }, end: { line: 1, character: 6 } });
    const rule = await ask<Hover>('textDocument/hover', '.lifetrace/project.yaml', 3, 4);
    assert.match(JSON.stringify(rule.contents), /LT202.*One of: error, warning, information, off/);
    const field = await ask<Hover>('textDocument/hover', 'spec/srs.md', 2, 4);
    assert.match(JSON.stringify(field.contents), /life cycle/);
    assert.equal(await ask('textDocument/hover', '.lifetrace/project.yaml', 1, 9), null);
    const item = await ask<Hover>('textDocument/hover', 'spec/srs.md', 3, 13);
    assert.match(JSON.stringify(item.contents), /Stop on air/);
  });

  it('are proposed with their description', async () => {
    const { items } = await ask<CompletionList>('textDocument/completion', '.lifetrace/project.yaml', 5, 2);
    const tests = items.find(({ label }) => label === 'tests');
    assert.match(String(tests?.documentation), /Test code/);
  });
});
