import assert from 'node:assert/strict';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import {
  type NoTag,
  TagAtRequest,
  type TracedType,
  type TraceRoot,
  TraceRootRequest,
  type TraceRow,
  TraceRowsRequest,
  TraceTextRequest,
  TraceTypesRequest,
  type TraceView,
} from '../../server/src/protocol/traceExplorer.ts';
import { uriOf } from '../support/languageServer.ts';
import { servedProject } from '../support/servedProject.ts';

const CODE = [
  '/** Stops the pump.',
  ' *  @implements SRS-1 */',
  'int stop(void) { return 0; }',
  '',
  'int start(void) {',
  '  return 1;',
  '}',
  '',
].join('\n');

const FILES = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec/srs.md': '# SYS-1 Air\n\n# SRS-1 Stop\n\n- derives: SYS-1, SYS-9\n\n# HAZ-1 Air\n',
  'src/pump.c': CODE,
};

describe('the trace explorer over the protocol', () => {
  const at = servedProject(FILES);

  const rootAt = (file: string, line: number, column: number): Promise<TraceRoot | null> =>
    at.server.connection.sendRequest(TraceRootRequest.method, { uri: uriOf(at.folder, file), line, column });

  const rows = (root: TraceRoot, row?: string, view?: TraceView): Promise<TraceRow[]> =>
    at.server.connection.sendRequest(TraceRowsRequest.method, { root, row, view });

  const root = (node: string): TraceRoot => ({ folder: uriOf(at.folder), node });

  /** Labels of the rows below a heading, those of missing links left out. */
  async function below(top: TraceRoot, heading: string, view?: TraceView): Promise<readonly string[]> {
    const [first] = await rows(top, undefined, view);
    const headings = await rows(top, first?.id, view);
    const group = headings.find(({ label }) => label === heading);
    const found = group ? await rows(top, group.id, view) : [];
    return found.filter(({ kind }) => kind !== 'missing').map(({ label }) => label);
  }

  it('finds what stands at a place: an item, a tag, an unknown ID, a unit, or what is around', async () => {
    assert.deepEqual(await rootAt('spec/srs.md', 2, 4), root('item SRS-1'));
    assert.deepEqual(await rootAt('spec/srs.md', 4, 20), root('broken SYS-9'));
    assert.deepEqual(await rootAt('src/pump.c', 1, 18), root('item SRS-1'));
    assert.deepEqual(await rootAt('src/pump.c', 4, 5), root('unit src/pump.c#start'));
    assert.deepEqual(await rootAt('src/pump.c', 5, 4), root('unit src/pump.c#start'));
    assert.equal(await rootAt('src/pump.c', 3, 0), null);
    assert.equal(await rootAt('nowhere.c', 0, 0), null);
  });

  it('gives rows with places, roots and rules', async () => {
    const [top] = await rows(root('item SRS-1'));
    assert.equal(top?.label, 'SRS-1 Stop');
    assert.deepEqual(top?.target, {
      uri: uriOf(at.folder, 'spec/srs.md'),
      line: 2,
      column: 2,
      endLine: 2,
      endColumn: 7,
    });
    assert.equal(top?.item, 'SRS-1');
    const headings = await rows(root('item SRS-1'), top?.id);
    assert.deepEqual(
      headings.map(({ label }) => label),
      ['Why', 'Realized by', 'Tests'],
    );
    const [missing] = await rows(root('item SRS-1'), headings[2]?.id);
    assert.equal(missing?.kind, 'missing');
    assert.equal(missing?.rule, 'LT301');
    const [, broken] = await rows(root('item SRS-1'), headings[0]?.id);
    assert.equal(broken?.kind, 'broken');
    assert.deepEqual(broken?.root, root('broken SYS-9'));
  });

  it('follows every change of the texts', async () => {
    assert.deepEqual(await below(root('item SRS-1'), 'Realized by'), ['stop']);
    await at.server.open(at.folder, 'src/pump.c', CODE);
    await at.server.change(at.folder, 'src/pump.c', CODE.replace('int start', '/** @implements SRS-1 */\nint start'));
    assert.deepEqual(await below(root('item SRS-1'), 'Realized by'), ['start', 'stop']);
    await at.server.open(at.folder, 'spec/srs.md', FILES['spec/srs.md'], 'markdown');
    await at.server.change(at.folder, 'spec/srs.md', FILES['spec/srs.md'].replace('SRS-1', 'SRS-2'));
    assert.deepEqual(await rows(root('item SRS-1')), []);
  });

  it('filters, and takes a filter of the wrong form for none', async () => {
    assert.deepEqual(await below(root('item SRS-1'), 'Why', { gapsOnly: true }), ['SYS-9 not defined anywhere']);
    const wrong = { text: 1, types: 'SRS', gapsOnly: 'yes' } as unknown as TraceView;
    assert.deepEqual(await below(root('item SRS-1'), 'Why', wrong), ['SYS-1 Air', 'SYS-9 not defined anywhere']);
  });

  it('gives a trace as text, and the types in it', async () => {
    const text = await at.server.connection.sendRequest<string>(TraceTextRequest.method, { root: root('item SRS-1') });
    assert.match(text, /^SRS-1 Stop .*spec\/srs\.md:3\n {2}Why\n {4}derives: SYS-1 Air spec\/srs\.md:1\n/);
    assert.match(text, /\n {4}missing: SRS-1 is not verified by any test .*\(LT301\)/);
    const types = await at.server.connection.sendRequest<TracedType[]>(TraceTypesRequest.method, {
      root: root('item SRS-1'),
    });
    assert.deepEqual(
      types.map(({ type, count }) => `${type} ${count}`),
      ['unit 1', 'SRS 1', 'SYS 1'],
    );
  });

  it('answers nothing about a folder or a node that is gone', async () => {
    assert.deepEqual(await rows({ folder: 'file:///nowhere', node: 'item SRS-1' }), []);
    assert.deepEqual(await rows(root('item SRS-77')), []);
    assert.equal(await at.server.connection.sendRequest(TraceTextRequest.method, { root: root('item SRS-77') }), '');
  });

  describe('writes a tag for an item that is dropped', () => {
    const tagAt = (node: string, line: number, column: number): Promise<WorkspaceEdit | NoTag | null> =>
      at.server.connection.sendRequest(TagAtRequest.method, {
        uri: uriOf(at.folder, 'src/pump.c'),
        line,
        column,
        root: root(node),
      });

    it('onto a unit', async () => {
      const edit = await tagAt('item SRS-1', 5, 3);
      assert.ok(edit && 'changes' in edit);
      assert.deepEqual(
        edit.changes?.[uriOf(at.folder, 'src/pump.c')]?.map(({ newText, range }) => [newText, range.start]),
        [['/** @implements SRS-1 */\n', { line: 4, character: 0 }]],
      );
    });

    it('but not a second time, not outside of units, and not for what code does not name', async () => {
      assert.deepEqual(await tagAt('item SRS-1', 2, 5), { reason: 'namedAlready', unit: 'stop' });
      assert.equal(await tagAt('item SRS-1', 3, 0), null);
      assert.equal(await tagAt('item HAZ-1', 5, 3), null);
      assert.equal(await tagAt('broken SYS-9', 5, 3), null);
    });
  });
});
