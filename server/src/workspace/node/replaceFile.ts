import { randomBytes } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from './makeFolder.ts';

/** Writes bytes behind those that were written before, all of them. Throws where that fails. */
export type WriteOn = (bytes: Uint8Array) => void;

/** Replaces a file as {@link replaceFileInParts} does, by bytes that are there already. */
export function replaceFile(file: string, bytes: Uint8Array): void {
  replaceFileInParts(file, (writeOn) => writeOn(bytes));
}

/**
 * Replaces a file as a whole, so that nobody ever reads half of it, by what `write` writes; the folder is made where it is missing, and
 * only this user may read or write the file. Never throws: where it cannot be written, somebody keeps it open on Windows, or `write`
 * throws, it stays what it was.
 */
export function replaceFileInParts(file: string, write: (writeOn: WriteOn) => void): void {
  const temporary = `${file}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    makeFolder(path.dirname(file));
    writeNew(temporary, write);
    rename(temporary, file);
  } catch {
    removeQuietly(temporary);
  }
}

function writeNew(file: string, write: (writeOn: WriteOn) => void): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    // On a descriptor it goes on behind what is there, until all of it is written.
    write((bytes) => writeFileSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

/** Waits between two tries, in milliseconds; together about as long as a program has our files open that looks at what is new on a disk. */
const PAUSES_MS = [5, 10, 20, 40, 80];

/** On Windows a file cannot be replaced while anybody has it open, such as another run that reads it or what looks for viruses. */
function rename(from: string, to: string): void {
  for (const pause of PAUSES_MS) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!isInUse(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
  renameSync(from, to);
}

function isInUse(error: unknown): boolean {
  const isKnown = error instanceof Error && 'code' in error;
  return process.platform === 'win32' && isKnown && ['EPERM', 'EACCES', 'EBUSY'].includes(String(error.code));
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where it could not be written it does not stand.
  }
}
