import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ProjectFile } from './project/specs.ts';

/** Folder for everything that a run makes. */
export const BENCH_FOLDER = path.join(process.cwd(), 'out', 'bench');

/** Says from what a project was made; a project that was made from the same need not be made again. */
const STAMP = '.stamp';

/** An absolute path below {@link BENCH_FOLDER}. */
export function inBench(...parts: readonly string[]): string {
  return path.join(BENCH_FOLDER, ...parts);
}

/**
 * Writes a made-up project below {@link BENCH_FOLDER} and gives its folder. `recipe` is what it depends on beside this
 * program; where the folder comes from the same recipe and program, it stays.
 */
export function projectFolder(name: string, recipe: unknown, files: () => Iterable<ProjectFile>): string {
  const folder = inBench('projects', name);
  const program = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  const stamp = program.update(JSON.stringify(recipe)).digest('hex');
  const stampFile = inBench('projects', `${name}${STAMP}`);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return folder;
  rmSync(stampFile, { force: true });
  rmSync(folder, { recursive: true, force: true });
  const made = new Set<string>();
  for (const [file, text] of files()) {
    const target = path.join(folder, file);
    const parent = path.dirname(target);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(target, text);
  }
  writeFileSync(stampFile, stamp);
  return folder;
}

/** What was changed so shortly before a run, in milliseconds, the next run reads once more. */
const RESTED_MS = 3000;

/** Settles when the project of a name was written so long ago that a server trusts what it has kept of it. */
export async function projectAtRest(name: string): Promise<void> {
  const { mtimeMs } = statSync(inBench('projects', `${name}${STAMP}`));
  const left = mtimeMs + RESTED_MS - Date.now();
  if (left > 0) await setTimeout(left);
}
