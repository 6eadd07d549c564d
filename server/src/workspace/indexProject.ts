import { PROJECT_FILE, RISK_FILE } from '../config/project.ts';
import type { FilePath } from '../model/span.ts';
import type { SkippedFile } from '../trace/snapshot.ts';
import type { Engine } from './engine.ts';
import { discoverFiles } from './node/discoverFiles.ts';
import { type ReadLimits, storedFile } from './node/storedFile.ts';

/** How an index run reports and is stopped. */
export interface IndexControl {
  readonly limits: ReadLimits;
  /** Asked between files; a cancelled run leaves the engine with what was read so far. */
  readonly cancelled: () => boolean;
  /** Called now and then with the number of files read and to be read. */
  readonly progress: (done: number, total: number) => void;
}

/** Files read at a time: enough to keep the disk busy, few enough that a request in between waits only milliseconds. */
const BATCH = 32;

/**
 * Brings an engine up to date with the disk: settings first, then every file, then the removal of what has vanished.
 * Gives false when it was cancelled.
 */
export async function indexProject(root: string, engine: Engine, control: IndexControl): Promise<boolean> {
  for (const file of [RISK_FILE, PROJECT_FILE]) engine.apply([await storedFile(root, file, control.limits)]);
  return readDiscovered(root, engine, control, (files) => files);
}

/**
 * Looks for files again, reads those that were not known, and drops those that are gone or left out by now. Gives false
 * when it was cancelled.
 */
export function refreshProject(root: string, engine: Engine, control: IndexControl): Promise<boolean> {
  return readDiscovered(root, engine, control, (files) => {
    const known = new Set(engine.knownPaths());
    return files.filter((file) => !known.has(file));
  });
}

/** Reads the given files from disk into the engine, batch by batch. Gives false when it was cancelled. */
export async function readFiles(
  root: string,
  engine: Engine,
  files: readonly FilePath[],
  control: IndexControl,
): Promise<boolean> {
  for (let start = 0; start < files.length; start += BATCH) {
    if (control.cancelled()) return false;
    const batch = files.slice(start, start + BATCH);
    engine.apply(await Promise.all(batch.map((file) => storedFile(root, file, control.limits))));
    control.progress(Math.min(start + BATCH, files.length), files.length);
    await new Promise(setImmediate);
  }
  return true;
}

async function readDiscovered(
  root: string,
  engine: Engine,
  control: IndexControl,
  select: (files: readonly FilePath[]) => readonly FilePath[],
): Promise<boolean> {
  const { files, skipped } = await discoverFiles(root, engine.config, control.cancelled);
  if (control.cancelled()) return false;
  engine.apply(skipped.map(({ path, reason }) => ({ kind: 'skipped', path, reason })));
  const complete = await readFiles(root, engine, select(files), control);
  if (complete) dropVanished(engine, files, skipped);
  return complete;
}

function dropVanished(engine: Engine, files: readonly FilePath[], skipped: readonly SkippedFile[]): void {
  const present = new Set<FilePath>([...files, ...skipped.map((file) => file.path), RISK_FILE, PROJECT_FILE]);
  const vanished = engine.knownPaths().filter((path) => !present.has(path));
  engine.apply(vanished.map((path) => ({ kind: 'removed', path })));
}
