import { writeSync } from 'node:fs';

/** What is left to do when a command has given its result is done in less. */
const PATIENCE_MS = 30_000;

/**
 * Has the process end, by force and after some time, where something still keeps it from ending by itself: Node waits for all its threads, and one
 * that waits for a disk that never answers does not end.
 */
export function endWhenStuck(patienceMs = PATIENCE_MS): void {
  setTimeout(() => {
    writeSync(process.stderr.fd, 'lifetrace: a thread still waits for the disk, so the program is ended by force.\n');
    // Windows has no signals: it would end with 1, as if something had been found.
    if (process.platform === 'win32') process.abort();
    process.kill(process.pid, 'SIGKILL');
  }, patienceMs).unref();
}
