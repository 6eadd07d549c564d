import picomatch from 'picomatch/posix.js';
import type { FilePath } from '../model/span.ts';
import { type NamesTest, nameTest, plainGlobTest } from './plainGlob.ts';

/** Tells whether a path matches one of several globs. */
export type PathTest = (path: FilePath) => boolean;

/** Globs as tests: of whole paths, and of the names of the files in one folder. */
interface GlobTests {
  readonly path: PathTest;
  readonly nameIn: (folder: FilePath) => PathTest;
}

/** Lists of globs are kept for as long as the configuration that holds them. */
const tests = new WeakMap<readonly string[], GlobTests>();

/** Longer globs than this are refused: no path needs one, and matching must stay cheap. */
const MAX_GLOB_LENGTH = 500;

/** How many wildcards a glob may have, all in all and in one name. */
interface MostWildcards {
  readonly all: number;
  readonly inName: number;
}

const MOST: MostWildcards = { all: 12, inName: 3 };

/** Where picomatch tests a glob, each wildcard multiplies the worst case of matching a long path, most of all those in the name of a file or folder. */
const MOST_OF_ODD: MostWildcards = { all: 4, inName: 2 };

/** Braces that stand for more texts than this are refused: the walk over the folders writes them all out. */
const MAX_ALTERNATIVES = 1000;

/**
 * Compiles globs to one test; no globs match nothing. A glob without wildcard that names a folder matches all below
 * it. Globs with more nesting than a path needs are refused by {@link globProblem} before they come here.
 */
export function pathTest(globs: readonly string[]): PathTest {
  return testsOf(globs).path;
}

/** The same test for the files of one folder, by their names; the folder above all has the empty path. */
export function nameTestIn(folder: FilePath, globs: readonly string[]): PathTest {
  return testsOf(globs).nameIn(folder);
}

function testsOf(globs: readonly string[]): GlobTests {
  const known = tests.get(globs);
  if (known) return known;
  const test = compile(
    globs.flatMap((glob) => {
      const clean = glob.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '');
      if (clean === '' || clean === '.') return ['**'];
      return /[*?[\]{}!]/.test(clean) ? [clean] : [clean, `${clean}/**`];
    }),
  );
  tests.set(globs, test);
  return test;
}

/** `**\/name/**`: a folder of that name, anywhere. */
const FOLDER_ANYWHERE = /^\*\*\/([\w.-]+)\/\*\*$/;
/** `**\/na*me`: a file or folder of such a name, anywhere. */
const NAME_ANYWHERE = /^\*\*\/((?:[\w.-]|(?<!\*)\*(?!\*))+)$/;

/**
 * Every path of a project is tested, so the two forms that most globs have are compared as texts; picomatch takes those
 * that are not even plain.
 */
function compile(globs: readonly string[]): GlobTests {
  if (globs.includes('**')) return { path: EVERYTHING, nameIn: () => EVERYTHING };
  const folders = new Set<string>();
  const names: PathTest[] = [];
  const others: string[] = [];
  for (const glob of globs) {
    const [, folder] = FOLDER_ANYWHERE.exec(glob) ?? [];
    const [, name] = NAME_ANYWHERE.exec(glob) ?? [];
    if (folder !== undefined) folders.add(folder);
    else if (name !== undefined) names.push(nameTest(name));
    else others.push(glob);
  }
  const plain: NamesTest[] = [];
  const odd: string[] = [];
  for (const glob of others) {
    const test = plainGlobTest(glob);
    if (test) plain.push(test);
    else odd.push(glob);
  }
  const isOdd = odd.length > 0 ? picomatch(odd.map(withoutRegExp), ODD) : undefined;
  const nameIn = (folder: FilePath): PathTest => {
    if (folder.split('/').some((part) => folders.has(part))) return EVERYTHING;
    const prefix = folder === '' ? '' : `${folder}/`;
    const around = folder === '' ? [] : folder.split('/');
    return (name) =>
      folders.has(name) ||
      anyOf(names, name) ||
      (plain.length > 0 && anyOf(plain, [...around, name])) ||
      isOdd?.(prefix + name) === true;
  };
  return { path: byFolder(nameIn), nameIn };
}

