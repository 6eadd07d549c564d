import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type FileMarks,
  FileMarksRequest,
  FileSummariesRequest,
  type FileSummary,
  type LifecycleNode,
  LifecycleRequest,
  type NamedItem,
  NamedItemRequest,
} from '../../server/src/protocol.ts';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { inRepository } from '../support/repositoryRoot.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

const SAMPLE = inRepository('samples/aria-sp1');
const DRIVER = 'src/pump/motor_driver.c';

describe('marks and summaries of files over the protocol', () => {
  let server: LanguageServer;

  before(async () => {
    server = await LanguageServer.start([SAMPLE]);
    await server.ready();
  });

  after(() => server.stop());

  function marks(file: string): Promise<FileMarks | null> {
    return server.connection.sendRequest(FileMarksRequest.method, { uri: uriOf(SAMPLE, file) });
  }

  it('mark the functions of a file at their names', async () => {
    const lines = readFileSync(path.join(SAMPLE, DRIVER), 'utf8').split('\n');
    const answer = await marks(DRIVER);
    const named = (answer?.units ?? []).map(
      ({ state, line, column, endColumn }) => `${lines[line]?.slice(column, endColumn)} ${state}`,
    );
    assert.ok(named.includes('calibrate_stroke untraced'), named.join());
    assert.ok(named.some((each) => each.endsWith(' tested')));
    assert.deepEqual([answer?.summary.code, answer?.summary.level, answer?.summary.untraced], [true, 'C', 1]);
  });

  it('follow what somebody types', async () => {
    const text = readFileSync(path.join(SAMPLE, DRIVER), 'utf8');
    await server.open(SAMPLE, DRIVER, text);
    await server.change(SAMPLE, DRIVER, `int new_one(void)\n{\n    return 1;\n}\n\n${text}`);
    const first = (await marks(DRIVER))?.units[0];
    assert.deepEqual([first?.state, first?.line, first?.column], ['untraced', 0, 4]);
    await server.close(SAMPLE, DRIVER);
  });

  it('answer for many files at once, in their order, and nothing for files that nobody reads', async () => {
    const files = [
      DRIVER,
      'media/nothing.png',
      'ui/src/programScreen.ts',
      'spec/srs/alarms.md',
      'tests/unit/test_watchdog.c',
    ];
    const uris = [...files.map((file) => uriOf(SAMPLE, file)), 'untitled:Untitled-1', uriOf('/elsewhere', 'a.c')];
    const answers = await server.connection.sendRequest<(FileSummary | null)[]>(FileSummariesRequest.method, { uris });
    assert.deepEqual(
      answers.map((each) => each && [each.code, each.level]),
      [[true, 'C'], null, [true, 'B'], [false, 'C'], [false, undefined], null, null],
    );
  });

  it('name the item at a place with a link to where it is defined', async () => {
    const line = readFileSync(path.join(SAMPLE, DRIVER), 'utf8')
      .split('\n')
      .findIndex((each) => each.includes('@implements'));
    const column = 1 + (readFileSync(path.join(SAMPLE, DRIVER), 'utf8').split('\n')[line] ?? '').indexOf('SRS-');
    const ask = (at: object): Promise<NamedItem | null> =>
      server.connection.sendRequest(NamedItemRequest.method, { uri: uriOf(SAMPLE, DRIVER), ...at });
    const named = await ask({ line, column });
    assert.match(named?.id ?? '', /^SRS-\d+$/);
    assert.match(named?.markdown ?? '', /^\[SRS-\d+ .*\]\(\/spec\/srs\/[a-z-]+\.md#srs-\d+-[a-z0-9-]+\)$/);
    assert.equal(await ask({ line: 0, column: 0 }), null);
    assert.equal(await ask({ line: 9999, column: 0 }), null);
  });

  it('have a spoken label on every row of the life cycle', async () => {
    const silent: string[] = [];
    let rows = 0;
    const look = async (parent?: string): Promise<void> => {
      const children = await server.connection.sendRequest<LifecycleNode[]>(
        LifecycleRequest.method,
        parent === undefined ? {} : { node: parent },
      );
      for (const { id, accessibleLabel, label, hasChildren } of children) {
        rows += 1;
        if (accessibleLabel.trim() === '' || label.trim() === '') silent.push(id);
        if (hasChildren) await look(id);
      }
    };
    await look();
    assert.ok(rows > 500, String(rows));
    assert.deepEqual(silent, []);
  });
});

describe('marks in a window without a folder', () => {
  it('are none, and nobody waits for them', async () => {
    const server = await LanguageServer.start([]);
    const uri = uriOf(temporaryProject({ 'a.c': '/* @implements SRS-1 */\nint f(void) { return 0; }\n' }), 'a.c');
    assert.equal(await server.connection.sendRequest(FileMarksRequest.method, { uri }), null);
    assert.deepEqual(await server.connection.sendRequest(FileSummariesRequest.method, { uris: [uri] }), [null]);
    assert.equal(await server.connection.sendRequest(NamedItemRequest.method, { uri, line: 0, column: 15 }), null);
    await server.stop();
  });
});
