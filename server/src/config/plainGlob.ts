/** Tells whether a path, given as its names, matches a glob. */
export type NamesTest = (names: readonly string[]) => boolean;

/** What stands for itself, wherever it stands in a glob. */
const PLAIN = '[\\p{L}\\p{M}\\p{N}_.@ -]';

/** What a name of a plain glob consists of: characters, stars, and braces around characters. */
const PLAIN_NAME = new RegExp(`^(?:${PLAIN}|(?<!\\*)\\*(?!\\*)|\\{${PLAIN}+(?:,${PLAIN}+)+\\})+$`, 'u');

/** Names of no file, and the one pattern that asks for more than its parts: for picomatch something stands behind the point. */
const NO_NAME = /^(?:\.\.?|\*\.\*)$/;

/**
 * The test of a glob that consists of names with stars and braces, and of `**` for any number of folders; undefined for other
 * globs. However many wildcards there are, it takes no longer than to compare each of its names with each of the path's.
 */
export function plainGlobTest(glob: string): NamesTest | undefined {
  const parts = glob.split('/');
  if (!parts.every((part) => part === '**' || isPlainName(part))) return undefined;
  const tests = parts.map((part) => (part === '**' ? undefined : bracedNameTest(part)));
  // As for picomatch: `a/**` is the folder, too, but `a*/**` only what is below.
  if (/(?<!\*)\*(?:\/\*\*)+$/.test(glob)) tests.push(nameTest('*'));
  return (names) => matches(tests, names);
}

/** A name takes one name, undefined any number of them. Only what the last of these has taken is ever changed: it can take whatever an earlier one could. */
function matches(tests: readonly (((name: string) => boolean) | undefined)[], names: readonly string[]): boolean {
  let test = 0;
  let at = 0;
  let folders = -1;
  let foldersAt = 0;
  while (test < tests.length || at < names.length) {
    const name = names[at];
    const isName = tests[test];
    if (test < tests.length && !isName) {
      folders = test++;
      foldersAt = at;
    } else if (name !== undefined && isName?.(name)) {
      test++;
      at++;
    } else {
      if (folders < 0 || foldersAt >= names.length) return false;
      at = ++foldersAt;
      test = folders + 1;
    }
  }
  return true;
}

function isPlainName(part: string): boolean {
  return PLAIN_NAME.test(part) && !withoutBraces(part).some((name) => NO_NAME.test(name));
}

function bracedNameTest(pattern: string): (name: string) => boolean {
  const tests = withoutBraces(pattern).map(nameTest);
  return (name) => tests.some((test) => test(name));
}

/** All that a pattern with braces stands for. */
function withoutBraces(pattern: string): readonly string[] {
  const [, start = '', alternatives, rest = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(pattern) ?? [];
  if (alternatives === undefined) return [pattern];
  const endings = withoutBraces(rest);
  return alternatives.split(',').flatMap((each) => endings.map((ending) => start + each + ending));
}

/** Tests a name for a pattern with stars: what stands between them has to come in its order. */
export function nameTest(pattern: string): (name: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (name) => name === first;
  return (name) => {
    // Every name is tested, and most patterns begin or end with a star.
    if (first !== '' && !name.startsWith(first)) return false;
    if (last !== '' && !name.endsWith(last)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = name.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at + last.length <= name.length;
  };
}
