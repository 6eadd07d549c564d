import { compareText } from '../model/compare.ts';
import {
  childHigherThanParent,
  classBelowRisk,
  lowerClassWithoutRationale,
  segregationMissing,
  systemClassUnassigned,
} from './classes.ts';
import { invalidConfiguration } from './configuration.ts';
import { DECLARED_NEEDS_RULES } from './declaredNeeds.ts';
import { danglingReference, duplicateId, idVariant, malformedId, obsoleteReference } from './ids.ts';
import { cyclicLink, illegalLink } from './links.ts';
import { invalidRecordValue } from './recordValues.ts';
import { notDecomposed, notImplemented, orphanRequirement, unverifiedRequirement } from './requirements.ts';
import { controlWithoutRequirement, hazardWithoutControl, unverifiedControl } from './riskControls.ts';
import type { Rule, RuleInfo } from './rule.ts';
import { SUPPRESSION_RULE } from './suppressions.ts';
import { untracedUnit } from './units.ts';

/** All checks. Several may report under one code, each for its own notation. */
export const RULES: readonly Rule[] = [
  duplicateId,
  danglingReference,
  malformedId,
  illegalLink,
  cyclicLink,
  idVariant,
  invalidConfiguration,
  invalidRecordValue,
  obsoleteReference,
  orphanRequirement,
  notDecomposed,
  untracedUnit,
  notImplemented,
  unverifiedRequirement,
  hazardWithoutControl,
  controlWithoutRequirement,
  unverifiedControl,
  systemClassUnassigned,
  lowerClassWithoutRationale,
  childHigherThanParent,
  classBelowRisk,
  segregationMissing,
  ...DECLARED_NEEDS_RULES,
];

const byCode: ReadonlyMap<string, RuleInfo> = new Map(
  [...RULES.map((rule) => rule.info), SUPPRESSION_RULE].map((info) => [info.code, info]),
);

/** The catalogue: one entry per code, in order of code. */
export const RULE_INFOS: readonly RuleInfo[] = [...byCode.values()].sort((a, b) => compareText(a.code, b.code));

/** The catalogue's entry for a code, or undefined when no rule has it. */
export function ruleInfo(code: string): RuleInfo | undefined {
  return byCode.get(code);
}
