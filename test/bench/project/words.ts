import type { Random } from '../random.ts';

const PARTS = [
  ['pump', 'motor', 'alarm', 'battery', 'display', 'sensor', 'valve', 'heater', 'logger', 'keypad', 'modem', 'clock'],
  ['rate', 'volume', 'pressure', 'level', 'limit', 'state', 'buffer', 'queue', 'frame', 'sample', 'window', 'counter'],
] as const;
const VERBS = ['check', 'compute', 'store', 'send', 'limit', 'filter', 'report', 'restore', 'compare', 'reject'];
const EVENTS = ['a power failure', 'each start', 'a door opens', 'an overflow', 'the user confirms', 'a sensor fails'];

/** A noun of two words, for example `pump rate`. */
export function noun(random: Random): string {
  return PARTS.map((words) => random.pick(words)).join(' ');
}

/** A verb in its base form. */
export function verb(random: Random): string {
  return random.pick(VERBS);
}

/** The title of a requirement. */
export function title(random: Random): string {
  return `${capitalised(verb(random))} the ${noun(random)} within ${10 + random.below(990)} ms`;
}

/** Some sentences on one line. */
export function prose(random: Random, sentences: number): string {
  return Array.from({ length: sentences }, () => sentence(random)).join(' ');
}

function sentence(random: Random): string {
  return `The ${noun(random)} shall ${verb(random)} the ${noun(random)} within ${10 + random.below(990)} ms after ${random.pick(EVENTS)}.`;
}

/** With a capital first letter. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
