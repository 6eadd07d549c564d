import { lineColumnAt, lineStartsOf } from '../../server/src/model/lineIndex.ts';
import type { Place } from '../../server/src/model/span.ts';
import type { Findings } from '../../server/src/rules/findings.ts';
import { relatedPlaces } from '../../server/src/rules/relatedPlaces.ts';
import type { Snapshot } from '../../server/src/trace/snapshot.ts';

/**
 * A fixture is one text that reads like a document: an introduction, then the files of a project below headers
 * `//- path/in/project.c`. A line of carets below a line of a file says what is found there:
 *
 *     int stop(void) { return 0; }
 *         ^^^^ LT202 error: Unit “stop” (class C) has no trace to a requirement or design.
 *
 * `~~~~ LT202 suppressed: reason` is a finding that a suppression silences, `---- LT001 see: …` a place that explains
 * one. The carets stand below the characters of the finding, up to the end of its first line; one caret stands for an
 * empty range as well. Annotations need no comment leader: they are gone before the file is read.
 *
 * A fixture is about the rules whose codes it names, in its title or anywhere in its text; it says nothing about others, or each
 * would have to be a complete project.
 */
export interface MarkerFixture {
  /** The text up to the first header. */
  readonly introduction: string;
  /** Texts by path, without annotations. */
  readonly files: Readonly<Record<string, string>>;
  /** Codes of the rules that it is about. */
  readonly codes: ReadonlySet<string>;
}

const HEADER = /^\/\/- (\S+)$/;
const ANNOTATION = /^ *(\^+|~+|-+) LT\d{3} (error|warning|information|suppressed|see): /;

/** Takes a fixture apart into its files. `title` is the name of the file that it comes from, which may name rules as well. */
export function parseFixture(text: string, title = ''): MarkerFixture {
  const introduction: string[] = [];
  const files: Record<string, string> = {};
  let lines = introduction;
  let path = '';
  const close = (): void => {
    if (path !== '') files[path] = lines.join('\n');
  };
  for (const line of text.split('\n')) {
    const header = HEADER.exec(line)?.[1];
    if (header !== undefined) {
      close();
      path = header;
      lines = [];
    } else if (!ANNOTATION.test(line)) lines.push(line);
  }
  close();
  return { introduction: introduction.join('\n'), files, codes: new Set(`${title}\n${text}`.match(/\bLT\d{3}\b/g)) };
}

interface Annotation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** Writes what was found into the files of a fixture: the text that the fixture should have. */
export function annotate(fixture: MarkerFixture, snapshot: Snapshot, findings: Findings): string {
  const annotations = annotationsOf(fixture, snapshot, findings);
  const parts = Object.entries(fixture.files).map(([path, text]) => {
    const lines = text.split('\n').flatMap((line, number) => {
      const below = annotations.filter((annotation) => annotation.file === path && annotation.line === number);
      return [line, ...below.sort(byColumn).map((annotation) => annotation.text)];
    });
    return [`//- ${path}`, ...lines].join('\n');
  });
  return [fixture.introduction, ...parts].join('\n');
}

function byColumn(a: Annotation, b: Annotation): number {
  return a.column - b.column || (a.text.trim() < b.text.trim() ? -1 : 1);
}

function annotationsOf(
  { files, codes }: MarkerFixture,
  snapshot: Snapshot,
  { open, suppressed }: Findings,
): readonly Annotation[] {
  return [
    ...open
      .filter(({ code }) => codes.has(code))
      .flatMap((finding) => [
        annotationAt(files, finding, '^', `${finding.code} ${finding.severity}: ${finding.message}`),
        ...relatedPlaces(snapshot, finding).map((place) =>
          annotationAt(files, place, '-', `${finding.code} see: ${place.message}`),
        ),
      ]),
    ...suppressed
      .filter(({ finding }) => codes.has(finding.code))
      .map(({ finding, reason }) => annotationAt(files, finding, '~', `${finding.code} suppressed: ${reason}`)),
  ];
}

function annotationAt(files: MarkerFixture['files'], { file, span }: Place, mark: string, text: string): Annotation {
  const content = files[file];
  if (content === undefined) throw new Error(`Found in ${file}, which is no file of the fixture: ${text}`);
  const starts = lineStartsOf(content);
  const { line, column } = lineColumnAt(starts, span.start);
  const lineText = content.split('\n')[line] ?? '';
  const length = Math.max(1, Math.min(span.end - span.start, lineText.length - column));
  return { file, line, column, text: `${' '.repeat(column)}${mark.repeat(length)} ${text}` };
}
