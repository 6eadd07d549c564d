import { clauseByRef } from '../model/profile.ts';
import type { Place } from '../model/span.ts';
import { clauseEvidence } from './clauseEvidence.ts';
import type { FdaDocument } from './fdaDocuments.ts';
import { attributeValues, type Item, isRetired } from './item.ts';
import type { Snapshot } from './snapshot.ts';

/** A document of a submission with what is on record of it. */
export interface CheckedDocument extends FdaDocument {
  /** `partly`: there is evidence for some of its clauses. */
  readonly state: 'found' | 'partly' | 'missing';
  /** `DOC` records that say by `fda: key` that they are this document. */
  readonly records: readonly Item[];
  /** Where it stands, or the evidence for it. */
  readonly places: readonly Place[];
}

/**
 * Looks for the documents of a submission: a `DOC` record whose field `fda` names the document, or evidence for the clauses
 * of IEC 62304 that ask for the same. Clauses that the safety class does not require are looked at all the same.
 */
export function checklist(snapshot: Snapshot, documents: readonly FdaDocument[]): readonly CheckedDocument[] {
  const byKey = recordsByKey(snapshot);
  return documents.map((document) => {
    const records = byKey.get(document.key) ?? [];
    if (records.length > 0) {
      return {
        ...document,
        state: 'found',
        records,
        places: records.map(({ file, fact }) => ({ file, span: fact.idSpan })),
      };
    }
    const evidence = document.clauses.flatMap((ref) => {
      const clause = clauseByRef(snapshot.config.profile, ref);
      return clause ? [clauseEvidence(snapshot, clause)] : [];
    });
    const found = evidence.filter((each) => each.found);
    const state = found.length === 0 ? 'missing' : found.length === evidence.length ? 'found' : 'partly';
    const places = found.flatMap(({ pointers }) => pointers.flatMap(({ target }) => target ?? []));
    return { ...document, state, records, places };
  });
}

function recordsByKey(snapshot: Snapshot): ReadonlyMap<string, readonly Item[]> {
  const byKey = new Map<string, Item[]>();
  for (const item of snapshot.itemsByType.get('DOC') ?? []) {
    if (isRetired(item)) continue;
    for (const key of attributeValues(item, 'fda')) byKey.set(key, [...(byKey.get(key) ?? []), item]);
  }
  return byKey;
}
