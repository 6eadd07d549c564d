import { type FoundWorkspace, nameOf } from './foundWorkspace.ts';

/** Names of files of other tools' notations, as globs for whoever looks for them on disk. */
export const FOREIGN_FILES: readonly string[] = ['**/*.sdoc', '**/*.trlc', '**/*.reqif', '**/*.reqifz'];

const BY_SUFFIX: readonly (readonly [RegExp, string])[] = [
  [/\.sdoc$/i, 'StrictDoc documents (*.sdoc)'],
  [/\.trlc$/i, 'TRLC requirements (*.trlc)'],
  [/\.reqifz?$/i, 'ReqIF exchange files (*.reqif)'],
];

/** Notations of other tools that the project has records in and that Lifetrace does not read, in words. */
export function foreignNotations({ files, foreign, textOf }: FoundWorkspace): readonly string[] {
  const found = BY_SUFFIX.flatMap(([suffix, name]) => {
    const count = foreign.filter((path) => suffix.test(path)).length;
    return count === 0 ? [] : [`${name}: ${counted(count, 'file')}`];
  });
  const doorstop = files.filter(({ path }) => nameOf(path) === '.doorstop.yml');
  if (doorstop.length > 0) found.push(`Doorstop documents (.doorstop.yml): ${counted(doorstop.length, 'document')}`);
  const needs = files.some(({ path }) => nameOf(path) === 'conf.py' && /sphinx_?needs/.test(textOf(path) ?? ''));
  if (needs) found.push('needs of sphinx-needs (conf.py names the extension)');
  return found;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
