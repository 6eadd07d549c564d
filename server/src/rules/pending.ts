/** A rule of the catalogue that has its code and its page, and checks nothing yet: what it would read is not read. */
export interface PendingRule {
  readonly code: string;
  readonly name: string;
  readonly summary: string;
  /** Clauses by number. */
  readonly clause: string;
  /** What it waits for, to stand behind “needs”. */
  readonly needs: string;
}

/** In order of code. Their codes may be named in suppressions and in the project file already. */
export const PENDING_RULES: readonly PendingRule[] = [
  {
    code: 'LT303',
    name: 'stale-test-result',
    summary: 'The latest result of a test is older than the last change of what it tests.',
    clause: '5.7.3, 5.6.6, 8.2.3',
    needs: 'test results and the history of git',
  },
  {
    code: 'LT312',
    name: 'test-not-executed',
    summary: 'An approved test has no result for the release in preparation.',
    clause: '5.7.1, 5.8.1',
    needs: 'test results',
  },
  {
    code: 'LT510',
    name: 'class-changed-without-change-request',
    summary: 'The class of an item differs from the baseline, and no approved change request affects the item.',
    clause: '8.2.2',
    needs: 'a baseline in the history of git',
  },
  {
    code: 'LT605',
    name: 'soup-version-mismatch',
    summary: 'A SOUP record and the lock file of the package manager give different versions.',
    clause: '8.1.2 c, 8.1.3',
    needs: 'lock files of package managers',
  },
  {
    code: 'LT606',
    name: 'undeclared-soup',
    summary: 'A dependency of the product has no SOUP record.',
    clause: '8.1.2',
    needs: 'lock files of package managers',
  },
  {
    code: 'LT709',
    name: 'commit-without-change-request',
    summary: 'A commit after the baseline changes controlled files and names no change request or problem report.',
    clause: '8.2.1',
    needs: 'the history of git',
  },
  {
    code: 'LT801',
    name: 'suspect-link',
    summary: 'An item has changed since a link to it was reviewed.',
    clause: '8.2.2, 5.2.5, 7.4.3',
    needs: 'fingerprints of reviewed links',
  },
  {
    code: 'LT806',
    name: 'baseline-incomplete',
    summary: 'A file with items is not under version control, or there is no baseline.',
    clause: '8.1.3, 8.3',
    needs: 'the history of git',
  },
];
