import { anchorsOf } from '../../server/src/read/markdown/anchors.ts';
import type { TracedProject } from '../../server/src/trace/project/tracedProject.ts';
import type { SeenFile } from '../../server/src/trace/snapshot.ts';
import type { Change } from '../../server/src/workspace/change.ts';
import { Engine } from '../../server/src/workspace/engine.ts';

/** An engine that has read the given files (path → text) from disk. */
export function engineOf(files: Readonly<Record<string, string>>): Engine {
  const engine = new Engine();
  const settingsFirst = Object.entries(files).sort(([a], [b]) => Number(isSettings(b)) - Number(isSettings(a)));
  feed(
    engine,
    settingsFirst.map(([path, text]) => ({ kind: 'stored', path, text })),
  );
  lookAtEvidence(engine, files);
  return engine;
}

/** Looks where `evidence.yaml` points to, as whoever reads files from disk does after each change. */
export function lookAtEvidence(engine: Engine, files: Readonly<Record<string, string>>): void {
  engine.apply(engine.pointedAt.map((path) => ({ kind: 'seen', path, seen: seenIn(files, path) })));
}

/** What somebody who looks for a file or folder finds. */
function seenIn(files: Readonly<Record<string, string>>, path: string): SeenFile {
  const text = files[path];
  if (text === undefined) return { there: Object.keys(files).some((file) => file.startsWith(`${path}/`)) };
  return path.endsWith('.md') ? { there: true, anchors: anchorsOf(text) } : { there: true };
}

/** Applies the texts of all files, and once more when the engine reads them differently by then. */
export function feed(engine: Engine, stored: readonly Change[]): void {
  if (engine.apply(stored).rediscover) engine.apply(stored);
}

/** The snapshot of a project that consists of the given files (path → text). */
export function projectOf(files: Readonly<Record<string, string>>): TracedProject {
  return engineOf(files).snapshot();
}

function isSettings(path: string): boolean {
  return path.startsWith('.lifetrace/');
}
