import { compareText } from '../model/compare.ts';
import { notAllocated } from './allocation.ts';
import { anomalyNotEvaluated, anomalyNotListed } from './anomalies.ts';
import {
  changeNotApproved,
  changeWithoutOrigin,
  changeWithoutRiskAnalysis,
  closedWithoutVerification,
} from './changes.ts';
import {
  childHigherThanParent,
  classBelowRisk,
  lowerClassWithoutRationale,
  segregationMissing,
  systemClassUnassigned,
} from './classes.ts';
import { classNotInRiskFile, classTagConflict, segregationNotVerified } from './classRecords.ts';
import { clauseEvidenceMissing } from './clauseEvidence.ts';
import { incompleteItem } from './completeness.ts';
import { invalidConfiguration } from './configuration.ts';
import { effectivenessNotVerified, idleControl, newHazardReviewMissing } from './controlReviews.ts';
import { DECLARED_NEEDS_RULES } from './declaredNeeds.ts';
import { architectureNotVerified, designNotVerified, detailedDesignMissing } from './design.ts';
import { approvedDependsOnDraft } from './drafts.ts';
import { fdaAnswersInconsistent } from './fdaAnswers.ts';
import {
  causeIncomplete,
  controlHierarchy,
  hazardIncomplete,
  residualRiskOpen,
  situationWithoutItem,
} from './hazards.ts';
import { danglingReference, duplicateId, idVariant, malformedId, obsoleteReference } from './ids.ts';
import { notIntegrationTested, orphanTest } from './integration.ts';
import { interfaceUndocumented } from './interfaces.ts';
import { cyclicLink, illegalLink } from './links.ts';
import { coreRuleOff, unknownRule } from './overrides.ts';
import { PENDING_RULES } from './pending.ts';
import { noActionWithoutRationale, problemNotEvaluated, problemReportIncomplete } from './problems.ts';
import { invalidRecordValue } from './recordValues.ts';
import { buildRecordMissing, releaseWithOpenItems, versionMismatch } from './releases.ts';
import { notDecomposed, notImplemented, orphanRequirement, unverifiedRequirement } from './requirements.ts';
import { riskControlFlagMismatch } from './riskControlFlags.ts';
import { controlWithoutRequirement, hazardWithoutControl, unverifiedControl } from './riskControls.ts';
import type { Rule, RuleInfo } from './rule.ts';
import { soupAnomaliesNotEvaluated, soupIdentification, soupPlatformMissing, soupWithoutRequirements } from './soup.ts';
import { SUPPRESSION_RULE } from './suppressions.ts';
import { failedWithoutProblem, testRecordIncomplete, verificationFailed } from './testRecords.ts';
import { unitAcceptanceCriteria, unitNotImplemented, unitNotVerified, unitWithoutItem } from './unitRecords.ts';
import { untracedUnit } from './units.ts';
import { needWithoutRequirement } from './userNeeds.ts';
import { weakWording } from './wording.ts';

/** What no project can do without: switching one of these off is a finding itself (LT016). */
const CORE: readonly Rule[] = [
  duplicateId,
  danglingReference,
  illegalLink,
  cyclicLink,
  invalidConfiguration,
  obsoleteReference,
  orphanRequirement,
  notDecomposed,
  notAllocated,
  untracedUnit,
  unitWithoutItem,
  detailedDesignMissing,
  notImplemented,
  unverifiedRequirement,
  failedWithoutProblem,
  unitNotVerified,
  verificationFailed,
  hazardIncomplete,
  situationWithoutItem,
  causeIncomplete,
  hazardWithoutControl,
  controlWithoutRequirement,
  unverifiedControl,
  residualRiskOpen,
  systemClassUnassigned,
  lowerClassWithoutRationale,
  childHigherThanParent,
  classBelowRisk,
  segregationMissing,
  soupIdentification,
  soupWithoutRequirements,
  soupAnomaliesNotEvaluated,
  problemNotEvaluated,
  changeWithoutOrigin,
  changeNotApproved,
  anomalyNotEvaluated,
  anomalyNotListed,
  changeWithoutRiskAnalysis,
  closedWithoutVerification,
  releaseWithOpenItems,
  versionMismatch,
  clauseEvidenceMissing,
];

const STANDARD: readonly Rule[] = [
  malformedId,
  idVariant,
  incompleteItem,
  approvedDependsOnDraft,
  needWithoutRequirement,
  weakWording,
  riskControlFlagMismatch,
  interfaceUndocumented,
  architectureNotVerified,
  designNotVerified,
  unitNotImplemented,
  testRecordIncomplete,
  unitAcceptanceCriteria,
  notIntegrationTested,
  orphanTest,
  effectivenessNotVerified,
  newHazardReviewMissing,
  controlHierarchy,
  idleControl,
  classNotInRiskFile,
  classTagConflict,
  segregationNotVerified,
  soupPlatformMissing,
  problemReportIncomplete,
  noActionWithoutRationale,
  buildRecordMissing,
  fdaAnswersInconsistent,
];

/** All checks. Several may report under one code, each for its own notation. */
export const RULES: readonly Rule[] = [
  ...CORE,
  ...STANDARD,
  invalidRecordValue,
  ...DECLARED_NEEDS_RULES,
  coreRuleOff(CORE.map(({ info }) => info)),
  unknownRule(isRuleCode),
];

const byCode: ReadonlyMap<string, RuleInfo> = new Map(
  [...RULES.map((rule) => rule.info), SUPPRESSION_RULE].map((info) => [info.code, info]),
);

/** The rules that check something: one entry per code, in order of code. */
export const RULE_INFOS: readonly RuleInfo[] = [...byCode.values()].sort((a, b) => compareText(a.code, b.code));

/** The entry for a code, or undefined when no rule that checks something has it. */
export function ruleInfo(code: string): RuleInfo | undefined {
  return byCode.get(code);
}

const pending: ReadonlySet<string> = new Set(PENDING_RULES.map(({ code }) => code));

/** True for the code of any rule, also of one that checks nothing yet: it may be named in suppressions and settings. */
export function isRuleCode(code: string): boolean {
  return byCode.has(code) || pending.has(code);
}
