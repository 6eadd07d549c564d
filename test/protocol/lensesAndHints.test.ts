import assert from 'node:assert/strict';
import type { CodeLens, InlayHint } from 'vscode-languageserver/node';
import { SHOW_PLACES_COMMAND, type ShowPlaces } from '../../server/src/protocol/commands.ts';
import {
  type LensPlacesParams,
  LensPlacesRequest,
  OPEN_LENS_COMMAND,
  type OpenLens,
} from '../../server/src/protocol/lenses.ts';
import type { Target } from '../../server/src/protocol/target.ts';
import { LanguageServer, uriOf } from '../support/languageServer.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

const CODE =
  '/* @implements SRS-1 */\nint stop(void) { return 0; }\n\n/* @implements SRS-2 */\nint go(void) { return 0; }\n';
const PROJECT = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec.md': '# SS-1 Pump\n- safetyClass: C\n# SRS-1 Stop at once\n# SRS-2 Go\n# ST-1 Stop test\n- verifies: SRS-1\n',
  'src/stop.c': CODE,
  'test/stop.c': '/* @verifies SRS-1 */\nvoid test_stop(void) { }\n',
};

describe('code lenses and inlay hints over the protocol', () => {
  let folder: string;
  let server: LanguageServer;
  let asked: string[];

  async function start(options: { capabilities?: object; settings?: unknown; configuration?: unknown } = {}) {
    folder = temporaryProject(PROJECT);
    asked = [];
    server = await LanguageServer.start([folder], {
      capabilities: { workspace: { workspaceFolders: true, ...options.capabilities } },
      settings: options.settings === undefined ? { runsCommands: true } : options.settings,
      answers: {
        'workspace/codeLens/refresh': () => void asked.push('lenses'),
        'workspace/inlayHint/refresh': () => void asked.push('hints'),
        'workspace/configuration': (params) => {
          asked.push(JSON.stringify(params));
          return [options.configuration ?? null];
        },
      },
    });
    await server.ready();
    await server.open(folder, 'src/stop.c', CODE);
  }

  afterEach(() => server.stop());

  function lenses(file = 'src/stop.c'): Promise<CodeLens[] | null> {
    return server.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: uriOf(folder, file) } });
  }

  async function lensTexts(file?: string): Promise<readonly string[]> {
    const unresolved = (await lenses(file)) ?? [];
    const resolved = await Promise.all(
      unresolved.map((lens) => server.connection.sendRequest<CodeLens>('codeLens/resolve', lens)),
    );
    return resolved.map(({ range, command }) => `${range.start.line + 1} ${command?.title}`);
  }

  async function placesOf(lens: LensPlacesParams): Promise<readonly string[]> {
    const places = await server.connection.sendRequest<Target[]>(LensPlacesRequest.method, lens);
    return places.map(({ uri, line }) => `${uri.slice(uriOf(folder).length + 1)}:${line + 1}`);
  }

  async function hints(first = 0, last = 99): Promise<readonly string[]> {
    const found = await server.connection.sendRequest<InlayHint[] | null>('textDocument/inlayHint', {
      textDocument: { uri: uriOf(folder, 'src/stop.c') },
      range: { start: { line: first, character: 0 }, end: { line: last, character: 0 } },
    });
    return (found ?? []).map(({ position, label }) => {
      const text = typeof label === 'string' ? label : label.map(({ value }) => value).join('');
      return `${position.line + 1}:${position.character + 1} ${text}`;
    });
  }

  const ALL_HINTS = ['1:21 Stop at once', '4:21 Go'];

  it('say what a unit traces to, and lead to it when somebody looks', async () => {
    await start();
    const [first] = (await lenses()) ?? [];
    assert.ok(first);
    assert.equal(first.command, undefined, 'what nobody looks at is not worked out');
    const { command } = await server.connection.sendRequest<CodeLens>('codeLens/resolve', first);
    assert.equal(command?.title, 'implements SRS-1 · class C');
    assert.equal(command.command, OPEN_LENS_COMMAND);
    const [position, lens] = command.arguments as unknown as OpenLens;
    assert.deepEqual(position, first.range.start);
    assert.deepEqual(await placesOf(lens), ['spec.md:3']);
    assert.deepEqual(await lensTexts(), [
      '2 implements SRS-1 · class C',
      '2 2 tests',
      '5 implements SRS-2 · class C',
      '5 no test',
    ]);
    assert.deepEqual(await lensTexts('spec.md'), [
      '3 1 implementation',
      '3 2 tests',
      '4 1 implementation',
      '4 no test',
    ]);
  });

  it('lead the clients of others to places that come with them', async () => {
    await start({ settings: {} });
    const [first] = (await lenses()) ?? [];
    assert.ok(first);
    const { command } = await server.connection.sendRequest<CodeLens>('codeLens/resolve', first);
    assert.equal(command?.command, SHOW_PLACES_COMMAND);
    const [uri, position, places] = command.arguments as unknown as ShowPlaces;
    assert.equal(uri, uriOf(folder, 'src/stop.c'));
    assert.deepEqual(position, first.range.start);
    assert.deepEqual(
      places.map((place) => `${place.uri.slice(uriOf(folder).length + 1)}:${place.range.start.line + 1}`),
      ['spec.md:3'],
    );
  });

  it('weigh the same however many places they count, and lead to all of them', async () => {
    const many = Array.from({ length: 300 }, (_, n) => `/* @implements SRS-2 */\nint go_${n}(void) { return 0; }\n`);
    await start();
    await server.change(folder, 'src/stop.c', many.join('\n'));
    const unresolved = (await lenses('spec.md')) ?? [];
    const resolved = await Promise.all(
      unresolved.map((lens) => server.connection.sendRequest<CodeLens>('codeLens/resolve', lens)),
    );
    const counted = resolved.find(({ command }) => command?.title === '300 implementations');
    assert.ok(counted?.command);
    assert.ok(JSON.stringify(counted).length < 1000);
    const [, lens] = counted.command.arguments as unknown as OpenLens;
    const places = await placesOf(lens);
    assert.deepEqual([places.length, places[0], places.at(-1)], [300, 'src/stop.c:2', 'src/stop.c:899']);
    assert.deepEqual(await placesOf({ ...lens, subject: 'SRS-404' }), [], 'what has gone has no places');
  });

  it('count a thousand places and no more', async () => {
    const many = Array.from({ length: 1200 }, (_, n) => `/* @implements SRS-2 */\nint go_${n}(void) { return 0; }\n`);
    await start();
    await server.change(folder, 'src/stop.c', many.join('\n'));
    const texts = await lensTexts('spec.md');
    assert.ok(texts.includes('4 1000+ implementations'), texts.join('\n'));
  });

  it('end as out of date where the unit has gone meanwhile', async () => {
    await start();
    const [first] = (await lenses()) ?? [];
    await server.change(folder, 'src/stop.c', '// nothing\n');
    await assert.rejects(server.connection.sendRequest('codeLens/resolve', first), { code: -32801 });
  });

  it('are those of the part of a document that is asked for', async () => {
    await start();
    assert.deepEqual(await hints(), ALL_HINTS);
    assert.deepEqual(await hints(3, 4), ['4:21 Go']);
  });

  it('can be switched off, on start and later', async () => {
    await start({
      capabilities: { codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
      settings: { codeLens: { enabled: false }, inlayHints: { titles: false } },
    });
    assert.equal(await lenses(), null);
    assert.deepEqual(await hints(), ['2:9 class C', '5:7 class C']);
    asked.length = 0;
    const configure = (lifetrace: object) =>
      server.connection.sendNotification('workspace/didChangeConfiguration', { settings: { lifetrace } });
    await configure({ codeLens: { enabled: true }, inlayHints: { titles: true, classes: false } });
    await server.until(() => new Set(asked).size === 2);
    assert.equal((await lenses())?.length, 4);
    assert.deepEqual(await hints(), ['1:21 Stop at once', '4:21 Go']);
    await configure({ inlayHints: { titles: 'yes', classes: null } });
    assert.deepEqual(await hints(), ALL_HINTS, 'what is no usable value counts as not said');
  });

  it('follow the settings of a client that waits to be asked for them', async () => {
    await start({
      capabilities: { configuration: true },
      settings: null,
      configuration: { inlayHints: { titles: false, classes: false } },
    });
    assert.deepEqual(asked, ['{"items":[{"section":"lifetrace"}]}']);
    assert.deepEqual(await hints(), []);
    assert.equal((await lenses())?.length, 4);
  });

  it('are asked for again when something else changes', async () => {
    await start({ capabilities: { codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } } });
    await server.until(() => new Set(asked).size === 2);
    await lensTexts();
    asked.length = 0;
    await server.open(folder, 'spec.md', PROJECT['spec.md'].replace('Stop at once', 'Stop now'), 'markdown');
    await server.until(() => new Set(asked).size === 2);
    assert.equal((await hints())[0], '1:21 Stop now');
  });

  it('trouble no client that cannot be told', async () => {
    await start();
    await server.change(folder, 'src/stop.c', `${CODE}\n/* @implements SRS-2 */\nint again(void) { return 0; }\n`);
    assert.equal((await lenses())?.length, 6);
    assert.deepEqual(asked, []);
  });
});
