// `npm start`: from a fresh checkout to the demo project in a real VS Code with the extension. See lib/startDemo.mjs for the options.
import { runScript } from './lib/runScript.mjs';

await runScript(async () => (await import('./lib/startDemo.mjs')).startDemo(process.argv.slice(2)));
