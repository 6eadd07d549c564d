import type { TraceServer } from '../languageClient.ts';
import type { GraphPanels } from '../views/graphPanel.ts';
import type { TraceExplorer } from '../views/traceExplorer.ts';
import { copyTrace, filterTrace, openTraceRow, showTrace, showTraceGraph } from './lookAtTrace.ts';

/** The commands of the trace explorer and of the graphs by their IDs. */
export function traceCommands(
  explorer: TraceExplorer,
  graphs: GraphPanels,
  server: TraceServer,
): Readonly<Record<string, (argument: unknown) => unknown>> {
  return {
    'lifetrace.showTrace': (argument) => showTrace(explorer, server, argument),
    'lifetrace.showTraceGraph': (argument) => showTraceGraph(graphs, server, argument),
    'lifetrace.showSoftwareItemGraph': () => graphs.showItems(),
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
