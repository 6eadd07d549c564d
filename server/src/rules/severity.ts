import type { Severity } from '../model/finding.ts';
import type { RuleSeverity } from '../model/profile.ts';

const ONE_STEP_LESS: Readonly<Record<Severity, Severity>> = {
  error: 'warning',
  warning: 'information',
  information: 'information',
};

/**
 * How loud a finding is: the project's own choice, or the profile's for the level (`severities` by the level's rank,
 * lowest 0; the ends count for a rank beyond them); one step less for what is still a draft. `off` means that there is
 * no finding. A rule that the profile does not know is an error, so that nothing gets lost.
 */
export function severityOf(
  severities: readonly RuleSeverity[] | undefined,
  rank: number,
  override: RuleSeverity | undefined,
  draft: boolean,
): RuleSeverity {
  const known = severities ?? [];
  const severity = override ?? known[Math.max(0, Math.min(rank, known.length - 1))] ?? 'error';
  return draft && severity !== 'off' ? ONE_STEP_LESS[severity] : severity;
}
