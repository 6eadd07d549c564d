import { compareText } from '../model/compare.ts';
import type { Finding } from '../model/finding.ts';
import { productLevel } from '../trace/itemLevel.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { invalidConfiguration } from './configuration.ts';
import { RULE_INFOS, RULES, ruleInfo } from './registry.ts';
import type { Report, RuleInfo } from './rule.ts';
import { severityOf } from './severity.ts';
import { SUPPRESSION_RULE, type SuppressedFinding, Suppressions } from './suppressions.ts';

/** All that the rules say about a snapshot. Both lists are in the order of {@link compareFindings}. */
export interface Findings {
  readonly open: readonly Finding[];
  /** What somebody accepted with a reason: listed, but not counted. */
  readonly suppressed: readonly SuppressedFinding[];
}

/**
 * Runs every rule over a snapshot. The severity of a finding comes from the level of what it is about (the product's
 * where the rule gives none), from the project's own choice, and from the item being a draft. Equal snapshots give
 * equal findings.
 */
export function evaluate(snapshot: Snapshot): Findings {
  const suppressions = new Suppressions(snapshot, new Set(RULE_INFOS.map((info) => info.code)));
  const open: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const toFinding = findingMaker(snapshot);
  for (const [info, report] of reportsOf(snapshot, suppressions)) {
    const finding = toFinding(info, report);
    if (!finding) continue;
    const acceptance = suppressions.of(finding);
    if (acceptance) suppressed.push(acceptance);
    else open.push(finding);
  }
  return {
    open: open.sort(compareFindings),
    suppressed: suppressed.sort((a, b) => compareFindings(a.finding, b.finding)),
  };
}

/** The total order of findings: file, offset, code, and for the rest whatever else tells two apart. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    a.span.start - b.span.start ||
    compareText(a.code, b.code) ||
    a.span.end - b.span.end ||
    compareText(a.message, b.message)
  );
}

function* reportsOf(snapshot: Snapshot, suppressions: Suppressions): Generator<readonly [RuleInfo, Report]> {
  for (const { info, check } of RULES) for (const report of check(snapshot)) yield [info, report];
  for (const report of suppressions.reports) yield [SUPPRESSION_RULE, report];
  for (const file of snapshot.files.values()) {
    for (const { code, message, span } of file.problems) yield [problemInfo(code), { file: file.path, span, message }];
  }
  for (const { code, message, span, file } of snapshot.configProblems) {
    yield [problemInfo(code), { file, span, message }];
  }
}

/** A problem whose code is no rule's still must not get lost. */
function problemInfo(code: string): RuleInfo {
  return ruleInfo(code) ?? invalidConfiguration.info;
}

function findingMaker(snapshot: Snapshot): (info: RuleInfo, report: Report) => Finding | undefined {
  const { severities, profile } = snapshot.config;
  const whole = productLevel(snapshot);
  return (info, { file, span, message, item, level, draft, related }) => {
    const rank = profile.levels.indexOf(level ?? whole);
    const severity = severityOf(info, rank, severities.get(info.code), draft ?? false);
    if (severity === 'off') return undefined;
    const { code, name, clause } = info;
    const about = item === undefined ? {} : { item };
    return { code, name, severity, message, file, span, ...about, clause, related: related ?? [] };
  };
}
