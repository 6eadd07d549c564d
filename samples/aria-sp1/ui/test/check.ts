/** @file The assertions of the UI tests; no test framework is needed to run them. */

/** Runs one test and names it when it fails. */
export function test(name: string, body: () => void): void {
  try {
    body();
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Compares by value. */
export function equal(actual: unknown, expected: unknown): void {
  const seen = JSON.stringify(actual);
  const wanted = JSON.stringify(expected);
  if (seen !== wanted) {
    throw new Error(`got ${seen}, expected ${wanted}`);
  }
}
