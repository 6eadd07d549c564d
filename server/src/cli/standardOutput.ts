/** What Node calls it when nobody reads any more. */
const NOBODY_READS = 'EPIPE';

/** The result could not be written, as on a full disk; the message says why. */
export class OutputFailure extends Error {}

/**
 * Writes to the standard output; settles when there is room for more. What nobody reads any more, as behind `| head`, counts as written:
 * the exit code still tells what was found. Rejects with an {@link OutputFailure} where writing fails otherwise.
 */
export function writeOut(text: string): Promise<void> {
  // Without a listener a failed write would end the process, whatever its callback does.
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => {});
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error && !('code' in error && error.code === NOBODY_READS)) reject(new OutputFailure(error.message));
      else resolve();
    });
  });
}

/** Writes to the standard error, where anybody reads it: a sentence that cannot be said changes no result. */
export function complain(text: string): void {
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {});
  process.stderr.write(text);
}
