import assert from 'node:assert/strict';
import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
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
