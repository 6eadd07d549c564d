import type { FileFacts } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { Span } from '../model/span.ts';

/** What a finding on code can stand on, in an order that is the same as long as the code is. */
function anchorsOf({ units, tags, suppressions, problems }: FileFacts): readonly Span[] {
  return [...units.map(({ nameSpan }) => nameSpan), ...[...tags, ...suppressions, ...problems].map(({ span }) => span)];
}

/**
 * Findings on the code of a file as they stand in another reading of the same code; undefined when one of them stands on
 * nothing that could be found again.
 */
export function movedFindings(
  findings: readonly Finding[],
  before: FileFacts,
  after: FileFacts,
): readonly Finding[] | undefined {
  if (findings.length === 0) return findings;
  const index = new Map(anchorsOf(before).map(({ start, end }, at) => [`${start} ${end}`, at]));
  const anchors = anchorsOf(after);
  const moved: Finding[] = [];
  for (const finding of findings) {
    const span = anchors[index.get(`${finding.span.start} ${finding.span.end}`) ?? -1];
    if (!span || finding.related.length > 0) return undefined;
    moved.push({ ...finding, span });
  }
  return moved;
}
