import type { ReadingMemory } from '../reuse/readingMemory.ts';
import type { TextLines } from '../textLines.ts';
import type { Dialect, DialectSource } from './dialect.ts';
import type { DialectFacts } from './dialectFacts.ts';
import { readCodeTags } from './oft/codeTags.ts';
import { oftFileKind } from './oft/fileKind.ts';
import { readMarkup, rereadMarkup } from './oft/markup.ts';
import type { MarkupFlavour } from './oft/markupReader.ts';
import { holdsSpecObjects, readSpecObjects } from './oft/specObjects.ts';

function read({ path, lines }: DialectSource, memory?: ReadingMemory): DialectFacts {
  const { text } = lines;
  const kind = oftFileKind(path);
  switch (kind) {
    case undefined:
      return { items: [], tags: [], problems: [] };
    case 'markdown':
    case 'restructuredtext':
      return memory ? rereadInto(memory, lines, kind) : readMarkup(lines, kind);
    case 'specobjects':
      return readSpecObjects(text);
    case 'xml':
      if (holdsSpecObjects(text)) return readSpecObjects(text);
      return path.endsWith('.xml') ? readCodeTags(text) : { items: [], tags: [], problems: [] };
    case 'tags':
      return readCodeTags(text);
  }
}

function rereadInto(memory: ReadingMemory, lines: TextLines, flavour: MarkupFlavour): DialectFacts {
  const { facts, parts } = rereadMarkup(lines, flavour, memory.findMarkup(), memory.work);
  memory.markup = parts;
  return facts;
}

/**
 * OpenFastTrace: items in Markdown, reStructuredText and ReqM2 files, tags in files of many kinds. A file's suffix alone
 * decides how it is read, whatever its language or role. Items are known by `type~name`; the revision stands beside.
 */
export const oftDialect: Dialect = {
  id: 'oft',
  reads: (path) => oftFileKind(path) !== undefined,
  read,
};
