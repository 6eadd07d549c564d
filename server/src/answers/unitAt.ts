import { type FilePath, touches } from '../model/span.ts';
import type { CodeUnit, Snapshot } from '../trace/snapshot.ts';

/** The innermost unit in which, or in whose documentation, an offset lies. */
export function unitAt({ unitsByFile }: Snapshot, file: FilePath, offset: number): CodeUnit | undefined {
  return (unitsByFile.get(file) ?? []).findLast(
    ({ fact: { span, docSpan } }) => touches(span, offset) || (docSpan !== undefined && touches(docSpan, offset)),
  );
}
