import { devNull } from 'node:os';

/**
 * The folder that a command was called in. Where it has been removed meanwhile the system no longer names it: then it is what the
 * shell calls it, where another folder may stand by now, or a place below which nothing can stand.
 */
export function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return process.env['PWD'] || devNull;
  }
}
