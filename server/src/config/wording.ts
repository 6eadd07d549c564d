/** Which words a project expects in its requirements, and which it does not want there. */
export interface WordingPolicy {
  /** Words that make a sentence binding; a requirement has exactly one. */
  readonly binding: readonly string[];
  /** Words that nobody can test. */
  readonly weak: readonly string[];
}

/** English and the languages of its neighbours; a project that writes in another one names its own words. */
export const DEFAULT_WORDING: WordingPolicy = {
  binding: ['shall', 'must', 'muss', 'müssen', 'soll', 'sollen', 'doit', 'doivent', 'debe', 'deben', 'deve', 'devono'],
  weak: [
    'adequate',
    'adequately',
    'and/or',
    'appropriate',
    'appropriately',
    'as far as possible',
    'as needed',
    'as required',
    'as soon as possible',
    'easily',
    'easy',
    'efficient',
    'efficiently',
    'etc.',
    'flexible',
    'if necessary',
    'if possible',
    'intuitive',
    'intuitively',
    'normally',
    'optimal',
    'optimally',
    'quickly',
    'reasonable',
    'robust',
    'several',
    'sufficient',
    'sufficiently',
    'timely',
    'typically',
    'user-friendly',
    'usually',
  ],
};
