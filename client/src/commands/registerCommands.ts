import { commands, type Disposable, type LogOutputChannel, type Uri } from 'vscode';
import { APPLY_FIX_COMMAND } from '../../../server/src/protocol.ts';
import type { TraceServer } from '../languageClient.ts';
import { OPEN_RULE_HELP } from '../ruleLinks.ts';
import type { GraphPanels } from '../views/graphPanel.ts';
import type { LifecycleTree } from '../views/lifecycleTree.ts';
import type { TraceExplorer } from '../views/traceExplorer.ts';
import { applyFix } from './applyFix.ts';
import { filterLifecycle, groupLifecycle, revealInLifecycle } from './lookAtLifecycle.ts';
import { openDemo } from './openDemo.ts';
import { openRuleHelp } from './openRuleHelp.ts';
import { type OpenTargetOptions, openTarget } from './openTarget.ts';
import { setUpWorkspace } from './setUpWorkspace.ts';
import { traceCommands } from './traceCommands.ts';
import { goToTraceTargets, showReferences } from './traceTargets.ts';

/** What the commands act on. */
export interface CommandContext {
  readonly extensionUri: Uri;
  readonly server: TraceServer;
  readonly log: LogOutputChannel;
  readonly tree: LifecycleTree;
  readonly explorer: TraceExplorer;
  readonly graphs: GraphPanels;
  /** Shows everything anew. */
  readonly refresh: () => void;
}

/** Registers all commands of the manifest. */
export function registerCommands(context: CommandContext): Disposable[] {
  const { extensionUri, server, log, tree, explorer, graphs, refresh } = context;
  const handlers: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
    'lifetrace.openTarget': (target, options) => openTarget(target, optionsOf(options)),
    'lifetrace.showReferences': showReferences,
    'lifetrace.goToImplementations': (place) => goToTraceTargets(server, 'implementations', place),
    'lifetrace.goToTests': (place) => goToTraceTargets(server, 'tests', place),
    [OPEN_RULE_HELP]: (code) => openRuleHelp(extensionUri, code),
    'lifetrace.setUpWorkspace': setUpWorkspace,
    [APPLY_FIX_COMMAND]: (offer, question) => applyFix(server, offer, question),
    'lifetrace.openDemo': () => openDemo(extensionUri),
    'lifetrace.restartServer': () => server.restart(),
    'lifetrace.showLog': () => log.show(),
    'lifetrace.refresh': refresh,
    'lifetrace.filterLifecycle': () => filterLifecycle(tree, server),
    'lifetrace.clearLifecycleFilter': () => tree.clearFilter(),
    'lifetrace.groupLifecycle': () => groupLifecycle(tree),
    'lifetrace.revealInLifecycle': (place) => revealInLifecycle(tree, place),
    ...traceCommands(explorer, graphs, server),
  };
  return Object.entries(handlers).map(([id, handler]) => commands.registerCommand(id, handler));
}

function optionsOf(value: unknown): OpenTargetOptions {
  if (typeof value !== 'object' || value === null || !('preserveFocus' in value)) return {};
  return { preserveFocus: value.preserveFocus === true };
}
