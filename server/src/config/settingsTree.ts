import { parseYaml, type YamlTree } from './yamlTree.ts';

/** Longest text of a settings file that is read, in characters: room for thousands of entries, and none for an attack. */
const MAX_LENGTH = 128 * 1024;

/** Parses a file of `.lifetrace/`. A text that no project needs is reported and not read, as it could keep the parser for minutes. */
export function parseSettings(text: string): YamlTree {
  if (text.length <= MAX_LENGTH) return parseYaml(text);
  const message = `File: longer than ${MAX_LENGTH / 1024} KiB; settings of that size are not read.`;
  return { roots: [], problems: [{ code: 'LT007', message, span: { start: 0, end: 1 } }] };
}
