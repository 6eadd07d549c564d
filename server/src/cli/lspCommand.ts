import { pathToFileURL } from 'node:url';
import { type CliHost, EXIT } from './cliHost.ts';

/** What editors add of their own accord; the server takes it from the command line itself. */
const ADDED_BY_EDITORS = /^--clientProcessId=\d+$/;

/**
 * `lifetrace lsp --stdio`: becomes the language server, for any editor that can start one. The exit code it gives is that
 * of the start; the server ends the process when the editor says so or is gone.
 */
export async function lspCommand(args: readonly string[], host: CliHost): Promise<number> {
  const unknown = args.find((arg) => arg !== '--stdio' && !ADDED_BY_EDITORS.test(arg));
  if (unknown !== undefined || !args.includes('--stdio')) {
    const reason = unknown === undefined ? 'Say “--stdio”.' : `“${unknown}” is not known.`;
    host.complain(`lifetrace lsp: ${reason} An editor starts it as “lifetrace lsp --stdio”.\n`);
    return EXIT.usage;
  }
  await import(pathToFileURL(host.serverProgram).href);
  return EXIT.clean;
}
