import { spawnSync } from 'node:child_process';
import { lstatSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_GLOBS } from '../../../server/src/config/defaults.ts';
import { fileRole } from '../../../server/src/config/fileRole.ts';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import { TAG_KEYWORDS } from '../../../server/src/model/facts.ts';
import { isReadable } from '../../../server/src/read/readFile.ts';
import { DEFAULT_LIMITS } from '../../../server/src/workspace/node/diskReader.ts';
import type { Command } from '../command.ts';
import { inBench } from '../folders.ts';

/** A tree of sources as the peers are asked to read it: the files that we read, as far as they can be told to. */
export interface SourceTree {
  readonly folder: string;
  /** ripgrep's search for all that can start a tag of one of our notations. */
  readonly search: (rg: string) => Command;
  /** The functions of all C files, by Universal Ctags. */
  readonly functions: (ctags: string) => Command;
  readonly files: number;
  readonly bytes: number;
  readonly cFiles: number;
}

/** The keywords of our own notation, and OpenFastTrace's tags. */
const PATTERN = [
  `[@\\\\](?:${TAG_KEYWORDS.join('|')})\\b`,
  'lifetrace-ignore',
  '\\[[ \\t]*[A-Za-z]+(?:~[^\\]\\n]*)?[ \\t]*->[ \\t]*[A-Za-z]+~',
].join('|');

/** ripgrep's rules about what to leave out that are none of ours. */
const NO_OTHER_RULES = ['--no-ignore-dot', '--no-ignore-global', '--no-ignore-parent'];

/** Looks which files of a tree ripgrep and we have in common; none where a `.gitignore` leaves everything out. */
export function sourceTree(folder: string, rg: string): SourceTree {
  const { reading, files: globs } = defaultConfig();
  // As we do: hidden files too, .gitignore inside and outside of repositories, nothing that stands above the folder.
  const flags = ['--no-config', '--no-messages', '--hidden', '--no-require-git', ...NO_OTHER_RULES];
  const readable = list(rg, flags, folder).filter(
    (file) => fileRole(file, globs) !== undefined && isReadable(file, reading),
  );
  const suffixes = new Set(readable.map((file) => file.slice(file.lastIndexOf('.') + 1)));
  const sizes = new Map(readable.map((file) => [file, lstatSync(path.join(folder, file)).size]));
  const read = readable.filter((file) => (sizes.get(file) ?? 0) <= DEFAULT_LIMITS.maxBytes);
  const cFiles = read.filter((file) => /\.[ch]$/.test(file));
  const cList = inBench('c-files.txt');
  writeFileSync(cList, cFiles.map((file) => `${path.join(folder, file)}\n`).join(''));
  const types = ['--type-add', `lifetrace:*.{${[...suffixes].join(',')}}`, '--type', 'lifetrace'];
  const limits = ['--max-filesize', String(DEFAULT_LIMITS.maxBytes)];
  const excluded = DEFAULT_GLOBS.exclude.flatMap((glob) => ['--glob', `!${glob}`]);
  return {
    folder,
    search: (program) => ({
      program,
      args: [...flags, ...limits, ...types, ...excluded, '--count-matches', '--regexp', PATTERN, folder],
      output: inBench('rg.txt'),
      // 1 says that nothing was found.
      expected: [0, 1],
    }),
    functions: (program) => ({
      program,
      args: ['--options=NONE', '--languages=C', '--langmap=C:.c.h', '--kinds-C=f', '--sort=no', '-f', '-', '-L', cList],
      output: inBench('ctags.txt'),
    }),
    files: read.length,
    bytes: read.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0),
    cFiles: cFiles.length,
  };
}

function list(rg: string, flags: readonly string[], folder: string): string[] {
  const { stdout } = spawnSync(rg, [...flags, '--files', folder], { encoding: 'utf8', maxBuffer: 1 << 30 });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => path.relative(folder, line));
}
