import assert from 'node:assert/strict';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Range,
  TypeHierarchyItem,
  TypeHierarchyRegistrationOptions,
} from 'vscode-languageserver/node';
import { SymbolTag } from 'vscode-languageserver/node';
import { uriOf } from '../support/languageServer.ts';
import { servedProject } from '../support/servedProject.ts';

const FILES = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec/srs.md': [
    '# SYS-1 Air',
    '# SRS-1 Stop',
    'The software shall stop.',
    '- derives: SYS-1, SYS-9',
    '- implements: RC-1',
    '# SRS-2 Old',
    '- refines: SRS-1',
    '- status: obsolete',
    '# ST-1 Stop the pump',
    '- verifies: SRS-1',
    '# TR-1 Run',
    '- records: ST-1',
    '- result: pass',
    '',
  ].join('\n'),
  'spec/risk.yaml': 'RC-1: {title: Air stop, mitigates: HS-1}\nHS-1: {title: Air bolus}\n',
  'spec/parts.yaml': 'SI-1: {title: Monitor}\nIT-1: {title: Bring up, verifies: SI-1}\n',
  'src/pump.c': '/** @implements SRS-1 */\nint stop(void) { return 0; }\n',
  'test/test_pump.c': '/** @verifies SRS-1 */\nvoid test_stop(void) { }\n',
};

