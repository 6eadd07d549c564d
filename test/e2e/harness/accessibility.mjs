// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Has axe-core judge the document in a webview, with all its rules.
 * @param {import('playwright-core').FrameLocator} webview see `SideBar.webview`
 * @param {string} background what lies below the webview, as a CSS colour: its document is transparent
 * @returns {Promise<{violations: string[], unknownContrast: string[], contrasts: number}>} what is wrong, whose contrast axe could not
 *   compute, and for how many texts it could; of the texts of a drawing it never can, `drawnContrast` does
 */
export async function accessibility(webview, background) {
  const document = await webview.locator('html').elementHandle();
  const frame = await document?.ownerFrame();
  if (!document || !frame) throw new Error('The webview has no document.');
  await frame.evaluate(axe);
  return document.evaluate(async (root, color) => {
    root.style.backgroundColor = color;
    // A letter is a text here, and the pseudo elements of the tree are the thin lines of its indentation.
    const contrast = { options: { ignoreLength: true, ignorePseudo: true } };
    // @ts-expect-error axe is a global of the script that has just run
    const results = await globalThis.axe.run(root.ownerDocument, { checks: { 'color-contrast': contrast } });
    root.style.backgroundColor = '';
    /** @typedef {{id: string, help: string, nodes: {target: string[], failureSummary: string}[]}} Rule */
    const lines = (/** @type {Rule[]} */ rules) =>
      rules.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
      );
    const only = (/** @type {Rule[]} */ rules) => rules.filter(({ id }) => id === 'color-contrast');
    const isDrawn = (/** @type {string} */ target) => root.querySelector(target)?.closest('svg') != null;
    const unknown = only(results.incomplete).map(({ nodes, ...rule }) => ({
      ...rule,
      nodes: nodes.filter(({ target: [target = ''] }) => !isDrawn(target)),
    }));
    return {
      violations: lines(results.violations),
      unknownContrast: lines(unknown),
      contrasts: only(results.passes).reduce((sum, { nodes }) => sum + nodes.length, 0),
    };
  }, background);
}
