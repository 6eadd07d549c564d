import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../../server/src/model/finding.ts';
import { type FileFindings, Findings, type FindingTally } from '../../../server/src/rules/findings.ts';

const findings = fc.record({
  code: fc.constantFrom('LT001', 'LT002', 'LT202'),
  clause: fc.constantFrom('5.1.1', '5.2.2'),
  severity: fc.constantFrom('error', 'warning', 'information'),
});

const fileFindings = fc.array(findings, { maxLength: 4 }).map(
  (open): FileFindings => ({
    open: open.map((each): Finding => ({ ...each, name: '', message: '', file: '', span: NOWHERE, related: [] })),
    suppressed: [],
  }),
);

const NOWHERE = { start: 0, end: 0 };

/** Files by name; undefined for one that has no findings by now. */
const changes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.option(fileFindings, { nil: undefined })));

describe('findings after a change', () => {
  it('are counted as they are when all are counted anew', () => {
    fc.assert(
      fc.property(fc.array(changes), (rounds) => {
        let now = new Findings();
        for (const round of rounds) {
          now = now.with(new Map(round));
          const anew = new Findings(now.byFile);
          assert.deepEqual(sorted(now.tally), sorted(anew.tally));
          assert.deepEqual(now.counts, anew.counts);
        }
      }),
    );
  });
});

function sorted(tally: readonly FindingTally[]): readonly FindingTally[] {
  return [...tally].sort((a, b) => Number(a.code + a.clause > b.code + b.clause) - 0.5);
}
