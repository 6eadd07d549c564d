import type { ClientCapabilities, PositionEncodingKind } from 'vscode-languageserver/node';

/** What a client may count columns in. */
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

const KNOWN: ReadonlySet<PositionEncodingKind> = new Set<PositionEncoding>(['utf-8', 'utf-16', 'utf-32']);

/**
 * What client and server count columns in: the first that the client names and we know, since clients name the one they
 * like best first. A client that names none has to know UTF-16.
 */
export function positionEncodingFor(capabilities: ClientCapabilities): PositionEncoding {
  return capabilities.general?.positionEncodings?.find(isKnown) ?? 'utf-16';
}

function isKnown(kind: PositionEncodingKind): kind is PositionEncoding {
  return KNOWN.has(kind);
}

/** A column of a text's line, counted in UTF-16 code units, as a client counts it. */
export function columnFor(encoding: PositionEncoding, text: string, lineStart: number, column: number): number {
  if (encoding === 'utf-16') return column;
  const end = Math.min(lineStart + column, text.length);
  let units = 0;
  for (let at = lineStart; at < end; at += widthAt(text, at)) units += unitsAt(encoding, text, at);
  return units;
}

/** A column as a client counts it, in UTF-16 code units; one behind the end of the line is the end of the line. */
export function columnFrom(encoding: PositionEncoding, text: string, lineStart: number, column: number): number {
  if (encoding === 'utf-16') return column;
  let units = 0;
  let at = lineStart;
  while (at < text.length && units < column && !isLineEnd(text.charCodeAt(at))) {
    units += unitsAt(encoding, text, at);
    at += widthAt(text, at);
  }
  return at - lineStart;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** UTF-16 code units of the character at an offset. */
function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function unitsAt(encoding: PositionEncoding, text: string, at: number): number {
  if (encoding === 'utf-32') return 1;
  const code = text.codePointAt(at) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code <= 0xffff ? 3 : 4;
}
