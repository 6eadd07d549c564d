import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CODE, definedTypes, TEST_CODE } from '../../../server/src/answers/tracing/matrixKinds.ts';
import { type MatrixRow, matrixTable } from '../../../server/src/answers/tracing/matrixTable.ts';
import { gridCells, tableCells, tableText } from '../../../server/src/answers/tracing/matrixText.ts';
import {
  type MatrixView,
  matrixGrid,
  type TraceMatrix,
  traceMatrix,
} from '../../../server/src/answers/tracing/traceMatrix.ts';
import type { TraceContext } from '../../../server/src/answers/tracing/traceNode.ts';
import { traceContext } from '../../../server/src/answers/tracing/traceSteps.ts';
import { LINK_KINDS } from '../../../server/src/model/linkKind.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { projectOf } from '../../support/project.ts';

/** The matrix without anybody's wishes. */
const WHOLE_MATRIX: MatrixView = {
  columns: undefined,
  text: '',
  statuses: [],
  levels: [],
  gapsOnly: false,
  sort: undefined,
};

const PUMP = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec/system.md': '# SYS-1 Stop on air\n',
  'spec/software.md': [
    '# SRS-10 Stop the pump',
    '- status: approved',
    '- derives: SYS-1',
    '',
    '# SRS-2 Sound the alarm',
    '- status: draft',
    '- derives: SYS-9',
    '',
    '# SRS-3 Blink',
    '- status: obsolete',
    '',
    '# SYS-2 Beep',
    '- derives: SRS-10',
    '',
  ].join('\n'),
  'tests/plan.md': '# ST-1 Air in the line\n- verifies: SRS-10\n\n# ST-2 Old\n- status: obsolete\n- verifies: SRS-2\n',
  'src/pump.c': '/** @implements SRS-10 */\nint stop(void) { return 0; }\n',
  'tests/pump_test.c': '/** @verifies SRS-10 */\nvoid test_stop(void) { }\n',
};

interface Looked {
  readonly context: TraceContext;
  readonly matrix: TraceMatrix;
}

function look(files: Readonly<Record<string, string>>, type: string, view: Partial<MatrixView> = {}): Looked {
  const snapshot = projectOf(files);
  const context = traceContext(snapshot, evaluate(snapshot));
  const table = allOf(matrixTable(context, type));
  return { context, matrix: allOf(traceMatrix(snapshot, table, { ...WHOLE_MATRIX, ...view }, definedTypes(snapshot))) };
}

function ids({ matrix }: Looked): readonly string[] {
  return matrix.rows.map(({ item }) => item.id);
}

function cell(rows: readonly MatrixRow[], id: string, kind: string): readonly string[] {
  const row = rows.find(({ item }) => item.id === id);
  return (row?.cells.get(kind) ?? []).map(({ name, state, words }) => `${name} ${state}: ${words.join(', ')}`);
}

