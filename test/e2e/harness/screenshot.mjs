// @ts-check
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Pictures that the README shows. */
const IN_README = new Set([
  'completion',
  'hover-requirement',
  'hover-risk-control',
  'life-cycle-tree',
  'safety-classes',
  'trace-explorer',
  'trace-graph-items',
  'trace-matrix',
  'untraced-function',
]);

/**
 * Takes a picture of a part of the window for the walkthrough if that is asked for, else for whoever looks into a run.
 * @param {import('playwright-core').Page} page
 * @param {string} name of the file without extension
 * @param {{x: number, y: number, width: number, height: number}} clip
 */
export async function walkthroughPicture(page, name, clip) {
  const asked = process.env.LIFETRACE_UPDATE_IMAGES;
  const folder = path.join(repository, ...(asked ? ['media', 'walkthrough'] : ['out', 'e2e', 'walkthrough']));
  await write(page, folder, name, clip);
}

/**
 * Takes a picture of the window: for the README if that is asked for, else for whoever looks into a run.
 * @param {import('playwright-core').Page} page
 * @param {string} name of the file without extension
 */
export async function screenshot(page, name) {
  const forReadme = process.env.LIFETRACE_UPDATE_IMAGES && IN_README.has(name);
  await write(page, path.join(repository, ...(forReadme ? ['docs', 'images'] : ['out', 'e2e'])), name);
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
 * @param {{x: number, y: number, width: number, height: number}} [clip]
 */
async function write(page, folder, name, clip) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'initial', ...(clip && { clip }) });
}
