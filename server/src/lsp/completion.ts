import {
  CompletionItem,
  CompletionItemKind,
  type CompletionItemLabelDetails,
  type CompletionList,
  type Connection,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Range,
} from 'vscode-languageserver/node';
import type { CompletionEntry } from '../answers/completing/completionEntry.ts';
import { completionsAt, resolveCompletion } from '../answers/completion.ts';
import type { Span } from '../model/span.ts';
import { answerInTurns } from './answerInTurns.ts';
import type { DocumentHost } from './documentHost.ts';
import type { ProjectSession } from './projectSession.ts';

const KIND = {
  item: CompletionItemKind.Reference,
  keyword: CompletionItemKind.Keyword,
  level: CompletionItemKind.EnumMember,
  field: CompletionItemKind.Field,
  newItem: CompletionItemKind.Snippet,
} as const;

/** What a proposal carries so that its documentation can be looked up when it is shown. */
interface ProposalData {
  readonly uri: string;
  readonly item: string;
}

/**
 * Registers completion of IDs, keywords and levels; the documentation of an item comes when it is asked for. While files
 * are still being read the list says that it is not complete, so that the editor asks again after the next key.
 */
export function registerCompletion(connection: Connection, host: DocumentHost): void {
  const snippets = host.snippetSupport();
  connection.onCompletion(({ textDocument, position }): CompletionList | null => {
    const at = host.locate(textDocument.uri);
    if (!at) return null;
    const document = host.documents.get(textDocument.uri);
    if (!document) return null;
    const text = document.getText();
    const inText = at.session.places.inDocument(document);
    const { entries, incomplete } = completionsAt(at.session.snapshot(), at.file, text, inText.offset(position));
    const ranges = new Map<Span, Range>();
    const items = entries.map((entry): CompletionItem => {
      // All proposals of a list mostly take the place of the same piece.
      const range = ranges.get(entry.replace) ?? inText.range(entry.replace);
      ranges.set(entry.replace, range);
      return {
        ...CompletionItem.create(entry.label),
        kind: KIND[entry.kind],
        labelDetails: labelDetailsOf(entry),
        filterText: entry.filterText,
        sortText: entry.sortText,
        ...(entry.documentation !== undefined && { documentation: entry.documentation }),
        textEdit: { range, newText: (snippets ? entry.snippet : undefined) ?? entry.insertText },
        ...(snippets &&
          entry.snippet !== undefined && {
            insertTextFormat: InsertTextFormat.Snippet,
            insertTextMode: InsertTextMode.asIs,
          }),
        ...dataOf(entry, textDocument.uri),
      };
    });
    return { isIncomplete: incomplete, items };
  });

  connection.onCompletionResolve(async (item, token): Promise<CompletionItem> => {
    const data: unknown = item.data;
    if (!isProposal(data)) return item;
    const { uri, item: key } = data;
    const find = async () => host.locate(uri);
    const described = ({ session }: { readonly session: ProjectSession }) =>
      resolveCompletion(session.snapshot(), session.findings(), key, host.textStyle(session));
    const value = await answerInTurns(find, described, token);
    return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
  });
}

function labelDetailsOf({ detail, description }: CompletionEntry): CompletionItemLabelDetails {
  return { ...(detail !== '' && { detail: ` ${detail}` }), ...(description === undefined ? {} : { description }) };
}

function dataOf({ item }: CompletionEntry, uri: string): { data?: ProposalData } {
  return item === undefined ? {} : { data: { uri, item } };
}

function isProposal(data: unknown): data is ProposalData {
  return (
    typeof data === 'object' &&
    data !== null &&
    'uri' in data &&
    typeof data.uri === 'string' &&
    'item' in data &&
    typeof data.item === 'string'
  );
}
