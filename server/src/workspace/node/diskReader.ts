import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { isSpecName } from '../../config/fileRole.ts';
import type { FilePath } from '../../model/span.ts';
import { OPENER_PATTERNS, type Openers } from '../../read/openers.ts';
import type { CodeMarks } from '../../read/units/codeMarks.ts';
import { type ByteScan, createByteScan } from './byteScan/byteScan.ts';
import { decodeText } from './decodeText.ts';
import { type FileStamp, sameStamp, stampOf } from './fileStamp.ts';

/** Limits on what is read. */
export interface ReadLimits {
  /** Largest file in bytes; larger ones are listed as skipped. Specs may be as large as {@link SPEC_BYTES} anyway. */
  readonly maxBytes: number;
}

/**
 * Specs up to this size are read whatever the limit for other files: 100,000 requirements in one file are about as
 * large, and their readers take well under a second per 10 MiB, while code of that size was generated.
 */
export const SPEC_BYTES = 16 * 1024 * 1024;

/** The default of the setting `lifetrace.maxFileSize`. */
export const DEFAULT_LIMITS: ReadLimits = { maxBytes: 1024 * 1024 };

/** What stands at a path on disk. */
export type DiskState =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly stamp: FileStamp | undefined;
      /** Those of a text that holds none of the openers but braces, if it is plain; they last until the next file is read. */
      readonly marks: CodeMarks | undefined;
    }
  /** The bytes hold none of the openers. */
  | { readonly kind: 'quiet'; readonly stamp: FileStamp | undefined }
  /** The file exists but is not read, and why, for a person; unreadable when that may pass. */
  | {
      readonly kind: 'skipped';
      readonly reason: string;
      readonly unreadable: boolean;
      readonly stamp: FileStamp | undefined;
    }
  | { readonly kind: 'removed' };

/** Said of pipes, devices and the like. */
export const NO_FILE = 'not a regular file';

/** Said of symbolic links. */
export const LINK = 'symbolic link; its target is read where it stands';

/** Hardly any file has more bytes: reading such a one takes long, and room for it is not kept for the next one. */
const LARGE = 4 * 1024 * 1024;

/** How often a file is read anew that changes meanwhile. */
const TRIES = 3;

/** Reads files one after the other, each with the calls to the disk that it cannot do without. */
export class DiskReader {
  readonly #root: string;
  readonly #limits: ReadLimits;
  #scan: ByteScan | undefined;
  #scanTried = false;
  #buffer = Buffer.alloc(0);

  constructor(root: string, limits: ReadLimits) {
    this.#root = root;
    this.#limits = limits;
  }

