// @ts-check
import { Stop } from './stop.mjs';

/**
 * Reads flags without values and refuses what it does not know.
 * @template {string} Flag
 * @param {readonly string[]} args
 * @param {Readonly<Record<Flag, string>>} known flags and what they do
 * @returns {ReadonlySet<Flag>}
 */
export function readFlags(args, known) {
  const flags = /** @type {Flag[]} */ (Object.keys(known));
  const unknown = args.filter((arg) => !flags.some((flag) => flag === arg));
  if (unknown.length > 0) {
    const list = flags.map((flag) => `  ${flag.padEnd(18)}${known[flag]}`).join('\n');
    throw new Stop(`Unknown option ${unknown.join(' ')}. Options are:\n${list}`);
  }
  return new Set(flags.filter((flag) => args.includes(flag)));
}