describe('hierarchies over the protocol', () => {
  const at = servedProject(FILES);

  const words = ({ name, detail }: TypeHierarchyItem | CallHierarchyItem): string => `${name} (${detail})`;

  async function types(
    method: 'supertypes' | 'subtypes',
    item: TypeHierarchyItem | undefined,
  ): Promise<TypeHierarchyItem[]> {
    assert.ok(item);
    return at.server.connection.sendRequest(`typeHierarchy/${method}`, { item });
  }

  async function prepared(file: string, line: number, column = 3): Promise<TypeHierarchyItem[] | null> {
    return at.server.ask('textDocument/prepareTypeHierarchy', at.folder, file, line, column);
  }

  it('are offered for specifications only', () => {
    const { typeHierarchyProvider, callHierarchyProvider } = at.server.initialized.capabilities;
    for (const provider of [typeHierarchyProvider, callHierarchyProvider]) {
      const { documentSelector } = provider as TypeHierarchyRegistrationOptions;
      const languages = documentSelector?.map(
        (each) => typeof each === 'object' && 'language' in each && each.language,
      );
      assert.deepEqual(languages, ['markdown', 'yaml', 'restructuredtext']);
    }
  });

  it('show the trace: supertypes say why, subtypes what realises it', async () => {
    const [item] = (await prepared('spec/srs.md', 1)) ?? [];
    assert.equal(item?.name, 'SRS-1 Stop');
    assert.deepEqual(item?.selectionRange, { start: { line: 1, character: 2 }, end: { line: 1, character: 7 } });
    assert.deepEqual((await types('supertypes', item)).map(words), [
      'SYS-1 Air (derives · system requirement)',
      'SYS-9 not defined anywhere (derives)',
      'RC-1 Air stop (implements · risk control)',
    ]);
    const subtypes = await types('subtypes', item);
    assert.deepEqual(subtypes.map(words), [
      'SRS-2 Old (refined by · software requirement · obsolete)',
      'stop (implemented by)',
    ]);
    assert.deepEqual(subtypes[0]?.tags, [SymbolTag.Deprecated]);
    const control = (await types('supertypes', item)).at(-1);
    assert.deepEqual((await types('supertypes', control)).map(words), [
      'HS-1 Air bolus (mitigates · hazardous situation)',
    ]);
  });

  it('start from any place in an item, from a reference, and from an unknown ID', async () => {
    assert.equal((await prepared('spec/srs.md', 2))?.[0]?.name, 'SRS-1 Stop');
    assert.equal((await prepared('spec/srs.md', 3, 12))?.[0]?.name, 'SYS-1 Air');
    const [broken] = (await prepared('spec/srs.md', 3, 20)) ?? [];
    assert.equal(broken?.name, 'SYS-9 not defined anywhere');
    assert.deepEqual((await types('subtypes', broken)).map(words), ['SRS-1 Stop (derived by · software requirement)']);
  });

  it('leave code to its language, and say nothing where nothing is', async () => {
    assert.equal(await prepared('src/pump.c', 1, 5), null);
    assert.equal(await at.server.ask('textDocument/prepareCallHierarchy', at.folder, 'src/pump.c', 0, 18), null);
    assert.equal(await prepared('nowhere.md', 0), null);
    assert.deepEqual(
      await types('subtypes', (await prepared('spec/risk.yaml', 0))?.map((item) => ({ ...item, data: 'else' }))[0]),
      null,
    );
  });

  describe('as verification flow', () => {
    async function prepareCalls(file: string, line: number): Promise<CallHierarchyItem> {
      const items = await at.server.ask<CallHierarchyItem[] | null>(
        'textDocument/prepareCallHierarchy',
        at.folder,
        file,
        line,
        3,
      );
      assert.ok(items?.[0]);
      return items[0];
    }

    const incoming = (item: CallHierarchyItem): Promise<CallHierarchyIncomingCall[]> =>
      at.server.connection.sendRequest('callHierarchy/incomingCalls', { item });
    const outgoing = (item: CallHierarchyItem): Promise<CallHierarchyOutgoingCall[]> =>
      at.server.connection.sendRequest('callHierarchy/outgoingCalls', { item });
    const starts = (ranges: readonly Range[]): string =>
      ranges.map(({ start }) => `${start.line}:${start.character}`).join(' ');

    it('show as incoming calls what speaks for an item, with where it says so', async () => {
      const calls = await incoming(await prepareCalls('spec/srs.md', 1));
      assert.deepEqual(
        calls.map(({ from, fromRanges }) => `${words(from)} ${starts(fromRanges)}`),
        ['ST-1 Stop the pump (verified by · software system test · pass) 9:12', 'test_stop (verified by) 0:14'],
      );
      assert.equal(calls[1]?.from.uri, uriOf(at.folder, 'test/test_pump.c'));
      const results = await incoming(calls[0]?.from as CallHierarchyItem);
      assert.deepEqual(
        results.map(({ from }) => words(from)),
        ['TR-1 Run (result in · test result)'],
      );
    });

    it('count no test of what merely satisfies an item', async () => {
      await at.server.open(
        at.folder,
        'spec/parts.yaml',
        FILES['spec/parts.yaml'].replace('title: Monitor', 'title: Monitor, satisfies: SRS-1'),
        'yaml',
      );
      const calls = await incoming(await prepareCalls('spec/srs.md', 1));
      assert.deepEqual(
        calls.map(({ from }) => from.name.split(' ')[0]),
        ['ST-1', 'test_stop'],
      );
    });

    it('reach the tests of an item that is tested by way of others', async () => {
      const calls = await incoming(await prepareCalls('spec/srs.md', 0));
      assert.deepEqual(
        calls.map(({ from }) => words(from)),
        ['SRS-1 Stop (derived by · software requirement)'],
      );
    });

    it('show as outgoing calls what rests on a test', async () => {
      const [call] = await outgoing(await prepareCalls('spec/srs.md', 8));
      assert.equal(
        call && `${words(call.to)} ${starts(call.fromRanges)}`,
        'SRS-1 Stop (verifies · software requirement) 9:12',
      );
      const further = await outgoing(call?.to as CallHierarchyItem);
      assert.deepEqual(
        further.map(({ to, fromRanges }) => `${to.name} ${starts(fromRanges)}`),
        ['SYS-1 Air 3:11', 'SYS-9 not defined anywhere 3:18', 'RC-1 Air stop 4:14'],
      );
    });
  });
});
