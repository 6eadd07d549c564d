/** A line with something on it that is no comment. */
export interface ContentLine {
  /** Offset of its first character that is no blank. */
  readonly start: number;
  /** Blanks in front of that. */
  readonly column: number;
}

/** Lines of a block scalar, put together. */
export interface BlockText {
  readonly text: string;
  readonly end: number;
}

const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const HASH = 35;

/** Looks for the lines of a piece of YAML that count. */
export class YamlLines {
  readonly #text: string;
  readonly #end: number;
  /** Column of the outermost right comment that was passed over by the last {@link contentFrom}, or -1. */
  commentColumn = -1;
  /** Empty lines that were passed over. */
  blankLines = 0;
  /** True when a tab was among the blanks in front of a line. */
  tabbed = false;

  constructor(text: string, end: number) {
    this.#text = text;
    this.#end = end;
  }

  /** Offset of the start of the next line, or of the end of the piece. */
  lineEnd(at: number): number {
    const lineFeed = this.#text.indexOf('\n', at);
    return lineFeed < 0 || lineFeed >= this.#end ? this.#end : lineFeed + 1;
  }

  /** The first line with content from the start of a line on; with `comments`, a comment counts as content. */
  contentFrom(lineStart: number, comments = false): ContentLine | undefined {
    this.commentColumn = -1;
    this.blankLines = 0;
    this.tabbed = false;
    const text = this.#text;
    for (let line = lineStart; line < this.#end; line = this.lineEnd(line)) {
      let start = line;
      while (text.charCodeAt(start) === SPACE) start++;
      if (start >= this.#end) return undefined;
      const column = start - line;
      if (text.charCodeAt(start) === TAB) {
        this.tabbed = true;
        while (text.charCodeAt(start) === TAB || text.charCodeAt(start) === SPACE) start++;
        if (start >= this.#end) return undefined;
      }
      const code = text.charCodeAt(start);
      if (code === LF || (code === CR && text.charCodeAt(start + 1) === LF)) this.blankLines++;
      else if (code === HASH && !comments) this.commentColumn = Math.max(this.commentColumn, column);
      else return { start: line + column, column };
    }
    return undefined;
  }

  /**
   * The text of a block scalar from the line below its header on, whose lines are indented deeper than `parent`;
   * undefined where the full parser must decide. White space around the text is not kept.
   */
  blockScalar(from: number, parent: number, folded: boolean): BlockText | undefined {
    const first = this.contentFrom(from, true);
    if (!first || this.tabbed || first.column <= parent) return undefined;
    const indent = first.column;
    const lines = new BlockLines(folded);
    let end = from;
    for (let line = from; line < this.#end; line = this.lineEnd(line)) {
      const behind = this.lineEnd(line);
      const contentEnd = this.#withoutBreak(line, behind);
      let start = line;
      while (start < contentEnd && this.#text.charCodeAt(start) === SPACE) start++;
      if (this.#text.charCodeAt(start) === TAB) return undefined;
      if (start === contentEnd) {
        if (start - line > indent) return undefined;
        lines.add('');
        continue;
      }
      if (start - line < indent) break;
      lines.add(this.#text.slice(line + indent, contentEnd));
      end = behind;
    }
    return { text: lines.text(), end };
  }

  #withoutBreak(start: number, behind: number): number {
    let end = behind;
    if (end > start && this.#text.charCodeAt(end - 1) === LF) end--;
    if (end < behind && end > start && this.#text.charCodeAt(end - 1) === CR) end--;
    return end;
  }
}

/** Joins the lines of a block scalar, literally or folded. */
class BlockLines {
  readonly #folded: boolean;
  readonly #parts: string[] = [];
  #separator = '';
  #wasIndented = false;

  constructor(folded: boolean) {
    this.#folded = folded;
  }

  add(line: string): void {
    if (!this.#folded) this.#parts.push(line, '\n');
    else if (line.startsWith(' ')) {
      if (this.#separator === ' ') this.#separator = '\n';
      else if (!this.#wasIndented && this.#separator === '\n') this.#separator = '\n\n';
      this.#parts.push(this.#separator, line);
      this.#separator = '\n';
      this.#wasIndented = true;
    } else if (line === '') {
      if (this.#separator === '\n') this.#parts.push('\n');
      else this.#separator = '\n';
    } else {
      this.#parts.push(this.#separator, line);
      this.#separator = ' ';
      this.#wasIndented = false;
    }
  }

  text(): string {
    return this.#parts.join('').trim();
  }
}
