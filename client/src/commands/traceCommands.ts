import type { TraceServer } from '../languageClient.ts';
import type { TraceExplorer } from '../views/traceExplorer.ts';
import { copyTrace, filterTrace, openTraceRow, showTrace } from './lookAtTrace.ts';

/** The commands of the trace explorer by their IDs. */
export function traceCommands(
  explorer: TraceExplorer,
  server: TraceServer,
): Readonly<Record<string, (argument: unknown) => unknown>> {
  return {
    'lifetrace.showTrace': (argument) => showTrace(explorer, server, argument),
    'lifetrace.openTraceRow': (target) => openTraceRow(explorer, target),
    'lifetrace.copyTrace': (row) => copyTrace(explorer, server, row),
    'lifetrace.filterTrace': () => filterTrace(explorer, server),
    'lifetrace.clearTraceFilter': () => explorer.lookAt({}),
    'lifetrace.pinTrace': () => explorer.pin(true),
    'lifetrace.unpinTrace': () => explorer.pin(false),
    'lifetrace.followCursorInTrace': () => explorer.follow(true),
    'lifetrace.stayInTrace': () => explorer.follow(false),
  };
}
