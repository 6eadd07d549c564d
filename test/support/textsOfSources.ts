import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRepository } from './repositoryRoot.ts';

/** A string in a source file. */
export interface StringInCode {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** What the string says; the places of a template are `{}`. */
  readonly text: string;
  readonly template: boolean;
  /** The code in front of it, on one line and without comments and strings. */
  readonly before: string;
}

const CODE_BEFORE = 80;

/** True where a `/` after this code starts a regular expression and no division. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+]|\breturn|=>)\s*$/;

/** All strings of the client's sources, those in comments left out. */
export function clientStrings(): readonly StringInCode[] {
  return stringsBelow('client/src');
}

/** All strings of the sources below a folder of the repository, those in comments left out. */
export function stringsBelow(folder: string): readonly StringInCode[] {
  return filesBelow(folder, '.ts').flatMap((name) => stringsIn(name, readFileSync(inRepository(name), 'utf8')));
}

/** The files below a folder of the repository whose names end so, in order. */
export function filesBelow(folder: string, end: string): readonly string[] {
  return readdirSync(inRepository(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(end))
    .sort()
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')));
}

/** The strings of one source text, in reading order. */
export function stringsIn(file: string, source: string): readonly StringInCode[] {
  const found: StringInCode[] = [];
  let at = 0;
  let code = '';
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const text = pattern.exec(source)?.[0] ?? source.charAt(at);
    at += text.length;
    return text;
  };
  const place = () => ({
    file,
    line: source.slice(0, at).split('\n').length,
    before: code
      .slice(-10 * CODE_BEFORE)
      .replace(/\s+/g, ' ')
      .slice(-CODE_BEFORE),
  });
  const readTemplate = (): string => {
    let text = '';
    for (at += 1; at < source.length && source[at] !== '`'; ) {
      if (source.startsWith('${', at)) {
        at += 2;
        readCode('}');
        text += '{}';
      } else text += skip(/\\.|[^\\]/suy);
    }
    at += 1;
    return text;
  };
  const readCode = (until: string): void => {
    let depth = 0;
    while (at < source.length) {
      const char = source.charAt(at);
      if (char === until && depth === 0) {
        at += 1;
        return;
      }
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      if (char === "'" || char === '"') {
        const where = place();
        const raw = skip(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/suy).slice(1, -1);
        const text = raw.replace(/\\(['"\\])/g, '$1').replace(/\\n/g, '\n');
        found.push({ ...where, text, template: false });
        code += "''";
      } else if (char === '`') {
        const where = place();
        const index = found.length;
        const text = readTemplate();
        found.splice(index, 0, { ...where, text, template: true });
        code += '``';
      } else if (source.startsWith('//', at)) skip(/[^\n]*/uy);
      else if (source.startsWith('/*', at)) skip(/\/\*.*?\*\//suy);
      else if (char === '/' && BEFORE_REGEX.test(code)) {
        skip(/\/(?:\[(?:[^\]\\]|\\.)*\]|[^/[\\\n]|\\.)+\/\w*/uy);
        code += '//';
      } else {
        code += char;
        at += 1;
      }
    }
  };
  readCode('');
  return found;
}
