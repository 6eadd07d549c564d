import { runCli } from './runCli.ts';

runCli(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  colour: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
  folder: process.cwd(),
}).then((code) => {
  process.exitCode = code;
});
