import type { FilePath } from '../../../model/span.ts';

/** How OpenFastTrace reads a file, decided by its name alone. */
export type OftFileKind = 'markdown' | 'restructuredtext' | 'specobjects' | 'xml' | 'tags';

/** Suffixes of files that are searched for tags; upper and lower case count. */
const TAG_SUFFIXES: ReadonlySet<string> = new Set(
  [
    'ads adb bat c C cc cpp c++ h H h++ hh hpp c# cs cfg conf ini feature go groovy',
    'json htm html xhtml xml yaml yml fxml java clj kt kts scala js mjs cjs ejs ts lua m mm php proto pl pm py',
    'robot pu puml plantuml r rs sh bash zsh sv v inc swift toml tf tfvars sql pls',
  ].flatMap((line) => line.split(' ')),
);

/** Suffixes of documents in lower case; here case does not count. */
const DOCUMENT_SUFFIXES: ReadonlyMap<string, OftFileKind> = new Map([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['rst', 'restructuredtext'],
  ['oreqm', 'specobjects'],
  ['xml', 'xml'],
]);

/**
 * How OpenFastTrace reads a file of that name, or undefined when it does not. An XML file holds specification objects
 * or tags, which only its text can tell.
 */
export function oftFileKind(path: FilePath): OftFileKind | undefined {
  const dot = path.lastIndexOf('.');
  if (dot < 0) return undefined;
  const suffix = path.slice(dot + 1);
  return DOCUMENT_SUFFIXES.get(suffix.toLowerCase()) ?? (TAG_SUFFIXES.has(suffix) ? 'tags' : undefined);
}
