import { entityAt } from '../entityAt.ts';
import { type Fix, type FixContext, only } from './fix.ts';

/** LT014: the revision on record, in a reference that names another one. */
export function revisionFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const { file, span } = finding;
  const entity = entityAt(snapshot, file, span.start);
  if (entity?.kind !== 'tag' && entity?.kind !== 'link') return [];
  const revisions = (snapshot.definitions.get(entity.key) ?? []).flatMap(({ fact }) => fact.revision ?? []);
  if (revisions.length === 0) return [];
  const highest = String(Math.max(...revisions));
  return [
    {
      id: `revision:${highest}`,
      title: `Refer to revision ${highest}`,
      changes: (texts) => {
        const written = texts(file)?.slice(span.start, span.end) ?? '';
        const revision = /^\S+?~\S+?~(\d+)$/.exec(written)?.[1];
        if (revision === undefined) return undefined;
        return only({ file, span: { start: span.end - revision.length, end: span.end }, text: highest });
      },
    },
  ];
}
