import type { MatrixShape } from '../../../../server/src/protocol/traceMatrix.ts';
import { levelWords } from '../../levelWords.ts';
import { l10n } from '../words.ts';

/** A column of the page: one that each matrix has, a kind of linked items, or one linked item of the grid. */
export interface PageColumn {
  readonly kind: 'id' | 'title' | 'status' | 'level' | 'gaps' | 'cell' | 'mark';
  /** What the server sorts by, where the column can be sorted. */
  readonly sort: string | undefined;
  /** Of a cell: its place in the rows. Of a mark: its place among the heads. */
  readonly index: number;
  /** In full, and as short as its head. */
  readonly label: string;
  readonly short: string;
  /** In how many rows it holds a sound link, where it is about links. */
  readonly traced: number | undefined;
  /** In pixels. */
  readonly left: number;
  readonly width: number;
}

const WIDTH = { id: 120, title: 240, status: 100, level: 64, gaps: 160, cell: 150, mark: 28 } as const;

/** The columns of a matrix, laid out from left to right. The grid may have many: they are worked out when they are shown. */
export interface PageColumns {
  readonly count: number;
  readonly width: number;
  readonly at: (index: number) => PageColumn;
  /** The columns that are seen between two places, in pixels. */
  readonly between: (from: number, to: number) => { readonly from: number; readonly to: number };
  /** How many columns come before the marks of a grid. */
  readonly fixed: number;
}

/** Lays out the columns of a matrix. What is left of the width goes to the title. */
export function pageColumns(shape: MatrixShape, available: number): PageColumns {
  const marks = shape.grid?.count ?? 0;
  const plain: Omit<PageColumn, 'left'>[] = [
    own('id', l10n.t('ID')),
    own('title', l10n.t('Title')),
    ...(shape.grid
      ? []
      : [
          own('status', l10n.t('Status')),
          own('level', levelWords(shape.levelTerm, l10n).term),
          ...shape.columns.map(({ id, label, traced }, index) => ({
            kind: 'cell' as const,
            sort: id,
            index,
            label: columnLabel(id, label),
            short: id.startsWith('@') ? columnLabel(id, label) : id,
            traced,
            width: WIDTH.cell,
          })),
          own('gaps', l10n.t('Gaps')),
        ]),
  ];
  const taken = plain.reduce((sum, { width }) => sum + width, 0) + marks * WIDTH.mark;
  const spare = Math.max(0, available - taken);
  let left = 0;
  const fixed = plain.map((column): PageColumn => {
    const width = column.kind === 'title' ? column.width + (shape.grid ? Math.min(spare, 160) : spare) : column.width;
    const placed = { ...column, width, left };
    left += width;
    return placed;
  });
  const marksFrom = left;
  const at = (index: number): PageColumn =>
    fixed[index] ?? {
      kind: 'mark',
      sort: undefined,
      index: index - fixed.length,
      label: '',
      short: '',
      traced: undefined,
      left: marksFrom + (index - fixed.length) * WIDTH.mark,
      width: WIDTH.mark,
    };
  const count = fixed.length + marks;
  return {
    count,
    width: marksFrom + marks * WIDTH.mark,
    at,
    fixed: fixed.length,
    between: (from, to) => {
      // The fixed columns are few: only marks are worth leaving out.
      const first = Math.max(0, Math.floor((from - marksFrom) / WIDTH.mark));
      const last = Math.min(marks, Math.ceil((to - marksFrom) / WIDTH.mark));
      return { from: fixed.length + Math.min(first, marks), to: fixed.length + Math.max(last, Math.min(first, marks)) };
    },
  };
}

function own(kind: Exclude<PageColumn['kind'], 'cell' | 'mark'>, label: string): Omit<PageColumn, 'left'> {
  return { kind, sort: kind, index: 0, label, short: label, traced: undefined, width: WIDTH[kind] };
}

/** A kind of column as its head says it. */
export function columnLabel(id: string, label: string): string {
  if (id === '@code') return l10n.t('Code');
  return id === '@tests' ? l10n.t('Tests in code') : id === label ? id : `${id} ${label}`;
}
