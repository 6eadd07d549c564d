import { checkCommand } from './checkCommand.ts';
import { type CliHost, EXIT } from './cliHost.ts';
import { initCommand } from './initCommand.ts';
import { lspCommand } from './lspCommand.ts';

const HELP = `Lifetrace ${LIFETRACE_VERSION}: requirements traceability under IEC 62304

Usage
  lifetrace check [DIR] [options]   checks the project in DIR (default: the current folder)
  lifetrace init [DIR] [--dry-run]  proposes .lifetrace/project.yaml for what is in DIR and writes it; a file that is there stays
  lifetrace lsp --stdio             serves any editor that speaks the language server protocol
  lifetrace --version
  lifetrace --help

Options of init
  --dry-run                         print the proposal and write nothing

Options of check
  --format text|json                how to print the result (default: text)
  --out FILE                        write the result to FILE instead of the terminal
  --clauses                         also tell the state of each clause: evidenced, partly, no record, not applicable
  --classes                         also tell the safety class of each software item, and what it rests on
  --fail-on error|warning|never     what makes the exit code 1 (default: error)
  --include GLOB                    read only what matches; may be given several times
  --max-file-size KIB               largest code file that is read (default: 1024); specs up to 16 MiB always are
  --no-cache                        read every file, and keep nothing for the next run

Exit codes
  0  nothing found at the threshold
  1  findings at the threshold
  2  wrong usage, the folder cannot be read, or the result cannot be written
`;

const COMMANDS: ReadonlyMap<string, (args: readonly string[], host: CliHost) => Promise<number>> = new Map([
  ['check', checkCommand],
  ['init', initCommand],
  ['lsp', lspCommand],
]);

/** Runs one command line and gives its exit code. */
export async function runCli(args: readonly string[], host: CliHost): Promise<number> {
  const [command, ...rest] = args;
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    await host.write(HELP);
    return command === undefined ? EXIT.usage : EXIT.clean;
  }
  if (command === '--version' || command === '-v') {
    await host.write(`${LIFETRACE_VERSION}\n`);
    return EXIT.clean;
  }
  const run = COMMANDS.get(command);
  if (run && rest.includes('--help')) {
    await host.write(HELP);
    return EXIT.clean;
  }
  if (run) return run(rest, host);
  host.complain(`lifetrace: unknown command “${command}”. Try “lifetrace --help”.\n`);
  return EXIT.usage;
}
