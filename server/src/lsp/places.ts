import path from 'node:path';
import type { Location, Position, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { lineColumnAt, offsetAt } from '../model/lineIndex.ts';
import type { FilePath, Place, Span } from '../model/span.ts';
import type { Target } from '../protocol/target.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { diskPathOf } from './diskPath.ts';
import { columnFor, columnFrom, type PositionEncoding } from './positionEncoding.ts';

/** How columns are counted, and what a file says where that has to be known for it. */
export interface Columns {
  readonly encoding: PositionEncoding;
  /** What an editor holds of a file. Like {@link stored} it is not asked for while columns are counted in UTF-16. */
  readonly held: (file: FilePath) => string | undefined;
  /** What stands on disk of a file that no editor holds. Undefined for a file that cannot be read. */
  readonly stored: (file: FilePath) => string | undefined;
}

/** Translates between the offsets of one text and an editor's positions. */
export interface PlacesInText {
  readonly range: (span: Span) => Range;
  readonly offset: (position: Position) => number;
}

const UTF16: Columns = { encoding: 'utf-16', held: () => undefined, stored: () => undefined };

/** The only place that translates between a project's paths and offsets and an editor's addresses and positions. */
export class Places {
  readonly root: string;
  readonly #columns: Columns;
  readonly #listed: (file: FilePath) => FilePath;
  /** What documents call files that the disk lists by other paths: by the path that a document has, and by that of the file. */
  readonly #files = new Map<FilePath, FilePath>();
  readonly #called = new Map<FilePath, FilePath>();
  readonly #respelled = new Set<FilePath>();
  /** Texts on disk by the snapshot that they belong to: an answer may ask for many places in one file. */
  readonly #texts = new WeakMap<Snapshot, Map<FilePath, string>>();

  /** `listed` gives the path by which the disk lists what a path leads to. */
  constructor(root: string, columns = UTF16, listed = (file: FilePath): FilePath => file) {
    this.root = root;
    this.#columns = columns;
    this.#listed = listed;
  }

  /** The address of a file of the project; of one that is open, as the document is called. */
  uriOf(file: FilePath): string {
    return URI.file(path.join(this.root, this.#called.get(file) ?? file)).toString();
  }

  /** The project path of an address, or undefined when it lies outside of the project or is no file. */
  fileOf(uri: string): FilePath | undefined {
    const written = this.#pathIn(uri);
    return written === undefined ? undefined : (this.#files.get(written) ?? written);
  }

  /**
   * A document is open, which may call its file otherwise than the disk does: in capitals, say. The disk is asked now, and not for each
   * address that comes later. To be told again when the disk may list the file by another path. True when an address leads to another
   * file by now.
   */
  named(uri: string): boolean {
    const written = this.#pathIn(uri);
    if (written === undefined) return false;
    const file = this.#listed(written);
    if (file === (this.#files.get(written) ?? written)) return false;
    this.#forget(written);
    if (file === written) return true;
    this.#files.set(written, file);
    this.#called.set(file, written);
    this.#respelled.add(file);
    return true;
  }

  /** The document is closed. True when an address leads to another file by now. */
  unnamed(uri: string): boolean {
    const written = this.#pathIn(uri);
    return written !== undefined && this.#forget(written);
  }

  /** Files whose address may be another one than it was. */
  get respelled(): ReadonlySet<FilePath> {
    return this.#respelled;
  }

  #forget(written: FilePath): boolean {
    const file = this.#files.get(written);
    if (file === undefined) return false;
    this.#files.delete(written);
    if (this.#called.get(file) === written) this.#called.delete(file);
    return true;
  }

  #pathIn(uri: string): FilePath | undefined {
    const absolute = diskPathOf(uri);
    if (absolute === undefined) return undefined;
    const relative = path.relative(this.root, absolute);
    const file = relative.split(path.sep).join('/');
    return file === '' || file === '..' || file.startsWith('../') || path.isAbsolute(relative) ? undefined : file;
  }

  /** The range of a span; a file that is not known counts as one line. */
  range(snapshot: Snapshot, file: FilePath, span: Span): Range {
    return { start: this.position(snapshot, file, span.start), end: this.position(snapshot, file, span.end) };
  }

  /** The position of an offset; a file that is not known counts as one line. */
  position(snapshot: Snapshot, file: FilePath, offset: number): Position {
    const { line, column } = lineColumnAt(snapshot.files.get(file)?.lineStarts ?? [0], offset);
    const { encoding } = this.#columns;
    if (encoding === 'utf-16') return { line, character: column };
    return { line, character: columnFor(encoding, this.#textOf(snapshot, file), offset - column, column) };
  }

  /** The offset of a position, or undefined when the file is not known. */
  offset(snapshot: Snapshot, file: FilePath, { line, character }: Position): number | undefined {
    const starts = snapshot.files.get(file)?.lineStarts;
    if (!starts) return undefined;
    const { encoding } = this.#columns;
    if (encoding === 'utf-16') return offsetAt(starts, { line, column: character });
    const start = offsetAt(starts, { line, column: 0 });
    return start + columnFrom(encoding, this.#textOf(snapshot, file), start, character);
  }

  /** Positions in a text that need not be the one of a snapshot. */
  inText(text: string): PlacesInText {
    return this.inDocument(TextDocument.create('', '', 0, text));
  }

  /** Positions in an open document, which keeps where its lines start from one change to the next. */
  inDocument(document: TextDocument): PlacesInText {
    const text = document.getText();
    const { encoding } = this.#columns;
    const position = (offset: number): Position => {
      const { line, character } = document.positionAt(offset);
      return { line, character: columnFor(encoding, text, offset - character, character) };
    };
    return {
      range: ({ start, end }) => ({ start: position(start), end: position(end) }),
      offset: ({ line, character }) => {
        const start = document.offsetAt({ line, character: 0 });
        return Math.min(start + columnFrom(encoding, text, start, character), text.length);
      },
    };
  }

  /** The location of a place. */
  location(snapshot: Snapshot, place: Place): Location {
    return { uri: this.uriOf(place.file), range: this.range(snapshot, place.file, place.span) };
  }

  /** The place in the form of our own messages. */
  target(snapshot: Snapshot, place: Place): Target {
    const { start, end } = this.range(snapshot, place.file, place.span);
    return {
      uri: this.uriOf(place.file),
      line: start.line,
      column: start.character,
      endLine: end.line,
      endColumn: end.character,
    };
  }

  /** True where columns depend on the texts of files, see {@link columnText}. */
  get columnsNeedTexts(): boolean {
    return this.#columns.encoding !== 'utf-16';
  }

  /**
   * The text that columns of a file depend on beside its lines; undefined where they depend on nothing more: answers
   * that were made for the same lines and text can be given again.
   */
  columnText(file: FilePath): string | undefined {
    return this.#columns.encoding === 'utf-16' ? undefined : this.#columns.held(file);
  }

  #textOf(snapshot: Snapshot, file: FilePath): string {
    // Typing may change a text and nothing of what the snapshot knows of it.
    const held = this.#columns.held(file);
    if (held !== undefined) return held;
    let texts = this.#texts.get(snapshot);
    if (!texts) {
      texts = new Map();
      this.#texts.set(snapshot, texts);
    }
    let text = texts.get(file);
    if (text === undefined) {
      text = this.#columns.stored(file) ?? '';
      texts.set(file, text);
    }
    return text;
  }
}
