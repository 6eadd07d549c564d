import type { ConcernLevel, DocumentationLevel } from './fda.ts';

/** A document that a submission consists of, and how much of it a level asks for. */
export interface FdaDocument {
  readonly key: string;
  readonly title: string;
  /** What is asked for at the level; undefined when nothing is. */
  readonly content: string;
  /** Numbers of the clauses of IEC 62304 whose evidence shows it; empty where none does. */
  readonly clauses: readonly string[];
}

interface Row<Level extends string> {
  readonly key: string;
  readonly title: string;
  readonly content: Readonly<Record<Level, string | undefined>>;
  readonly clauses: readonly string[];
}

const WHOLE = 'complete';

/** What the guidance of 2023 asks for (its table 1, in our own words). */
const DOCUMENTATION: readonly Row<DocumentationLevel>[] = [
  both('evaluation', 'Documentation level evaluation', []),
  both('description', 'Software description', []),
  both('riskFile', 'Risk management file: plan, assessment, report', ['4.2']),
  both('srs', 'Software requirements specification', ['5.2.1', '5.2.2']),
  both('architecture', 'System and software architecture', ['5.3.1']),
  {
    key: 'sds',
    title: 'Software design specification',
    content: {
      basic: 'kept in the design history file, not submitted',
      enhanced: 'complete, traced to the requirements',
    },
    clauses: ['5.4.2'],
  },
  {
    key: 'practices',
    title: 'Development, configuration management and maintenance practices',
    content: {
      basic: 'a summary, or a declaration of conformity to IEC 62304 (5.1.1 to 5.1.3, 5.1.6 to 5.1.9, 6, 8)',
      enhanced:
        'with the whole configuration management and maintenance plans, or a declaration of conformity to 5.1, 6 and 8',
    },
    clauses: ['5.1.1', '5.1.9', '6.1'],
  },
  {
    key: 'testing',
    title: 'Software testing',
    content: {
      basic: 'a summary of unit, integration and system testing; system test protocol and report',
      enhanced: 'with unit and integration test protocols and reports',
    },
    clauses: ['5.5.5', '5.6.3', '5.7.1'],
  },
  both('history', 'Version history', ['8.3']),
  both('anomalies', 'Unresolved anomalies with an evaluation of their impact', ['5.8.2', '5.8.3']),
];

/** What the superseded guidance of 2005 asked for, in our own words. */
const CONCERN: readonly Row<ConcernLevel>[] = [
  all('statement', 'Level of concern statement', []),
  all('description', 'Software description', []),
  all('hazards', 'Device hazard analysis', ['4.2']),
  {
    key: 'srs',
    title: 'Software requirements specification',
    content: { minor: 'a summary of functional requirements', moderate: WHOLE, major: WHOLE },
    clauses: ['5.2.1', '5.2.2'],
  },
  fromModerate('architecture', 'Architecture design chart', ['5.3.1']),
  fromModerate('sds', 'Software design specification', ['5.4.2']),
  all('traceability', 'Traceability analysis', ['7.3.3']),
  {
    key: 'environment',
    title: 'Software development environment description',
    content: {
      minor: undefined,
      moderate: 'a summary of life cycle, configuration management and maintenance',
      major: 'with an annotated list of control documents, configuration management and maintenance plans',
    },
    clauses: ['5.1.1', '5.1.9', '6.1'],
  },
  {
    key: 'verification',
    title: 'Verification and validation',
    content: {
      minor: 'a functional test plan with criteria and results',
      moderate: 'activities at unit, integration and system level; system test protocol and results',
      major: 'with unit and integration test protocols and results',
    },
    clauses: ['5.5.5', '5.6.3', '5.7.1'],
  },
  all('history', 'Revision level history', ['8.3']),
  fromModerate('anomalies', 'Unresolved anomalies', ['5.8.2', '5.8.3']),
];

/** The documents that a submission under the guidance of 2023 consists of. */
export function documentsFor(level: DocumentationLevel): readonly FdaDocument[] {
  return documentsAt(DOCUMENTATION, level);
}

/** The documents that a submission under the guidance of 2005 consisted of. */
export function documentsForConcern(level: ConcernLevel): readonly FdaDocument[] {
  return documentsAt(CONCERN, level);
}

function documentsAt<Level extends string>(rows: readonly Row<Level>[], level: Level): readonly FdaDocument[] {
  return rows.flatMap(({ key, title, content, clauses }) => {
    const wanted = content[level];
    return wanted === undefined ? [] : [{ key, title, content: wanted, clauses }];
  });
}

function both(key: string, title: string, clauses: readonly string[]): Row<DocumentationLevel> {
  return { key, title, content: { basic: WHOLE, enhanced: WHOLE }, clauses };
}

function all(key: string, title: string, clauses: readonly string[]): Row<ConcernLevel> {
  return { key, title, content: { minor: WHOLE, moderate: WHOLE, major: WHOLE }, clauses };
}

function fromModerate(key: string, title: string, clauses: readonly string[]): Row<ConcernLevel> {
  return { key, title, content: { minor: undefined, moderate: WHOLE, major: WHOLE }, clauses };
}
