/** Prefixes of names grow no longer: 100,000 nested functions must not make gigabytes of names. */
const MAX_PREFIX = 500;

/**
 * What the names of units inside of a scope start with: `prefix`, or that of the scope around (`outer`) when it is
 * longer than any that people read.
 */
export function boundedPrefix(prefix: string, outer: string): string {
  return prefix.length <= MAX_PREFIX ? prefix : outer;
}

/** A name qualified by what is around, with a dot where both are there. */
export function dotted(outer: string, name: string): string {
  return outer === '' || name === '' ? outer + name : `${outer}.${name}`;
}