describe('The trace matrix', () => {
  it('shows for each item what it is linked to, in both directions', () => {
    const { rows } = look(PUMP, 'SRS').matrix;
    assert.deepEqual(cell(rows, 'SRS-10', 'ST'), ['ST-1 sound: verified by']);
    assert.deepEqual(cell(rows, 'SRS-10', CODE), ['stop sound: implemented by']);
    assert.deepEqual(cell(rows, 'SRS-10', TEST_CODE), ['test_stop sound: verified by']);
    assert.deepEqual(cell(look(PUMP, 'ST').matrix.rows, 'ST-1', 'SRS'), ['SRS-10 sound: verifies']);
  });

  it('tells links apart that count for nothing', () => {
    const { rows } = look(PUMP, 'SRS').matrix;
    assert.deepEqual(cell(rows, 'SRS-2', 'SYS'), ['SYS-9 broken: derives']);
    assert.deepEqual(cell(rows, 'SRS-2', 'ST'), ['ST-2 suspect: verified by (obsolete)']);
    assert.deepEqual(cell(rows, 'SRS-10', 'SYS'), [
      'SYS-1 sound: derives',
      'SYS-2 suspect: derived by (“derives” is not legal from SYS to SRS)',
    ]);
  });

  it('counts what is traced among the rows that are not retired', () => {
    const { counted, total, columns } = look(PUMP, 'SRS').matrix;
    assert.deepEqual([counted, total], [2, 3]);
    assert.deepEqual(
      columns.map(({ id, traced }) => `${id} ${traced}`),
      ['SYS 1', `${CODE} 1`, 'ST 1', `${TEST_CODE} 1`],
    );
  });

  it('offers columns that nothing is linked to, where the profile lets something be', () => {
    const { '.lifetrace/project.yaml': project, 'spec/system.md': system } = PUMP;
    const files = { '.lifetrace/project.yaml': project, 'spec/system.md': system, 'spec/s.md': '# SRS-1 Alone\n' };
    assert.deepEqual(
      look(files, 'SRS').matrix.columns.map(({ id, traced }) => [id, traced]),
      [['SYS', 0]],
    );
  });

  it('filters by text, status and gaps', () => {
    assert.deepEqual(ids(look(PUMP, 'SRS', { text: 'ALARM' })), ['SRS-2']);
    assert.deepEqual(ids(look(PUMP, 'SRS', { text: 'st-1' })), ['SRS-10']);
    assert.deepEqual(ids(look(PUMP, 'SRS', { statuses: ['draft', 'obsolete'] })), ['SRS-2', 'SRS-3']);
    assert.ok(!ids(look(PUMP, 'SRS', { gapsOnly: true })).includes('SRS-3'));
    assert.deepEqual(ids(look(PUMP, 'SRS', { levels: ['Z'] })), []);
  });

  it('sorts by any column, and rows that are equal in it by ID', () => {
    const sort = (column: string, descending = false) => ids(look(PUMP, 'SRS', { sort: { column, descending } }));
    assert.deepEqual(ids(look(PUMP, 'SRS')), ['SRS-2', 'SRS-3', 'SRS-10']);
    assert.deepEqual(sort('id', true), ['SRS-10', 'SRS-3', 'SRS-2']);
    assert.deepEqual(sort('title'), ['SRS-3', 'SRS-2', 'SRS-10']);
    assert.deepEqual(sort(CODE), ['SRS-2', 'SRS-3', 'SRS-10']);
    assert.deepEqual(sort(CODE, true), ['SRS-10', 'SRS-2', 'SRS-3']);
  });

  it('is a grid of marks with all items of a kind, and with IDs of it that nobody defines', () => {
    const { context, matrix } = look(PUMP, 'SRS');
    const grid = allOf(matrixGrid(context, matrix, 'SYS'));
    assert.deepEqual(
      grid.heads.map(({ entry, traced }) => `${entry.name} ${traced}`),
      ['SYS-1 true', 'SYS-2 false', 'SYS-9 false'],
    );
    assert.deepEqual(
      matrix.rows.map((row) => grid.marksOf(row).map(({ column, state }) => `${column} ${state}`)),
      [['2 broken'], [], ['0 sound', '1 suspect']],
    );
    assert.equal(
      allOf(tableText(gridCells(matrix, grid) ?? [], 'csv')),
      'ID,Title,SYS-1,SYS-2,SYS-9\r\nSRS-2,Sound the alarm,,,broken\r\nSRS-3,Blink,,,\r\nSRS-10,Stop the pump,x,suspect,\r\n',
    );
  });

  it('shows items of OpenFastTrace with what covers them', () => {
    const files = {
      'spec/oft.md': '### Login\n`req~login~1`\n\nNeeds: dsn\n\n### Form\n`dsn~form~1`\n\nCovers:\n\n- req~login~1\n',
    };
    const { rows } = look(files, 'req').matrix;
    assert.deepEqual(
      rows.map(({ item }) => item.id),
      ['req~login~1'],
    );
    assert.deepEqual(cell(rows, 'req~login~1', 'dsn'), ['dsn~form~1 sound: covered by']);
  });
});

const IDS = ['SYS-1', 'SRS-1', 'SRS-2', 'SRS-3', 'SI-1', 'UNIT-1', 'HS-1', 'RC-1', 'ST-1', 'SDD-1'];

/** Any links between a few items, to IDs that nobody defines as well. */
const links = fc.array(
  fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...LINK_KINDS), fc.constantFrom(...IDS, 'SRS-99', 'ST-99')),
  {
    maxLength: 25,
  },
);

