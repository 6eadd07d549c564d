import assert from 'node:assert/strict';
import type { Diagnostic, DocumentHighlight, Location, PositionEncodingKind } from 'vscode-languageserver/node';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

// An umlaut takes two bytes, the syringe two UTF-16 units and four bytes.
const CODE = '/* ö💉 @implements SRS-1, SRS-9 */ int ö💉f(void);\n';
const FILES = { 'spec.md': '# Spec\n## SRS-1 💉 Stop\n', 'a.c': CODE };

/** Columns of `SRS-1` and `SRS-9`, as a client of each kind counts them. */
const COLUMNS = {
  'utf-16': { first: CODE.indexOf('SRS-1'), second: CODE.indexOf('SRS-9') },
  'utf-8': {
    first: Buffer.from(CODE.slice(0, CODE.indexOf('SRS-1'))).length,
    second: Buffer.from(CODE.slice(0, CODE.indexOf('SRS-9'))).length,
  },
  'utf-32': {
    first: [...CODE.slice(0, CODE.indexOf('SRS-1'))].length,
    second: [...CODE.slice(0, CODE.indexOf('SRS-9'))].length,
  },
};

describe('a client that counts columns', () => {
  const running: LanguageServer[] = [];

  async function start(positionEncodings: readonly PositionEncodingKind[] | undefined) {
    const folder = temporaryProject(FILES);
    const general = positionEncodings === undefined ? {} : { general: { positionEncodings: [...positionEncodings] } };
    const server = await LanguageServer.start([folder], { capabilities: general });
    running.push(server);
    await server.ready();
    return { folder, server };
  }

  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
  });

  for (const encoding of ['utf-16', 'utf-8', 'utf-32'] as const) {
    it(`in ${encoding} gets what it points at`, async () => {
      const { folder, server } = await start([encoding]);
      assert.equal(server.initialized.capabilities.positionEncoding, encoding);
      await server.open(folder, 'a.c', CODE);
      const { first, second } = COLUMNS[encoding];
      for (const character of [first, first + 5]) {
        const [definition] = await server.ask<Location[]>('textDocument/definition', folder, 'a.c', 0, character);
        assert.deepEqual(definition?.range, { start: { line: 1, character: 3 }, end: { line: 1, character: 8 } });
      }
      assert.equal(await server.ask('textDocument/definition', folder, 'a.c', 0, first - 1), null);
      const [place] = await server.ask<DocumentHighlight[]>('textDocument/documentHighlight', folder, 'a.c', 0, second);
      assert.deepEqual(place?.range.start, { line: 0, character: second });
      await server.until(() =>
        server.findings(folder, 'a.c').some((each) => each.startsWith(`LT002 1:${second + 1} `)),
      );
    });
  }

  it('in something that nobody knows, or says nothing, counts in utf-16', async () => {
    for (const offered of [['ebcdic'], undefined]) {
      const { server } = await start(offered);
      assert.equal(server.initialized.capabilities.positionEncoding ?? 'utf-16', 'utf-16');
    }
  });

  it('in several gets utf-16', async () => {
    const { server } = await start(['utf-8', 'utf-16']);
    assert.equal(server.initialized.capabilities.positionEncoding, 'utf-16');
  });

  it('in bytes completes and edits in bytes', async () => {
    const { folder, server } = await start(['utf-8']);
    await server.open(folder, 'a.c', CODE);
    const { first } = COLUMNS['utf-8'];
    const list = await server.ask<{ items: { textEdit: { range: Diagnostic['range'] } }[] }>(
      'textDocument/completion',
      folder,
      'a.c',
      0,
      first + 4,
    );
    assert.deepEqual(list.items[0]?.textEdit.range, {
      start: { line: 0, character: first },
      end: { line: 0, character: first + 5 },
    });
    const edit = await server.ask<{ changes: Record<string, { range: Diagnostic['range'] }[]> }>(
      'textDocument/rename',
      folder,
      'a.c',
      0,
      first,
      { newName: 'SRS-2' },
    );
    assert.equal(edit.changes[uriOf(folder, 'a.c')]?.[0]?.range.start.character, first);
    await server.change(folder, 'a.c', CODE.replace('SRS-9', 'SRS-1'));
    await server.until(() => server.findings(folder, 'a.c').every((each) => !each.startsWith('LT002')));
  });
});
