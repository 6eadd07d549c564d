import type { TraceRoot } from '../../server/src/protocol/traceExplorer.ts';

/** Checks that a value names something that has a trace. */
export function isTraceRoot(value: unknown): value is TraceRoot {
  if (typeof value !== 'object' || value === null || !('folder' in value) || !('node' in value)) return false;
  return typeof value.folder === 'string' && typeof value.node === 'string';
}
