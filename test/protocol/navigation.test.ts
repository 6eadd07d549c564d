import assert from 'node:assert/strict';
import type {
  ClientCapabilities,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Location,
  LocationLink,
  SelectionRange,
  SemanticTokens,
  WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

const SPEC = `# Requirements
As agreed for SYS-1 only.

## SRS-1 Stop on air
- derives: SYS-1
- status: draft
### SRS-2 Count bubbles
- refines: SRS-1
`;
const RECORDS = 'SS-1:\n  title: Pump\nSI-1:\n  title: Monitor\n  partOf: SS-1\n';
const CODE = '// @implements SRS-1, SRS-2\nint stop(void) { return 0; } // @implements SRS-1\n';
const FILES = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec/sys.md': '# SYS-1 Pump\n- status: approved\n',
  'spec/srs.md': SPEC,
  'spec/items.yaml': RECORDS,
  'notes.yaml': 'a:\n  b: 1\n',
  'src/stop.c': CODE,
};

describe('finding one’s way over the protocol', () => {
  let folder: string;
  let server: LanguageServer;

  async function start(capabilities: ClientCapabilities = {}, files: Record<string, string> = FILES): Promise<void> {
    folder = temporaryProject(files);
    server = await LanguageServer.start([folder], { capabilities });
    await server.ready();
  }

  function about<T>(method: string, file: string, more: object = {}): Promise<T> {
    return server.connection.sendRequest(method, { textDocument: { uri: uriOf(folder, file) }, ...more });
  }

  afterEach(() => server.stop());

  it('leads from a tag or a link to what the item comes from', async () => {
    await start({ textDocument: { declaration: { linkSupport: true } } });
    const [link] = await server.ask<LocationLink[]>('textDocument/declaration', folder, 'src/stop.c', 0, 16);
    assert.equal(link?.targetUri, uriOf(folder, 'spec/sys.md'));
    assert.deepEqual(link?.originSelectionRange?.start, { line: 0, character: 15 });
    assert.equal(await server.ask('textDocument/declaration', folder, 'src/stop.c', 1, 5), null);
  });

  it('lists each reference with tests and records, grouped by file', async () => {
    await start();
    const more = { context: { includeDeclaration: true } };
    const places = await server.ask<Location[]>('textDocument/references', folder, 'src/stop.c', 0, 16, more);
    assert.deepEqual(
      places.map(({ uri, range }) => `${uri.slice(uriOf(folder).length + 1)}:${range.start.line + 1}`),
      ['spec/srs.md:4', 'spec/srs.md:8', 'src/stop.c:1', 'src/stop.c:2'],
    );
  });

  it('marks each place of a document that names the item at the cursor', async () => {
    await start();
    const inCode = await server.ask<DocumentHighlight[]>('textDocument/documentHighlight', folder, 'src/stop.c', 0, 16);
    assert.deepEqual(
      inCode.map(({ range, kind }) => [range.start.line, range.start.character, kind]),
      [
        [0, 15, 2],
        [1, 44, 2],
      ],
    );
    const inSpec = await server.ask<DocumentHighlight[]>('textDocument/documentHighlight', folder, 'spec/srs.md', 3, 5);
    assert.deepEqual(
      inSpec.map(({ range, kind }) => [range.start.line, kind]),
      [
        [3, 3],
        [7, 2],
      ],
    );
    assert.equal(await server.ask('textDocument/documentHighlight', folder, 'src/stop.c', 1, 5), null);
  });

  it('outlines a spec, as a tree or flat, and leaves code to others', async () => {
    await start({ textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } });
    const tree = await about<DocumentSymbol[]>('textDocument/documentSymbol', 'spec/srs.md');
    assert.deepEqual(
      tree.map(({ name, detail, children }) => [name, detail, children?.map((child) => child.name)]),
      [['SRS-1 Stop on air', 'software requirement, draft', ['SRS-2 Count bubbles']]],
    );
    assert.equal(await about('textDocument/documentSymbol', 'src/stop.c'), null);
    await server.stop();
    await start();
    const flat = await about<{ name: string; containerName?: string }[]>('textDocument/documentSymbol', 'spec/srs.md');
    assert.deepEqual(
      flat.map(({ name, containerName }) => [name, containerName]),
      [
        ['SRS-1 Stop on air', undefined],
        ['SRS-2 Count bubbles', 'SRS-1 Stop on air'],
      ],
    );
  });

  it('folds records, and leaves documents without any to the editor', async () => {
    await start();
    const folds = await about<FoldingRange[]>('textDocument/foldingRange', 'spec/items.yaml');
    assert.deepEqual(
      folds.map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [0, 1],
        [2, 4],
      ],
    );
    await server.open(folder, 'spec/items.yaml', `# more\n${RECORDS}`, 'yaml');
    const [first] = await about<FoldingRange[]>('textDocument/foldingRange', 'spec/items.yaml');
    assert.equal(first?.startLine, 1);
    for (const file of ['notes.yaml', 'src/stop.c', 'nowhere.md'])
      assert.equal(await about('textDocument/foldingRange', file), null);
  });

  it('grows a selection from the word to the text', async () => {
    await start();
    const positions = [{ line: 4, character: 12 }];
    const [selection] = await about<SelectionRange[]>('textDocument/selectionRange', 'spec/srs.md', { positions });
    const sizes: number[] = [];
    for (let each: SelectionRange | undefined = selection; each; each = each.parent)
      sizes.push(each.range.end.line - each.range.start.line);
    assert.ok(sizes.length >= 4, `${sizes}`);
    assert.deepEqual(
      sizes,
      [...sizes].sort((a, b) => a - b),
    );
  });

  it('tells the colours of IDs by what they name and how it stands with it', async () => {
    await start();
    const { legend } = server.initialized.capabilities.semanticTokensProvider ?? {};
    assert.ok(legend);
    const words = ({ data }: SemanticTokens, text: string): string[] => {
      const lines = text.split('\n');
      let [line, column] = [0, 0];
      return Array.from({ length: data.length / 5 }, (_, index) => {
        const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(index * 5);
        column = down > 0 ? right : column + right;
        line += down;
        const modifiers = legend.tokenModifiers.filter((_each, bit) => bits & (1 << bit));
        return [(lines[line] ?? '').slice(column, column + length), legend.tokenTypes[type], ...modifiers].join(' ');
      });
    };
    assert.deepEqual(words(await about('textDocument/semanticTokens/full', 'spec/srs.md'), SPEC), [
      'SRS-1 interface declaration draft',
      'SYS-1 interface',
      'SRS-2 interface declaration',
      'SRS-1 interface draft',
    ]);
    const range = { start: { line: 6, character: 0 }, end: { line: 8, character: 0 } };
    const part = words(await about('textDocument/semanticTokens/range', 'spec/srs.md', { range }), SPEC);
    assert.ok(part.includes('SRS-2 interface declaration'));
    assert.deepEqual((await about<SemanticTokens>('textDocument/semanticTokens/full', 'src/stop.c')).data, []);
  });

  it('asks for colours anew when the status of a named item has changed elsewhere', async () => {
    await start({ workspace: { semanticTokens: { refreshSupport: true } } });
    const asked = new Promise<void>((resolve) => {
      server.connection.onRequest('workspace/semanticTokens/refresh', () => {
        resolve();
        return null;
      });
    });
    await server.open(folder, 'spec/sys.md', '# SYS-1 Pump\n- status: obsolete\n', 'markdown');
    await asked;
    const { data } = await about<SemanticTokens>('textDocument/semanticTokens/full', 'spec/srs.md');
    assert.equal(data[9], 2, 'SYS-1 is retired');
  });

  it('links IDs in prose, and only those that somebody defines', async () => {
    await start();
    await server.open(folder, 'spec/srs.md', SPEC.replace('only', 'and SRS-99'), 'markdown');
    const links = await about<DocumentLink[]>('textDocument/documentLink', 'spec/srs.md');
    assert.deepEqual(
      links.map(({ range, target, tooltip }) => [range.start.line, range.start.character, target, tooltip]),
      [[1, 14, `${uriOf(folder, 'spec/sys.md')}#L1,3`, 'SYS-1 Pump (approved)']],
    );
  });

  it('finds items of the whole workspace by ID and by title', async () => {
    await start();
    const search = async (query: string): Promise<string[]> =>
      (await server.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query })).map(({ name }) => name);
    assert.deepEqual(await search('srs_002'), ['SRS-2 Count bubbles']);
    assert.deepEqual(await search('bubbl'), ['SRS-2 Count bubbles']);
    assert.equal((await search('')).length, 5);
    assert.deepEqual(await search('no such thing'), []);
  });

  it('keeps lists of symbols short, however large the project is', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `# SRS-${index + 1} Stop ${index + 1}\n`).join('');
    await start({}, { 'spec.md': many });
    const found = await server.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'stop' });
    assert.equal(found.length, 200);
    const [exact] = await server.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'SRS-9999' });
    assert.equal(exact?.name, 'SRS-9999 Stop 9999');
    assert.equal((await about<unknown[]>('textDocument/documentSymbol', 'spec.md')).length, 10_000);
  });

  it('has nothing to say where no folder is open', async () => {
    folder = temporaryProject(FILES);
    server = await LanguageServer.start([], { capabilities: {} });
    await server.open(folder, 'spec/srs.md', SPEC, 'markdown');
    assert.deepEqual(await server.connection.sendRequest('workspace/symbol', { query: 'SRS' }), []);
    for (const method of ['documentSymbol', 'foldingRange', 'documentLink'])
      assert.equal(await about(`textDocument/${method}`, 'spec/srs.md'), null);
  });
});
