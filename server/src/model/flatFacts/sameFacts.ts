import { FACT_KINDS, factCount } from './factCount.ts';
import { FlatFacts } from './flatFacts.ts';
import { type FlatSource, flatten } from './flatten.ts';
import type { FlatFile, Words } from './layout.ts';

/** True when two readings of one file say the same, to the last place. */
export function sameFacts(a: FlatSource, b: FlatSource): boolean {
  if (a === b) return true;
  if (FACT_KINDS.some((kind) => factCount(a, kind) !== factCount(b, kind))) return false;
  const [left, right] = [flatOf(a), flatOf(b)];
  return left.pool === right.pool && sameWords(left.words, right.words);
}

/** Facts in flat form, whatever form they have now. */
export function flatOf(facts: FlatSource): FlatFile {
  return facts instanceof FlatFacts ? facts.flat : flatten(facts);
}

function sameWords(a: Words, b: Words): boolean {
  if (a.length !== b.length || a.BYTES_PER_ELEMENT !== b.BYTES_PER_ELEMENT) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
