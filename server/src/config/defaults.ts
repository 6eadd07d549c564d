import type { FileGlobs } from './project.ts';

/**
 * What is read when the project does not say: everything that a reader exists for, except for folders that hold other
 * people's or generated files. Files below `tests` globs are test code.
 */
export const DEFAULT_GLOBS: FileGlobs = {
  include: [],
  exclude: [
    '**/.git/**',
    '**/.hg/**',
    '**/.svn/**',
    '**/node_modules/**',
    '**/.venv/**',
    '**/venv/**',
    '**/__pycache__/**',
    '**/.tox/**',
    '**/.gradle/**',
    '**/.idea/**',
    '**/.vscode/**',
    '**/.vscode-test/**',
    '**/*.min.js',
    '**/package-lock.json',
  ],
  specs: ['**/*.{md,markdown,rst,yaml,yml}'],
  sources: ['**'],
  tests: [
    '**/test/**',
    '**/tests/**',
    '**/testdata/**',
    '**/benches/**',
    '**/__tests__/**',
    '**/*_test.*',
    '**/test_*.*',
    '**/*.test.*',
    '**/*.spec.*',
    '**/tests.rs',
    '**/conftest.py',
    '**/*Test.java',
    '**/*Tests.cs',
  ],
};
