import {
  type CancellationToken,
  type DataTransfer,
  type Disposable,
  DocumentDropEdit,
  DocumentDropOrPasteEditKind,
  l10n,
  languages,
  type Position,
  type TextDocument,
  window,
} from 'vscode';
import { TRACE_MIME, type TraceRoot } from '../../server/src/protocol/traceExplorer.ts';
import type { TraceServer } from './languageClient.ts';
import { isTraceRoot } from './traceRoot.ts';

const TAG = DocumentDropOrPasteEditKind.Text.append('lifetrace', 'tag');

/**
 * Writes a tag where an item of the trace explorer is dropped onto a unit, in the notation of its surroundings. Elsewhere
 * its ID is written where it is dropped, as any text.
 */
export function dropTags(server: TraceServer): Disposable {
  const provideDocumentDropEdits = async (
    { uri }: TextDocument,
    { line, character }: Position,
    transfer: DataTransfer,
    token: CancellationToken,
  ): Promise<DocumentDropEdit | undefined> => {
    const root = await rootIn(transfer);
    if (root === undefined || token.isCancellationRequested) return undefined;
    const tag = await server.tagAt({ uri: uri.toString(), line, column: character, root });
    if (tag === undefined) return undefined;
    const edit = new DocumentDropEdit('', l10n.t('Insert Tag'), TAG);
    if ('reason' in tag) {
      const { reason, unit } = tag;
      window.showInformationMessage(
        reason === 'namedAlready'
          ? l10n.t('{0} names this item already.', unit)
          : l10n.t('There is no room for a tag at {0}.', unit),
      );
    } else {
      edit.additionalEdit = tag;
    }
    return edit;
  };
  return languages.registerDocumentDropEditProvider(
    { scheme: 'file' },
    { provideDocumentDropEdits },
    { dropMimeTypes: [TRACE_MIME], providedDropEditKinds: [TAG] },
  );
}

async function rootIn(transfer: DataTransfer): Promise<TraceRoot | undefined> {
  try {
    const value: unknown = JSON.parse((await transfer.get(TRACE_MIME)?.asString()) ?? '');
    return isTraceRoot(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
