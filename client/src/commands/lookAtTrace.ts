import { env, l10n, window } from 'vscode';
import type { TraceRoot } from '../../../server/src/protocol/traceExplorer.ts';
import type { TraceServer } from '../languageClient.ts';
import { isTarget } from '../target.ts';
import { isTraceRoot } from '../traceRoot.ts';
import type { GraphPanels } from '../views/graphPanel.ts';
import type { TraceExplorer } from '../views/traceExplorer.ts';
import { pickFilter } from './pickFilter.ts';
import { originOf } from './traceTargets.ts';

/** Shows the trace of a row, of what stands at the place of another view's row, or of what stands at the cursor. */
export async function showTrace(explorer: TraceExplorer, server: TraceServer, argument: unknown): Promise<void> {
  const root = rootIn(argument) ?? (await rootAt(server, argument));
  if (root) await explorer.show(root);
  else window.showInformationMessage(l10n.t('There is no item and no unit at the cursor.'));
}

/** Draws the trace of a row, of what stands at the place of another view's row, or of what stands at the cursor. */
export async function showTraceGraph(graphs: GraphPanels, server: TraceServer, argument: unknown): Promise<void> {
  const root = rootIn(argument) ?? (await rootAt(server, argument));
  if (root) graphs.showTrace(root);
  else window.showInformationMessage(l10n.t('There is no item and no unit at the cursor.'));
}

/** Opens the place of a row and leaves the trace as it is. */
export async function openTraceRow(explorer: TraceExplorer, target: unknown): Promise<void> {
  if (isTarget(target)) await explorer.open(target);
}

/** Copies a whole trace as an indented text: that of a row, or the one that is shown. */
export async function copyTrace(explorer: TraceExplorer, server: TraceServer, argument: unknown): Promise<void> {
  const ofRow = rootIn(argument);
  const root = ofRow ?? explorer.root;
  const text =
    root === undefined ? '' : await server.traceText(ofRow ? { root: ofRow } : { root, view: explorer.look });
  if (text === '') {
    window.showInformationMessage(l10n.t('There is no trace to copy.'));
    return;
  }
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(l10n.t('Copied the trace: {0} lines', text.trimEnd().split('\n').length), 4000);
}

/** Lets a person say what of the trace is shown. */
export async function filterTrace(explorer: TraceExplorer, server: TraceServer): Promise<void> {
  const { root, look } = explorer;
  const types = root === undefined ? [] : await server.traceTypes({ root });
  const answer = await pickFilter<{ readonly type: string } | 'gaps'>(
    l10n.t('Filter the Trace'),
    l10n.t('Type a part of an ID, a title or a name; tick what to show'),
    look.text ?? '',
    [
      {
        label: l10n.t('Gaps'),
        choices: [{ label: l10n.t('Only what is broken or missing'), picked: look.gapsOnly === true, value: 'gaps' }],
      },
      {
        label: l10n.t('Type'),
        choices: types.map(({ type, label, count }) => ({
          label: type === 'unit' ? l10n.t('code') : `${type} ${label}`,
          description: String(count),
          picked: look.types?.includes(type) === true,
          value: { type },
        })),
      },
    ],
  );
  if (!answer) return;
  const { text, picked } = answer;
  explorer.lookAt({
    text,
    types: picked.flatMap((value) => (value === 'gaps' ? [] : [value.type])),
    gapsOnly: picked.includes('gaps'),
  });
}

/** Rows of the explorer carry what their own trace starts at. */
function rootIn(argument: unknown): TraceRoot | undefined {
  if (typeof argument !== 'object' || argument === null || !('root' in argument)) return undefined;
  return isTraceRoot(argument.root) ? argument.root : undefined;
}

async function rootAt(server: TraceServer, argument: unknown): Promise<TraceRoot | undefined> {
  const origin = originOf(argument);
  if (!origin) return undefined;
  const { line, character } = origin.position;
  return server.traceRoot({ uri: origin.uri.toString(), line, column: character });
}
