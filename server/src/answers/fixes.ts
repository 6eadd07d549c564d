import type { Finding } from '../model/finding.ts';
import type { Span } from '../model/span.ts';
import { selected } from '../rules/findingList.ts';
import type { Findings } from '../rules/findings.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import type { FileChange, Texts } from './edits/fileChange.ts';
import { classFixes } from './fixes/classFixes.ts';
import type { Fix, FixContext } from './fixes/fix.ts';
import { revisionFixes } from './fixes/oftFixes.ts';
import {
  controlFixes,
  controlRequirementFixes,
  decompositionFixes,
  designFixes,
  missingField,
  originFixes,
  valueFixes,
  verificationFixes,
  wholeFixes,
} from './fixes/recordFixes.ts';
import {
  circleFixes,
  danglingFixes,
  duplicateFixes,
  illegalFixes,
  malformedFixes,
  obsoleteFixes,
  variantFixes,
} from './fixes/referenceFixes.ts';
import { reasonFixes, suppressionFix } from './fixes/suppressionFixes.ts';
import { unitFixes } from './fixes/unitFixes.ts';

const BY_CODE: Readonly<Record<string, (context: FixContext) => readonly Fix[]>> = {
  LT001: duplicateFixes,
  LT002: danglingFixes,
  LT003: malformedFixes,
  LT004: illegalFixes,
  LT005: circleFixes,
  LT006: variantFixes,
  LT007: valueFixes,
  LT009: obsoleteFixes,
  LT011: reasonFixes,
  LT014: revisionFixes,
  LT101: originFixes,
  LT103: decompositionFixes,
  LT202: unitFixes,
  LT203: wholeFixes,
  LT206: designFixes,
  LT301: verificationFixes,
  LT404: controlFixes,
  LT405: controlRequirementFixes,
  LT406: verificationFixes,
  LT408: missingField(
    'newHazardReview',
    'Whether the control brings new hazardous situations, and where that was looked at (7.3.3)',
  ),
  LT501: classFixes,
  LT503: classFixes,
  LT504: classFixes,
  LT505: classFixes,
  LT506: classFixes,
  LT702: missingField('safetyEvaluation', 'What the problem means for safety (9.2)'),
  LT704: missingField('approvedBy', 'Who approved the change (8.2.1)'),
  LT705: missingField('evaluation', 'What the anomaly means for safety (5.8.3)'),
};

/** What can be done about a finding by changing text, the likeliest first; to accept it with a reason comes last. */
export function fixesFor(snapshot: Snapshot, finding: Finding): readonly Fix[] {
  const context = { snapshot, finding };
  const suppression = suppressionFix(context);
  return [...(BY_CODE[finding.code]?.(context) ?? []), ...(suppression ? [suppression] : [])];
}

/** The open findings of a file that a selection touches, in their order. */
export function findingsTouching(findings: Findings, file: string, { start, end }: Span): readonly Finding[] {
  const open = findings.byFile.get(file)?.open ?? [];
  return selected(open, ({ span }) => span.start <= end && start <= span.end);
}

/** Everything of a file that can be put right without a choice: IDs that are spelt otherwise than they are defined. */
export function fixAll(snapshot: Snapshot, findings: Findings, file: string, texts: Texts): readonly FileChange[] {
  const variants = selected(findings.byFile.get(file)?.open ?? [], ({ code }) => code === 'LT006');
  return variants.flatMap((finding) => variantFixes({ snapshot, finding })[0]?.changes(texts, '') ?? []);
}
