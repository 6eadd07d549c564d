// @ts-check

/**
 * Waits for something for a while only, where it may have to be asked for again.
 * @param {import('playwright-core').Locator} locator
 * @param {number} [limit] in milliseconds
 * @returns {Promise<boolean>} whether it is on the screen
 */
export async function appears(locator, limit = 4000) {
  return locator.waitFor({ timeout: limit }).then(
    () => true,
    () => false,
  );
}
