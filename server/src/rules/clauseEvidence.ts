import { EVIDENCE_FILE, PROJECT_FILE } from '../config/project.ts';
import { clauseEvidence } from '../trace/clauseEvidence.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import type { Report, Rule } from './rule.ts';

/** LT901: a clause that the class requires, and that nothing on record shows. */
export const clauseEvidenceMissing: Rule = {
  info: {
    code: 'LT901',
    name: 'clause-evidence-missing',
    summary: 'A clause applies to the class of the product, and nothing on record is evidence for it.',
    clause: 'per clause (Table A.1)',
    gate: true,
  },
  *checkProject(snapshot) {
    // A project that only reads another notation has no records of ours, and says nothing about clauses.
    if (!snapshot.governed || snapshot.definedKeys.size === 0) return;
    const { profile } = snapshot.config;
    const level = `${profile.labels.level} ${snapshot.productLevel}`;
    const clauses = profile.clauses.map((clause) => clauseEvidence(snapshot, clause)).filter(({ applies }) => applies);
    // What evidence.yaml points to in vain is told one by one, at the place.
    for (const { clause, pointers } of clauses) {
      for (const { pointer, place, missing } of pointers) {
        if (missing === undefined) continue;
        const message = `${clause.ref} ${clause.title}: “${pointer.text}”: ${missing}.`;
        yield { file: place.file, span: place.span, message, clause: clause.ref };
      }
    }
    const bare = clauses.filter(({ found, pointers }) => !found && pointers.length === 0);
    if (snapshot.evidence.entries.size > 0) {
      for (const { clause, entry } of bare) {
        const { file, span } = entry?.place ?? { file: EVIDENCE_FILE, span: START };
        const message = `${clause.ref} ${clause.title} (${level}): no evidence on record.`;
        yield { file, span, message, clause: clause.ref };
      }
    } else if (bare[0])
      yield {
        ...placeOfProject(snapshot),
        message: summary(bare.length, bare[0].clause.ref, level),
        clause: bare[0].clause.ref,
      };
  },
};

const START = { start: 0, end: 0 };

/** A project that has not begun to say where its evidence is does not need to hear of each clause. */
function summary(count: number, first: string, level: string): string {
  const clauses = count === 1 ? '1 clause' : `${count} clauses`;
  return `${clauses} of ${level} without evidence on record, first ${first}: name it in ${EVIDENCE_FILE}.`;
}

/** The first software system; without one, the project file. */
function placeOfProject(snapshot: Snapshot): Pick<Report, 'file' | 'span' | 'item'> {
  const system = (snapshot.itemsByType.get('SS') ?? [])[0];
  if (!system) return { file: PROJECT_FILE, span: START };
  return { file: system.file, span: system.fact.idSpan, item: system.id };
}
