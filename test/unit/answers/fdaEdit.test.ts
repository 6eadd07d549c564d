import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type FdaEditRequest, fdaEdit } from '../../../server/src/answers/edits/fdaEdit.ts';
import { changed } from '../../../server/src/answers/edits/textChange.ts';
import { readFda } from '../../../server/src/config/readFda.ts';
import { CONCERN_QUESTIONS, DOCUMENTATION_QUESTIONS } from '../../../server/src/model/fda.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const SAMPLE = readFileSync(inRepository('samples/aria-sp1/.lifetrace/fda.yaml'), 'utf8');

/** The text after an answer is written, or why it is not. */
function answered(
  text: string | undefined,
  question: FdaEditRequest['question'],
  value: FdaEditRequest['value'],
): string {
  const edit = fdaEdit(text, { question, value });
  return 'refused' in edit ? edit.refused : changed(text ?? '', edit.changes);
}

describe('An answer that is written into fda.yaml', () => {
  it('replaces the one before, and leaves comments and everything else as they are', () => {
    assert.equal(answered(SAMPLE, 'E1', 'no'), SAMPLE.replace('E1: {value: yes', 'E1: {value: no'));
    assert.equal(answered(SAMPLE, 'J4a', 'unanswered'), SAMPLE.replace('J4a: yes', 'J4a: unanswered'));
    assert.equal(answered('answers:\n  E1: yes # surely\n', 'E1', 'no'), 'answers:\n  E1: no # surely\n');
    assert.equal(answered('answers:\n  E1: "yes"\n', 'E1', 'no'), 'answers:\n  E1: "no"\n');
    assert.equal(
      answered('answers:\n  E1:\n    value: yes\n    note: why\n', 'E1', 'no'),
      'answers:\n  E1:\n    value: no\n    note: why\n',
    );
  });

  it('finds its place among the others', () => {
    assert.equal(answered('answers:\n  E1: yes\n  E3: no\n', 'E2', 'no'), 'answers:\n  E1: yes\n  E2: no\n  E3: no\n');
    assert.equal(answered('legacy2005: {J1: no, M1: no}\n', 'J4', 'yes'), 'legacy2005: {J1: no, J4: yes, M1: no}\n');
    assert.equal(answered('answers: {E2: no}\n', 'J1', 'no'), 'answers: {E2: no}\nlegacy2005:\n  J1: no\n');
    assert.equal(
      answered('answers:\n  E1: {note: later}\n', 'E1', 'yes'),
      'answers:\n  E1: {note: later, value: yes}\n',
    );
    assert.equal(answered('answers:\n  E1: # open\n', 'E1', 'yes'), 'answers:\n  E1: yes # open\n');
    assert.equal(answered('answers:\nprofile: fda-2023\n', 'E1', 'yes'), 'answers:\n  E1: yes\nprofile: fda-2023\n');
    assert.equal(answered('# nothing yet', 'E1', 'yes'), '# nothing yet\nanswers:\n  E1: yes\n');
  });

  it('starts the file where there is none', () => {
    const text = answered(undefined, 'M2', 'yes');
    assert.deepEqual(readFda(text).problems, []);
    assert.equal(readFda(text).answers.concern.get('M2')?.value, 'yes');
  });

  it('is refused where the file cannot be read as it stands', () => {
    assert.match(answered('answers: {E1: yes\n', 'E1', 'no'), /^fda\.yaml cannot be read/);
    assert.match(answered('- E1\n', 'E1', 'no'), /^fda\.yaml is no map/);
    assert.match(answered('answers: yes\n', 'E1', 'no'), /^“answers” in fda\.yaml is no map/);
    assert.match(answered('answers:\n  E1: [yes]\n', 'E1', 'no'), /^The answer to E1 is a list/);
  });

  it('is what is read afterwards, and the only thing that is another one, whatever is answered in which order', () => {
    const question = fc.constantFrom(...DOCUMENTATION_QUESTIONS, ...CONCERN_QUESTIONS);
    const value = fc.constantFrom('yes', 'no', 'unanswered');
    const start = fc.constantFrom(undefined, '', SAMPLE, 'answers:\n', 'answers: {}\n', 'profile: fda-2005\n');
    fc.assert(
      fc.property(start, fc.array(fc.tuple(question, value), { minLength: 1, maxLength: 8 }), (first, edits) => {
        let text = first;
        for (const [key, said] of edits) {
          const before = new Map<string, string>(valuesOf(text ?? ''));
          text = answered(text, key, said);
          const { problems } = readFda(text);
          assert.deepEqual(problems, [], text);
          assert.deepEqual(valuesOf(text), [...before.set(key, said)].sort(), text);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** All answers as pairs, sorted. */
function valuesOf(text: string): [string, string][] {
  const { documentation, concern } = readFda(text).answers;
  return [...documentation, ...concern].map(([key, { value }]): [string, string] => [key, value]).sort();
}
