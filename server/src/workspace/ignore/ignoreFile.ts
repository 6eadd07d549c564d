import { literalPattern } from '../../model/literalPattern.ts';
import { foldCase } from './foldCase.ts';
import { literalPrefix, longestLiteral, type WildcardTest, wildcardTest } from './wildcard.ts';

/** What a file of ignore patterns says of a path: left out, taken in again by `!`, or nothing. */
export type Verdict = 'ignored' | 'kept' | undefined;

/** The patterns of one ignore file. */
export interface IgnoreFile {
  /**
   * The verdict of the last pattern that matches a file or folder of that name in a folder. The folder is relative to that
   * of the ignore file, with a slash behind it unless it is that one. Both are strings of bytes (see {@link byteString}).
   */
  readonly verdict: (folder: string, name: string, isFolder: boolean) => Verdict;
}

interface Pattern {
  readonly index: number;
  readonly text: string;
  readonly negated: boolean;
  /** True when it stands for folders alone. */
  readonly folderOnly: boolean;
  /** True when it is compared with the path from the ignore file's folder, false when with the name alone. */
  readonly anchored: boolean;
}

interface CompiledPattern extends Pattern {
  readonly test: WildcardTest;
  /** What it needs to find in the text that it is compared with. */
  readonly hint: string;
}

/**
 * Reads the bytes of a `.gitignore` or `exclude` file, one character for each (see {@link byteString}), with the meaning
 * that git gives it: the last match decides; a pattern with a slash in it is anchored, one without counts at any depth; a
 * slash at the end means folders. With `ignoreCase` upper and lower case are the same, as where `core.ignoreCase` is set. Never throws.
 */
export function readIgnoreFile(text: string, ignoreCase: boolean): IgnoreFile {
  const fold = ignoreCase ? foldCase : asItIs;
  const patterns = linesOf(text).flatMap((line, index) => patternOf(line, index) ?? []);
  const names = new LastMatches();
  const paths = new LastMatches();
  const endings = new Endings();
  const others: CompiledPattern[] = [];
  for (const pattern of patterns) {
    const start = literalPrefix(pattern.text);
    const suffix = pattern.text.slice(1);
    if (start === pattern.text) (pattern.anchored ? paths : names).add(fold(start), pattern);
    else if (!pattern.anchored && pattern.text.startsWith('*') && literalPrefix(suffix) === suffix) {
      endings.add(fold(suffix), pattern);
    } else others.push(compiled(pattern, fold(start), ignoreCase));
  }
  others.reverse();
  const [nameHint, pathHint] = [false, true].map((anchored) =>
    hintOf(others.filter((each) => each.anchored === anchored)),
  );
  return {
    verdict(folder, nameInFolder, isFolder) {
      const name = fold(nameInFolder);
      const path = fold(folder) + name;
      let last = later(names.find(name, isFolder), endings.find(name, isFolder));
      last = later(last, paths.find(path, isFolder));
      const mayMatch = nameHint?.test(name) || pathHint?.test(path);
      for (const pattern of mayMatch ? others : NONE) {
        if (last && pattern.index < last.index) break;
        if (pattern.folderOnly && !isFolder) continue;
        if (!pattern.test(pattern.anchored ? path : name)) continue;
        last = pattern;
        break;
      }
      return last && (last.negated ? 'kept' : 'ignored');
    },
  };
}

const NONE: readonly never[] = [];

/** So many patterns at most are searched for at once: a larger expression might be refused. */
const MOST_AT_ONCE = 100;

/** Finds, in a text that one of the patterns matches, what that pattern needs: most texts hold nothing of the kind. */
function hintOf(patterns: readonly CompiledPattern[]): RegExp | undefined {
  if (patterns.length === 0) return undefined;
  if (patterns.length > MOST_AT_ONCE) return /^/;
  return new RegExp(patterns.map(({ hint }) => hint).join('|'));
}

