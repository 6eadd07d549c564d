import assert from 'node:assert/strict';
import { MatrixStore } from '../../../client/src/webview/matrix/matrixStore.ts';
import type {
  MatrixHead,
  MatrixRow,
  MatrixRows,
  MatrixRowsParams,
  MatrixShape,
} from '../../../server/src/protocol/traceMatrix.ts';

const SHAPE: MatrixShape = {
  revision: 1,
  folder: 'file:///pump',
  folders: [],
  types: [],
  rows: 'SRS',
  columns: [],
  offered: [],
  total: 100_000,
  shown: 100_000,
  counted: 100_000,
  whole: 0,
  statuses: [],
  levels: [],
  levelTerm: 'class',
};

const GRID: MatrixShape = { ...SHAPE, grid: { id: 'ST', label: 'software system test', count: 1000, traced: 0 } };

function rowAt(index: number, revision: number): MatrixRow {
  const id = `SRS-${index}`;
  return { key: id, id, title: `${revision}`, status: 'draft', cells: [], gaps: [], gap: false, marks: [] };
}

function answer({ from, count, columnFrom = 0, columnCount = 0 }: MatrixRowsParams, revision = 1): MatrixRows {
  const rows = Array.from({ length: count }, (_, at) => rowAt(from + at, revision));
  const head = (at: number): MatrixHead => ({ name: `ST-${columnFrom + at}`, title: '', traced: true, broken: false });
  return { revision, from, rows, columnFrom, heads: Array.from({ length: columnCount }, (_, at) => head(at)) };
}

describe('The rows of a matrix that the page holds', () => {
  let asked: MatrixRowsParams[];
  let store: MatrixStore;

  beforeEach(() => {
    asked = [];
    store = new MatrixStore((params) => asked.push(params));
    store.begin({}, SHAPE, false);
  });

  const answerAll = (revision = 1): boolean[] => asked.splice(0).map((params) => store.take(answer(params, revision)));

  it('are asked for once, in parts that hold what is seen', () => {
    store.want({ from: 90, to: 130 }, { from: 0, to: 0 });
    store.want({ from: 95, to: 135 }, { from: 0, to: 0 });
    assert.deepEqual(
      asked.map(({ from }) => from),
      [0, 100],
    );
    assert.equal(store.row(120), undefined);
    assert.deepEqual(answerAll(), [true, true]);
    assert.equal(store.row(120)?.id, 'SRS-120');
    store.want({ from: 90, to: 130 }, { from: 0, to: 0 });
    assert.deepEqual(asked, []);
  });

  it('are shown until newer ones have come', () => {
    store.want({ from: 0, to: 30 }, { from: 0, to: 0 });
    answerAll();
    store.begin({}, { ...SHAPE, revision: 2 }, true);
    assert.equal(store.row(7)?.title, '1');
    store.want({ from: 0, to: 30 }, { from: 0, to: 0 });
    answerAll(2);
    assert.equal(store.row(7)?.title, '2');
  });

  it('are forgotten when another matrix is shown', () => {
    store.want({ from: 0, to: 30 }, { from: 0, to: 0 });
    answerAll();
    const { generation } = store;
    store.begin({ text: 'x' }, SHAPE, false);
    assert.equal(store.row(7), undefined);
    assert.notEqual(store.generation, generation);
  });

  it('are not taken from another revision', () => {
    store.want({ from: 0, to: 30 }, { from: 0, to: 0 });
    assert.deepEqual(answerAll(2), [false]);
    assert.equal(store.row(7), undefined);
  });

  it('are held as far as somebody has been lately', () => {
    for (let from = 0; from < 100_000; from += 100) {
      store.want({ from, to: from + 50 }, { from: 0, to: 0 });
      answerAll();
    }
    assert.equal(store.row(0), undefined);
    assert.equal(store.row(99_900)?.id, 'SRS-99900');
    store.want({ from: 0, to: 50 }, { from: 0, to: 0 });
    assert.equal(asked.length, 1);
  });

  it('come with those columns of the grid that are seen', () => {
    store.begin({ grid: 'ST' }, GRID, false);
    store.want({ from: 0, to: 40 }, { from: 180, to: 210 });
    assert.deepEqual(
      asked.map(({ columnFrom }) => columnFrom),
      [100, 200],
    );
    answerAll();
    assert.equal(store.head({ from: 0, to: 40 }, 205)?.name, 'ST-205');
    assert.equal(store.head({ from: 0, to: 40 }, 305), undefined);
  });
});
