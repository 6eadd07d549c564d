// @ts-check
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/**
 * Takes a picture of the window: for the documentation if that is asked for, else for whoever looks into a failed run.
 * @param {import('playwright-core').Page} page
 * @param {string} name of the file without extension
 */
export async function screenshot(page, name) {
  await write(
    page,
    path.join(repository, ...(process.env.LIFETRACE_UPDATE_IMAGES ? ['docs', 'images'] : ['out', 'e2e'])),
    name,
  );
}

/**
 * Takes a picture of the window in which a test failed, in out/e2e.
 * @param {import('playwright-core').Page} page
 * @param {string} title of the test
 */
export async function screenshotOfFailure(page, title) {
  await write(page, path.join(repository, 'out', 'e2e'), `failed ${title}`.replaceAll(/\W+/g, '-'));
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} folder
 * @param {string} name
 */
async function write(page, folder, name) {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', caret: 'initial' });
}
