import { existsSync, readFileSync } from 'node:fs';
import type { Bench } from '../bench.ts';
import { type Cost, childrenCpuMs, commandLine, run } from '../command.ts';
import { compared, notMeasured } from '../compared.ts';
import { pageCacheEviction } from '../evictPageCache.ts';
import { shownBytes } from '../figures.ts';
import { inBench } from '../folders.ts';
import { EditorSession, type SessionOptions } from '../lsp/editorSession.ts';
import { type Contestant, interleaved, medianOf, type Outcome } from '../rounds.ts';
import type { MeasureId, Result, TargetName } from '../targets.ts';
import { ourCheck } from '../tools.ts';
import { type SourceTree, sourceTree } from './sourceTree.ts';

type Runner = 'lifetrace' | 'lifetrace, units' | 'lifetrace, warm' | 'lifetrace server, warm' | 'ripgrep' | 'ctags';

const OF_TREE: Readonly<Partial<Record<MeasureId, readonly TargetName[]>>> = {
  P1: ['coldCpu', 'coldWall'],
  P2: ['evictedWall'],
  P3: ['unitsCpu'],
  P5: ['warmShown', 'warmChecked'],
  P8: ['treeMemory'],
};

/** P1, P2, P3, P5 and the memory of P8: a large source tree from cold and from warm, beside ripgrep and ctags. */
export async function measureIndexing(bench: Bench): Promise<Result[]> {
  const { options, tools } = bench;
  const wanted = (measure: MeasureId): boolean => options.only.has(measure);
  const targets = Object.entries(OF_TREE).flatMap(([measure, names]) =>
    options.only.has(measure as MeasureId) ? names : [],
  );
  if (targets.length === 0) return [];
  if (options.tree === undefined) return notMeasured('no large source tree: name one with --tree', ...targets);
  if (!existsSync(options.tree)) return notMeasured(`${options.tree} does not exist`, ...targets);
  if ('missing' in tools.rg) return notMeasured(tools.rg.missing, ...targets);
  const tree = sourceTree(options.tree, tools.rg.program);
  if (tree.files === 0) {
    // The source packages of distributions do so, to keep the sources out of their own repository.
    return notMeasured(`a .gitignore in ${options.tree} leaves every file out`, ...targets);
  }
  describe(bench, tree);
  const contestants: Contestant<Runner>[] = [
    ours(bench, tree),
    { name: 'ripgrep', run: () => run(tree.search(programOf(tools.rg)), options.timeoutMs) },
  ];
  if (wanted('P3') && 'program' in tools.ctags) {
    contestants.push(units(bench, tree), {
      name: 'ctags',
      run: () => run(tree.functions(programOf(tools.ctags)), options.timeoutMs),
    });
  }
  if (wanted('P5') && tools.ourCache) {
    bench.told('an index to keep');
    await keepIndex(bench, tree);
    contestants.push(warmCheck(bench, tree), warmServer(bench, tree));
  }
  const outcome = await interleaved(contestants, { ...options, random: bench.random, told: bench.told });
  bench.keep('P1', outcome.costs);
  compareFiles(bench, tree);
  const results: Result[] = [];
  if (wanted('P1')) {
    results.push(compared('coldCpu', 'cpuMs', outcome, 'lifetrace', 'ripgrep'));
    results.push(compared('coldWall', 'wallMs', outcome, 'lifetrace', 'ripgrep'));
  }
  if (wanted('P2')) results.push(await evicted(bench, tree));
  if (wanted('P3')) {
    if ('missing' in tools.ctags) results.push(...notMeasured(tools.ctags.missing, 'unitsCpu'));
    else results.push(compared('unitsCpu', 'cpuMs', outcome, 'lifetrace, units', 'ctags'));
  }
  if (wanted('P5')) {
    if (tools.ourCache) {
      results.push(compared('warmShown', 'wallMs', outcome, 'lifetrace server, warm', 'ripgrep'));
      results.push(compared('warmChecked', 'wallMs', outcome, 'lifetrace, warm', 'ripgrep'));
    } else results.push(...notMeasured('this build keeps nothing of what it has read', 'warmShown', 'warmChecked'));
  }
  // It comes with every run.
  results.push(memoryOf(outcome));
  return results;
}

function describe({ note, options, tools }: Bench, tree: SourceTree): void {
  note(
    'P1',
    `tree: ${tree.folder}, ${tree.files} files that both read, ${shownBytes(tree.bytes)}, ${tree.cFiles} of them C`,
  );
  note('P1', commandLine(ourCheck(tree.folder, tools)));
  note('P1', commandLine(tree.search('rg')));
  if (options.only.has('P3')) {
    note('P3', commandLine(tree.functions('ctags')));
    note('P3', 'we: the server on the C files of the tree, with a project file that is open and was never saved');
  }
}

function ours({ options, tools }: Bench, tree: SourceTree): Contestant<Runner> {
  const command = { ...ourCheck(tree.folder, tools), output: inBench('check.txt') };
  return { name: 'lifetrace', run: () => run(command, options.timeoutMs) };
}

