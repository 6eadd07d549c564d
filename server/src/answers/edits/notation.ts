import type { YamlMap, YamlNode } from '../../config/yamlNode.ts';
import { entryOf, parseYaml } from '../../config/yamlTree.ts';
import type { ItemFact } from '../../model/facts.ts';
import type { FilePath, Span } from '../../model/span.ts';
import { lineAt } from './lines.ts';

/** How a record is written. */
export type Notation =
  | { readonly kind: 'heading'; readonly level: number }
  | { readonly kind: 'row' }
  | { readonly kind: 'frontMatter'; readonly node: YamlMap }
  | {
      readonly kind: 'yaml';
      /** The fields of the record. */
      readonly node: YamlMap;
      /** True when the ID is the key of the fields, false when it is one of them. */
      readonly keyed: boolean;
    };

/** A record and the file that it stands in. */
export interface RecordPlace {
  readonly file: FilePath;
  readonly fact: ItemFact;
}

/** How a record of our own notation is written in a text, or undefined when it cannot be told. */
export function notationOf(text: string, { file, fact }: RecordPlace): Notation | undefined {
  if (fact.dialect !== 'lifetrace') return undefined;
  if (/\.ya?ml$/i.test(file)) return inYaml(text, fact.span, fact.idSpan);
  const line = lineAt(text, fact.idSpan.start);
  const words = text.slice(line.start, line.end);
  const level = /^ {0,3}(#{1,6})[ \t]/.exec(words)?.[1]?.length;
  if (level !== undefined) return { kind: 'heading', level };
  const below = /^(?:\r\n|\n|\r) {0,3}(=+|-{2,})[ \t]*(?:[\r\n]|$)/.exec(text.slice(line.end));
  if (below && !words.includes('|') && fact.span.start === line.start) {
    return { kind: 'heading', level: below[1]?.startsWith('=') ? 1 : 2 };
  }
  if (words.includes('|')) return { kind: 'row' };
  const front = /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)/.exec(text);
  const end = front && text.slice(front[0].length).search(/^(?:---|\.\.\.)[ \t]*$/m);
  if (!front || end === null || end < 0 || fact.idSpan.start > front[0].length + end) return undefined;
  const start = front[0].length;
  const root = parseYaml(text.slice(start, start + end), start).roots[0];
  return root?.kind === 'map' ? { kind: 'frontMatter', node: root } : undefined;
}

function inYaml(text: string, span: Span, idSpan: Span): Notation | undefined {
  const first = Math.min(span.start, idSpan.start);
  const { start } = lineAt(text, first);
  // The parser takes the blanks for the indentation that the piece has in its place.
  const { roots } = parseYaml(' '.repeat(first - start) + text.slice(first, Math.max(span.end, idSpan.end)), start);
  for (const root of roots) {
    const found = nodeOf(root, idSpan);
    if (found) return found;
  }
  return undefined;
}

function nodeOf(node: YamlNode, idSpan: Span): Notation | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'list') {
    for (const entry of node.entries) {
      const found = nodeOf(entry, idSpan);
      if (found) return found;
    }
    return undefined;
  }
  const id = entryOf(node, 'id')?.value;
  if (id?.kind === 'scalar' && id.span.start === idSpan.start) return { kind: 'yaml', node, keyed: false };
  for (const { keySpan, value } of node.entries) {
    // A key may be in quotes.
    if (keySpan.start === idSpan.start || keySpan.start + 1 === idSpan.start) {
      return value.kind === 'map' ? { kind: 'yaml', node: value, keyed: true } : undefined;
    }
    const found = nodeOf(value, idSpan);
    if (found) return found;
  }
  return undefined;
}