const EVERYTHING: PathTest = () => true;

/** Escaping makes a glob longer; {@link globProblem} has looked at its length as it was written. */
const ODD = { dot: true, maxLength: 2 * MAX_GLOB_LENGTH };

/** What picomatch would hand on to a regular expression as it stands: with it, one glob could take longer than anybody waits. */
const OF_REG_EXP = /\\.|[()|+]/gs;

/** The same glob, with brackets and signs that are no part of a glob for what they are in the name of a file. */
function withoutRegExp(glob: string): string {
  return glob.replace(OF_REG_EXP, (found) => (found.startsWith('\\') ? found : `\\${found}`));
}

function anyOf<T>(tests: readonly ((tested: T) => boolean)[], tested: T): boolean {
  for (const test of tests) if (test(tested)) return true;
  return false;
}

/** Tests paths, of which those of one folder mostly come together. */
function byFolder(nameIn: (folder: FilePath) => PathTest): PathTest {
  let folder = '';
  let test = nameIn(folder);
  return (path) => {
    const slash = path.lastIndexOf('/');
    if (Math.max(0, slash) !== folder.length || !path.startsWith(folder)) {
      folder = path.slice(0, Math.max(0, slash));
      test = nameIn(folder);
    }
    return test(path.slice(slash + 1));
  };
}

/** A sign that no name of a file needs, or no sign at all, behind a backslash: it is not there to have that sign stand for itself. */
const FOLDER_END_OF_WINDOWS = /\\(?:[\p{L}\p{N}_.*?]|$)/u;

/** Why a glob cannot be used, for a person; undefined when it can. */
export function globProblem(glob: string): string | undefined {
  if (glob.trim() === '') return 'expected a glob, found nothing.';
  if (glob.startsWith('!')) return `“${glob}” says what is not meant; name what is.`;
  if (FOLDER_END_OF_WINDOWS.test(glob)) return `“${glob}” separates folders by “\\”; write “/”.`;
  if (glob.length > MAX_GLOB_LENGTH) return `glob is longer than ${MAX_GLOB_LENGTH} characters.`;
  if (/(^|\/)\.\.(\/|$)/.test(glob) || /^(\/|[A-Za-z]:)/.test(glob)) {
    return `“${glob}” leads out of the project; paths are relative to the project folder.`;
  }
  if (alternatives(glob) > MAX_ALTERNATIVES) return `glob stands for more than ${MAX_ALTERNATIVES} alternatives.`;
  const most = plainGlobTest(glob) ? MOST : MOST_OF_ODD;
  if (wildcardsIn(glob) > most.all) return `glob has more than ${most.all} wildcards.`;
  if (glob.split('/').some((name) => wildcardsIn(name) > most.inName))
    return `glob has more than ${most.inName} wildcards in one name.`;
  if (/[@+*?!]\(|\([^()]*\|/.test(glob)) return `“${glob}” uses an extended pattern; use *, **, ? and {a,b} only.`;
  if (/\{[^{}]*\.\.[^{}]*\}/.test(glob)) return `“${glob}” uses a range; write the names as {a,b}.`;
  return undefined;
}

function wildcardsIn(glob: string): number {
  return glob.match(/\*+/g)?.length ?? 0;
}

/** For how many texts the braces of a glob stand, at most. */
function alternatives(glob: string): number {
  const open: number[] = [];
  let product = 1;
  for (const character of glob) {
    if (character === '{') open.push(1);
    else if (character === ',' && open.length > 0) open.push((open.pop() ?? 0) + 1);
    else if (character === '}') product *= open.pop() ?? 1;
  }
  return product;
}
