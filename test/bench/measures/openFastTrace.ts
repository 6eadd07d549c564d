import { existsSync, readFileSync } from 'node:fs';
import type { Bench } from '../bench.ts';
import { commandLine, run } from '../command.ts';
import { compared, notMeasured } from '../compared.ts';
import { inBench, projectFolder } from '../folders.ts';
import { generateOftProject } from '../project/oftProject.ts';
import { interleaved } from '../rounds.ts';
import type { Result, TargetName } from '../targets.ts';
import { ourCheck } from '../tools.ts';

/** A project that both read: how many requirements it has, in a quick run too, and what is measured on it. */
interface Size {
  readonly full: number;
  readonly quick: number;
  readonly wall: TargetName;
  readonly memory: TargetName;
}

/** In the small project a good part of the time is the start of either tool, in the large one it is next to nothing. */
const SIZES: readonly Size[] = [
  { full: 10_000, quick: 500, wall: 'oftWall', memory: 'oftMemory' },
  { full: 100_000, quick: 2_000, wall: 'oftLargeWall', memory: 'oftLargeMemory' },
];

/** P10: projects in OpenFastTrace's notation, read by that tool and by us. */
export async function measureOpenFastTrace(bench: Bench): Promise<Result[]> {
  if (!bench.options.only.has('P10')) return [];
  const results: Result[] = [];
  for (const size of SIZES) results.push(...(await measureSize(bench, size)));
  return results;
}

async function measureSize(bench: Bench, size: Size): Promise<Result[]> {
  const { options, tools, random, told, note, keep } = bench;
  const none = (reason: string): Result[] => notMeasured(reason, size.wall, size.memory);
  if (options.oft === undefined) return none('no OpenFastTrace: name its JAR with --oft');
  if (!existsSync(options.oft)) return none(`${options.oft} does not exist`);
  if ('missing' in tools.java) return none(tools.java.missing);
  const requirements = options.quick ? size.quick : size.full;
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
  keep('P10', new Map([...outcome.costs].map(([name, costs]) => [`${name}, ${requirements} requirements`, costs])));
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
    compared(size.wall, 'wallMs', outcome, 'lifetrace', 'OpenFastTrace'),
    compared(size.memory, 'peakBytes', outcome, 'lifetrace', 'OpenFastTrace'),
  ];
}
