import assert from 'node:assert/strict';
import { CancellationTokenSource, type Hover, LSPErrorCodes } from 'vscode-languageserver/node';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

const FILES = 50;
const FUNCTIONS = 400;

/** Code of functions that all implement one requirement. */
function code(file: number): string {
  const functions = Array.from(
    { length: FUNCTIONS },
    (_, index) => `/** @implements SRS-1 */\nint f${file}_${index}(void) { return 0; }\n`,
  );
  return functions.join('\n');
}

describe('an answer that takes long, over the protocol', () => {
  let server: LanguageServer;
  let folder: string;

  before(async () => {
    const sources = Array.from({ length: FILES }, (_, file) => [`src/${file}.c`, code(file)]);
    folder = temporaryProject({ 'spec.md': '# SRS-1 Stop\n\n- status: approved\n', ...Object.fromEntries(sources) });
    server = await LanguageServer.start([folder]);
    await server.ready();
    await server.open(folder, 'spec.md', '# SRS-1 Stop\n\n- status: approved\n');
    await server.open(folder, 'src/0.c', code(0));
  });

  after(() => server.stop());

  const question = () => ({
    textDocument: { uri: uriOf(folder, 'spec.md') },
    position: { line: 0, character: 3 },
    context: { includeDeclaration: false },
  });

  const QUESTIONS = ['textDocument/implementation', 'textDocument/references'];

  for (const method of QUESTIONS) {
    it(`lets other questions be answered before: ${method}`, async () => {
      const order: string[] = [];
      const long = server.connection.sendRequest<unknown[]>(method, question()).then((places) => {
        order.push(method);
        return places;
      });
      const short = server.connection
        .sendRequest('textDocument/documentHighlight', question())
        .then(() => order.push('highlight'));
      await Promise.all([long, short]);
      assert.deepEqual(order, ['highlight', method]);
      assert.equal((await long).length, FILES * FUNCTIONS);
    });

    it(`ends when nobody wants it any more: ${method}`, async () => {
      const source = new CancellationTokenSource();
      const long = server.connection.sendRequest(method, question(), source.token);
      source.cancel();
      await assert.rejects(long, { code: LSPErrorCodes.RequestCancelled });
    });

    it(`ends when its document changes meanwhile: ${method}`, async () => {
      const long = server.connection.sendRequest(method, question());
      await server.change(folder, 'spec.md', `# SRS-1 Stop ${method}\n`);
      await assert.rejects(long, { code: LSPErrorCodes.ContentModified });
    });

    it(`is about the newest texts of other files: ${method}`, async () => {
      const long = server.connection.sendRequest<unknown[]>(method, question());
      await server.change(folder, 'src/0.c', `int none(void) { return 0; }\n`);
      assert.equal((await long).length, (FILES - 1) * FUNCTIONS);
      await server.change(folder, 'src/0.c', code(0));
    });
  }

  it('lets other questions be answered before, and ends when nobody wants it any more: a hover', async () => {
    const order: string[] = [];
    const long = server.connection.sendRequest<Hover>('textDocument/hover', question()).then((hover) => {
      order.push('hover');
      return hover;
    });
    const short = server.connection.sendRequest('textDocument/documentHighlight', question());
    await Promise.all([long, short.then(() => order.push('highlight'))]);
    assert.deepEqual(order, ['highlight', 'hover']);
    assert.match(JSON.stringify((await long).contents), /`f0_4` and 395 more · .* and 46 more/);
    const source = new CancellationTokenSource();
    const withdrawn = server.connection.sendRequest('textDocument/hover', question(), source.token);
    source.cancel();
    await assert.rejects(withdrawn, { code: LSPErrorCodes.RequestCancelled });
  });
});
