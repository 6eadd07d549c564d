/**
 * What the values of a field may be: one of some words; a level, severity or probability of the project; a chance, which is
 * a probability of the project or a number from 0 to 1; true or false; undefined for any text.
 */
export type AttributeValues = readonly string[] | 'level' | 'severity' | 'probability' | 'chance' | 'flag';

/** A field that the records of some types have. */
export interface AttributeKind {
  readonly name: string;
  /** Types whose records have it; empty for all. */
  readonly types: readonly string[];
  readonly values?: AttributeValues;
  /** What it says, for a person who writes one. */
  readonly about: string;
}

/** The fields of records (domain model, 4.2), those of all types first. */
export const ATTRIBUTE_KINDS: readonly AttributeKind[] = [
  of('', 'type', 'Type of the record, where its prefix does not tell.'),
  of('', 'title', 'Short name.'),
  of('', 'text', 'The record in words.'),
  of('', 'description', 'The record in words, like text.'),
  of('', 'status', 'Where the record stands in its life cycle.'),
  of('', 'owner', 'Who answers for it.'),
  of('', 'version', 'Version of the record, or of what it is about.'),
  of('', 'rationale', 'Why it is as it is.'),
  of('', 'note', 'A remark.'),
  of('', 'priority', 'How urgent it is.'),
  of('', 'supersededBy', 'ID of the record that replaces it.'),
  of('', 'suppress', 'Findings that are accepted, by rule code, each with the reason.'),
  of('SYS', 'allocation', 'Who fulfills it.', ['software', 'hardware', 'both']),
  of('SYS SRS', 'riskControl', 'True where it implements a risk control.', 'flag'),
  of('SRS', 'category', 'Group of 5.2.2, a to l.'),
  of('SRS', 'verification', 'How it is verified.', ['test', 'inspection', 'analysis', 'demo']),
  of('SYS SRS', 'source', 'Where it comes from, if not from another record: a standard, a regulation, SOUP.'),
  of('SS SI UNIT SOUP', 'safetyClass', 'Safety class that is declared.', 'level'),
  of(
    'SI UNIT SOUP',
    'classRationale',
    'Why a class below the inherited one is justified: text, segregation, countedControls, rmfRef, decidedBy.',
  ),
  of('SS SI', 'processClass', 'Class whose processes the group follows (4.3 f).', 'level'),
  of('SS SI', 'processClassRationale', 'Why these processes are enough, with a reference to the risk management file.'),
  of('SS', 'rmfRef', 'Where the risk management file names the class (4.3 c).'),
  of('SS SI', 'paths', 'Globs of the code that belongs to it.'),
  of('SS SI UNIT SOUP', 'scope', 'What the code is for.', ['product', 'test', 'tool']),
  of('SS SI UNIT SOUP', 'legacy', 'True for legacy software (4.4).', 'flag'),
  of('SS SI', 'network', 'True where it takes part in a network.', 'flag'),
  of('SI', 'combinedIntegration', 'True where system tests show the integration as well.', 'flag'),
  of('UNIT', 'path', 'File with its code.'),
  of('UNIT', 'symbol', 'Name of the function or class in the file.'),
  of('UNIT', 'acceptance', 'Acceptance criteria; for class C by the letters a to h of 5.5.4.'),
  of('IF', 'ends', 'What it connects.'),
  of('IF', 'protocol', 'How the ends talk to each other.'),
  of('SOUP', 'manufacturer', 'Who makes it; community for a project without one.'),
  of('SOUP', 'designator', 'Version, release date or patch number.'),
  of('SOUP', 'purl', 'Package URL.'),
  of('SOUP', 'platform', 'Hardware and software that it needs.'),
  of('SOUP', 'licence', 'License.'),
  of('SOUP', 'anomalyEvaluation', 'Evaluation of its published anomalies: version, date, url, result.'),
  of('SOUP', 'upgradePlan', 'How upgrades and obsolescence are dealt with.'),
  of('SEG', 'mechanism', 'What keeps the items apart.'),
  of('HS', 'harm', 'Injury or damage that can follow.'),
  of('HS', 'severity', 'Severity of the harm.', 'severity'),
  of('HS', 'p0', 'Probability of harm before any control.', 'probability'),
  of('HS', 'p1', 'Probability that the situation occurs.', 'chance'),
  of('HS', 'p2', 'Probability that the situation leads to harm.', 'chance'),
  of('HS', 'pExt', 'Probability of harm with external controls only.', 'probability'),
  of('HS', 'pResidual', 'Probability of harm with all controls.', 'probability'),
  of('HS', 'residualSeverity', 'Severity with all controls.', 'severity'),
  of('HS', 'benefitRisk', 'Why the benefit outweighs the residual risk.'),
  of('HS', 'softwareContribution', 'Whether software contributes.', ['contributes', 'none', 'unknown']),
  of('CAUSE REV', 'kind', 'Kind of cause (7.1.2 a to e), or of review.'),
  of('RC', 'controlType', 'Place in the hierarchy of controls.', ['inherent', 'protective', 'information']),
  of('RC', 'implementedIn', 'What implements it.', ['software', 'hardware', 'ifu', 'process']),
  of('RC', 'external', 'True where it is outside of the software system.', 'flag'),
  of('RC', 'newHazardReview', 'Whether it was looked at for new hazardous situations.'),
  of('ST IT UT VAL', 'level', 'Level of the test.'),
  of('ST IT UT VAL', 'automated', 'True where a program runs it.', 'flag'),
  of('ST IT UT VAL TR', 'procedure', 'Where the steps are described.'),
  of('ST IT UT VAL REV', 'purpose', 'What it shows of a risk control.', ['implementation', 'effectiveness', 'both']),
  of('TR', 'result', 'What came out.'),
  of('TR REV', 'date', 'When it was done.'),
  of('TR', 'tester', 'Who did it.'),
  of('TR', 'swVersion', 'Version of the software under test.'),
  of('TR', 'commit', 'State of the sources.'),
  of('TR', 'configuration', 'Hardware and software of the test.'),
  of('TR', 'tools', 'Tools of the test.'),
  of('TR', 'anomalies', 'What was found.'),
  of('TR', 'disposition', 'What was decided about a failure.'),
  of('REV', 'participants', 'Who took part.'),
  of('REV', 'outcome', 'What came out.'),
  of('PR', 'criticality', 'How critical the problem is.'),
  of('PR ANOM', 'foundIn', 'Version in which it was found.'),
  of('PR', 'safetyEvaluation', 'What the problem means for safety.'),
  of('PR', 'noActionRationale', 'Why nothing is done.'),
  of('PR', 'frequency', 'How often it occurs.'),
  of('PR', 'notified', 'Who was told.'),
  of('PR CR', 'communication', 'What users and authorities are told.'),
  of('CR', 'origin', 'Where the change comes from, if not from a problem.'),
  of('CR', 'riskAnalysis', 'What the change means for risks and controls.'),
  of('CR', 'approvedBy', 'Who approved it, and when.'),
  of('ANOM', 'evaluation', 'What the anomaly means for safety.'),
  of('ANOM', 'sw91', 'Class of the defect by AAMI SW91.'),
  of('REL', 'tag', 'Tag in the repository.'),
  of('REL', 'knownAnomalies', 'Anomalies that are known at the release.'),
  of('REL', 'build', 'How the software was built.'),
  of('REL', 'archive', 'Where it is kept.'),
  of('REL', 'checksum', 'How its integrity can be checked.'),
  of('DOC', 'approval', 'Who approved it, and when.'),
  of('DOC', 'fda', 'Document of a submission that it is: description, srs, sds …'),
  of('SS SI', 'decidedBy', 'Who decided on the class, and when.'),
];

function of(types: string, name: string, about: string, values?: AttributeValues): AttributeKind {
  const base = { name, types: types === '' ? [] : types.split(' '), about };
  return values === undefined ? base : { ...base, values };
}
