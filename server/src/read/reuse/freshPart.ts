import { ownText } from '../../model/ownText.ts';
import type { Part, PartFinder } from './parts.ts';

/**
 * A part that was read anew, as it is kept for the next readings. Where there was an earlier text somebody is typing: the part may stay
 * for hours, and a text that was cut out of the present version would keep all of that version, so it gets texts of its own.
 */
export function freshPart<P extends Part>(part: P, earlier: PartFinder<P> | undefined): P {
  return earlier ? (owned(part) as P) : part;
}

/** The same plain data with texts of its own. */
function owned(value: unknown): unknown {
  if (typeof value === 'string') return ownText(value);
  if (Array.isArray(value)) return value.map(owned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, owned(each)]));
}
