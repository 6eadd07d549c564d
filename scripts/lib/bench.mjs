// @ts-check
import { pathToFileURL } from 'node:url';
import { buildProduct } from './build.mjs';
import { mustRun } from './commands.mjs';
import { installPackages } from './npmPackages.mjs';
import { progress } from './progress.mjs';
import { repository } from './repository.mjs';
import { Stop } from './stop.mjs';

/**
 * Builds the product and the measuring program (test/bench), and runs it.
 * @param {readonly string[]} args
 */
export async function bench(args) {
  process.chdir(repository);
  await installPackages();
  await buildProduct();
  await progress('Building the bench', () =>
    mustRun('The build of the bench failed', process.execPath, ['scripts/build.mjs', '--bench']),
  );
  const program = await import(pathToFileURL('out/bench/main.mjs').href);
  const wrongUsage = await program.bench(args);
  if (wrongUsage) throw new Stop(wrongUsage);
}
