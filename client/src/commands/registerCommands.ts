import { commands, type Disposable, type LogOutputChannel, type Uri } from 'vscode';
import { APPLY_FIX_COMMAND } from '../../../server/src/protocol/commands.ts';
import { OPEN_LENS_COMMAND } from '../../../server/src/protocol/lenses.ts';
import type { CheckTasks } from '../checkTask.ts';
import type { TraceServer } from '../languageClient.ts';
import type { ProposalPreview } from '../proposalPreview.ts';
import { OPEN_RULE_HELP } from '../ruleLinks.ts';
import type { GraphPanels } from '../views/graphPanel.ts';
import type { LifecycleTree } from '../views/lifecycleTree.ts';
import type { TraceExplorer } from '../views/traceExplorer.ts';
import type { TraceMatrixPanel } from '../views/traceMatrixPanel.ts';
import { applyFix } from './applyFix.ts';
import { copyId, copyMarkdownLink } from './copyItem.ts';
import { filterLifecycle, groupLifecycle, revealInLifecycle } from './lookAtLifecycle.ts';
import { openDemo } from './openDemo.ts';
import { openLens } from './openLens.ts';
import { openRuleHelp } from './openRuleHelp.ts';
import { type OpenTargetOptions, openTarget } from './openTarget.ts';
import { openWalkthrough } from './openWalkthrough.ts';
import { setUpWorkspace } from './setUpWorkspace.ts';
import { showNotRead } from './showNotRead.ts';
import { traceCommands } from './traceCommands.ts';
import { goToTraceTargets, showReferences } from './traceTargets.ts';

/** What the commands act on. */
export interface CommandContext {
  /** Publisher and name of the extension. */
  readonly extensionId: string;
  readonly extensionUri: Uri;
  readonly server: TraceServer;
  readonly log: LogOutputChannel;
  readonly tree: LifecycleTree;
  readonly explorer: TraceExplorer;
  readonly preview: ProposalPreview;
  readonly checkTasks: CheckTasks;
  readonly matrix: TraceMatrixPanel;
  readonly graphs: GraphPanels;
  /** Shows everything anew. */
  readonly refresh: () => void;
}

/** Registers all commands of the manifest. */
export function registerCommands(context: CommandContext): Disposable[] {
  const { extensionId, extensionUri, server, log, tree, explorer, preview, checkTasks, matrix, graphs, refresh } =
    context;
  const handlers: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
    'lifetrace.openTarget': (target, options) => openTarget(target, optionsOf(options)),
    'lifetrace.showReferences': showReferences,
    [OPEN_LENS_COMMAND]: (...args) => openLens(server, ...args),
    'lifetrace.copyId': (place) => copyId(server, place),
    'lifetrace.copyMarkdownLink': (place) => copyMarkdownLink(server, place),
    'lifetrace.runCheck': () => checkTasks.run(),
    'lifetrace.goToImplementations': (place) => goToTraceTargets(server, 'implementations', place),
    'lifetrace.goToTests': (place) => goToTraceTargets(server, 'tests', place),
    [OPEN_RULE_HELP]: (code) => openRuleHelp(extensionUri, code),
    'lifetrace.setUpWorkspace': () => setUpWorkspace(server, preview),
    [APPLY_FIX_COMMAND]: (offer, question) => applyFix(server, offer, question),
    'lifetrace.openDemo': () => openDemo(extensionUri),
    'lifetrace.openWalkthrough': () => openWalkthrough(extensionId),
    'lifetrace.restartServer': () => server.restart(),
    'lifetrace.showLog': () => log.show(),
    'lifetrace.showNotRead': () => showNotRead(server),
    'lifetrace.refresh': refresh,
    'lifetrace.filterLifecycle': () => filterLifecycle(tree, server),
    'lifetrace.clearLifecycleFilter': () => tree.clearFilter(),
    'lifetrace.groupLifecycle': () => groupLifecycle(tree, server),
    'lifetrace.revealInLifecycle': (place) => revealInLifecycle(tree, place),
    ...traceCommands(explorer, graphs, server),
    'lifetrace.openTraceMatrix': () => matrix.show(),
  };
  return Object.entries(handlers).map(([id, handler]) => commands.registerCommand(id, handler));
}

function optionsOf(value: unknown): OpenTargetOptions {
  if (typeof value !== 'object' || value === null || !('preserveFocus' in value)) return {};
  return { preserveFocus: value.preserveFocus === true };
}
