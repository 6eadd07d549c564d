/** What Node calls it when nobody reads any more. */
const NOBODY_READS = 'EPIPE';

/**
 * Writes to the standard output; settles when there is room for more. What nobody reads any more, as behind `| head`, counts as written:
 * the exit code still tells what was found. Rejects where writing fails otherwise, as on a full disk.
 */
export function writeOut(text: string): Promise<void> {
  // Without a listener a failed write would end the process, whatever its callback does.
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => {});
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error && !('code' in error && error.code === NOBODY_READS)) reject(error);
      else resolve();
    });
  });
}
