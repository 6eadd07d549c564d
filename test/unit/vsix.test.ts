import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { listFiles, PackageManager } from '@vscode/vsce';
import { inRepository, repositoryRoot } from '../support/repositoryRoot.ts';

/** Unpacked size that the package may have, in KiB. */
const SIZE_LIMIT_KIB = 6 * 1024;

/** What may be in the package; everything else is there by mistake. */
const ALLOWED = [
  /^(?:package(?:\.nls(?:\.de)?)?\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/(?:client|server|serverProject|serverProtocol|reader|readerStarter|cli|cliProgram)\.cjs$/,
  /^dist\/(?:THIRD-PARTY-NOTICES\.txt|sbom\.cdx\.json)$/,
  /^dist\/webview\/[\w.-]+\.(?:js|css|ttf)$/,
  /^l10n\/bundle\.l10n\.de\.json$/,
  /^syntaxes\/[\w.-]+\.json$/,
  /^schemas\/[\w.-]+\.schema\.json$/,
  /^media\/(?:icon\.png|lifetrace\.svg|matrix-(?:dark|light)\.svg|walkthrough\/[\w-]+\.png|gutter\/(?:tested|traced|untraced)-(?:dark|light)\.svg)$/,
  /^docs\/(?!performance|publishing)[\w-]+\.md$/,
  /^docs\/images\/[\w-]+\.png$/,
  /^docs\/rules\/(?:README|LT\d{3})\.md$/,
  /^samples\/aria-sp1\//,
];

/** What the extension cannot work without. */
const NEEDED = [
  'package.json',
  'package.nls.json',
  'package.nls.de.json',
  'l10n/bundle.l10n.de.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist/client.cjs',
  'dist/server.cjs',
  'dist/serverProject.cjs',
  'dist/serverProtocol.cjs',
  'dist/reader.cjs',
  'dist/readerStarter.cjs',
  'dist/cli.cjs',
  'dist/cliProgram.cjs',
  'dist/webview/safetyClassPanel.js',
  'dist/webview/safetyClassPanel.css',
  'dist/webview/traceMatrix.js',
  'dist/webview/traceMatrix.css',
  'dist/webview/traceGraph.js',
  'dist/webview/traceGraph.css',
  'dist/webview/codicon.css',
  'dist/webview/codicon.ttf',
  'syntaxes/lifetrace.injection.json',
  'schemas/project.schema.json',
  'media/icon.png',
  'media/matrix-light.svg',
  'media/matrix-dark.svg',
  'media/lifetrace.svg',
  'media/walkthrough/life-cycle.png',
  'media/gutter/untraced-dark.svg',
  'docs/images/hover-requirement.png',
  'docs/rules/LT202.md',
  'samples/aria-sp1/.lifetrace/project.yaml',
];

describe('the packaged extension', () => {
  let files: readonly string[] = [];

  before(async function () {
    this.timeout(180_000);
    assert.ok(existsSync(inRepository('dist', 'client.cjs')), 'dist/ is missing: run "npm run build" first');
    const found = await listFiles({ cwd: repositoryRoot, packageManager: PackageManager.None });
    files = found.map((file) => file.replaceAll('\\', '/')).sort();
  });

  it('holds nothing but what users need', () => {
    assert.deepEqual(
      files.filter((file) => !ALLOWED.some((pattern) => pattern.test(file))),
      [],
    );
  });

  it('holds everything that it needs', () => {
    assert.deepEqual(
      NEEDED.filter((file) => !files.includes(file)),
      [],
    );
  });

  it('holds every page that its README leads to', () => {
    const text = readFileSync(inRepository('README.md'), 'utf8');
    const pages = [...text.matchAll(/\]\((docs\/[\w/-]+\.md)(?:#[\w-]+)?\)/g)].map((match) => match[1] ?? '');
    assert.ok(pages.length > 5);
    assert.deepEqual(
      pages.filter((page) => !files.includes(page)),
      [],
    );
  });

  it('holds every file that the manifest names', () => {
    const text = readFileSync(inRepository('package.json'), 'utf8');
    const named = [...text.matchAll(/"(?:\.\/)?((?:dist|media|syntaxes|schemas)\/[\w./-]+)"/g)].map(
      (match) => match[1],
    );
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter((file) => file !== undefined && !files.includes(file)),
      [],
    );
  });

  it(`stays below ${SIZE_LIMIT_KIB} KiB`, () => {
    const bytes = files.reduce((sum, file) => sum + statSync(inRepository(file)).size, 0);
    assert.ok(bytes < SIZE_LIMIT_KIB * 1024, `${Math.round(bytes / 1024)} KiB`);
  });

  it('has programs in which a character takes V8 one byte, since none is beyond ASCII', () => {
    // The build escapes what stands in strings; in a pattern it has to be written as an escape.
    const programs = files.filter((file) => /^dist\/(?:server\w*|cli(?:Program)?|reader\w*)\.cjs$/.test(file));
    assert.equal(programs.length, 7);
    assert.deepEqual(
      programs.filter((file) => readFileSync(inRepository(file)).some((byte) => byte > 127)),
      [],
    );
  });

  it('has what galleries ask of a manifest', () => {
    const manifest = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
    for (const field of ['displayName', 'description', 'publisher', 'license', 'icon', 'galleryBanner', 'categories'])
      assert.ok(manifest[field], `${field} is missing`);
    assert.ok(manifest.keywords.length <= 30, 'the Marketplace takes 30 keywords');
    const { width, height } = pngSize(readFileSync(inRepository(manifest.icon)));
    assert.ok(width >= 128 && width === height, `the icon is ${width} × ${height}`);
  });

  it('shows only images in its README that galleries show, and that are there', () => {
    const text = readFileSync(inRepository('README.md'), 'utf8');
    const images = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    assert.ok(images.length > 0);
    assert.deepEqual(
      images.filter((image) => !/^docs\/images\/[\w-]+\.png$/.test(image) || !existsSync(inRepository(image))),
      [],
    );
  });
});

/** Width and height in pixels, as the header of a PNG file says them. */
function pngSize(png: Buffer): { readonly width: number; readonly height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