/** A text as the bytes of its UTF-8 form, one character for each: what git's wild cards count. */
export function byteString(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) > 127) return Buffer.from(text, 'utf8').toString('latin1');
  }
  return text;
}

/** Patterns without wild card by the text that they stand for; of several the last one counts. */
class LastMatches {
  /** Most texts have a length that no pattern has, and need not be looked up. */
  readonly #lengths = new Set<number>();
  readonly #any = new Map<string, Pattern>();
  readonly #ofFolders = new Map<string, Pattern>();

  add(text: string, pattern: Pattern): void {
    this.#lengths.add(text.length);
    if (!pattern.folderOnly) this.#any.set(text, pattern);
    this.#ofFolders.set(text, pattern);
  }

  find(text: string, isFolder: boolean): Pattern | undefined {
    return this.#lengths.has(text.length) ? (isFolder ? this.#ofFolders : this.#any).get(text) : undefined;
  }
}

/** Patterns that say how a name ends: most patterns do, and most names end in no such way. */
class Endings {
  readonly #byLastCharacter = new Map<string, Map<number, LastMatches>>();

  add(ending: string, pattern: Pattern): void {
    const last = ending.slice(-1);
    const byLength = this.#byLastCharacter.get(last) ?? new Map<number, LastMatches>();
    this.#byLastCharacter.set(last, byLength);
    const sameLength = byLength.get(ending.length) ?? new LastMatches();
    byLength.set(ending.length, sameLength);
    sameLength.add(ending, pattern);
  }

  find(name: string, isFolder: boolean): Pattern | undefined {
    let found: Pattern | undefined;
    for (const [length, endings] of this.#byLastCharacter.get(name.slice(-1)) ?? NONE) {
      if (length <= name.length) found = later(found, endings.find(name.slice(name.length - length), isFolder));
    }
    // A star alone is the ending without characters.
    return later(found, this.#byLastCharacter.get('')?.get(0)?.find('', isFolder));
  }
}

function later(a: Pattern | undefined, b: Pattern | undefined): Pattern | undefined {
  return !a || (b && b.index > a.index) ? b : a;
}

/** Lines as git takes them: it sets a line feed behind the last one, and a zero byte ends what counts of a line. */
function linesOf(text: string): readonly string[] {
  return text
    .replace(/^\xef\xbb\xbf/, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, '').replace(/\0.*$/s, ''));
}

function patternOf(line: string, index: number): Pattern | undefined {
  if (line === '' || line.startsWith('#')) return undefined;
  const negated = line.startsWith('!');
  const trimmed = withoutTrailingSpaces(line).slice(negated ? 1 : 0);
  const folderOnly = trimmed.endsWith('/');
  const text = folderOnly ? trimmed.slice(0, -1) : trimmed;
  if (text === '') return undefined;
  const anchored = text.includes('/');
  return { index, text: text.startsWith('/') ? text.slice(1) : text, negated, folderOnly, anchored };
}

/** Spaces at the end do not count, but for those that a backslash protects. */
function withoutTrailingSpaces(line: string): string {
  let end = 0;
  for (let at = 0; at < line.length; at++) {
    if (line.charAt(at) === ' ') continue;
    if (line.charAt(at) === '\\') at++;
    end = Math.min(at + 1, line.length);
  }
  return line.slice(0, end);
}

/** The pattern and its test, given what stands in front of its first wild card. */
function compiled(pattern: Pattern, start: string, ignoreCase: boolean): CompiledPattern {
  const { text, anchored } = pattern;
  const hint = start === '' ? literalPattern(longestLiteral(text, ignoreCase)) : `^${literalPattern(start)}`;
  if (!anchored) return { ...pattern, test: wildcardTest(text, ignoreCase), hint };
  // As in git, what stands in front of the first wild card is compared as it is, and the wild cards start anew behind it.
  const rest = wildcardTest(text.slice(start.length), ignoreCase);
  return { ...pattern, test: (path) => path.startsWith(start) && rest(path.slice(start.length)), hint };
}

function asItIs(bytes: string): string {
  return bytes;
}
