import type { IdScheme } from '../../config/idScheme.ts';
import { YamlAnchors } from '../../config/yamlAnchors.ts';
import { entryOf } from '../../config/yamlTree.ts';
import type { ReadProblem } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import { readPlainYaml } from './plainYaml.ts';
import { isDash, isMerge, keyAt, opensFlow, type YamlKey } from './yamlKey.ts';
import { YamlLines } from './yamlLines.ts';
import { MAX_CONTAINER_DEPTH } from './yamlWalk.ts';

/**
 * A stretch of a document that can be read on its own: an entry of a list, an entry of a map that only groups, or the
 * whole map of an item.
 */
export interface YamlPiece {
  /** The first character that is no blank. */
  readonly start: number;
  /** Where the next piece's line starts, or what groups the pieces ends. */
  readonly end: number;
  readonly column: number;
  /** How many lists and maps are around it. */
  readonly depth: number;
  /** Which document of the text it is in: names of nodes hold for one. */
  readonly document: number;
}

/** A document in pieces. */
export interface SplitYaml {
  readonly pieces: readonly YamlPiece[];
  /** Keys that occur twice in a map that groups, each with code `LT007`. */
  readonly problems: readonly ReadProblem[];
  /** True when some piece may hold what only the full parser knows the meaning of, see {@link isOdd}. */
  readonly isOdd: boolean;
}

/** What is no text, or a byte order mark within a line; `\r` counts alone only. */
const ODD = /(?![\t\n\r])[\p{Cc}\ufeff]|\r(?!\n)/u;
/** The same, but for marks that part documents. */
const ODD_IN_TEXT = /(?![\t\n\r])\p{Cc}|(?<!\n)\ufeff|\r(?!\n)/u;
/** The directive that says what is so anyway, in front of the first document. */
const DIRECTIVE = /%YAML 1\.2[ \t]*\r?\n(?=---[ \t]*(?:\r?\n|$))/y;
/** What stands between documents, where files were put together a byte order mark. No text of a document may hold such a line. */
const BETWEEN_DOCUMENTS = /(?<![^\n])(?:\ufeff?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)|\ufeff)/g;
const DOCUMENT_MARK = /(?:---|\.\.\.)(?=[ \t\r\n]|$)/y;

/** With more lines than this that are no entry, a block is hardly one. */
const MAX_STRAY = 500;

/** Of how many characters a key `id` with quotes, tag and anchor in front consists at most; of longer ones no spec was ever seen. */
const LONGEST_ID_KEY = 200;

/** What the message of the full parser says too. */
const DUPLICATE = 'YAML: Map keys must be unique.';

/** Splits documents along their indentation, without a look inside of the pieces. Undefined where that is not sure. */
export function splitYaml(text: string, ids: IdScheme): SplitYaml | undefined {
  const pieces: YamlPiece[] = [];
  const problems: ReadProblem[] = [];
  const splitter = new Splitter(text, ids, pieces, problems);
  for (const { start, end } of documentsIn(text)) {
    const lines = new YamlLines(text, end);
    const first = lines.contentFrom(start);
    if (lines.tabbed || (first && !splitter.block(first.start, end, first.column, 0))) return undefined;
    splitter.document++;
  }
  return pieces.length > 0 ? { pieces, problems, isOdd: ODD_IN_TEXT.test(text) } : undefined;
}

/** True for a piece with control characters, lone `\r` or byte order marks, of which the full parser alone knows the meaning. */
export function isOdd(text: string, { start, end }: YamlPiece): boolean {
  return ODD.test(text.slice(start, end));
}

/** Where the documents of a text stand, empty ones too. */
function* documentsIn(text: string): Generator<Span> {
  const first = new YamlLines(text, text.length).contentFrom(0);
  DIRECTIVE.lastIndex = first?.start ?? 0;
  let start = first?.column === 0 && DIRECTIVE.test(text) ? DIRECTIVE.lastIndex : 0;
  for (const mark of text.matchAll(BETWEEN_DOCUMENTS)) {
    if (mark.index > start) yield { start, end: mark.index };
    start = mark.index + mark[0].length;
  }
  yield { start, end: text.length };
}

/** An entry of a block. */
interface Entry {
  readonly start: number;
  /** Undefined for an entry of a list. */
  readonly key: YamlKey | undefined;
}

class Splitter {
  /** The document whose blocks are split. */
  document = 0;
  readonly #text: string;
  readonly #ids: IdScheme;
  readonly #pieces: YamlPiece[];
  readonly #problems: ReadProblem[];

  constructor(text: string, ids: IdScheme, pieces: YamlPiece[], problems: ReadProblem[]) {
    this.#text = text;
    this.#ids = ids;
    this.#pieces = pieces;
    this.#problems = problems;
  }

