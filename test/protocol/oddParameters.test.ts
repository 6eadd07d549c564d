import assert from 'node:assert/strict';
import { type ClientCapabilities, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { ClassEditRequest, ClassPanelRequest } from '../../server/src/protocol/classPanel.ts';
import { FdaEditRequest } from '../../server/src/protocol/fda.ts';
import { FileMarksRequest, FileSummariesRequest } from '../../server/src/protocol/fileMarks.ts';
import { FixRequest } from '../../server/src/protocol/fixes.ts';
import { GraphRequest } from '../../server/src/protocol/graphs.ts';
import { LensPlacesRequest } from '../../server/src/protocol/lenses.ts';
import { LifecycleRequest, LifecycleRevealRequest } from '../../server/src/protocol/lifecycle.ts';
import { NamedItemRequest } from '../../server/src/protocol/namedItem.ts';
import { NotReadRequest } from '../../server/src/protocol/notRead.ts';
import { ProjectProposalRequest } from '../../server/src/protocol/setUp.ts';
import { type ServerStatus, StatusRequest } from '../../server/src/protocol/status.ts';
import {
  TagAtRequest,
  TraceRootRequest,
  TraceRowsRequest,
  TraceTextRequest,
  TraceTypesRequest,
} from '../../server/src/protocol/traceExplorer.ts';
import { MatrixRowsRequest, MatrixShapeRequest, MatrixTextRequest } from '../../server/src/protocol/traceMatrix.ts';
import { TraceTargetsRequest } from '../../server/src/protocol/traceTargets.ts';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

const REQUESTS = [
  ClassEditRequest,
  ClassPanelRequest,
  FdaEditRequest,
  FileMarksRequest,
  FileSummariesRequest,
  FixRequest,
  GraphRequest,
  LensPlacesRequest,
  LifecycleRequest,
  LifecycleRevealRequest,
  MatrixRowsRequest,
  MatrixShapeRequest,
  MatrixTextRequest,
  NamedItemRequest,
  NotReadRequest,
  ProjectProposalRequest,
  StatusRequest,
  TagAtRequest,
  TraceRootRequest,
  TraceRowsRequest,
  TraceTargetsRequest,
  TraceTextRequest,
  TraceTypesRequest,
].map(({ method }) => method);

describe('odd and missing parameters, over the protocol', () => {
  let server: LanguageServer;
  let folder: string;

  before(async () => {
    folder = temporaryProject({
      'spec.md': '# SS-1 Pump\n\n# SRS-1 Stop\n',
      'main.c': 'int main(void) { return 0; }\n',
    });
    server = await LanguageServer.start([folder]);
    await server.ready();
  });

  after(() => server.stop());

  /** What a request is answered with: undefined for an answer, otherwise the code of the error. */
  async function codeOf(method: string, params: unknown): Promise<number | undefined> {
    try {
      await (params === undefined
        ? server.connection.sendRequest(method)
        : server.connection.sendRequest(method, params));
      return undefined;
    } catch (error) {
      assert.ok(error instanceof ResponseError);
      return error.code;
    }
  }

  for (const method of REQUESTS) {
    it(`of ${method} are refused as invalid, or do not matter`, async () => {
      const [spec, address] = [uriOf(folder, 'spec.md'), uriOf(folder, '')];
      const root = { folder: address, node: 'item SRS-1' };
      for (const params of [
        ...[undefined, null, {}, [], [1, 2], 'x', true],
        ...[5, null, {}, [], 'x', [null], { folder: 5 }].flatMap((odd) => [
          ...['uri', 'uris', 'root', 'node', 'query', 'view', 'folder', 'folders', 'offer', 'row'].map((name) => ({
            [name]: odd,
          })),
          { uri: spec, line: odd, column: odd, root },
          { root, row: odd, view: odd, grown: odd, depth: odd },
          { root: { folder: address, node: odd } },
          { folder: address, edit: odd, question: odd, value: odd },
          { folder: address, edit: { kind: 'setClass', item: odd, level: odd } },
          { folders: { [address]: odd } },
          { folders: { [address]: { profile: odd, assumptions: [odd] } } },
          { query: { rows: odd, columns: odd, grid: odd, sort: odd }, from: odd, count: odd, columnCount: odd },
          { offer: { uri: spec, version: odd, code: odd, offset: odd, fix: odd }, answer: odd },
        ]),
        { uri: 'nonsense', line: -1, column: 1e99 },
        { uri: 'file:///nowhere', line: 0.5, column: 0 },
        { uri: spec, line: -1, column: 1e99, root },
      ]) {
        const code = await codeOf(method, params);
        const shown = JSON.stringify(params);
        assert.ok(code === undefined || code === ErrorCodes.InvalidParams, `${method} ${shown}: ${code}`);
      }
      const { folders }: ServerStatus = await server.connection.sendRequest(StatusRequest.method);
      assert.equal(folders.length, 1);
    });
  }

  it('name what is wrong with them', async () => {
    await assert.rejects(server.connection.sendRequest(TraceRootRequest.method, { uri: 5 }), {
      message: 'lifetrace/traceRoot needs an object with valid uri, line, column',
    });
  });
});

/** What a value may be instead of what it has to be; undefined leaves it out. */
const ODD: readonly unknown[] = [undefined, null, 5, -1, 0.5, 1e99, 'x', true, [], [null], {}, { uri: 5 }];

/** A message with each of its parts, however deep it stands, replaced by each odd value. */
function variations(valid: unknown): readonly unknown[] {
  if (typeof valid !== 'object' || valid === null) return [];
  return Object.entries(valid).flatMap(([name, part]) =>
    [...ODD, ...variations(part)].map((odd) => {
      const changed: Record<string, unknown> | unknown[] = Array.isArray(valid) ? [...valid] : { ...valid };
      return Object.assign(changed, { [name]: odd });
    }),
  );
}

describe("odd and missing parameters of the protocol's own messages", () => {
  const SPEC = '# SS-1 Pump\n\n# SRS-1 Stop\n';
  const CODE = '/** @implements SRS-1 */\nint main(void) { return 0; }\n// @implements SRS-7\n';
  let server: LanguageServer;
  let folder: string;
  const passedOver: string[] = [];

  before(async () => {
    folder = temporaryProject({ 'spec.md': SPEC, 'main.c': CODE });
    server = await LanguageServer.start([folder], { pulls: true });
    server.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      passedOver.push(message);
    });
    await server.ready();
    await server.open(folder, 'spec.md', SPEC, 'markdown');
    await server.open(folder, 'main.c', CODE);
  });

  after(() => server.stop());

  function requests(): Readonly<Record<string, object>> {
    const [spec, code] = [{ uri: uriOf(folder, 'spec.md') }, { uri: uriOf(folder, 'main.c') }];
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const inCode = { textDocument: code, position: { line: 0, character: 17 } };
    const inSpec = { textDocument: spec, position: { line: 2, character: 3 } };
    const data = { folder: uriOf(folder), node: 'item SRS-1' };
    const fromItem = { item: { name: 'x', kind: 1, uri: spec.uri, range, selectionRange: range, data } };
    return {
      'textDocument/hover': inCode,
      'textDocument/definition': inCode,
      'textDocument/declaration': inCode,
      'textDocument/implementation': inSpec,
      'textDocument/references': { ...inSpec, context: { includeDeclaration: true } },
      'textDocument/documentHighlight': inCode,
      'textDocument/completion': { ...inCode, context: { triggerKind: 1 } },
      'completionItem/resolve': { label: 'SRS-1', data: { uri: code.uri, item: 'SRS-1' } },
      'textDocument/prepareRename': inCode,
      'textDocument/rename': { ...inCode, newName: 'SRS-9' },
      'workspace/willRenameFiles': { files: [{ oldUri: code.uri, newUri: uriOf(folder, 'm.c') }] },
      'workspace/symbol': { query: 'stop' },
      'textDocument/documentSymbol': { textDocument: spec },
      'textDocument/documentLink': { textDocument: spec },
      'textDocument/foldingRange': { textDocument: spec },
      'textDocument/selectionRange': { textDocument: spec, positions: [inSpec.position] },
      'textDocument/semanticTokens/full': { textDocument: spec },
      'textDocument/semanticTokens/range': { textDocument: spec, range },
      'textDocument/codeLens': { textDocument: code },
      'codeLens/resolve': { range, data: { uri: code.uri, subject: 'main', question: 'trace' } },
      'textDocument/inlayHint': { textDocument: code, range },
      'textDocument/codeAction': {
        textDocument: code,
        range,
        context: { diagnostics: [{ range, message: 'x', code: 'LT002' }], only: ['quickfix'] },
      },
      'codeAction/resolve': { title: 'x', data: { uri: code.uri, version: 1, code: 'LT002', offset: 3, fix: 'x' } },
      'textDocument/diagnostic': { textDocument: code },
      'textDocument/prepareTypeHierarchy': inSpec,
      'typeHierarchy/supertypes': fromItem,
      'typeHierarchy/subtypes': fromItem,
      'textDocument/prepareCallHierarchy': inSpec,
      'callHierarchy/incomingCalls': fromItem,
      'callHierarchy/outgoingCalls': fromItem,
    };
  }

  /** What somebody who asks rightly may be told as well. */
  const REASONABLE: readonly number[] = [
    ErrorCodes.InvalidParams,
    LSPErrorCodes.ContentModified,
    LSPErrorCodes.RequestFailed,
  ];

  it('end requests as invalid, or do not matter', async () => {
    const unexpected: string[] = [];
    for (const [method, valid] of Object.entries(requests())) {
      for (const params of [null, [], [1], 'x', {}, ...variations(valid)]) {
        const code = await server.connection.sendRequest(method, params).then(
          () => undefined,
          (error: unknown) => (error instanceof ResponseError ? error.code : error),
        );
        if (code === undefined || REASONABLE.some((each) => each === code)) continue;
        unexpected.push(`${method} ${JSON.stringify(params)}: ${code}`);
      }
    }
    assert.deepEqual(unexpected, []);
  });

  it('say what is wrong with them', async () => {
    await assert.rejects(server.connection.sendRequest('textDocument/rename', { textDocument: {} }), {
      code: ErrorCodes.InvalidParams,
      message: 'textDocument/rename needs an object with valid textDocument, position, newName',
    });
  });

  it('have notifications passed over, and named in the log', async () => {
    const uri = uriOf(folder, 'main.c');
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const elsewhere = { uri: uriOf(folder, 'elsewhere.c'), languageId: 'c', version: 1, text: '' };
    const folders = [{ uri: uriOf(folder, 'none'), name: 'none' }];
    const notifications = {
      'textDocument/didOpen': { textDocument: elsewhere },
      'textDocument/didChange': { textDocument: { uri, version: 2 }, contentChanges: [{ range, text: '/' }] },
      'textDocument/didSave': { textDocument: { uri } },
      'textDocument/didClose': { textDocument: { uri: elsewhere.uri } },
      'workspace/didChangeConfiguration': { settings: {} },
      'workspace/didChangeWatchedFiles': { changes: [{ uri, type: 2 }] },
      'workspace/didChangeWorkspaceFolders': { event: { added: folders, removed: folders } },
    };
    for (const [method, valid] of Object.entries(notifications)) {
      for (const params of [null, [], 'x', ...variations(valid)])
        await server.connection.sendNotification(method, params);
    }
    const status: ServerStatus = await server.connection.sendRequest(StatusRequest.method);
    assert.ok(status.folders.some(({ uri: address }) => address === uriOf(folder)));
    assert.ok(
      passedOver.includes(
        'Passed over: textDocument/didChange needs an object with valid textDocument, contentChanges',
      ),
    );
    assert.deepEqual(
      passedOver.filter((message) => message.includes('failed')),
      [],
    );
  });

  it('refuse a client that does not say who it is', async () => {
    const capabilities: ClientCapabilities = JSON.parse('{ "general": { "positionEncodings": 5 } }');
    await assert.rejects(LanguageServer.start([folder], { capabilities }), { code: ErrorCodes.InvalidParams });
  });

  it('take a column behind the end of its line for the end of the line', async () => {
    await server.change(folder, 'main.c', CODE);
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 1e9 } };
    const context = { diagnostics: [] };
    assert.deepEqual(await server.ask('textDocument/codeAction', folder, 'main.c', 0, 0, { range, context }), []);
  });
});
