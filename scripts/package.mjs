// Packages dist/ as dist/lifetrace-<version>.vsix. Run scripts/build.mjs first.
// Usage: node scripts/package.mjs
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Bundles that the package cannot do without. */
const BUNDLES = [
  'out/bundled-packages.json',
  'dist/client.cjs',
  'dist/server.cjs',
  'dist/serverProject.cjs',
  'dist/serverProtocol.cjs',
  'dist/reader.cjs',
  'dist/cli.cjs',
  'dist/webview/safetyClassPanel.js',
];
/** Copied as they are, so the build does not note them. */
const COPIED_PACKAGES = ['@vscode/codicons'];
/** Seconds since 1970 that all files in the package carry: equal sources then give equal packages. */
const BUILD_TIME = process.env['SOURCE_DATE_EPOCH'] ?? '1735689600';

/** @returns {string[]} folders of the npm packages whose code is in the package, as the build has noted them */
function bundledPackages() {
  const bundled = JSON.parse(readFileSync('out/bundled-packages.json', 'utf8'));
  return [...bundled, ...COPIED_PACKAGES.map((name) => path.join('node_modules', name))];
}

/**
 * @param {string} folder
 * @returns {Promise<string>} name, version, licence and licence text of a package
 */
async function noticeOf(folder) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  const head = `${manifest.name} ${manifest.version} (${manifest.license})`;
  return [head, '-'.repeat(head.length), '', ...(texts.length > 0 ? texts : ['No licence text in the package.'])].join(
    '\n',
  );
}

async function writeNotices() {
  const notices = [...new Set(await Promise.all(bundledPackages().map(noticeOf)))].sort();
  const intro = 'This extension contains code of the following packages.';
  writeFileSync('dist/THIRD-PARTY-NOTICES.txt', `${[intro, ...notices].join('\n\n\n')}\n`);
  return notices.length;
}

for (const bundle of BUNDLES) {
  if (existsSync(bundle)) continue;
  console.error(`package: ${bundle} is missing. Run "npm run build" first.`);
  process.exit(1);
}
const packages = await writeNotices();
process.env['SOURCE_DATE_EPOCH'] = BUILD_TIME;
const packagePath = `dist/${name}-${version}.vsix`;
rmSync(packagePath, { force: true });
// vsce is slow to load, and its output comes between ours.
const { createVSIX } = await import('@vscode/vsce');
await createVSIX({
  cwd: root,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
console.log(
  `${packagePath}: ${Math.round(statSync(packagePath).size / 1024)} KiB, with the notices of ${packages} packages`,
);
