import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Opens a file to read it. Throws where none stands, or something else: a pipe would have whoever opens it wait for a writer. */
export function openFile(file: string): number {
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw new Error(`${file} is no regular file`);
}

/** The bytes of a file. Throws where none, or something else, stands there. */
export function bytesOfFile(file: string): Buffer<ArrayBuffer> {
  const descriptor = openFile(file);
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
