import type { TracedProject } from '../../server/src/trace/project/tracedProject.ts';
import { Engine } from '../../server/src/workspace/engine.ts';

/** An engine that has read the given files (path → text) from disk. */
export function engineOf(files: Readonly<Record<string, string>>): Engine {
  const engine = new Engine();
  const settingsFirst = Object.entries(files).sort(([a], [b]) => Number(isSettings(b)) - Number(isSettings(a)));
  engine.apply(settingsFirst.map(([path, text]) => ({ kind: 'stored', path, text })));
  return engine;
}

/** The snapshot of a project that consists of the given files (path → text). */
export function projectOf(files: Readonly<Record<string, string>>): TracedProject {
  return engineOf(files).snapshot();
}

function isSettings(path: string): boolean {
  return path.startsWith('.lifetrace/');
}
