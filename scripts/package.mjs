// Packages dist/ as dist/lifetrace-<version>.vsix, with its notices and bill of materials. Run scripts/build.mjs first.
// Usage: node scripts/package.mjs [--twice]
// --twice packs a second time and fails unless both packages are the same, byte for byte.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledPackages } from './lib/bundledPackages.mjs';
import { thirdPartyNotices } from './lib/notices.mjs';
import { billOfMaterials } from './lib/sbom.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** Bundles that the package cannot do without. */
const BUNDLES = [
  'out/bundled-packages.json',
  'dist/client.cjs',
  'dist/server.cjs',
  'dist/serverProject.cjs',
  'dist/serverProtocol.cjs',
  'dist/reader.cjs',
  'dist/readerStarter.cjs',
  'dist/cli.cjs',
  'dist/cliProgram.cjs',
  'dist/webview/safetyClassPanel.js',
  'dist/webview/traceGraph.js',
];
/** Seconds since 1970 that all files in the package carry: equal sources then give equal packages. */
const BUILD_TIME = process.env['SOURCE_DATE_EPOCH'] ?? '1735689600';

for (const bundle of BUNDLES) {
  if (existsSync(bundle)) continue;
  console.error(`package: ${bundle} is missing. Run "npm run build" first.`);
  process.exit(1);
}
const packages = bundledPackages();
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', thirdPartyNotices(packages));
writeFileSync('dist/sbom.cdx.json', billOfMaterials(packages, manifest, Number(BUILD_TIME)));
process.env['SOURCE_DATE_EPOCH'] = BUILD_TIME;
// vsce is slow to load, and its output comes between ours.
const { createVSIX } = await import('@vscode/vsce');
const packagePath = `dist/${manifest.name}-${manifest.version}.vsix`;
const size = (await packed(packagePath)).length;
console.log(`${packagePath}: ${Math.round(size / 1024)} KiB, with the code of ${packages.length} packages`);
if (process.argv.includes('--twice')) await packAgain();

/**
 * @param {string} file
 * @returns {Promise<Buffer>} the package, which is in that file as well
 */
async function packed(file) {
  rmSync(file, { force: true });
  await createVSIX({
    cwd: root,
    packagePath: file,
    dependencies: false,
    // Galleries show images of the README from the repository; without an address of it they stay as they are.
    allowMissingRepository: manifest.repository === undefined,
    rewriteRelativeLinks: manifest.repository !== undefined,
  });
  return readFileSync(file);
}

async function packAgain() {
  const again = 'out/again.vsix';
  const same = (await packed(again)).equals(readFileSync(packagePath));
  rmSync(again);
  if (same) return;
  console.error('package: packed twice, the package is not the same byte for byte.');
  process.exitCode = 1;
}
