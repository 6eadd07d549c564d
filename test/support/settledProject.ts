import { utimesSync } from 'node:fs';
import path from 'node:path';
import { temporaryProject, writeIn } from './temporaryProject.ts';

const LONG_AGO = new Date('2024-01-01');

/** A project in a new folder whose files have not been touched for long: what is read of them can be kept. */
export function settledProject(files: Readonly<Record<string, string>>): string {
  const root = temporaryProject({});
  for (const [file, text] of Object.entries(files)) writeSettled(root, file, text);
  return root;
}

/** Writes a file as if that had been long ago. */
export function writeSettled(root: string, file: string, text: string): void {
  writeIn(root, file, text);
  utimesSync(path.join(root, file), LONG_AGO, LONG_AGO);
}
