import type { FileRole } from '../../model/facts.ts';
import type { ByteBuilder, ByteReader } from './byteBuilder.ts';
import type { DiscoveredFile } from './discoverFiles.ts';
import { type FileReading, READING_STATES } from './fileReading.ts';

/** Roles of files, by the number that stands for each. */
export const FILE_ROLES: readonly FileRole[] = ['spec', 'source', 'test', 'project'];

const NO_STAMP = 0;
const STAMP = 1;

/** Writes a reading but for the file that it is of. */
export function writeReading(bytes: ByteBuilder, { stamp, state, payload }: FileReading): void {
  bytes.byte(READING_STATES.indexOf(state));
  bytes.byte(stamp ? STAMP : NO_STAMP);
  if (stamp) for (const value of [stamp.size, stamp.modified, stamp.changed, stamp.inode]) bytes.double(value);
  bytes.sized(payload);
}

/** Reads what {@link writeReading} has written; the payload is a view. Throws a RangeError when the bytes are damaged. */
export function readReading(bytes: ByteReader, { path, role }: DiscoveredFile): FileReading {
  const state = READING_STATES[bytes.byte()];
  if (state === undefined) throw new RangeError('unknown state');
  const stamped = bytes.byte() === STAMP;
  const stamp = stamped
    ? { size: bytes.double(), modified: bytes.double(), changed: bytes.double(), inode: bytes.double() }
    : undefined;
  return { path, role, stamp, state, payload: bytes.sized() };
}
