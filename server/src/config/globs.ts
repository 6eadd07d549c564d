import picomatch from 'picomatch/posix.js';
import type { FilePath } from '../model/span.ts';

/** Tells whether a path matches one of several globs. */
export type PathTest = (path: FilePath) => boolean;

/** Lists of globs are kept for as long as the configuration that holds them. */
const tests = new WeakMap<readonly string[], PathTest>();

/** Longer globs than this are refused: no path needs one, and matching must stay cheap. */
const MAX_GLOB_LENGTH = 500;

/** Each wildcard multiplies the worst case of matching a long path. */
const MAX_WILDCARDS = 12;

/**
 * Compiles globs to one test; no globs match nothing. A glob without wildcard that names a folder matches all below
 * it. Globs with more nesting than a path needs are refused by {@link globProblem} before they come here.
 */
export function pathTest(globs: readonly string[]): PathTest {
  const known = tests.get(globs);
  if (known) return known;
  const test = compile(
    globs.flatMap((glob) => {
      const clean = glob.replace(/^\.\//, '').replace(/\/+$/, '');
      return /[*?[\]{}()!]/.test(clean) ? [clean] : [clean, `${clean}/**`];
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
 * Every path of a project is tested, so the two forms that most globs have are gathered in one pattern each; picomatch
 * takes the others.
 */
function compile(globs: readonly string[]): PathTest {
  if (globs.includes('**')) return () => true;
  const folders: string[] = [];
  const names: string[] = [];
  const others: string[] = [];
  for (const glob of globs) {
    const [, folder] = FOLDER_ANYWHERE.exec(glob) ?? [];
    const [, name] = NAME_ANYWHERE.exec(glob) ?? [];
    if (folder !== undefined) folders.push(escaped(folder));
    else if (name !== undefined) names.push(name.split('*').map(escaped).join('[^/]*'));
    else others.push(glob);
  }
  const checks: PathTest[] = [];
  if (folders.length > 0) {
    const pattern = new RegExp(`(?:^|/)(?:${folders.join('|')})(?:/|$)`);
    checks.push((path) => pattern.test(path));
  }
  if (names.length > 0) {
    const pattern = new RegExp(`^(?:${names.join('|')})$`);
    checks.push((path) => pattern.test(path.slice(path.lastIndexOf('/') + 1)));
  }
  if (others.length > 0) checks.push(picomatch(others, { dot: true, maxLength: MAX_GLOB_LENGTH }));
  return (path) => checks.some((check) => check(path));
}

function escaped(text: string): string {
  return text.replace(/[.-]/g, '\\$&');
}

/** Why a glob cannot be used, for a person; undefined when it can. */
export function globProblem(glob: string): string | undefined {
  if (glob.length > MAX_GLOB_LENGTH) return `glob is longer than ${MAX_GLOB_LENGTH} characters.`;
  if (/(^|\/)\.\.(\/|$)/.test(glob) || /^(\/|[A-Za-z]:)/.test(glob)) {
    return `“${glob}” leads out of the project; paths are relative to the project folder.`;
  }
  if ((glob.match(/\*+/g) ?? []).length > MAX_WILDCARDS) return `glob has more than ${MAX_WILDCARDS} wildcards.`;
  if (/[@+*?!]\(/.test(glob)) return `“${glob}” uses an extended pattern; use *, **, ? and {a,b} only.`;
  return undefined;
}