function warmCheck({ options, tools }: Bench, tree: SourceTree): Contestant<Runner> {
  const command = { ...ourCheck(tree.folder, tools, 'warm'), output: inBench('check-warm.txt') };
  return { name: 'lifetrace, warm', run: () => run(command, options.timeoutMs) };
}

/** Makes a project of the C files of a tree without a change on the disk; what no function traces is not listed. */
const C_PROJECT = {
  '.lifetrace/project.yaml': `files: {sources: ['**/*.{c,h}'], specs: [], tests: []}\nrules: {LT202: off}\n`,
};

/** The index of a project with all functions in its C files. */
function units({ options }: Bench, tree: SourceTree): Contestant<Runner> {
  const start = { timeoutMs: options.timeoutMs, unsaved: C_PROJECT };
  return { name: 'lifetrace, units', run: () => serverRun(tree.folder, start, (session) => session.indexed()) };
}

/** From the start of the server to the first findings that it counts. */
function warmServer({ options }: Bench, tree: SourceTree): Contestant<Runner> {
  const start = { timeoutMs: options.timeoutMs, cacheFolder: SERVER_CACHE };
  return {
    name: 'lifetrace server, warm',
    run: () => serverRun(tree.folder, start, (session) => session.findingsShown()),
  };
}

const SERVER_CACHE = inBench('cache', 'server');

/** Lets the server keep what it has read. */
async function keepIndex({ options }: Bench, tree: SourceTree): Promise<void> {
  const session = await EditorSession.start(tree.folder, { timeoutMs: options.timeoutMs, cacheFolder: SERVER_CACHE });
  await session.indexed();
  await session.stop();
}

/** What the server takes from its start until something is true. */
async function serverRun(
  folder: string,
  options: SessionOptions,
  until: (session: EditorSession) => Promise<unknown>,
): Promise<Cost> {
  const before = childrenCpuMs();
  const start = performance.now();
  const session = await EditorSession.start(folder, options);
  let wallMs: number;
  try {
    await until(session);
    wallMs = performance.now() - start;
  } finally {
    await session.kill();
  }
  const after = childrenCpuMs();
  return { wallMs, ...(before === undefined || after === undefined ? {} : { cpuMs: after - before }) };
}

async function evicted(bench: Bench, tree: SourceTree): Promise<Result> {
  const { options, tools } = bench;
  const evict = pageCacheEviction();
  if ('missing' in evict) return { target: 'evictedWall', notMeasured: evict.missing };
  const afterwards = ({ name, run }: Contestant<Runner>): Contestant<Runner> => ({
    name,
    run: () => {
      evict(tree.folder);
      return run();
    },
  });
  const search: Contestant<Runner> = {
    name: 'ripgrep',
    run: () => run(tree.search(programOf(tools.rg)), options.timeoutMs),
  };
  const contestants = [ours(bench, tree), search].map(afterwards);
  const outcome = await interleaved(contestants, {
    ...options,
    random: bench.random,
    told: (text) => bench.told(`${text}, nothing in the page cache`),
  });
  bench.keep('P2', outcome.costs);
  const disk = medianOf(outcome.costs.get('ripgrep'), 'diskBytes');
  if (disk !== undefined && disk < tree.bytes / 2) {
    const reason = `the page cache cannot be evicted here: ripgrep read only ${shownBytes(disk)} from the disk`;
    return { target: 'evictedWall', notMeasured: reason };
  }
  return compared('evictedWall', 'wallMs', outcome, 'lifetrace', 'ripgrep');
}

/** A scan counts only when both have read the same: says what each has seen. */
function compareFiles({ note }: Bench, tree: SourceTree): void {
  const said = readFileSync(inBench('check.txt'), 'utf8').trim().split('\n');
  const summary = said.findLast((line) => line.includes(' · profile ')) ?? 'no summary';
  const hits = readFileSync(inBench('rg.txt'), 'utf8')
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + (Number(line.slice(line.lastIndexOf(':') + 1)) || 0), 0);
  note('P1', `we read ${summary}; ripgrep found ${hits} places that could be tags in ${tree.files} files`);
}

function memoryOf({ costs, failures }: Outcome<Runner>): Result {
  const bytes = medianOf(costs.get('lifetrace'), 'peakBytes');
  const peer = medianOf(costs.get('ripgrep'), 'peakBytes');
  if (bytes === undefined) {
    return {
      target: 'treeMemory',
      notMeasured: failures.get('lifetrace') ?? 'this system has no /proc to read it from',
    };
  }
  return {
    target: 'treeMemory',
    value: bytes / 1024 ** 2,
    ours: shownBytes(bytes),
    peer: peer === undefined ? '–' : shownBytes(peer),
    samples: costs.get('lifetrace')?.length ?? 0,
  };
}

function programOf(tool: Bench['tools']['rg']): string {
  return 'program' in tool ? tool.program : '';
}
