import type { LanguageId } from '../../model/facts.ts';
import { lineColumnAt } from '../../model/lineIndex.ts';
import type { FilePath } from '../../model/span.ts';
import { TextLines } from '../../read/textLines.ts';
import type { Snapshot } from '../../trace/snapshot.ts';

/** Lines that fold under their first one; counted from 0, both inclusive. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
}

/** Languages in which what is indented belongs to the line above. */
const INDENTED: ReadonlySet<LanguageId> = new Set<LanguageId>(['yaml', 'restructuredtext']);

/**
 * What can be folded in a spec: items and their lists of fields. An editor that is told of folds looks for no others, so
 * YAML and reStructuredText fold by indentation as well. Empty for a file without items.
 *
 * @param text what the file says now.
 */
export function foldsIn(snapshot: Snapshot, file: FilePath, text: string): readonly Fold[] {
  const facts = snapshot.files.get(file);
  if (!facts || facts.items.length === 0) return [];
  const lines = new TextLines(text, facts.lineStarts);
  const folds = new Map<number, number>();
  const add = (startLine: number, endLine: number): void => {
    const end = lastWritten(lines, startLine, endLine);
    if (end > startLine) folds.set(startLine, Math.max(end, folds.get(startLine) ?? 0));
  };
  const lineOf = (offset: number): number => lineColumnAt(facts.lineStarts, offset).line;
  for (const { span, attributes, links } of facts.items) {
    const first = lineOf(span.start);
    add(first, lineOf(Math.max(span.start, span.end - 1)));
    if (INDENTED.has(facts.language)) continue;
    const ends = [
      ...attributes.map(({ nameSpan, values }) => ({
        start: nameSpan.start,
        end: values.at(-1)?.span.end ?? nameSpan.end,
      })),
      ...links.map((link) => link.span),
    ];
    const fields = ends.map(({ start }) => lineOf(start)).filter((line) => line > first);
    if (fields.length > 0) add(Math.min(...fields), Math.max(...ends.map(({ end }) => lineOf(end))));
  }
  if (INDENTED.has(facts.language)) for (const { startLine, endLine } of byIndentation(lines)) add(startLine, endLine);
  return [...folds].map(([startLine, endLine]) => ({ startLine, endLine })).sort((a, b) => a.startLine - b.startLine);
}

/** The last line of a fold that says something. */
function lastWritten(lines: TextLines, first: number, last: number): number {
  let line = last;
  while (line > first && lines.firstOf(line) === lines.endOf(line)) line--;
  return line;
}

/** Lines with those that follow and are indented deeper. */
function* byIndentation(lines: TextLines): Generator<Fold> {
  const open: { readonly line: number; readonly indent: number }[] = [];
  for (let line = 0; line < lines.count; line++) {
    const first = lines.firstOf(line);
    if (first === lines.endOf(line)) continue;
    const indent = first - lines.startOf(line);
    while ((open.at(-1)?.indent ?? -1) >= indent) {
      const start = open.pop()?.line ?? line;
      if (line - 1 > start) yield { startLine: start, endLine: line - 1 };
    }
    open.push({ line, indent });
  }
  for (const { line } of open.reverse()) yield { startLine: line, endLine: lines.count - 1 };
}
