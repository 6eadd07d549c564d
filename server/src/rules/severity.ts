import type { Severity } from '../model/finding.ts';
import type { RuleInfo } from './rule.ts';

const ONE_STEP_LESS: Readonly<Record<Severity, Severity>> = {
  error: 'warning',
  warning: 'information',
  information: 'information',
};

/**
 * How loud a finding is: the project's own choice, or the catalogue's for the level (by its rank, lowest level 0); one
 * step less for what is still a draft. `off` means that there is no finding.
 */
export function severityOf(
  info: RuleInfo,
  rank: number,
  override: Severity | 'off' | undefined,
  draft: boolean,
): Severity | 'off' {
  const last = info.severities.length - 1;
  const severity = override ?? info.severities[Math.max(0, Math.min(rank, last))] ?? 'off';
  return draft && severity !== 'off' ? ONE_STEP_LESS[severity] : severity;
}
