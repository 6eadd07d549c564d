import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { CODE_SUFFIX } from './cacheFolder.ts';
import { openFile } from './openFile.ts';
import { replaceFile } from './replaceFile.ts';

const CHECKSUM = 32;

/** What Node puts around a module of the CommonJS kind. */
const [HEAD = '', TAIL = ''] = (Module as unknown as { wrapper: readonly string[] }).wrapper;

/** A program of ours, loaded from its file. */
export interface LoadedProgram<Exports> {
  readonly exports: Exports;
  /**
   * Keeps what has been compiled of it by now, for the next run of the same program by the same Node. It does nothing where that was
   * kept before, and never throws.
   */
  readonly keep: () => void;
}

/**
 * Loads a program of ours as `require` does, with what an earlier run kept of its compiled code in `folder`. Without a folder
 * nothing is looked for and nothing kept.
 *
 * Kept code is executed, and V8 itself would not notice that it is damaged. So it counts only if its checksum, over
 * all of it, the program and what tells Node and V8 apart, is right, and if nobody but this user could have written it.
 * The program must not call `import()`.
 */
export function loadProgram<Exports>(file: string, folder: string | undefined): LoadedProgram<Exports> {
  const require = createRequire(file);
  // Node looks for source maps of what `require` loads alone.
  if (folder === undefined || process.sourceMapsEnabled) return { exports: require(file), keep: () => {} };
  holdOnToCompiledCode();
  const source = readFileSync(file);
  const identity = [file, process.version, process.arch, cachedDataVersionTag()].join('\n');
  const store = path.join(folder, createHash('sha256').update(identity).digest('hex').slice(0, 32) + CODE_SUFFIX);
  const program = createHash('sha256').update(`${identity}\0`).update(source);
  const checksumOf = (code: Uint8Array): Buffer => program.copy().update(code).digest();
  const cachedData = keptCode(store, checksumOf);
  const script = new Script(HEAD + source.toString() + TAIL, {
    filename: file,
    columnOffset: -HEAD.length,
    ...(cachedData && { cachedData }),
  });
  const isKept = cachedData !== undefined && script.cachedDataRejected !== true;
  const module: { exports: unknown } = { exports: {} };
  script.runInThisContext().call(module.exports, module.exports, require, module, file, path.dirname(file));
  return {
    exports: module.exports as Exports,
    keep: () => {
      if (isKept) return;
      const code = script.createCachedData();
      replaceFile(store, Buffer.concat([checksumOf(code), code]));
    },
  };
}

/** V8 forgets compiled code that was not run for a while: just that which only runs at the start, and is wanted by the next run. */
function holdOnToCompiledCode(): void {
  // It is a matter of the whole process.
  if (isMainThread) setFlagsFromString('--no-flush-bytecode');
}

/** What an earlier run has kept in a file; undefined where that is not there, damaged, of another program or by somebody else. */
function keptCode(store: string, checksumOf: (code: Uint8Array) => Buffer): Buffer | undefined {
  try {
    const bytes = readOwn(store);
    const code = bytes.subarray(CHECKSUM);
    return checksumOf(code).equals(bytes.subarray(0, CHECKSUM)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Throws for a file that belongs to somebody else, or that others may write. */
function readOwn(file: string): Buffer {
  const descriptor = openFile(file);
  try {
    const { uid, mode } = fstatSync(descriptor);
    // Windows has neither; there the folder of a user is closed to others.
    const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    if (!isOwn) throw new Error('not ours alone');
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
