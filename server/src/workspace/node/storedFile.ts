import { lstat, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isSpecName } from '../../config/fileRole.ts';
import type { FilePath } from '../../model/span.ts';
import type { Change } from '../change.ts';
import { decodeText } from './decodeText.ts';

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

/**
 * The state of one file on disk, as a change: its text, why it is skipped, or that it is gone. Never throws. Symbolic
 * links are not followed: their target is read where it stands, or lies outside of the project.
 */
export async function storedFile(root: string, file: FilePath, limits: ReadLimits): Promise<Change> {
  const absolute = path.join(root, file);
  try {
    const stat = await lstat(absolute);
    if (stat.isSymbolicLink()) return skip(file, 'symbolic link; its target is read where it stands');
    if (stat.isDirectory()) return { kind: 'removed', path: file };
    if (!stat.isFile()) return skip(file, 'not a regular file');
    const maxBytes = isSpecName(file) ? Math.max(limits.maxBytes, SPEC_BYTES) : limits.maxBytes;
    if (stat.size > maxBytes) {
      return skip(file, `larger than ${Math.round(maxBytes / 1024)} KiB (${Math.ceil(stat.size / 1024)} KiB)`);
    }
    if (stat.size >= 8000 && (await startsBinary(absolute))) return skip(file, 'binary file');
    const decoded = decodeText(await readFile(absolute));
    return 'text' in decoded ? { kind: 'stored', path: file, text: decoded.text } : skip(file, decoded.reason);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'removed', path: file };
    const reason = code === 'EACCES' || code === 'EPERM' ? 'no permission to read' : `cannot be read (${code})`;
    return { kind: 'skipped', path: file, reason, unreadable: true };
  }
}

/** True when a folder has this path, links not followed. Never throws. */
export async function isFolder(root: string, file: FilePath): Promise<boolean> {
  const stat = await lstat(path.join(root, file)).catch(() => undefined);
  return stat?.isDirectory() === true;
}

/** Spares reading large binaries as a whole. */
async function startsBinary(absolute: string): Promise<boolean> {
  const handle = await open(absolute, 'r');
  try {
    const buffer = Buffer.alloc(8000);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return 'reason' in decodeText(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function skip(path: FilePath, reason: string): Change {
  return { kind: 'skipped', path, reason };
}
