// @ts-check
import { mustRun } from './commands.mjs';
import { progress } from './progress.mjs';

/** Bundles the extension, the server, the command line tool and the webview into dist/. */
export function buildProduct() {
  return progress('Building Lifetrace', () => mustRun('The build failed', process.execPath, ['scripts/build.mjs']));
}

/** Writes the .vsix from what {@link buildProduct} made. */
export function packageProduct() {
  return progress('Packaging the extension', () =>
    mustRun('The packaging failed', process.execPath, ['scripts/package.mjs']),
  );
}
