import path from 'node:path';
import { URI } from 'vscode-uri';

/** The absolute path of the file or folder that an address names; undefined for what is none on disk, and for what is no address at all. */
export function diskPathOf(uri: string): string | undefined {
  try {
    const { scheme, fsPath } = URI.parse(uri);
    return scheme === 'file' ? path.resolve(fsPath) : undefined;
  } catch {
    return undefined;
  }
}
