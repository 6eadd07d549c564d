const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/**
 * CRC-32 (ISO 3309, as in zip) of a text in UTF-8, as an unsigned number. With the checksum of what stands `before` the text
 * it is that of both together.
 */
export function crc32(text: string, before = 0): number {
  let sum = ~before;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code < 0x80) {
      sum = fed(sum, code);
      continue;
    }
    if (code < 0x800) sum = fed(sum, 0xc0 | (code >> 6));
    else {
      if (code < 0x10000) sum = fed(sum, 0xe0 | (code >> 12));
      else {
        sum = fed(fed(sum, 0xf0 | (code >> 18)), 0x80 | ((code >> 12) & 63));
        at++;
      }
      sum = fed(sum, 0x80 | ((code >> 6) & 63));
    }
    sum = fed(sum, 0x80 | (code & 63));
  }
  return ~sum >>> 0;
}

function fed(sum: number, byte: number): number {
  return (sum >>> 8) ^ (TABLE[(sum ^ byte) & 255] ?? 0);
}
