import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const created: string[] = [];

/** Writes files (path → text) into a new folder and gives its path. The folder is gone when the file of tests that asked for it ends. */
export function temporaryProject(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lifetrace-'));
  created.push(folder);
  for (const [file, text] of Object.entries(files)) writeIn(folder, file, text);
  return folder;
}

/** Writes one file below a folder, with the folders that it needs. */
export function writeIn(folder: string, file: string, text: string): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

/** For `rootHooks.ts`: removes the folders of the file of tests that has ended. */
export function removeTemporaryProjects(): void {
  for (const folder of created.splice(0)) rmSync(folder, { recursive: true, force: true });
}
