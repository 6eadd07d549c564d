import type { LanguageId } from '../../model/facts.ts';
import { lineAt } from './lines.ts';

/** How annotations, attributes and decorators begin that stand in front of a declaration. */
const OPENER: Partial<Record<LanguageId, string>> = {
  c: '[[',
  cpp: '[[',
  java: '@',
  typescript: '@',
  javascript: '@',
  rust: '#[',
  csharp: '[',
  python: '@',
};

/** So many lines are looked at. */
const MOST_LINES = 50;

/**
 * Where lines start that look as if they held annotations, attributes or decorators of the declaration at `start`, above it or
 * in front of it on its line, outermost first. What looks so may be a declaration of its own: `@Input() name = '';`.
 */
export function attributeLines(text: string, language: LanguageId, start: number): readonly number[] {
  const opener = OPENER[language];
  if (opener === undefined) return [];
  const found: number[] = [];
  let line = lineAt(text, start);
  // What has been looked at and does not begin with an opener yet ends here.
  let end = start;
  for (let lines = 0; lines < MOST_LINES; lines++) {
    const block = text.slice(line.start, end).trim();
    const depth = bracketDepth(block);
    if (depth === 0 && block.startsWith(opener)) {
      found.unshift(line.start);
      end = line.start;
    } else if (depth >= 0 && (block !== '' || lines > 0)) break;
    if (line.start === 0) break;
    line = lineAt(text, line.start - 1);
  }
  return found;
}

const QUOTED = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** How many brackets are open at the end of a text; negative where more are closed than opened. */
function bracketDepth(text: string): number {
  let depth = 0;
  for (const character of text.replace(QUOTED, '')) {
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
  }
  return depth;
}
