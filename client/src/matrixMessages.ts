import type {
  MatrixQuery,
  MatrixRows,
  MatrixRowsParams,
  MatrixShape,
  MatrixShapeParams,
  Target,
} from '../../server/src/protocol.ts';

/** Extension → page of the trace matrix. */
export type ToMatrix =
  /** The index has changed: what the page shows may be out of date. */
  | { readonly type: 'changed' }
  | { readonly type: 'wait'; readonly text: string }
  | { readonly type: 'shape'; readonly asked: number; readonly shape: MatrixShape }
  | { readonly type: 'rows'; readonly asked: number; readonly rows: MatrixRows };

/** Page of the trace matrix → extension. Questions carry a number, which comes back with the answer. */
export type FromMatrix =
  | { readonly type: 'shape'; readonly asked: number; readonly params: MatrixShapeParams }
  | { readonly type: 'rows'; readonly asked: number; readonly params: MatrixRowsParams }
  | { readonly type: 'open'; readonly target: Target; readonly focusEditor: boolean }
  | { readonly type: 'ruleHelp'; readonly code: string }
  /** Copy all rows of a matrix, or a text of its page. */
  | { readonly type: 'copyRows'; readonly query: MatrixQuery }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'save'; readonly query: MatrixQuery };
