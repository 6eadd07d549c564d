// `npm run bench:units`: how many functions of other people's code we find. See docs/units.md.
import { runScript } from './lib/runScript.mjs';

await runScript(async () => (await import('../bench/units/benchUnits.mjs')).benchUnits(process.argv.slice(2)));
