import assert from 'node:assert/strict';
import type { CompletionList, LocationLink, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

const SIZE = {
  'utf-8': (text: string) => Buffer.byteLength(text),
  'utf-32': (text: string) => [...text].length,
};

/** What stands before the tags: one, two, three and four bytes, and one or two units of UTF-16. */
const WIDE = 'a é € 語 😀 𝛼 ';
const CODE = `/* ${WIDE}*/ // @implements SRS-1\n`;
const SPEC = `# SRS-1 Stop\n- note: ${WIDE}\n- derives: ${WIDE}SYS-1, SYS-7\n# SYS-1 Deliver\n`;

for (const encoding of ['utf-8', 'utf-32'] as const) {
  describe(`a client that counts in ${encoding}`, () => {
    const size = SIZE[encoding];
    const tag = size(`/* ${WIDE}*/ // @implements `);
    let folder: string;
    let server: LanguageServer;

    before(async () => {
      folder = temporaryProject({ 'spec.md': SPEC, 'a.c': CODE, 'other.c': CODE });
      server = await LanguageServer.start([folder], {
        capabilities: {
          general: { positionEncodings: [encoding, 'utf-16'] },
          workspace: { workspaceEdit: { documentChanges: true } },
          textDocument: { definition: { linkSupport: true } },
        },
        settings: null,
      });
      await server.ready();
      await server.open(folder, 'a.c', CODE);
    });

    after(() => server.stop());

    it('is told so', () => {
      assert.equal(server.initialized.capabilities.positionEncoding, encoding);
    });

    it('finds what stands behind wide characters, and the token itself', async () => {
      const [link] = await server.ask<LocationLink[]>('textDocument/definition', folder, 'a.c', 0, tag + 1);
      assert.ok(link);
      assert.equal(link.targetUri, uriOf(folder, 'spec.md'));
      assert.deepEqual(link.originSelectionRange, {
        start: { line: 0, character: tag },
        end: { line: 0, character: tag + 5 },
      });
      assert.equal(await server.ask('textDocument/definition', folder, 'a.c', 0, size(`/* ${WIDE}`) - 1), null);
    });

    it('gets findings and edits of files that are not open at their columns', async () => {
      const column = size(`- derives: ${WIDE}SYS-1, `);
      await server.until(() =>
        server.findings(folder, 'spec.md').some((each) => each.startsWith(`LT002 3:${column + 1} `)),
      );
      const edit = await server.ask<WorkspaceEdit>('textDocument/rename', folder, 'a.c', 0, tag + 1, {
        newName: 'SRS-9',
      });
      const edits = (edit.documentChanges ?? []).flatMap((change): readonly [string, TextEdit][] =>
        'edits' in change ? change.edits.map((each) => [change.textDocument.uri, each as TextEdit]) : [],
      );
      const [, other] = edits.find(([uri]) => uri === uriOf(folder, 'other.c')) ?? [];
      assert.deepEqual(other?.range.start, { line: 0, character: tag });
    });

    it('types in the middle of wide characters', async () => {
      const start = { line: 0, character: size('/* a é € 語 ') };
      const end = { line: 0, character: size('/* a é € 語 😀') };
      // Findings stay the same, and the columns behind the place do not.
      await server.edit(folder, 'a.c', { start, end }, '💉💊');
      const moved = tag + size('💊');
      const [link] = await server.ask<LocationLink[]>('textDocument/definition', folder, 'a.c', 0, moved + 1);
      assert.equal(link?.originSelectionRange?.start.character, moved);
      // As many units of UTF-16, and fewer of others.
      await server.edit(folder, 'a.c', { start, end: { line: 0, character: start.character + size('💉💊') } }, 'abcd');
      const back = size('/* a é € 語 abcd 𝛼 */ // @implements ');
      const [again] = await server.ask<LocationLink[]>('textDocument/definition', folder, 'a.c', 0, back + 1);
      assert.equal(again?.originSelectionRange?.start.character, back);
      await server.edit(
        folder,
        'a.c',
        { start: { line: 0, character: back }, end: { line: 0, character: back + 5 } },
        '',
      );
      const { items } = await server.ask<CompletionList>('textDocument/completion', folder, 'a.c', 0, back);
      assert.ok(items.some(({ label }) => label === 'SRS-1'));
      await server.edit(
        folder,
        'a.c',
        { start: { line: 0, character: back }, end: { line: 0, character: back } },
        'SRS-8',
      );
      await server.until(() => server.findings(folder, 'a.c').some((each) => each.startsWith(`LT002 1:${back + 1} `)));
      await server.edit(folder, 'a.c', { start, end: { line: 0, character: start.character + 2 } }, 'é');
      await server.until(() =>
        server.findings(folder, 'a.c').some((each) => each.startsWith(`LT002 1:${back + size('é') - 1} `)),
      );
    });
  });
}
