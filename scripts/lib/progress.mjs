// @ts-check

/**
 * Says what begins, and when it ends how long it took.
 * @template T
 * @param {string} what for example "Installing npm packages"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function progress(what, work) {
  const start = Date.now();
  console.log(`\n» ${what} …`);
  const result = await work();
  console.log(`  done in ${seconds(Date.now() - start)}`);
  return result;
}

/**
 * @param {number} ms
 * @returns {string} seconds with one decimal
 */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
