import { existsSync, readFileSync } from 'node:fs';
import type { Bench } from '../bench.ts';
import { commandLine, run } from '../command.ts';
import { compared, notMeasured } from '../compared.ts';
import { inBench, projectFolder } from '../folders.ts';
import { generateOftProject } from '../project/oftProject.ts';
import { interleaved } from '../rounds.ts';
import type { Result } from '../targets.ts';
import { ourCheck } from '../tools.ts';

const FULL = 10_000;
const QUICK = 500;

/** P10: a project in OpenFastTrace's notation, read by that tool and by us. */
export async function measureOpenFastTrace(bench: Bench): Promise<Result[]> {
  const { options, tools, random, told, note, keep } = bench;
  if (!options.only.has('P10')) return [];
  const none = (reason: string): Result[] => notMeasured(reason, 'oftWall', 'oftMemory');
  if (options.oft === undefined) return none('no OpenFastTrace: name its JAR with --oft');
  if (!existsSync(options.oft)) return none(`${options.oft} does not exist`);
  if ('missing' in tools.java) return none(tools.java.missing);
  const requirements = options.quick ? QUICK : FULL;
  const { files, items } = generateOftProject(requirements, options.seed);
  const folder = projectFolder(`oft-${requirements}`, { requirements, seed: options.seed }, () => files);
  const ours = { ...ourCheck(folder, tools), output: inBench('oft-ours.txt') };
  const theirs = {
    program: tools.java.program,
    args: ['-jar', options.oft, 'trace', '--report-verbosity', 'summary', folder],
    output: inBench('oft-theirs.txt'),
  };
  const outcome = await interleaved(
    [
      { name: 'lifetrace', run: () => run(ours, options.timeoutMs) },
      { name: 'OpenFastTrace', run: () => run(theirs, options.timeoutMs) },
    ],
    { ...options, random, told },
  );
  keep('P10', outcome.costs);
  note('P10', commandLine(theirs));
  for (const [name, file] of [
    ['OpenFastTrace', theirs.output],
    ['we', ours.output],
  ] as const) {
    const said = readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '';
    if (!said.includes(String(items))) return none(`${name} did not find the ${items} items: “${said}”`);
  }
  note(
    'P10',
    `${requirements} requirements, ${items} items in OpenFastTrace's counting, both find all of them and no defect`,
  );
  return [
    compared('oftWall', 'wallMs', outcome, 'lifetrace', 'OpenFastTrace'),
    compared('oftMemory', 'peakBytes', outcome, 'lifetrace', 'OpenFastTrace'),
  ];
}
