import type { ProfileDocument } from '../../model/profile.ts';
import type { ClauseState } from '../../rules/clauseStates.ts';
import { escaped } from '../markdown.ts';
import { pointerRow } from './clauseRows.ts';
import { groupRow, type Row, type RowContext, type RowState } from './row.ts';

/** A document that an assessment asks for, with the clauses that it shows and that apply. */
interface AssessedDocument {
  readonly document: ProfileDocument;
  readonly clauses: readonly ClauseState[];
  readonly state: Extract<RowState, 'ok' | 'partly' | 'none'>;
}

/** The documents of the edition, as far as the product's level asks for them; undefined where a filter is at work. */
export function assessmentRow(context: RowContext): Row | undefined {
  if (!context.filter.idle) return undefined;
  const documents = context.snapshot.config.profile.documents.flatMap((document) => assessed(context, document) ?? []);
  const found = documents.filter(({ state }) => state === 'ok').length;
  const description = `${found}/${documents.length} documents on record`;
  return {
    ...groupRow('assessment', 'Assessment', description, () => documents.map(documentRow)),
    tooltip:
      'Documents that an initial assessment asks for: on record where there is evidence for all of their clauses.',
    state: stateOf(documents.map(({ state }) => state)),
  };
}

function assessed({ clauses: { byRef } }: RowContext, document: ProfileDocument): AssessedDocument | undefined {
  const clauses = document.clauses.flatMap((ref) => byRef.get(ref) ?? []).filter(({ applies }) => applies);
  if (clauses.length === 0) return undefined;
  return { document, clauses, state: stateOf(clauses.map(({ found }) => (found ? 'ok' : 'none'))) };
}

function stateOf(states: readonly AssessedDocument['state'][]): AssessedDocument['state'] {
  if (states.every((state) => state === 'ok')) return 'ok';
  return states.every((state) => state === 'none') ? 'none' : 'partly';
}

const WORDS: Readonly<Record<AssessedDocument['state'], string>> = {
  ok: 'on record',
  partly: 'partly on record',
  none: 'no record found',
};

function documentRow({ document, clauses, state }: AssessedDocument): Row {
  const refs = clauses.map(({ clause }) => clause.ref).join(', ');
  const pointers = new Map(
    clauses.flatMap((each) => each.pointers.map((found) => [found.pointer.text, found] as const)),
  );
  return {
    ...groupRow(`document ${document.key}`, document.title, refs, () => [...pointers.values()].map(pointerRow)),
    tooltip: `${escaped(document.title)}  \nClauses ${escaped(refs)}: ${WORDS[state]}`,
    accessibleLabel: `${document.title}, clauses ${refs}, ${WORDS[state]}`,
    state,
    hasChildren: pointers.size > 0,
  };
}
