/** What the parts of a message have to be that are used as they come. Of others a handler takes what it understands. */
export type Parts<P> = { readonly [K in keyof P]?: Test };

/** Tells whether a value that a client has sent is what it has to be. */
export type Test = (value: unknown) => boolean;

/** True for a message whose named parts are what they have to be. */
export function holds<P extends object>(value: unknown, parts: Parts<P>): value is P {
  return isObject(value) && Object.entries<Test | undefined>(parts).every(([key, test]) => test?.(value[key]) ?? true);
}

/** What is said of a message whose parts are not what they have to be. */
export function oddText(method: string, parts: Parts<object>): string {
  const named = Object.keys(parts).join(', ');
  return `${method} needs an object${named && ` with valid ${named}`}`;
}

/** True for texts. */
export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** True for numbers, which may be any: a position outside of a text is none in it. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

/** True for a list of texts. */
export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

/** True for a list of what {@link test} takes. */
export function listOf(test: Test): Test {
  return (value) => Array.isArray(value) && value.every(test);
}

/** True for an object whose named parts are what they have to be. */
export function objectWith(parts: Readonly<Record<string, Test>>): Test {
  // Taken apart once: a list of thousands of such objects comes with every key that somebody types.
  const tests = Object.entries(parts);
  return (value) => isObject(value) && tests.every(([key, test]) => test(value[key]));
}

/** True for what {@link test} takes, and for what is left out. */
export function maybe(test: Test): Test {
  return (value) => value === undefined || test(value);
}

/** True for anything but a list with names and values. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
