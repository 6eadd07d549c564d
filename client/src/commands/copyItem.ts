import { env, l10n, window } from 'vscode';
import type { NamedItem } from '../../../server/src/protocol.ts';
import type { TraceServer } from '../languageClient.ts';
import { originOf } from './traceTargets.ts';

/** Copies the ID of the item at a place: the argument of the command, or the cursor. */
export async function copyId(server: TraceServer, argument: unknown): Promise<void> {
  const named = await itemAt(server, argument);
  if (named) await copy(named.id);
}

/** Copies a Markdown link to the item at a place: the argument of the command, or the cursor. */
export async function copyMarkdownLink(server: TraceServer, argument: unknown): Promise<void> {
  const named = await itemAt(server, argument);
  if (!named) return;
  if (named.markdown === undefined)
    window.showInformationMessage(l10n.t('{0} is not defined anywhere, so there is nothing to link to.', named.id));
  else await copy(named.markdown);
}

async function itemAt(server: TraceServer, argument: unknown): Promise<NamedItem | undefined> {
  const origin = originOf(argument);
  if (origin === undefined) {
    window.showInformationMessage(l10n.t('Open a file and put the cursor on an ID such as SRS-012.'));
    return undefined;
  }
  const { line, character } = origin.position;
  const named = await server.namedItem({ uri: origin.uri.toString(), line, column: character });
  if (!named)
    window.showInformationMessage(l10n.t('There is no item at the cursor. Put the cursor on an ID such as SRS-012.'));
  return named ?? undefined;
}

async function copy(text: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(l10n.t('Copied {0}', text), 3000);
}
