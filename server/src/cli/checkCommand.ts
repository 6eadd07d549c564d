import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { globProblem } from '../config/globs.ts';
import { checkJson } from '../reports/checkJson.ts';
import { type CheckReport, checkReport, type ReportParts } from '../reports/checkReport.ts';
import { checkText } from '../reports/checkText.ts';
import { exemptUnits } from '../reports/exemptUnits.ts';
import { nothingReadText } from '../reports/nothingRead.ts';
import { Engine } from '../workspace/engine.ts';
import { indexProject } from '../workspace/indexProject.ts';
import { cacheIdentity, tidyCacheFolder } from '../workspace/node/cacheFolder.ts';
import { DEFAULT_LIMITS, type ReadLimits } from '../workspace/node/diskReader.ts';
import { leftOutOfAll } from '../workspace/node/leftOutOfAll.ts';
import { ReadingCache } from '../workspace/node/readingCache.ts';
import { defaultThreads } from '../workspace/node/readingPool.ts';
import { type CliHost, EXIT } from './cliHost.ts';
import { inChunks } from './inChunks.ts';

const FORMATS = ['text', 'json'];
const THRESHOLDS = ['error', 'warning', 'never'];

interface CheckOptions {
  readonly folder: string;
  readonly format: string;
  readonly failOn: string;
  readonly out: string | undefined;
  readonly include: readonly string[];
  readonly limits: ReadLimits;
  readonly cache: boolean;
  readonly parts: ReportParts;
}

/** `lifetrace check`: reads a project, prints what the rules find, and gives the exit code. */
export async function checkCommand(args: readonly string[], host: CliHost): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    host.complain(`lifetrace check: ${options} Try “lifetrace --help”.\n`);
    return EXIT.usage;
  }
  const root = path.resolve(host.folder, options.folder);
  const folder = await stat(root).catch(() => undefined);
  if (!folder?.isDirectory()) {
    host.complain(`lifetrace check: “${options.folder}” is not a folder that can be read.\n`);
    return EXIT.usage;
  }
  const engine = new Engine({ include: options.include });
  await indexProject(root, engine, {
    limits: options.limits,
    threads: defaultThreads(host.readerProgram, options.cache ? host.cacheFolder : undefined, host.readerAhead),
    cache: options.cache ? openCache(root, options, host) : undefined,
    // This thread would only wait for others otherwise.
    progress: () => engine.prepareGlimpse(),
  });
  const snapshot = engine.snapshot();
  const leftOut = await leftOutOfAll(root, engine);
  const exempt = exemptUnits(snapshot);
  const parts = { ...options.parts, nothingRead: leftOut && nothingReadText(leftOut) };
  const report = checkReport(snapshot, engine.findings(), LIFETRACE_VERSION, parts, exempt);
  const output =
    options.format === 'json'
      ? checkJson(report)
      : checkText(report, exempt, {
          colour: host.colour && options.out === undefined,
          labels: snapshot.config.profile.labels,
        });
  if (options.out === undefined) {
    for (const chunk of inChunks(output)) await host.write(chunk);
  } else {
    try {
      await writeFile(path.resolve(host.folder, options.out), inChunks(output));
    } catch (error) {
      host.complain(
        `lifetrace check: cannot write “${options.out}”: ${error instanceof Error ? error.message : error}.\n`,
      );
      return EXIT.usage;
    }
  }
  return reached(report, options.failOn) ? EXIT.findings : EXIT.clean;
}

function openCache(
  root: string,
  { include, limits }: CheckOptions,
  { cacheFolder, readerProgram }: CliHost,
): ReadingCache | undefined {
  if (cacheFolder === undefined) return undefined;
  const identity = cacheIdentity(cacheFolder, { root, include, limits, program: readerProgram });
  tidyCacheFolder(cacheFolder);
  return identity && ReadingCache.open(identity);
}

function reached({ summary }: Pick<CheckReport, 'summary'>, threshold: string): boolean {
  if (threshold === 'never') return false;
  return summary.errors > 0 || (threshold === 'warning' && summary.warnings > 0);
}

/** The options, or what is wrong with them. */
function readOptions(args: readonly string[]): CheckOptions | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        'fail-on': { type: 'string', default: 'error' },
        out: { type: 'string' },
        include: { type: 'string', multiple: true, default: [] },
        'max-file-size': { type: 'string', default: String(DEFAULT_LIMITS.maxBytes / 1024) },
        clauses: { type: 'boolean', default: false },
        classes: { type: 'boolean', default: false },
        'no-cache': { type: 'boolean', default: false },
      },
    });
    if (positionals.length > 1) return `expected one folder, found ${positionals.length}.`;
    if (!FORMATS.includes(values.format)) return `--format must be one of ${FORMATS.join(', ')}.`;
    if (!THRESHOLDS.includes(values['fail-on'])) return `--fail-on must be one of ${THRESHOLDS.join(', ')}.`;
    for (const glob of values.include) {
      const problem = globProblem(glob);
      if (problem !== undefined) return `--include: ${problem}`;
    }
    const kibibytes = values['max-file-size'];
    if (!/^[1-9]\d{0,5}$/.test(kibibytes)) return '--max-file-size must be a number of KiB from 1 to 999999.';
    return {
      folder: positionals[0] ?? '.',
      format: values.format,
      failOn: values['fail-on'],
      out: values.out,
      include: values.include,
      limits: { maxBytes: Number(kibibytes) * 1024 },
      cache: !values['no-cache'],
      parts: { clauses: values.clauses, classes: values.classes },
    };
  } catch (error) {
    return error instanceof Error ? `${error.message.split('\n')[0]}.`.replace(/\.\.$/, '.') : 'wrong usage.';
  }
}
