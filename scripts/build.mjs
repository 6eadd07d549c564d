// Bundles the product into dist/, with --tests the test suites into out/test, or with --bench what measures into out/bench.
// Usage: node scripts/build.mjs [--tests | --bench] [--watch]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const tests = process.argv.includes('--tests');
const benches = process.argv.includes('--bench');
const watch = process.argv.includes('--watch');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  sourcemap: true,
  logLevel: 'warning',
  define: { LIFETRACE_VERSION: JSON.stringify(version), LIFETRACE_SOURCES: JSON.stringify(await sourcesKey()) },
};

/** @type {import('esbuild').BuildOptions} */
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs', minify: !tests && !watch };

const core = evaluatedWhenUsed(['yaml', 're2js']);

const serverProtocol = { module: /^vscode-languageserver\/node$/, file: 'serverProtocol.cjs' };

/** Tells the sources of the server and its packages: what one build has kept for a later run, another one may read otherwise. */
async function sourcesKey() {
  const hash = createHash('sha256').update(readFileSync('package-lock.json'));
  for (const file of (await readdir('server/src', { recursive: true })).sort()) {
    if (file.endsWith('.ts')) hash.update(`${file}\0`).update(readFileSync(path.join('server/src', file)));
  }
  return hash.digest('hex');
}

/**
 * Leaves modules out of a bundle, to be loaded from files in the same folder when they are needed.
 * @param {readonly {module: RegExp, file: string}[]} parts
 * @returns {import('esbuild').Plugin}
 */
function loadedFrom(...parts) {
  return {
    name: 'loaded-from',
    setup({ onResolve }) {
      for (const { module, file } of parts)
        onResolve({ filter: module }, ({ kind }) =>
          kind === 'entry-point' ? undefined : { path: `./${file}`, external: true },
        );
    },
  };
}

/**
 * Evaluates packages when something of them is used for the first time. Each costs some 10 ms, in every thread and
 * process; most never need them.
 * @param {readonly string[]} packages
 * @returns {import('esbuild').Plugin}
 */
