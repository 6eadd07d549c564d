import { type EvidenceEntry, type EvidencePointer, evidenceFor } from '../model/evidence.ts';
import { itemKeyOf } from '../model/itemId.ts';
import { type Clause, type ClauseRecords, isRequiredAt } from '../model/profile.ts';
import type { Place } from '../model/span.ts';
import { isRetired } from './item.ts';
import type { Snapshot } from './snapshot.ts';

/** What became of something that `evidence.yaml` points to. */
export interface FoundPointer {
  readonly pointer: EvidencePointer;
  /** Where `evidence.yaml` names it. */
  readonly place: Place;
  /** What it leads to, where that is a place in the workspace. */
  readonly target?: Place;
  /** Why it leads nowhere, for a person; undefined when it leads somewhere, or nobody can tell. */
  readonly missing?: string;
}

/** Records that are evidence for a clause, and how many there are. */
export interface CountedRecords extends ClauseRecords {
  readonly count: number;
}

/** What is on record for a clause, before anybody asks whether it is in order. */
export interface ClauseEvidence {
  readonly clause: Clause;
  /** False where the product's level does not require the clause, or `evidence.yaml` says why it does not apply. */
  readonly applies: boolean;
  /** What `evidence.yaml` says about it. */
  readonly entry: EvidenceEntry | undefined;
  readonly pointers: readonly FoundPointer[];
  /** What the profile knows as evidence for the clause, also where there is none. */
  readonly records: readonly CountedRecords[];
  /** True when anything is on record, or `evidence.yaml` leaves it to the rules (`auto`). */
  readonly found: boolean;
}

/**
 * The evidence for a clause. Where `evidence.yaml` says nothing, the records that the profile knows for the clause count;
 * where it says `auto`, the rules alone decide.
 */
export function clauseEvidence(snapshot: Snapshot, clause: Clause): ClauseEvidence {
  const entry = evidenceFor(snapshot.evidence, clause.ref);
  const pointers = (entry?.pointers ?? []).map((pointer) => followed(snapshot, pointer, entry?.place.file ?? ''));
  const records = clause.records.map((each) => ({ ...each, count: snapshot.recordCount(each.query) }));
  const found =
    entry?.says === 'pointers'
      ? pointers.some(({ missing }) => missing === undefined)
      : entry?.says === 'records' || records.some(({ count }) => count > 0);
  const applies = isRequiredAt(clause, snapshot.productLevel) && entry?.says !== 'notApplicable';
  return { clause, applies, entry, pointers, records, found };
}

function followed(snapshot: Snapshot, pointer: EvidencePointer, file: string): FoundPointer {
  const base = { pointer, place: { file, span: pointer.span } };
  switch (pointer.kind) {
    case 'address':
      return base;
    case 'item': {
      const item = snapshot.byKey.get(itemKeyOf(pointer.id));
      if (!item) return { ...base, missing: 'no such record' };
      const target = { file: item.file, span: item.fact.idSpan };
      return { ...base, target, ...(isRetired(item) ? { missing: `the record is ${item.status}` } : {}) };
    }
    case 'records':
      return snapshot.recordCount(pointer.query) > 0 ? base : { ...base, missing: 'no record answers' };
    case 'file':
      return { ...base, ...fileState(snapshot, pointer) };
  }
}

/** What is known of a file: what was seen on disk, or that the project reads it. What nobody has looked for yet is not missing. */
function fileState(
  snapshot: Snapshot,
  { path, anchor }: EvidencePointer & { readonly kind: 'file' },
): Pick<FoundPointer, 'target' | 'missing'> {
  const seen = snapshot.seen.get(path);
  if (seen?.there === false && !snapshot.files.has(path)) return { missing: 'no such file' };
  const target = { file: path, span: { start: 0, end: 0 } };
  const known = anchor === undefined || seen?.anchors === undefined || seen.anchors.has(anchor.toLowerCase());
  return known ? { target } : { target, missing: `no heading “${anchor}”` };
}
