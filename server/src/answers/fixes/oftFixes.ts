import type { Fix, FixContext } from './fix.ts';
import { only, shown } from './fix.ts';

/** LT014: the revision on record, in a reference that names another one. */
export function revisionFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const named = /\bis at revision (\d+)\.$/.exec(finding.message)?.[1];
  const { file, span } = finding;
  if (named === undefined || !snapshot.files.has(file)) return [];
  return [
    {
      id: `revision:${named}`,
      title: `Refer to revision ${shown(named)}`,
      changes: (texts) => {
        const written = texts(file)?.slice(span.start, span.end);
        const revision = written === undefined ? undefined : /^\S+?~\S+?~(\d+)$/.exec(written)?.[1];
        if (revision === undefined) return undefined;
        return only({ file, span: { start: span.end - revision.length, end: span.end }, text: named });
      },
    },
  ];
}
