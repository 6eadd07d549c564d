import { isAscii } from 'node:buffer';

/** A text, and whether it is known that each of its characters is a byte; or why the bytes are none. */
export type Decoded = { readonly text: string; readonly ascii: boolean } | { readonly reason: string };

/** How many bytes are looked at to tell text from binary: as many as git looks at. */
const SNIFF = 8000;

const BINARY = { reason: 'binary file' };

const utf8 = new TextDecoder('utf-8', { ignoreBOM: false });
const utf16le = new TextDecoder('utf-16le');
const utf16be = new TextDecoder('utf-16be');

/**
 * Decodes a file as an editor would: UTF-8, or UTF-16 where a byte order mark says so; bytes that are no UTF-8 become
 * replacement characters, so that columns agree with the editor's. A zero near the start means binary, as in UTF-32.
 */
export function decodeText(bytes: Buffer): Decoded {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? utf16le : bytes[0] === 0xfe && bytes[1] === 0xff && utf16be;
  if (wide) {
    const text = wide.decode(bytes);
    return text.slice(0, SNIFF).includes('\0') ? BINARY : { text, ascii: false };
  }
  if (bytes.subarray(0, SNIFF).includes(0)) return BINARY;
  // The same text in less time.
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), ascii: true };
  return { text: utf8.decode(bytes), ascii: false };
}
