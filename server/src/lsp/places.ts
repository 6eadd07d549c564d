import path from 'node:path';
import type { Location, Range } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { type LineStarts, lineColumnAt, offsetAt } from '../model/lineIndex.ts';
import type { FilePath, Place, Span } from '../model/span.ts';
import type { Target } from '../protocol.ts';
import type { Snapshot } from '../trace/snapshot.ts';

/** Translates between a project's paths and offsets and an editor's addresses and positions. */
export class Places {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** The address of a file of the project. */
  uriOf(file: FilePath): string {
    return URI.file(path.join(this.root, file)).toString();
  }

  /** The project path of an address, or undefined when it lies outside of the project or is no file. */
  fileOf(uri: string): FilePath | undefined {
    const parsed = URI.parse(uri);
    if (parsed.scheme !== 'file') return undefined;
    const relative = path.relative(this.root, parsed.fsPath);
    const file = relative.split(path.sep).join('/');
    return file === '' || file === '..' || file.startsWith('../') || path.isAbsolute(relative) ? undefined : file;
  }

  /** The range of a span; a file that is not known counts as one line. */
  range(snapshot: Snapshot, file: FilePath, span: Span): Range {
    return rangeIn(snapshot.files.get(file)?.lineStarts ?? [0], span);
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
}

/** The range of a span in a text with these lines. */
export function rangeIn(lineStarts: LineStarts, span: Span): Range {
  const start = lineColumnAt(lineStarts, span.start);
  const end = lineColumnAt(lineStarts, span.end);
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}

/** The offset of a position in a file of the snapshot, or undefined when the file is not known. */
export function offsetIn(
  snapshot: Snapshot,
  file: FilePath,
  position: { readonly line: number; readonly character: number },
): number | undefined {
  const starts = snapshot.files.get(file)?.lineStarts;
  return starts && offsetAt(starts, { line: position.line, column: position.character });
}
