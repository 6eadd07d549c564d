import type { FileRole } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';

/** A file that a reader exists for, and what it is to the project. */
export interface DiscoveredFile {
  readonly path: FilePath;
  readonly role: FileRole;
}
