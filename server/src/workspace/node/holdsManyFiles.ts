import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';

/** So many folders are looked into, in a millisecond or two. */
const LOOKS = 64;

/**
 * True when a folder holds so many files, as far as a quick look can tell. It knows no settings, so it may be wrong; do nothing
 * by it that would be. Never throws.
 */
export function holdsManyFiles(root: string, many: number): boolean {
  const folders = [root];
  let files = 0;
  for (let looks = 0; looks < Math.min(LOOKS, folders.length); looks++) {
    const folder = folders[looks] ?? root;
    for (const entry of entriesOf(folder)) {
      if (entry.isFile()) files++;
      else if (entry.isDirectory() && !isSetAside(entry.name)) folders.push(path.join(folder, entry.name));
    }
    if (files >= many) return true;
  }
  return false;
}

/** Folders that hardly ever hold what a project is made of. */
function isSetAside(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
