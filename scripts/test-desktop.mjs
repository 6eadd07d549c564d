// `npm run test:desktop`: the extension suite in a desktop VS Code. See lib/testOnDesktop.mjs for its options and the environment that it honours.
import { runScript } from './lib/runScript.mjs';

await runScript(async () => (await import('./lib/testOnDesktop.mjs')).testOnDesktop(process.argv.slice(2)));
