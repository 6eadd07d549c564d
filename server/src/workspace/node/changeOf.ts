import type { FileGlobs } from '../../config/project.ts';
import type { ReadingConfig } from '../../config/readingConfig.ts';
import { FlatFacts } from '../../model/flatFacts/flatFacts.ts';
import type { FlatPlace } from '../../model/flatFacts/flatPlace.ts';
import type { Names } from '../../model/names.ts';
import { quietFacts, readingKeyFor } from '../../read/readFile.ts';
import type { Change } from '../change.ts';
import type { FileReading } from './fileReading.ts';
import { FlatBatch } from './flatBatch.ts';
import { PackedReading } from './packedReadings.ts';

/** How files were read, and by whom that is taken in. */
export interface TakenIn {
  readonly reading: ReadingConfig;
  /** Those of the engine. */
  readonly names: Names;
  /** Those that gave the files their roles, if they are known. */
  readonly globs: FileGlobs | undefined;
}

/**
 * What the engine is to learn of a file that was read, and not found to be the same. Throws when the payload is damaged.
 */
export function changeOf(read: FileReading, { reading, names, globs }: TakenIn): Change {
  const { path, role, state } = read;
  switch (state) {
    case 'removed':
      return { kind: 'removed', path };
    case 'quiet':
      return { kind: 'read', path, facts: quietFacts(path, role), readingKey: readingKeyFor(path, reading), globs };
    case 'facts':
      // Whoever hands bytes to this function has checked that they are what was written.
      return {
        kind: 'read',
        path,
        facts: new FlatFacts(path, placeOf(read), names),
        readingKey: readingKeyFor(path, reading),
        globs,
      };
    default:
      return {
        kind: 'skipped',
        path,
        reason: Buffer.from(read.payload).toString(),
        unreadable: state === 'unreadable',
      };
  }
}

function placeOf(read: FileReading): FlatPlace {
  if (read instanceof PackedReading) return read.place;
  const { payload } = read;
  return new FlatBatch(payload).placeAt(0, payload.length);
}
