// `npm run test:desktop`: the extension suite in a desktop VS Code. See lib/testOnDesktop.mjs for the environment that it honours.
import { runScript } from './lib/runScript.mjs';

await runScript(async () => (await import('./lib/testOnDesktop.mjs')).testOnDesktop());
