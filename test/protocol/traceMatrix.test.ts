import assert from 'node:assert/strict';
import {
  type MatrixQuery,
  type MatrixRows,
  type MatrixRowsParams,
  MatrixRowsRequest,
  type MatrixShape,
  MatrixShapeRequest,
  type MatrixText,
  MatrixTextRequest,
} from '../../server/src/protocol/traceMatrix.ts';
import { uriOf } from '../support/languageServer.ts';
import { servedProject } from '../support/servedProject.ts';

const FILES = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec/srs.md': '# SYS-1 Air\n\n# SRS-1 Stop <b>now</b>\n\n- derives: SYS-1, SYS-9\n\n# SRS-2 Beep\n\n# SRS-3 Blink\n',
  'src/pump.c': '/** @implements SRS-2 */\nint beep(void) { return 0; }\n',
};

describe('the trace matrix over the protocol', () => {
  const at = servedProject(FILES);

  const shape = (query: MatrixQuery = {}, row?: string): Promise<MatrixShape | null> =>
    at.server.connection.sendRequest(MatrixShapeRequest.method, { query, row });

  const part = (params: Partial<MatrixRowsParams>): Promise<MatrixRows> =>
    at.server.connection.sendRequest(MatrixRowsRequest.method, { query: {}, from: 0, count: 100, ...params });

  const text = (query: MatrixQuery, notation: string): Promise<MatrixText> =>
    at.server.connection.sendRequest(MatrixTextRequest.method, { query, notation });

  it('says what it holds without its rows', async () => {
    const found = await shape({}, 'item SRS-3');
    assert.ok(found);
    assert.equal(found.folder, uriOf(at.folder));
    assert.deepEqual(
      found.types.map(({ id, count }) => `${id} ${count}`),
      ['SYS 1', 'SRS 3'],
    );
    assert.deepEqual([found.rows, found.total, found.shown, found.counted, found.rowAt], ['SRS', 3, 3, 3, 2]);
    assert.deepEqual(
      found.columns.map(({ id, label, traced }) => `${id} ${label} ${traced}`),
      ['SYS system requirement 1', '@code code 1', '@tests tests in code 0'],
    );
  });

  it('shows the newest titles and places, also where no finding is another one', async () => {
    await part({});
    await at.server.open(
      at.folder,
      'spec/srs.md',
      `\n${FILES['spec/srs.md'].replace('Beep', 'Beep twice')}`,
      'markdown',
    );
    const { rows } = await part({});
    const beep = rows.find(({ id }) => id === 'SRS-2');
    assert.deepEqual([beep?.title, beep?.target?.line], ['Beep twice', 7]);
  });

  it('gives rows by range, with the places of items and code', async () => {
    const { rows, from } = await part({ from: 1, count: 1 });
    assert.deepEqual([from, rows.length], [1, 1]);
    const [beep] = rows;
    assert.deepEqual([beep?.id, beep?.key, beep?.target?.line], ['SRS-2', 'item SRS-2', 6]);
    const [code] = beep?.cells[1] ?? [];
    assert.deepEqual(
      [code?.name, code?.link, code?.state, code?.target?.uri, code?.target?.line],
      ['beep', 'implemented by', 'sound', uriOf(at.folder, 'src/pump.c'), 1],
    );
    assert.ok(beep?.gaps.some(({ code: rule, target }) => rule === 'LT301' && target?.line === 6));
    assert.deepEqual((await part({ from: 99 })).rows, []);
  });

  it('gives marks by ranges of rows and columns', async () => {
    const query = { grid: 'SYS' };
    assert.deepEqual((await shape(query))?.grid, { id: 'SYS', label: 'system requirement', count: 2, traced: 1 });
    const all = await part({ query, count: 1 });
    assert.deepEqual(
      all.heads.map(({ name, traced, broken }) => [name, traced, broken]),
      [
        ['SYS-1', true, false],
        ['SYS-9', false, true],
      ],
    );
    assert.deepEqual(all.rows[0]?.marks, [
      { column: 0, state: 'sound', link: 'derives' },
      { column: 1, state: 'broken', link: 'derives' },
    ]);
    const second = await part({ query, count: 1, columnFrom: 1, columnCount: 1 });
    assert.deepEqual([second.heads.length, second.rows[0]?.marks.length], [1, 1]);
  });

  it('filters and sorts in the server', async () => {
    const query: MatrixQuery = { text: 's', columns: ['@code'], sort: { column: '@code', descending: true } };
    assert.deepEqual(
      (await part({ query })).rows.map(({ id }) => id),
      ['SRS-2', 'SRS-1', 'SRS-3'],
    );
    assert.equal((await shape({ ...query, text: 'beep' }))?.shown, 1);
  });

  it('has another revision after a change, and finds a row that has moved', async () => {
    const before = await shape({}, 'item SRS-3');
    await at.server.open(at.folder, 'spec/srs.md', `# SRS-0 First\n\n${FILES['spec/srs.md']}`, 'markdown');
    const after = await shape({}, 'item SRS-3');
    assert.ok(before && after && after.revision > before.revision);
    assert.equal(after.rowAt, 3);
  });

  it('gives all rows as text', async () => {
    const csv = await text({ columns: ['SYS'], text: 'srs-1' }, 'csv');
    assert.ok('text' in csv);
    assert.match(
      csv.text,
      /^ID,Title,Status,Class,SYS \(system requirement\),Gaps\r\nSRS-1,Stop <b>now<\/b>,approved,,SYS-1; SYS-9 \(broken\),.*LT301 .*\r\n$/,
    );
    const tsv = await text({ grid: 'SYS' }, 'tsv');
    assert.ok('text' in tsv);
    assert.equal(tsv.text.split('\n')[1], 'SRS-1\tStop <b>now</b>\tx\tbroken');
  });

  it('answers what makes no sense as if nothing had been asked for', async () => {
    const wrong = { folder: 7, rows: 'NONE', columns: 3, text: [], sort: 'x', grid: 'NONE' } as unknown as MatrixQuery;
    assert.equal((await shape(wrong))?.shown, 3);
    assert.equal((await part({ query: wrong, from: -1, count: 1e9 })).rows.length, 3);
  });
});
