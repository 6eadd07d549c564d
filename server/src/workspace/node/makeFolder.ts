import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder, and those around it that are missing. Throws where that fails. Node's own way never comes back where a file system says
 * of a folder that is there that nothing is there to make another one in, as those do that make their folders themselves (`/proc`, autofs).
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const around = path.dirname(folder);
  if (around !== folder) makeFolder(around);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another run may have been faster.
    if (!existsSync(folder)) throw error;
  }
}
