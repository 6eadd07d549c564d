// `npm run bench`: how fast we are, beside others. See test/bench/options.ts for the options, docs/performance.md for the measures.
import { runScript } from './lib/runScript.mjs';

await runScript(async () => (await import('./lib/bench.mjs')).bench(process.argv.slice(2)));
