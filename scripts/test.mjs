// `npm test`: installs what is missing and runs every check and every suite. See lib/testEverything.mjs for the options.
import { runScript } from './lib/runScript.mjs';

await runScript(async () => (await import('./lib/testEverything.mjs')).testEverything(process.argv.slice(2)));
