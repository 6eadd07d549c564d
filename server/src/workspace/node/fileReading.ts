import type { ReadingConfig } from '../../config/readingConfig.ts';
import { readMarkedCode } from '../../read/markedCode.ts';
import { openersOf } from '../../read/openers.ts';
import { isQuiet } from '../../read/readFile.ts';
import { readText } from '../readText.ts';
import type { DiscoveredFile } from './discoveredFile.ts';
import type { DiskReader } from './diskReader.ts';
import type { FileStamp } from './fileStamp.ts';
import { flatBytes } from './flatBytes.ts';
import type { FileToRead } from './readingBatch.ts';

/** What reading a file came to, in a form that can go to another thread and to a later run. */
export interface FileReading extends DiscoveredFile {
  /** Undefined when the file may be another one by now. */
  readonly stamp: FileStamp | undefined;
  readonly state: ReadingState;
  /** The flat facts when the state is `facts`, the reason when it is `skipped` or `unreadable`, as bytes. */
  readonly payload: Uint8Array<ArrayBuffer>;
}

/** States of a file, by the number that stands for each in packed readings. */
export const READING_STATES = ['removed', 'quiet', 'facts', 'skipped', 'unreadable', 'same'] as const;

/** What became of a file; `same` when it still has the stamp that it had when it was read before. */
export type ReadingState = (typeof READING_STATES)[number];

/** The payload of most files. */
export const NOTHING = new Uint8Array();

/** Reads one file, unless it is the same as before. Never throws. */
export function readFromDisk(reader: DiskReader, file: FileToRead, reading: ReadingConfig): FileReading {
  const { path, role } = file;
  if (file.stamp && reader.hasStamp(path, file.stamp)) {
    return { path, role, stamp: undefined, state: 'same', payload: NOTHING };
  }
  const state = reader.read(path, openersOf(path, role, reading));
  switch (state.kind) {
    case 'removed':
      return { path, role, stamp: undefined, state: 'removed', payload: NOTHING };
    case 'quiet':
      return { path, role, stamp: state.stamp, state: 'quiet', payload: NOTHING };
    case 'skipped':
      return notRead(file, state.reason, state.unreadable ? 'unreadable' : 'skipped', state.stamp);
    case 'text': {
      const source = { path, text: state.text, role };
      const facts = (state.marks && readMarkedCode(source, state.marks)) ?? readText(source, reading);
      if (isQuiet(facts)) return { path, role, stamp: state.stamp, state: 'quiet', payload: NOTHING };
      return { path, role, stamp: state.stamp, state: 'facts', payload: flatBytes(facts) };
    }
  }
}

/** A file that could not be read, and why, for a person. */
export function notRead(
  { path, role }: DiscoveredFile,
  reason: string,
  state: 'skipped' | 'unreadable' = 'skipped',
  stamp?: FileStamp,
): FileReading {
  return { path, role, stamp, state, payload: Buffer.from(reason) };
}
