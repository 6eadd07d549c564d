import { createHash } from 'node:crypto';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { ItemFact } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { LineStarts } from '../model/lineIndex.ts';
import type { FilePath } from '../model/span.ts';
import { countsIn, type FileFindings, SEVERITIES } from '../rules/findings.ts';
import { relatedPlaces } from '../rules/relatedPlaces.ts';
import type { FileDiagnostics } from './fileDiagnostics.ts';
import type { ProjectSession } from './projectSession.ts';

/** What the places in diagnostics rest on. */
export interface Grounds {
  /** The lines of each file that a place is in. */
  readonly files: readonly Lines[];
  /** Definitions that are related places. */
  readonly definitions: readonly { readonly key: ItemKey; readonly fact: ItemFact | undefined }[];
}

interface Lines {
  readonly file: FilePath;
  readonly lineStarts: LineStarts | undefined;
  readonly columnText: string | undefined;
}

/** Diagnostics, and what they rest on beside the findings. */
export interface GroundedDiagnostics extends Grounds {
  readonly diagnostics: FileDiagnostics;
}

/**
 * So many diagnostics of a file are sent at most. VS Code shows no more of one file: of a longer list it would leave some out
 * by itself, and say nothing of where they are to be found.
 */
const MOST = 1000;

const SEVERITY = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/** What rules about our own files have in place of a clause. */
const NO_CLAUSE = '(tool)';

const cache = new WeakMap<FileFindings, GroundedDiagnostics>();

/**
 * The findings in one file as diagnostics, in their order; the same object until they change. Of a very long list the most severe,
 * and in front of them one that tells so. Undefined for a file without.
 */
export function diagnosticsIn(session: ProjectSession, file: FilePath): GroundedDiagnostics | undefined {
  const findings = session.engine.findings().byFile.get(file);
  if (!findings || findings.open.length === 0) return undefined;
  const known = cache.get(findings);
  if (known && known.diagnostics.uri === session.places.uriOf(file) && stillStands(session, known)) return known;
  const shown = mostSevere(findings);
  const items = shown.map((finding) => toDiagnostic(session, finding));
  if (shown.length < findings.open.length) items.unshift(noteOnMore(shown.length, findings.open.length));
  const resultId = createHash('sha1').update(JSON.stringify(items)).digest('base64url');
  const diagnostics = { uri: session.places.uriOf(file), resultId, items };
  const grounded = { ...groundsOf(session, file, shown), diagnostics };
  cache.set(findings, grounded);
  return grounded;
}

/** All findings, or as many of the most severe as are shown beside the note that there are more. */
function mostSevere(findings: FileFindings): readonly Finding[] {
  if (findings.open.length <= MOST) return [...findings.open];
  const counts = countsIn(findings);
  const room = new Map<Finding['severity'], number>();
  let left = MOST - 1;
  for (const severity of SEVERITIES) {
    room.set(severity, Math.min(left, counts[severity]));
    left -= Math.min(left, counts[severity]);
  }
  const shown: Finding[] = [];
  for (const finding of findings.open) {
    const more = room.get(finding.severity) ?? 0;
    if (more === 0) continue;
    room.set(finding.severity, more - 1);
    if (shown.push(finding) === MOST - 1) break;
  }
  return shown;
}

function noteOnMore(shown: number, all: number): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Information,
    source: 'lifetrace',
    message: `Shown are the ${shown} most severe of ${all} findings in this file. “lifetrace check” lists the other ${all - shown} as well.`,
  };
}

function groundsOf(session: ProjectSession, file: FilePath, findings: readonly Finding[]): Grounds {
  const snapshot = session.engine.snapshot();
  const keys = new Set(findings.flatMap(({ others = [] }) => others));
  const items = [...keys].map((key) => ({ key, item: snapshot.byKey.get(key) }));
  const related = findings.flatMap((finding) => finding.related.map((place) => place.file));
  const files = new Set([file, ...related, ...items.flatMap(({ item }) => item?.file ?? [])]);
  return {
    files: [...files].map((each) => ({
      file: each,
      lineStarts: snapshot.files.get(each)?.lineStarts,
      columnText: session.places.columnText(each),
    })),
    definitions: items.map(({ key, item }) => ({ key, fact: item?.fact })),
  };
}

/** True when places that rest on something are the same by now. */
function stillStands({ engine, places }: ProjectSession, { files, definitions }: Grounds): boolean {
  const snapshot = engine.snapshot();
  for (const { file, lineStarts, columnText } of files) {
    if (snapshot.files.get(file)?.lineStarts !== lineStarts || places.columnText(file) !== columnText) return false;
  }
  for (const { key, fact } of definitions) if (snapshot.byKey.get(key)?.fact !== fact) return false;
  return true;
}

function toDiagnostic(session: ProjectSession, finding: Finding): Diagnostic {
  const snapshot = session.engine.snapshot();
  const { places } = session;
  return {
    range: places.range(snapshot, finding.file, finding.span),
    severity: SEVERITY[finding.severity],
    source: 'lifetrace',
    code: finding.code,
    message: finding.clause === NO_CLAUSE ? finding.message : `${finding.message}\nClause ${finding.clause}`,
    relatedInformation: relatedPlaces(snapshot, finding).map(({ file, span, message }) => ({
      location: places.location(snapshot, { file, span }),
      message,
    })),
  };
}
