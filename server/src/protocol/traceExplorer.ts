import type { Target } from './target.ts';

/** Something whose trace is shown. */
export interface TraceRoot {
  /** Address of the workspace folder. */
  readonly folder: string;
  /** ID of the node in that folder's trace; stable over revisions. */
  readonly node: string;
}

/** A place whose trace is asked for. */
export interface TraceRootParams {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Client → server, request: answers the {@link TraceRoot} of what stands at a place (an item, a reference to one even if
 * nobody defines it, a unit, or what is around), or null where nothing does.
 */
export const TraceRootRequest = { method: 'lifetrace/traceRoot' } as const;

/** How somebody looks at a trace. What is left out lets everything pass. */
export interface TraceView {
  /** A part of an ID, a title, or a name in code. */
  readonly text?: string;
  /** Types of items; `unit` stands for code. */
  readonly types?: readonly string[];
  /** Only what is broken or missing, and what lies on the way to it. */
  readonly gapsOnly?: boolean;
}

/** Parameters of {@link TraceRowsRequest}: rows below a row, or the row at the top. */
export interface TraceRowsParams {
  readonly root: TraceRoot;
  readonly row?: string;
  readonly view?: TraceView;
}

/** One row of the trace explorer. */
export interface TraceRow {
  /** Unique and stable over revisions, so that the tree keeps its expansion. */
  readonly id: string;
  /** `test`: a unit of test code; `broken`: an ID that nobody defines; `missing`: a link that a rule misses. */
  readonly kind: 'item' | 'unit' | 'test' | 'file' | 'broken' | 'missing' | 'group' | 'note';
  /** Type of an item; for a group the part of the trace. */
  readonly type?: string;
  readonly label: string;
  readonly description: string;
  /** Plain Markdown, already escaped. */
  readonly tooltip: string;
  readonly accessibleLabel: string;
  readonly state: 'error' | 'warning' | 'information' | 'plain';
  readonly hasChildren: boolean;
  /** True for a row that is unfolded at first. */
  readonly open: boolean;
  readonly target?: Target;
  /** Code of the rule that misses a link. */
  readonly rule?: string;
  /** Set where a trace may start. */
  readonly root?: TraceRoot;
  /** ID of an item, as it is written into code. */
  readonly item?: string;
}

/** Client → server, request: answers {@link TraceRow}[]; none where the root is gone. */
export const TraceRowsRequest = { method: 'lifetrace/traceRows' } as const;

/** Parameters of {@link TraceTextRequest} and {@link TraceTypesRequest}. */
export interface WholeTraceParams {
  readonly root: TraceRoot;
  readonly view?: TraceView;
}

/** Client → server, request: answers a whole trace as indented lines of plain text; empty where the root is gone. */
export const TraceTextRequest = { method: 'lifetrace/traceText' } as const;

/** A type of items in a trace, and how many there are; `unit` stands for code. */
export interface TracedType {
  readonly type: string;
  readonly label: string;
  readonly count: number;
}

/** Client → server, request: answers {@link TracedType}[]. */
export const TraceTypesRequest = { method: 'lifetrace/traceTypes' } as const;

/** Parameters of {@link TagAtRequest}: an item, and a place in code. */
export interface TagAtParams {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly root: TraceRoot;
}

/** Why a tag is not written. */
export interface NoTag {
  readonly reason: 'namedAlready' | 'noRoom';
  /** Name of the unit that the tag would belong to. */
  readonly unit: string;
}

/**
 * Client → server, request: answers the `WorkspaceEdit` that names an item at the unit around a place, in the notation of
 * its surroundings, or {@link NoTag}; null where no unit is, or where an item of that type is not named in code.
 */
export const TagAtRequest = { method: 'lifetrace/tagAt' } as const;

/** What the trace explorer gives along when a row is dragged, as JSON of a {@link TraceRoot}. */
export const TRACE_MIME = 'application/vnd.lifetrace.trace';
