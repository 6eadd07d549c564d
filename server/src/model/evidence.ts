import type { SpannedText } from './facts.ts';
import type { RecordQuery } from './recordQuery.ts';
import type { FilePath, Place } from './span.ts';

/** One thing that `evidence.yaml` points to. */
export type EvidencePointer = SpannedText &
  (
    | { readonly kind: 'file'; readonly path: FilePath; readonly anchor?: string }
    | { readonly kind: 'item'; readonly id: string }
    | { readonly kind: 'records'; readonly query: RecordQuery }
    /** Outside of the workspace: nobody can look whether it is there. */
    | { readonly kind: 'address' }
  );

/** What `evidence.yaml` says about one clause, or about all clauses below a number. */
export interface EvidenceEntry {
  /** As written, for example `5.1.1`, `4.3 a` or `4.4`. */
  readonly ref: string;
  /** The number in `evidence.yaml`. */
  readonly place: Place;
  /**
   * `pointers`: the evidence is named; `records`: the records that the profile knows for the clause are the evidence
   * (`auto`); `notApplicable`: the clause does not apply, for a reason.
   */
  readonly says: 'pointers' | 'records' | 'notApplicable';
  readonly pointers: readonly EvidencePointer[];
  /** Why the clause does not apply. */
  readonly reason?: string;
  /** When somebody last looked at the evidence, as written. */
  readonly reviewed?: string;
}

/** What `evidence.yaml` says, by the number of the clause. */
export interface EvidenceMap {
  readonly entries: ReadonlyMap<string, EvidenceEntry>;
}

/** What a project without `evidence.yaml` says. */
export const NO_EVIDENCE: EvidenceMap = { entries: new Map() };

/** The entry for a clause: its own, or the nearest one of a number above (`4.3` for `4.3 a`, `5.1` for `5.1.12`). */
export function evidenceFor({ entries }: EvidenceMap, ref: string): EvidenceEntry | undefined {
  for (let at = ref; at !== ''; at = above(at)) {
    const found = entries.get(at);
    if (found) return found;
  }
  return undefined;
}

/** The files that entries point to, each once. */
export function filesIn({ entries }: EvidenceMap): readonly FilePath[] {
  const pointers = [...entries.values()].flatMap((entry) => entry.pointers);
  return [...new Set(pointers.flatMap((pointer) => (pointer.kind === 'file' ? [pointer.path] : [])))];
}

/** The questions for records that entries ask. */
export function queriesIn({ entries }: EvidenceMap): readonly RecordQuery[] {
  const pointers = [...entries.values()].flatMap((entry) => entry.pointers);
  return pointers.flatMap((pointer) => (pointer.kind === 'records' ? [pointer.query] : []));
}

/** `5.1` for `5.1.12`, `4.3` for `4.3 a`, the empty text for a chapter. */
function above(ref: string): string {
  return ref.slice(0, Math.max(0, ref.lastIndexOf('.'), ref.lastIndexOf(' ')));
}
