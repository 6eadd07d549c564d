import type { Span } from '../../model/span.ts';

const STRUCTURE = /[-=]>|[<>()[\]{}]|\bfor\b(?!\s*<)|\bwhere\b/g;
const BEFORE_PATH = /^(?:[\s&*(!]|'\w+\s|(?:mut|dyn|const|impl|for)\b)*/;
const PATH = /^(?:\s*::\s*|\s*(?:r#)?[\w\u0080-\ufefe]+)+/;
const LAST_NAME = /(?:r#)?[\w\u0080-\ufefe]+$/;
/** Words that stand where a name of a type would: in the type of a function. */
const NO_TYPES = new Set(['fn', 'extern']);
/** No name of a type is longer. */
const MAX_NAME = 200;

/**
 * The type that an `impl` is for, by the last name of its path, else as written; `header` is what follows `impl`, at the
 * offset `at`, without comments. The name is empty while none has been typed.
 */
export function implementedType(header: string, at: number): { readonly name: string; readonly span: Span } {
  const { start, end } = typeSpan(header);
  const written = header.slice(start, end);
  const name = lastName(written) ?? written.trim().slice(0, MAX_NAME).replace(/\s+/g, ' ');
  const nameStart = start + Math.max(0, written.indexOf(name));
  return { name, span: { start: at + nameStart, end: at + Math.min(end, nameStart + name.length) } };
}

/** The last name of the path that a type is, references and the like apart; none for tuples and functions. */
function lastName(type: string): string | undefined {
  const code = withoutArguments(type).replace(BEFORE_PATH, '');
  const path = PATH.exec(code)?.[0] ?? '';
  const isFirstOfTuple = code.slice(path.length).trimStart().startsWith(',');
  const name = LAST_NAME.exec(path.trimEnd().slice(-MAX_NAME))?.[0];
  return isFirstOfTuple || NO_TYPES.has(name ?? '') ? undefined : name;
}

/** Where the type stands: behind the parameters and the `for` of a trait, in front of a `where`. */
function typeSpan(header: string): Span {
  let depth = 0;
  let start = 0;
  let end = header.length;
  let inParameters = header.trimStart().startsWith('<');
  for (const match of header.matchAll(STRUCTURE)) {
    const [found] = match;
    const behind = match.index + found.length;
    if (found === 'for' && depth === 0) start = behind;
    else if (found === 'where' && depth === 0) {
      end = match.index;
      break;
    } else if ('<([{'.includes(found)) depth++;
    else if ('>)]}'.includes(found)) depth--;
    if (inParameters && depth === 0) {
      start = behind;
      inParameters = false;
    }
  }
  while (start < end && /\s/.test(header.charAt(start))) start++;
  while (end > start && /\s/.test(header.charAt(end - 1))) end--;
  return start < end ? { start, end } : { start: 0, end: header.length };
}

/** A type without what stands in its angle brackets. */
function withoutArguments(type: string): string {
  let depth = 0;
  return type.replace(/->|[<>]|[^<>-]+|-/g, (piece) => {
    if (piece === '<') depth++;
    else if (piece === '>') depth = Math.max(0, depth - 1);
    else if (depth === 0) return piece;
    return '';
  });
}

/** Attributes by their last name under which a function is a test. */
const TEST_NAMES = new Set(['test', 'bench', 'rstest', 'test_case', 'quickcheck', 'wasm_bindgen_test']);
const ATTRIBUTE = /^\s*(?:[\w:\s]*::\s*)?(\w+)\s*(?:\(|$)/;
const CONDITION = /^\s*cfg\s*\(/;
const PREDICATE = /[()]|[^\s(),]+/g;

/** True when the attribute with that content marks a test, or code that only tests are compiled with. */
export function isTestAttribute(content: string): boolean {
  const condition = CONDITION.exec(content);
  if (condition) return requiresTest(content.slice(condition[0].length));
  return TEST_NAMES.has(ATTRIBUTE.exec(content.slice(0, MAX_NAME))?.[1] ?? '');
}

/** True when the predicate of a `cfg` holds in tests only. */
function requiresTest(predicate: string): boolean {
  /** The predicates that are open: name, and whether it holds in tests only as far as it is read. */
  const open: { readonly name: string; requires: boolean | undefined }[] = [{ name: 'all', requires: undefined }];
  let name = '';
  const settle = (requires: boolean): void => {
    const outer = open.at(-1);
    if (outer)
      outer.requires = outer.name === 'any' ? (outer.requires ?? true) && requires : outer.requires || requires;
  };
  const endName = (): void => {
    if (name !== '') settle(name === 'test');
    name = '';
  };
  for (const [token] of predicate.matchAll(PREDICATE)) {
    if (token === '(') {
      open.push({ name, requires: undefined });
      name = '';
    } else if (token === ')') {
      endName();
      if (open.length === 1) break;
      const inner = open.pop();
      settle((inner?.name === 'all' || inner?.name === 'any') && inner.requires === true);
    } else {
      endName();
      name = token;
    }
  }
  return open[0]?.requires === true;
}
