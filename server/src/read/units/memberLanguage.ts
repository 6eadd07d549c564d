/**
 * What a word means in the head of a declaration: `modifier`: neither its type nor its name; `access`: a modifier that only
 * members and types of a file have, nothing inside of a function; a type's keyword; `scope`:
 * braces with declarations follow, but no unit; `operator`: begins the name of a function; `never`: the head of no
 * declaration with a body holds the word; `neverLocal`: the same inside of functions, elsewhere it may be a name.
 */
export type WordRole =
  | 'modifier'
  | 'access'
  | 'class'
  | 'struct'
  | 'record'
  | 'interface'
  | 'enum'
  | 'scope'
  | 'operator'
  | 'never'
  | 'neverLocal';

/** What the scanner of members needs to know about a language whose declarations hold their bodies in braces. */
export interface MemberLanguage {
  /** Finds brackets, semicolons, arrows, quotes, slashes and, where there are directives, hashes. Global. */
  readonly stop: RegExp;
  /** Offset behind the literal whose opening quote stands at `at`; always greater than `at`. */
  readonly literalEnd: (text: string, at: number) => number;
  /** True when a `#` begins a directive, which ends with its line. */
  readonly directives: boolean;
  /** What an attribute begins with: Java's `@Name(…)`, C#'s `[Name(…)]`. */
  readonly attributes: '@' | '[';
  /** Words that are not just names. */
  readonly words: ReadonlyMap<string, WordRole>;
  /** The word that goes on with the head of a function behind its parameters. */
  readonly behindParameters: string;
  /** True when fields may stand outside of all types, as those of a class without a name. */
  readonly fieldsOutside: boolean;
  /** True when `new T() { … }` holds members. */
  readonly anonymousClasses: boolean;
  /** True when a member without parameters may have a body: properties, indexers and events. */
  readonly properties: boolean;
  /** True when what follows an arrow may be the body of a function or property. */
  readonly expressionBodies: boolean;
}

/** Makes a table of words from the words of each role, separated by blanks. */
export function wordRoles(roles: Partial<Record<WordRole, string>>): ReadonlyMap<string, WordRole> {
  const words = new Map<string, WordRole>();
  for (const role of Object.keys(roles) as WordRole[]) {
    for (const word of roles[role]?.split(' ') ?? []) words.set(word, role);
  }
  return words;
}