function evaluatedWhenUsed(packages) {
  const namespace = 'evaluated-when-used';
  return {
    name: namespace,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^(?:${packages.join('|')})$`) }, ({ path: name, namespace: importer }) =>
        importer === namespace ? undefined : { path: name, namespace },
      );
      onLoad({ filter: /.*/, namespace }, async ({ path: name }) => {
        const getters = Object.keys(await import(name)).map(
          (key) => `get ${JSON.stringify(key)}() { return require(${JSON.stringify(name)})[${JSON.stringify(key)}]; },`,
        );
        return { contents: `module.exports = {${getters.join('\n')}};`, resolveDir: root };
      });
    },
  };
}

/**
 * The server in three files, since an editor waits for the answer to `initialize`: server.cjs gives it and loads what
 * knows projects afterwards, as it was compiled before; both speak through the same copy of the protocol.
 * @returns {import('esbuild').BuildOptions[]}
 */
function serverBundles() {
  return [
    {
      ...node,
      entryPoints: ['server/src/lsp/main.ts'],
      outfile: 'dist/server.cjs',
      // A real import() would search the large file for what it exports, which takes longer than loading it.
      supported: { 'dynamic-import': false },
      plugins: [loadedFrom(serverProtocol)],
    },
    {
      ...node,
      entryPoints: ['server/src/lsp/lifetraceServer.ts'],
      outfile: 'dist/serverProject.cjs',
      plugins: [core, loadedFrom(serverProtocol)],
    },
    { ...node, entryPoints: ['vscode-languageserver/node'], outfile: `dist/${serverProtocol.file}` },
  ];
}

/** @returns {import('esbuild').BuildOptions[]} */
function productBundles() {
  return [
    { ...node, entryPoints: ['client/src/extension.ts'], outfile: 'dist/client.cjs', external: ['vscode'] },
    ...serverBundles(),
    {
      ...node,
      entryPoints: ['server/src/workspace/node/readingThread.ts'],
      outfile: 'dist/reader.cjs',
      plugins: [core],
    },
    {
      ...node,
      entryPoints: ['server/src/workspace/node/startReading.ts'],
      outfile: 'dist/readerStarter.cjs',
    },
    {
      ...node,
      entryPoints: ['server/src/cli/main.ts'],
      outfile: 'dist/cli.cjs',
      banner: { js: '#!/usr/bin/env node' },
    },
    { ...node, entryPoints: ['server/src/cli/runCli.ts'], outfile: 'dist/cliProgram.cjs', plugins: [core] },
    {
      ...common,
      platform: 'browser',
      target: 'es2022',
      format: 'esm',
      minify: !watch,
      entryPoints: ['safetyClassPanel', 'traceMatrix', 'traceGraph'].flatMap((page) => [
        `client/src/webview/${page}.ts`,
        `client/src/webview/${page}.css`,
      ]),
      outdir: 'dist/webview',
      loader: { '.ttf': 'file' },
      assetNames: '[name]',
    },
  ];
}

/** @returns {Promise<import('esbuild').BuildOptions[]>} */
async function testBundles() {
  const files = (await readdir('test', { recursive: true }))
    .filter((file) => file.endsWith('.test.ts') && !/^(?:extension|e2e)\b/.test(file))
    .map((file) => path.join('test', file));
  const bundles = [
    {
      ...common,
      platform: /** @type {const} */ ('node'),
      target: 'node20',
      format: /** @type {const} */ ('esm'),
      packages: /** @type {const} */ ('external'),
      splitting: true,
      entryPoints: [...files, 'test/support/rootHooks.ts'],
      outbase: 'test',
      outdir: 'out/test',
    },
  ];
  bundles.push({
    ...node,
    entryPoints: ['test/support/hostileReader.ts', 'test/support/stuckProgram.ts'],
    outdir: 'out/test/support',
    outExtension: { '.js': '.cjs' },
  });
  if (!existsSync('test/extension/index.ts')) return bundles;
  const suite = { ...node, entryPoints: ['test/extension/index.ts'], outfile: 'out/test/extension/index.cjs' };
  return [...bundles, { ...suite, external: ['vscode', 'mocha'] }];
}

/** @returns {import('esbuild').BuildOptions[]} */
function benchBundles() {
  const folder = 'test/bench';
  return [
    { ...node, entryPoints: [`${folder}/main.ts`], outfile: 'out/bench/main.mjs', format: 'esm', packages: 'external' },
    { ...node, entryPoints: [`${folder}/lsp/serverClock.ts`], outfile: 'out/bench/serverClock.cjs' },
    { ...node, entryPoints: [`${folder}/lsp/bareServer.ts`], outfile: 'out/bench/bareServer.cjs' },
  ];
}

/**
 * Notes for the third-party notices which npm packages the bundles hold.
 * @param {readonly string[]} inputs
 */
function writeBundledPackages(inputs) {
  const folders = inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? []);
  mkdirSync('out', { recursive: true });
  writeFileSync('out/bundled-packages.json', `${JSON.stringify([...new Set(folders)].sort(), null, 2)}\n`);
}

const product = !tests && !benches;
if (tests) rmSync('out/test', { recursive: true, force: true });
if (product) rmSync('dist', { recursive: true, force: true });
mkdirSync(product ? 'dist' : 'out', { recursive: true });
const bundles = product ? productBundles() : tests ? await testBundles() : benchBundles();
if (watch) {
  for (const options of bundles) await (await context(options)).watch();
  console.log('watching for changes');
} else {
  try {
    const results = await Promise.all(bundles.map((options) => build({ ...options, metafile: true })));
    if (product) writeBundledPackages(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  } catch {
    // esbuild has named the places already.
    console.error('The build failed.');
    process.exit(1);
  }
}
if (product) {
  await cp('node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/webview/codicon.ttf');
  await cp('node_modules/@vscode/codicons/dist/codicon.css', 'dist/webview/codicon.css');
}
