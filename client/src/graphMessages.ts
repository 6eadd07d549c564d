import type { GraphModel } from '../../server/src/protocol/graphs.ts';
import type { Target } from '../../server/src/protocol/target.ts';
import type { TraceRoot } from '../../server/src/protocol/traceExplorer.ts';

/** What a graph is about, and how much of it is drawn. Kept by the page over restarts of the editor. */
export interface GraphLook {
  /** The neighbourhood of a node, or without it the software items. */
  readonly root?: TraceRoot;
  /** Address of the folder whose software items are drawn; without it the first one that has any. */
  readonly folder?: string;
  readonly depth: number;
  /** How often somebody has asked for more neighbours of a node, by its ID. */
  readonly grown: Readonly<Record<string, number>>;
  /** True to show what is at the cursor, wherever that goes. */
  readonly follows: boolean;
}

/** Extension → graph. */
export type ToGraph =
  | { readonly type: 'show'; readonly model: GraphModel; readonly look: GraphLook }
  | { readonly type: 'wait'; readonly text: string };

/** Graph → extension. */
export type FromGraph =
  /** The page is there and can be given something to show. */
  | { readonly type: 'ready' }
  | { readonly type: 'look'; readonly look: GraphLook }
  | { readonly type: 'open'; readonly target: Target; readonly focusEditor: boolean }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'save'; readonly svg: string; readonly name: string };
