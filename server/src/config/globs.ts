import picomatch from 'picomatch/posix.js';
import type { FilePath } from '../model/span.ts';

/** Tells whether a path matches one of several globs. */
export type PathTest = (path: FilePath) => boolean;

const cache = new Map<string, PathTest>();

/** Longer globs than this are refused: no path needs one, and matching must stay cheap. */
const MAX_GLOB_LENGTH = 500;

/** Each wildcard multiplies the worst case of matching a long path. */
const MAX_WILDCARDS = 12;

/** The same for the name of one file or folder, which may be long. */
const MAX_WILDCARDS_IN_NAME = 3;

/** Braces that stand for more texts than this are refused: the walk over the folders writes them all out. */
const MAX_ALTERNATIVES = 1000;

/**
 * Compiles globs to one test; no globs match nothing. A glob without wildcard that names a folder matches all below
 * it. Globs with more nesting than a path needs are refused by {@link globProblem} before they come here.
 */
export function pathTest(globs: readonly string[]): PathTest {
  const key = globs.join('\n');
  const known = cache.get(key);
  if (known) return known;
  const expanded = globs.flatMap((glob) => {
    const clean = glob.replace(/^\.\//, '').replace(/\/+$/, '');
    return /[*?[\]{}()!]/.test(clean) ? [clean] : [clean, `${clean}/**`];
  });
  const test: PathTest =
    globs.length === 0 ? () => false : picomatch(expanded, { dot: true, maxLength: MAX_GLOB_LENGTH });
  cache.set(key, test);
  return test;
}

/** Why a glob cannot be used, for a person; undefined when it can. */
export function globProblem(glob: string): string | undefined {
  if (glob.length > MAX_GLOB_LENGTH) return `glob is longer than ${MAX_GLOB_LENGTH} characters.`;
  if (/(^|\/)\.\.(\/|$)/.test(glob) || /^(\/|[A-Za-z]:)/.test(glob)) {
    return `“${glob}” leads out of the project; paths are relative to the project folder.`;
  }
  if ((glob.match(/\*+/g) ?? []).length > MAX_WILDCARDS) return `glob has more than ${MAX_WILDCARDS} wildcards.`;
  if (glob.split('/').some((name) => (name.match(/\*+/g) ?? []).length > MAX_WILDCARDS_IN_NAME))
    return `glob has more than ${MAX_WILDCARDS_IN_NAME} wildcards in one name.`;
  if (/[@+*?!]\(/.test(glob)) return `“${glob}” uses an extended pattern; use *, **, ? and {a,b} only.`;
  if (/\{[^{}]*\.\.[^{}]*\}/.test(glob)) return `“${glob}” uses a range; write the names as {a,b}.`;
  if (alternatives(glob) > MAX_ALTERNATIVES) return `glob stands for more than ${MAX_ALTERNATIVES} alternatives.`;
  return undefined;
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
