import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import { keyHoverAt } from '../answers/keyHover.ts';
import type { DocumentHost } from './documentHost.ts';

/** What a key of our own YAML files and records means, for a position of an open document; null anywhere else. */
export function keyHover(host: DocumentHost, uri: string, position: Position): Hover | null {
  const at = host.locate(uri);
  const document = host.documents.get(uri);
  if (!at || !document) return null;
  const { session, file } = at;
  const text = document.getText();
  const inText = session.places.inDocument(document);
  const hover = keyHoverAt(session.snapshot(), file, text, inText.offset(position), host.textStyle(session));
  if (!hover) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: hover.text },
    range: inText.range(hover.origin),
  };
}
