/** Programming languages that are read for tags and units. */
export const CODE_LANGUAGES = [
  'c',
  'cpp',
  'csharp',
  'go',
  'java',
  'javascript',
  'python',
  'rust',
  'typescript',
] as const;

/** A programming language that is read for tags and units. */
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];
