import { type Block, OTHER } from './block.ts';
import { isMacro } from './candidate.ts';
import { ATTRIBUTES, UPPER_CASE } from './cWords.ts';
import type { Token } from './headerTokens.ts';

/** Words behind the name of a class, those of C++/CLI included. */
const BEHIND_NAME = new Set(['final', 'sealed', 'abstract']);

/**
 * The class whose head goes from the key at `key` to `end`, in a declaration that begins at `start`. One without a name
 * has that of the type that it defines, if it does.
 */
export function classOf(tokens: readonly Token[], start: number, key: number, end: number, definesType = false): Block {
  const keyword = tokens[key]?.text;
  if (keyword === 'enum') return OTHER;
  let name = -1;
  const names: string[] = [];
  for (let at = key + 1; at < end; at++) {
    const token = tokens[at];
    if (!token) return OTHER;
    if (token.text === '[' || token.text === '(' || token.text === '<') {
      if (token.pair < 0) return OTHER;
      at = token.pair;
    } else if (token.word) {
      if (name >= 0 && BEHIND_NAME.has(token.text)) continue;
      if (ATTRIBUTES.has(token.text)) continue;
      if (name >= 0 && tokens[at - 1]?.text !== '::') {
        const isNamed = tokens[at - 1]?.text !== ')' && !isDecoration(tokens[name]?.text ?? '');
        if (isNamed && UPPER_CASE.test(token.text)) continue;
        // A variable of the type, unless that can have no value in braces here.
        if (isNamed && keyword !== 'class' && tokens[end]?.text !== ':') return OTHER;
        names.length = 0;
      }
      name = at;
      names.push(token.text);
    } else if (token.text !== '::') return OTHER;
  }
  const token = tokens[name];
  const first = tokens[start];
  if (!first) return OTHER;
  if (!token || isLayout(token.text)) return { kind: 'class', ...(definesType && { definition: first.start }) };
  return {
    kind: 'class',
    head: {
      kind: keyword === 'class' ? 'class' : 'struct',
      name: token.text,
      nameSpan: { start: token.start, end: token.end },
      start: first.start,
      qualifier: names
        .slice(0, -1)
        .map((part) => `${part}::`)
        .join(''),
    },
  };
}

/** True for a macro that tells how a type lies in memory, in place of a name: `typedef struct PACKED { … } reply_t;`. */
export function isLayout(text: string): boolean {
  return isMacro(text) && /(?:^|_)(?:packed|aligned)(?:_attr|_struct)?_*$/i.test(text);
}

/** True for a macro without parentheses between `class` and the name. */
function isDecoration(text: string): boolean {
  return isMacro(text) || /export|api/i.test(text);
}
