import type { Place } from '../model/span.ts';
import { codeSpan, escaped, oneLine, truncated } from './markdown.ts';

/** Writes a link to a place with a label of any origin, as Markdown. */
export type LinkTo = (place: Place, label: string) => string;

/**
 * How an answer becomes text for one kind of client. Every method takes raw text of the workspace and gives text that
 * is safe to put between words of our own.
 */
export interface TextStyle {
  /** Running text on one line, shortened to `length` code units (240 unless told). */
  readonly text: (raw: string, length?: number) => string;
  readonly strong: (raw: string) => string;
  /** A name from code, or a path. */
  readonly code: (raw: string) => string;
  readonly link: (place: Place, label: string) => string;
  /** A table of cells that are texts of this style already; it stands for one line. */
  readonly table: (head: readonly string[], rows: readonly (readonly string[])[]) => string;
  /** Joins lines so that each stays a line of its own. */
  readonly lines: (lines: readonly string[]) => string;
}

const LENGTH = 240;

/** Markdown with links of the client's making. */
export function markdownStyle(linkTo: LinkTo): TextStyle {
  return {
    text: (raw, length = LENGTH) => escaped(truncated(oneLine(raw), length)),
    strong: (raw) => bold(escaped(truncated(oneLine(raw), LENGTH))),
    code: (raw) => codeSpan(truncated(oneLine(raw), LENGTH)),
    link: (place, label) => linkTo(place, truncated(oneLine(label), LENGTH)),
    // Blank lines around it, since a table does not interrupt a paragraph.
    table: (head, rows) => `\n${[head, head.map(() => '---'), ...rows].map(tableLine).join('\n')}\n`,
    lines: (lines) => lines.join('  \n'),
  };
}

/** Markdown without links. */
export const UNLINKED: TextStyle = markdownStyle((_place, label) => escaped(label));

/** Plain text, for clients that show no Markdown. */
export const PLAIN: TextStyle = {
  text: (raw, length = LENGTH) => truncated(oneLine(raw), length),
  strong: (raw) => truncated(oneLine(raw), LENGTH),
  code: (raw) => truncated(oneLine(raw), LENGTH),
  link: (_place, label) => truncated(oneLine(label), LENGTH),
  table: (head, rows) => [head, ...rows].map((cells) => cells.join(' | ')).join('\n'),
  lines: (lines) => lines.join('\n'),
};

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function bold(markdown: string): string {
  return markdown === '' ? '' : `**${markdown}**`;
}
