import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FilePath } from '../model/span.ts';
import type { DocumentHost } from './documentHost.ts';
import type { ProjectSession } from './projectSession.ts';

/** The open documents of a session, by the files that they are: an editor may write an address otherwise than we do. */
export function openDocuments(
  { documents, locate }: Pick<DocumentHost, 'documents' | 'locate'>,
  session: ProjectSession,
): ReadonlyMap<FilePath, TextDocument> {
  const open = new Map<FilePath, TextDocument>();
  for (const document of documents.all()) {
    const at = locate(document.uri);
    if (at?.session === session) open.set(at.file, document);
  }
  return open;
}
