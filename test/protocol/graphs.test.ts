import assert from 'node:assert/strict';
import { type GraphModel, type GraphParams, GraphRequest } from '../../server/src/protocol/graphs.ts';
import { uriOf } from '../support/languageServer.ts';
import { servedProject } from '../support/servedProject.ts';

const SPEC = '# SYS-1 Air\n\n# SRS-1 Stop\n\n- derives: SYS-1, SYS-9\n';

const FILES = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec/srs.md': SPEC,
  'spec/items.md': '# SS-1 System\n\n- class: C\n\n# SI-1 Pump\n\n- partOf: SS-1\n',
  'src/pump.c': '/** @implements SRS-1 */\nint stop(void) { return 0; }\n',
};

describe('the graphs over the protocol', () => {
  const at = servedProject(FILES);

  const graph = (params: Partial<GraphParams>): Promise<GraphModel | null> =>
    at.server.connection.sendRequest(GraphRequest.method, { depth: 1, grown: {}, ...params });
  const about = (node: string) => graph({ root: { folder: uriOf(at.folder), node } });

  it('draw the neighborhood of an item with places to go to', async () => {
    const model = await about('item SRS-1');
    assert.equal(model?.title, 'SRS-1 Stop');
    const [first] = model.nodes;
    assert.deepEqual(first?.target, {
      uri: uriOf(at.folder, 'spec/srs.md'),
      line: 2,
      column: 2,
      endLine: 2,
      endColumn: 7,
    });
    assert.deepEqual(first?.root, { folder: uriOf(at.folder), node: 'item SRS-1' });
    const kinds = Object.fromEntries(model.nodes.map(({ name, kind }) => [name, kind]));
    assert.equal(kinds['SYS-1'], 'item');
    assert.equal(kinds['SYS-9'], 'broken');
    assert.equal(kinds['stop'], 'unit');
    assert.equal(kinds['LT301'], 'missing');
  });

  it('draw the software items with their classes', async () => {
    const model = await graph({});
    assert.equal(model?.title, 'Pump');
    assert.deepEqual(
      model.nodes.map(({ name, level }) => [name, level]),
      [
        ['SS-1', 'C'],
        ['SI-1', 'C'],
      ],
    );
    assert.deepEqual(
      model.edges.map(({ up }) => up),
      ['part of'],
    );
  });

  it('follow every change of the texts', async () => {
    await at.server.open(at.folder, 'spec/srs.md', SPEC, 'markdown');
    await at.server.change(
      at.folder,
      'spec/srs.md',
      SPEC.replace('SYS-9', 'SYS-1').replace('SRS-1 Stop', 'SRS-1 Halt'),
    );
    const model = await about('item SRS-1');
    assert.equal(model?.title, 'SRS-1 Halt');
    assert.ok(!model.nodes.some(({ kind }) => kind === 'broken'));
    await at.server.change(at.folder, 'spec/srs.md', '# SYS-1 Air\n');
    assert.equal((await about('item SRS-1'))?.title, undefined);
  });

  it('take a question of the wrong form for the usual one, and answer nothing about what is gone', async () => {
    const wrong = { root: { folder: uriOf(at.folder), node: 'item SRS-1' }, depth: 'deep', grown: { x: 'y', z: -1 } };
    const model: GraphModel | null = await at.server.connection.sendRequest(GraphRequest.method, wrong);
    assert.equal(model?.title, 'SRS-1 Stop');
    assert.equal(await about('item SRS-77'), null);
    assert.equal(await graph({ root: { folder: 'file:///nowhere', node: 'item SRS-1' } }), null);
    assert.equal(await graph({ folder: 'file:///nowhere' }), null);
  });
});
