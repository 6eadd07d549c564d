import type { FileFacts, LanguageId } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';

/** Languages in which functions may be declared in one file and defined in another. */
const WITH_HEADERS: ReadonlySet<LanguageId> = new Set<LanguageId>(['c', 'cpp']);

/** Name of a file without its folder and without its suffix: `pump` for `src/pump.c` and `include/pump.h`. */
export function baseName(path: FilePath): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}

/** The folder of a file, with the slash behind it; empty for the root. */
export function folderOf(path: FilePath): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** True when tags on the declarations of a file speak for functions that are defined in another. */
export function hasTaggedDeclarations({ language, tags }: FileFacts): boolean {
  return WITH_HEADERS.has(language) && tags.some(({ declares }) => declares !== undefined);
}

/** True when functions may be defined in a file that another file declares. */
export function mayDefineDeclared({ language, units }: FileFacts): boolean {
  return WITH_HEADERS.has(language) && units.length > 0;
}
