import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readEvidence } from '../../../server/src/config/readEvidence.ts';
import { readFda } from '../../../server/src/config/readFda.ts';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import type { ReadProblem } from '../../../server/src/model/facts.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const { ids } = defaultConfig().reading;
const demo = (name: string) => readFileSync(inRepository(`samples/aria-sp1/.lifetrace/${name}`), 'utf8');

/** A text as it stands while somebody works on it: cut off, with a part taken out, or with something put in. */
function worked(text: string): fc.Arbitrary<string> {
  const at = fc.nat(text.length);
  const words = fc.constantFrom(
    '',
    ':',
    '{',
    ']',
    '"',
    '\n- ',
    '5.1.1: ',
    'na: ',
    ' #',
    '\t',
    '&a *a',
    '__proto__: 1\n',
    '💉',
  );
  return fc.oneof(
    fc.tuple(at, at, words).map(([from, to, put]) => text.slice(0, from) + put + text.slice(Math.max(from, to))),
    at.map((end) => text.slice(0, end)),
    fc.string(),
  );
}

function assertPlaces(text: string, problems: readonly ReadProblem[]): void {
  for (const { code, message, span } of problems) {
    assert.equal(code, 'LT007');
    assert.ok(message.length > 10 && 0 <= span.start && span.start <= span.end, message);
    assert.ok(span.start <= text.length, message);
  }
}

describe('Settings while somebody works on them', () => {
  it('are read without a throw, and every problem has its place: evidence.yaml', () => {
    fc.assert(
      fc.property(worked(demo('evidence.yaml')), (text) => {
        const { problems, broken } = readEvidence(text, ids);
        assertPlaces(text, problems);
        if (broken) assert.notDeepEqual(problems, []);
      }),
      { numRuns: 150 },
    );
  });

  it('are read without a throw, and every problem has its place: fda.yaml', () => {
    fc.assert(
      fc.property(worked(demo('fda.yaml')), (text) => {
        const { problems, broken, answers } = readFda(text);
        assertPlaces(text, problems);
        if (broken) assert.notDeepEqual(problems, []);
        for (const { value } of answers.documentation.values()) assert.ok(['yes', 'no', 'unanswered'].includes(value));
      }),
      { numRuns: 150 },
    );
  });
});
