// @ts-check
import path from 'node:path';
import { build } from 'esbuild';
import { repository } from '../../scripts/lib/repository.mjs';

/**
 * The reading part of the product, bundled as the product bundles it.
 * @param {string} folder where to put it
 * @returns {Promise<string>} absolute path of the module
 */
export async function bundleReaders(folder) {
  const outfile = path.join(folder, 'readers.mjs');
  await build({
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    outfile,
    stdin: {
      contents: [
        "export { languageOf } from './server/src/read/languages.ts';",
        "export { commentsIn } from './server/src/read/comments.ts';",
        "export { unitsIn } from './server/src/read/units.ts';",
      ].join('\n'),
      resolveDir: repository,
      loader: 'ts',
    },
  });
  return outfile;
}
