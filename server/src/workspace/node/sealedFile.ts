import { createHash } from 'node:crypto';
import { bytesOfFile } from './openFile.ts';
import { replaceFile } from './replaceFile.ts';

const CHECKSUM = 32;

/** A file that counts as a whole or not at all, and only for whoever knows what it was written for. */
export interface SealedFile {
  readonly file: string;
  /** All that has to be the same when it is read. It stands nowhere in the file, but goes into its checksum. */
  readonly purpose: string;
}

/** What was written for the same purpose; undefined where that is not there or damaged in any way. Never throws. */
export function readSealed({ file, purpose }: SealedFile): string | undefined {
  try {
    const bytes = bytesOfFile(file);
    const content = bytes.subarray(CHECKSUM);
    return checksumOf(purpose, content).equals(bytes.subarray(0, CHECKSUM)) ? content.toString() : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the file as a whole, unless it says the same already. Never throws: where it cannot be written it stays what it was. */
export function writeSealed({ file, purpose }: SealedFile, text: string): void {
  const content = Buffer.from(text);
  const bytes = Buffer.concat([checksumOf(purpose, content), content]);
  if (!bytesOf(file)?.equals(bytes)) replaceFile(file, bytes);
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return bytesOfFile(file);
  } catch {
    return undefined;
  }
}

function checksumOf(purpose: string, content: Uint8Array): Buffer {
  return createHash('sha256').update(JSON.stringify(purpose)).update(content).digest();
}
