import type { FileFacts } from '../facts.ts';
import { FlatFacts } from './flatFacts.ts';

/** False when nothing that a file says holds a text: told of flat facts without a look at any of them, true of all others. */
export function mayHold(facts: FileFacts, text: string): boolean {
  return !(facts instanceof FlatFacts) || facts.flat.pool.includes(text);
}
