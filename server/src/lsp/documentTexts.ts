import type { Position, Range, TextDocumentsConfiguration } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { columnFrom, type PositionEncoding } from './positionEncoding.ts';

/**
 * How the texts of open documents are kept. The library takes changes in that are counted in UTF-16 code units; what a client
 * counts in other units is translated before, each change by the text that those before it have left.
 */
export function documentsCountedIn(encoding: PositionEncoding): TextDocumentsConfiguration<TextDocument> {
  if (encoding === 'utf-16') return TextDocument;
  return {
    create: TextDocument.create,
    update: (document, changes, version) => {
      for (const change of changes) {
        const counted = 'range' in change ? { text: change.text, range: rangeFrom(document, change.range) } : change;
        TextDocument.update(document, [counted], version);
      }
      // A message without changes still is a new version.
      return TextDocument.update(document, [], version);
    },
  };

  function rangeFrom(document: TextDocument, { start, end }: Range): Range {
    return { start: positionFrom(document, start), end: positionFrom(document, end) };
  }

  function positionFrom(document: TextDocument, { line, character }: Position): Position {
    if (line >= document.lineCount) return { line, character: 0 };
    const lineStart = document.offsetAt({ line, character: 0 });
    return { line, character: columnFrom(encoding, document.getText(), lineStart, character) };
  }
}