  /** Splits the block whose first entry starts in `column`; false, and no pieces, when it does not look like one. */
  block(start: number, end: number, column: number, depth: number): boolean {
    if (opensFlow(this.#text, start)) {
      this.#add(start, end, column, depth);
      return true;
    }
    const entries = this.#entries(start, end, column);
    if (!entries) return false;
    const isList = entries[0]?.key === undefined;
    if (!isList && this.#isItem(entries, end, column)) {
      this.#add(start, end, column, depth);
      return true;
    }
    // What is merged into a map depends on what else is in it.
    if (entries.some(({ key }) => key && isMerge(key))) return false;
    if (!isList) this.#noteDuplicates(entries);
    for (const [index, entry] of entries.entries()) {
      const behind = this.#lineStart(entries[index + 1]?.start ?? end, end);
      const isSplit = entry.key && depth < MAX_CONTAINER_DEPTH && this.#inner(entry.key, behind, column, depth);
      if (!isSplit) this.#add(entry.start, behind, column, depth);
    }
    return true;
  }

  #add(start: number, end: number, column: number, depth: number): void {
    this.#pieces.push({ start, end, column, depth, document: this.document });
  }

  /** Splits what stands below a key that only groups. */
  #inner(key: YamlKey, end: number, column: number, depth: number): boolean {
    const lines = new YamlLines(this.#text, end);
    let at = key.end;
    while (this.#text.charCodeAt(at) === 32) at++;
    const isBare = at >= end || /[\r\n]/.test(this.#text.charAt(at)) || (this.#text.charAt(at) === '#' && at > key.end);
    if (!isBare || this.#ids.resolve(key.text)) return false;
    const line = lines.contentFrom(lines.lineEnd(at));
    if (!line || lines.tabbed) return false;
    const isInner = line.column > column || (line.column === column && isDash(this.#text, line.start, end));
    return isInner && this.block(line.start, end, line.column, depth + 1);
  }

  /**
   * The entries of a block: lines that start in its column. What is no entry there, or stands further left, belongs to the entry above
   * it, which the full parser then has the word about: a line that is being typed must not cost the whole document.
   */
  #entries(start: number, end: number, column: number): readonly Entry[] | undefined {
    const text = this.#text;
    const lines = new YamlLines(text, end);
    const isList = isDash(text, start, end);
    const first = isList ? undefined : keyAt(text, start, end);
    if (!isList && !first) return undefined;
    const entries: Entry[] = [{ start, key: first }];
    let stray = 0;
    for (let at = lines.lineEnd(start); at < end; ) {
      const line = lines.contentFrom(at);
      if (!line) break;
      DOCUMENT_MARK.lastIndex = line.start;
      if (line.column === 0 && DOCUMENT_MARK.test(text)) return undefined;
      const behind = lines.lineEnd(line.start);
      if (line.column === column) {
        const dash = isDash(text, line.start, end);
        const closes = /[\]}]/.test(text.charAt(line.start));
        const key = dash || closes ? undefined : keyAt(text, line.start, end);
        if (isList ? dash : key) entries.push({ start: line.start, key });
        else if (!closes && !dash && (++stray > MAX_STRAY || (!key && this.#mayBeId(line.start, behind))))
          return undefined;
      } else if (line.column < column && (++stray > MAX_STRAY || this.#mayBeEntry(line.start, behind)))
        return undefined;
      at = behind;
    }
    return entries;
  }

  /** False for a line whose key, however it is written, makes no item of its map. */
  #mayBeId(start: number, end: number): boolean {
    return (
      this.#mayBeEntry(start, end) && /\bid\b/.test(this.#text.slice(start, Math.min(end, start + LONGEST_ID_KEY)))
    );
  }

  /** False for a line that is no entry of any map, however its key is written. */
  #mayBeEntry(start: number, end: number): boolean {
    const text = this.#text;
    if (text[start] === '?') return true;
    const isQuoted = text[start] === '"' || text[start] === "'";
    for (let at = text.indexOf(':', start); at >= 0 && at < end; at = text.indexOf(':', at + 1)) {
      if (isQuoted || at + 1 >= end || /\s/.test(text.charAt(at + 1))) return true;
    }
    return false;
  }

  /** True for the map of an item, or one that may be: its `id` decides, unless only the full parser can read that. */
  #isItem(entries: readonly Entry[], end: number, column: number): boolean {
    const at = entries.findIndex((entry) => entry.key?.text === 'id');
    const entry = entries[at];
    if (!entry) return false;
    const behind = this.#lineStart(entries[at + 1]?.start ?? end, end);
    const stretch = { start: entry.start, end: behind, column };
    const map = readPlainYaml(this.#text, stretch, new YamlAnchors(0));
    const id = entryOf(map, 'id')?.value;
    if (!id || entries.some((other) => other !== entry && other.key?.text === 'id')) return true;
    return id.kind === 'scalar' && this.#ids.resolve(id.text) !== undefined;
  }

  #noteDuplicates(entries: readonly Entry[]): void {
    const keys = new Set<string>();
    for (const { key } of entries) {
      if (!key) continue;
      if (keys.has(key.text)) {
        this.#problems.push({ code: 'LT007', message: DUPLICATE, span: { start: key.start, end: key.start + 1 } });
      }
      keys.add(key.text);
    }
  }

  #lineStart(entry: number, end: number): number {
    return entry === end ? end : this.#text.lastIndexOf('\n', entry - 1) + 1;
  }
}
