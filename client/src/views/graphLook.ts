import type { GraphLook } from '../graphMessages.ts';
import { isTraceRoot } from '../traceRoot.ts';

/** So far a graph reaches until somebody says otherwise. */
const USUAL_DEPTH = 2;

/** What a page, or an earlier run of the editor, says of a graph; what it says wrong or not at all is as usual. */
export function graphLookIn(value: unknown): GraphLook {
  const { root, folder, depth, grown, follows } = fieldsOf(value);
  const counts = Object.entries(fieldsOf(grown)).filter((entry): entry is [string, number] =>
    Number.isInteger(entry[1]),
  );
  return {
    ...(isTraceRoot(root) ? { root: { folder: root.folder, node: root.node } } : {}),
    ...(typeof folder === 'string' ? { folder } : {}),
    depth: typeof depth === 'number' && [1, 2, 3, 4].includes(depth) ? depth : USUAL_DEPTH,
    grown: Object.fromEntries(counts),
    follows: follows === true,
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
