import { l10n, Uri, window, workspace } from 'vscode';
import type { FixOffer } from '../../../server/src/protocol/fixes.ts';
import type { TraceServer } from '../languageClient.ts';

/**
 * Asks a person for what only they can say, and applies the fix with it. Nothing is changed without an answer, or when the
 * document has changed since the fix was offered.
 */
export async function applyFix(server: TraceServer, offer: unknown, question: unknown): Promise<void> {
  if (!isOffer(offer) || typeof question !== 'string') return;
  const answer = await window.showInputBox({
    title: `Lifetrace ${offer.code}`,
    prompt: question,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('Say it in a few words.') : undefined),
  });
  if (answer === undefined || answer.trim() === '') return;
  try {
    const edit = await server.fixEdit(offer, answer);
    if (edit !== undefined && !isOutdated(offer) && (await workspace.applyEdit(edit))) return;
    window.showWarningMessage(
      l10n.t('Nothing was changed: the text is not the one that the fix was made for, or has no room for it.'),
    );
  } catch {
    window.showWarningMessage(l10n.t('Nothing was changed: the text has changed meanwhile. Please try again.'));
  }
}

function isOutdated({ uri, version }: FixOffer): boolean {
  const address = Uri.parse(uri).toString();
  const open = workspace.textDocuments.find((document) => document.uri.toString() === address);
  return version !== null && open?.version !== version;
}

function isOffer(value: unknown): value is FixOffer {
  return (
    typeof value === 'object' &&
    value !== null &&
    'uri' in value &&
    typeof value.uri === 'string' &&
    'version' in value &&
    (value.version === null || typeof value.version === 'number') &&
    'code' in value &&
    typeof value.code === 'string'
  );
}
