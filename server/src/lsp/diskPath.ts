import path from 'node:path';
import { URI } from 'vscode-uri';

/** The absolute path of the file or folder that an address names; undefined for what is none on disk, and for what is no address at all. */
export function diskPathOf(uri: string): string | undefined {
  try {
    const { scheme, fsPath } = URI.parse(uri);
    // Windows takes a drive alone for the folder on it that the process is in.
    return scheme === 'file' ? path.resolve(fsPath.replace(/^[a-z]:$/i, `$&${path.sep}`)) : undefined;
  } catch {
    return undefined;
  }
}
