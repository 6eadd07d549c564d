// @ts-check
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findOnPath } from '../../scripts/lib/commands.mjs';
import { Stop } from '../../scripts/lib/stop.mjs';

/** @returns {string} path of Universal Ctags with JSON output */
export function findCtags() {
  const program = findOnPath('ctags');
  const features = program ? spawnSync(program, ['--list-features'], { encoding: 'utf8' }).stdout : '';
  if (program && /^json\b/m.test(features)) return program;
  throw new Stop('Universal Ctags with JSON output is not on the PATH; on Debian: apt-get install universal-ctags.');
}

/**
 * @param {{ctags: string, folder: string}} place of the program, and of files for a moment
 * @param {import('./languages.mjs').Language} language
 * @param {readonly string[]} files
 * @returns {{cpuSeconds: number, found: import('./compare.mjs').Found[][]}} functions in the order of the files
 */
export function ctagsOpinion({ ctags: program, folder }, { ctags: { language, kinds } }, files) {
  const output = path.join(folder, 'ctags.json');
  rmSync(output, { force: true });
  const args = [
    '--options=NONE',
    '--quiet',
    '--sort=no',
    `--language-force=${language}`,
    `--kinds-${language}=${kinds}`,
  ];
  const cpuSeconds = run(program, [...args, '--fields=+ne', '--output-format=json', '-L', '-', '-f', output], files);
  /** @type {Map<string, import('./compare.mjs').Found[]>} */
  const byFile = new Map(files.map((file) => [file, []]));
  for (const line of readFileSync(output, 'utf8').split('\n')) {
    if (line === '') continue;
    const tag = JSON.parse(line);
    byFile.get(tag.path)?.push({ name: tag.name, line: tag.line, ...(tag.end !== undefined && { end: tag.end }) });
  }
  return { cpuSeconds, found: files.map((file) => byFile.get(file) ?? []) };
}

/**
 * Runs ctags over the files; gives its CPU seconds, which only the shell that waited for it can tell.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {readonly string[]} files
 */
function run(program, args, files) {
  const script = '"$@"; code=$?; times; exit $code';
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script, 'sh', program, ...args], {
    input: files.join('\n'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Stop(`ctags failed with exit code ${status ?? 'none'}: ${stderr}`);
  const [, children = ''] = stdout.trim().split('\n').slice(-2);
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  );
  return seconds.reduce((sum, each) => sum + each, 0);
}