function projectWith(all: readonly (readonly [string, string, string])[]): Readonly<Record<string, string>> {
  return {
    '.lifetrace/project.yaml': 'product: {name: Pump}\n',
    'spec/all.md': IDS.map((id) => {
      const own = all.filter(([from]) => from === id).map(([, kind, to]) => `- ${kind}: ${to}\n`);
      return `# ${id} Title of ${id}\n${own.join('')}`;
    }).join('\n'),
  };
}

describe('The trace matrix of any project', () => {
  it('has a mark for each link between the types, and no other', () => {
    fc.assert(
      fc.property(
        links,
        fc.constantFrom('SRS', 'ST', 'SI', 'RC'),
        fc.constantFrom('SRS', 'SYS', 'UNIT', 'ST'),
        (all, type, kind) => {
          const { context, matrix } = look(projectWith(all), type);
          const grid = allOf(matrixGrid(context, matrix, kind));
          const marks = matrix.rows.flatMap((row) =>
            grid.marksOf(row).map(({ column }) => `${row.item.id} ${grid.heads[column]?.entry.name}`),
          );
          const { items } = context.snapshot;
          const ends = items.flatMap((item) =>
            item.links.flatMap(({ fact: { to } }) => [
              [item.id, to],
              [to, item.id],
            ]),
          );
          const of = (id: string | undefined, prefix: string) => id?.startsWith(`${prefix}-`) === true;
          const defined = new Set(IDS);
          const expected = ends.flatMap(([a = '', b = '']) =>
            defined.has(a) && of(a, type) && of(b, kind) ? [`${a} ${b}`] : [],
          );
          assert.deepEqual(marks.sort(), [...new Set(expected)].sort());
        },
      ),
      { numRuns: 100 },
    );
  });

  it('says the same as a table and as marks', () => {
    fc.assert(
      fc.property(links, (all) => {
        const { context, matrix } = look(projectWith(all), 'SRS');
        for (const { id, traced } of matrix.columns) {
          const grid = allOf(matrixGrid(context, matrix, id));
          const rows = matrix.rows.filter((row) => grid.marksOf(row).some(({ state }) => state === 'sound'));
          assert.equal(rows.length, traced, id);
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** Reads CSV by RFC 4180. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('The trace matrix as text', () => {
  it('is CSV that says the same when it is read back', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ',', '; ', "'", ' ') });
    const table = fc.array(fc.array(field, { minLength: 3, maxLength: 3 }), { minLength: 1 });
    fc.assert(
      fc.property(table, (cells) => {
        const expected = cells.map((each) => each.map((text) => text.replace(/\s+/g, ' ').trim()));
        assert.deepEqual(readCsv(allOf(tableText(cells, 'csv'))), expected);
      }),
    );
  });

  it('has no cell that a spreadsheet takes for a formula', () => {
    const hostile = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r\n=1',
      ' =1',
      '＝1',
      'a; =1',
      'a;+1',
      '\u202e=1',
      '\u200b@x',
    ];
    for (const notation of ['csv', 'tsv'] as const) {
      for (const text of hostile) {
        const written = allOf(tableText([[text]], notation));
        assert.match(written, /^[^=+\-@＝]*'[=+\-@＝]/, JSON.stringify(text));
        assert.doesNotMatch(written.trimEnd(), /[\r\n\t]/);
      }
    }
  });

  it('keeps a hostile title on its row', () => {
    const title = 'Say "stop", then =cmd|x <b>now</b>';
    const { matrix } = look({ ...PUMP, 'spec/more.md': `# SRS-4 ${title}\n` }, 'SRS', { text: 'cmd' });
    const [heads = [], row = []] = readCsv(allOf(tableText(tableCells(matrix, 'class'), 'csv')));
    assert.deepEqual(heads.slice(0, 4), ['ID', 'Title', 'Status', 'Class']);
    assert.deepEqual(row.slice(0, 2), ['SRS-4', title]);
    assert.equal(row.length, heads.length);
  });

  it('is walked in linear time when thousands of items point to one that nobody defines', () => {
    const items = Array.from({ length: 8000 }, (_, index) => `# SRS-${index} Stop\n- derives: SYS-1\n`);
    const { matrix } = look({ ...PUMP, 'spec/system.md': '', 'spec/more.md': items.join('\n') }, 'SRS');
    const links = matrix.rows.flatMap(({ cells }) => cells.get('SYS') ?? []);
    assert.ok(links.length >= 8000);
  });
});