  /**
   * The state of one file. Never throws. Symbolic links are not followed: their target is read where it stands, or lies
   * outside of the project. A file that changes meanwhile comes as one of its states, without a stamp if that is known.
   */
  read(file: FilePath, openers: Openers | 'anything'): DiskState {
    try {
      return this.#read(this.#root + path.sep + file, largest(file, this.#limits), openers);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
      if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'removed' };
      if (code === 'ELOOP') return skipped(LINK);
      const reason = code === 'EACCES' || code === 'EPERM' ? 'no permission to read' : `cannot be read (${code})`;
      return { kind: 'skipped', reason, unreadable: true, stamp: undefined };
    }
  }

  /** True when a file, and no link, stands there and has this stamp. Never throws. */
  hasStamp(file: FilePath, stamp: FileStamp): boolean {
    const now = this.stampOf(file);
    return now !== undefined && sameStamp(now, stamp);
  }

  /** True for a file that is so large that reading it takes long, and not so large that it is not read. Never throws. */
  takesLong(file: FilePath): boolean {
    const size = this.stampOf(file)?.size ?? 0;
    return size > LARGE && size <= largest(file, this.#limits);
  }

  /** The stamp of a file; undefined where none, or a link, stands there. Never throws. */
  stampOf(file: FilePath): FileStamp | undefined {
    try {
      const stats = lstatSync(this.#root + path.sep + file, { throwIfNoEntry: false });
      return stats?.isFile() ? stampOf(stats) : undefined;
    } catch {
      return undefined;
    }
  }

  #read(absolute: string, maxBytes: number, openers: Openers | 'anything'): DiskState {
    // Windows knows no way to open a link itself.
    if (constants.O_NOFOLLOW === undefined && lstatSync(absolute).isSymbolicLink()) {
      return skipped(LINK);
    }
    // A pipe would make the opening wait for a writer.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const handle = openSync(absolute, flags);
    try {
      for (let tries = 1; ; tries++) {
        const stats = fstatSync(handle);
        if (stats.isDirectory()) return { kind: 'removed' };
        if (!stats.isFile()) return skipped(NO_FILE);
        const stamp = stampOf(stats);
        if (stamp.size > maxBytes) return skipped(tooLarge(stamp.size, maxBytes), stamp);
        const bytes = this.#bytes(handle, stamp.size, openers);
        const isWhole = bytes.length === stamp.size;
        if (!isWhole && tries < TRIES) continue;
        const state = this.#state(bytes, openers, isWhole ? stamp : undefined);
        if (stamp.size > LARGE) this.#leaveRoom();
        return state;
      }
    } finally {
      closeSync(handle);
    }
  }

  /** The content of a file; a byte more than `size`, or some less, when it has changed since. */
  #bytes(handle: number, size: number, openers: Openers | 'anything'): Buffer {
    const buffer = this.#room(size + 1, openers);
    let length = 0;
    for (let count = 1; count > 0 && (length < size || length === 0); length += count) {
      count = readSync(handle, buffer, length, size + 1 - length, length);
    }
    return buffer.subarray(0, length);
  }

  #state(bytes: Buffer, openers: Openers | 'anything', stamp: FileStamp | undefined): DiskState {
    const wide = bytes[0] === 0xff || bytes[0] === 0xfe;
    const silent = openers !== 'anything' && !wide && !startsBinary(bytes) && !this.#speaks(bytes, openers);
    if (silent && !(openers.braces && bytes.includes(OPENER_PATTERNS.braces))) return { kind: 'quiet', stamp };
    const decoded = decodeText(bytes);
    if ('reason' in decoded) return skipped(decoded.reason, stamp);
    const { text, ascii } = decoded;
    return { kind: 'text', text, stamp, marks: silent ? this.#marksOf(text, ascii, bytes) : undefined };
  }

  /** Marks of the text of bytes that stand in the room; they may be written over. */
  #marksOf(text: string, ascii: boolean, bytes: Buffer): CodeMarks | undefined {
    // Marks count characters. Those of more than a byte are marked nowhere, so that it does not matter which they are.
    if (!ascii) bytes.write(text.replace(WIDE, '\xff'), 'latin1');
    return this.#scan?.mark(text.length);
  }

  /** Bytes that are to be searched are best read to where the search looks for them. */
  #room(size: number, openers: Openers | 'anything'): Buffer {
    if (openers !== 'anything' && !this.#scanTried) {
      this.#scan = createByteScan();
      this.#scanTried = true;
    }
    if (openers !== 'anything' && this.#scan) return this.#scan.room(size);
    if (this.#buffer.length < size) this.#buffer = Buffer.allocUnsafeSlow(2 * size);
    return this.#buffer;
  }

  /** Marks hold what they stand in for as long as they are of use. */
  #leaveRoom(): void {
    this.#scan = undefined;
    this.#scanTried = false;
    this.#buffer = Buffer.alloc(0);
  }

  /** True when the bytes hold an opener that is no brace. */
  #speaks(bytes: Buffer, openers: Openers): boolean {
    if (openers.specObjects && bytes.includes(OPENER_PATTERNS.specObjects)) return true;
    if (!openers.tags && !openers.oftIds) return false;
    const scan = this.#scan;
    if (!scan) return openerTest(openers).test(bytes.toString('latin1'));
    const test = openerTest(openers);
    for (let at = scan.next(0, bytes.length); at >= 0; at = scan.next(at + 1, bytes.length)) {
      test.lastIndex = 0;
      if (test.test(bytes.toString('latin1', at, at + LONGEST_OPENER))) return true;
    }
    return false;
  }
}

const WIDE = /[^\0-\xff]/g;

/** No opener is longer, with the character behind it. */
const LONGEST_OPENER = 20;

const openerTests = new Map<string, RegExp>();

function openerTest({ tags, oftIds }: Openers): RegExp {
  const key = `${tags} ${oftIds}`;
  const known = openerTests.get(key);
  if (known) return known;
  const patterns = [...(tags ? [OPENER_PATTERNS.tags] : []), ...(oftIds ? [OPENER_PATTERNS.oftIds] : [])];
  const test = new RegExp(patterns.join('|'));
  openerTests.set(key, test);
  return test;
}

/** How many bytes are looked at to tell text from binary: as many as git looks at. */
const SNIFF = 8000;

function startsBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, SNIFF).includes(0);
}

function largest(file: FilePath, { maxBytes }: ReadLimits): number {
  return isSpecName(file) ? Math.max(maxBytes, SPEC_BYTES) : maxBytes;
}

function tooLarge(size: number, maxBytes: number): string {
  return `larger than ${Math.round(maxBytes / 1024)} KiB (${Math.ceil(size / 1024)} KiB)`;
}

function skipped(reason: string, stamp?: FileStamp): DiskState {
  return { kind: 'skipped', reason, unreadable: false, stamp };
}
