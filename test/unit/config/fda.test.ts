import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readFda } from '../../../server/src/config/readFda.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const demo = readFileSync(inRepository('samples/aria-sp1/.lifetrace/fda.yaml'), 'utf8');

function problemsOf(text: string): readonly string[] {
  return readFda(text).problems.map(
    ({ message, span }) => `${text.slice(0, span.start).split('\n').length}: ${message}`,
  );
}

describe('fda.yaml', () => {
  it('answers with a word, or with a word and what it rests on', () => {
    const { answers, problems } = readFda(demo);
    assert.deepEqual(problems, []);
    const e1 = answers.documentation.get('E1');
    assert.deepEqual(
      [e1?.value, e1?.because.map(({ text }) => text), e1?.note, e1?.by, e1?.date],
      ['yes', ['HS-01', 'HS-05'], 'over-infusion, air embolism', 'RA', '2026-09-01'],
    );
    assert.equal(answers.documentation.get('E2')?.value, 'no');
    assert.equal(answers.concern.get('J4c')?.value, 'yes');
    assert.equal(answers.concern.get('M1'), undefined);
    assert.equal(answers.basicRationale, undefined);
  });

  it('agrees with its schema', () => {
    const schema = JSON.parse(readFileSync(inRepository('schemas/fda.schema.json'), 'utf8'));
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    assert.ok(validate(parse(demo)), JSON.stringify(validate.errors));
    for (const text of [
      'answers: {E5: yes}',
      'answers: {E1: perhaps}',
      'answers: {E1: {because: HS-1}}',
      'level: basic',
    ]) {
      assert.ok(!validate(parse(text)), text);
      assert.notDeepEqual(problemsOf(text), [], text);
    }
  });

  it('says on the right line what does not fit, and takes the rest', () => {
    const text = ['profile: fda-2024', 'answers:', '  E1: maybe', '  E5: yes', '  E2: {valeu: no}', '  E3: yes'].join(
      '\n',
    );
    assert.deepEqual(problemsOf(text), [
      '1: profile: expected one of fda-2023, fda-2005, found “fda-2024”.',
      '4: answers.E5: unknown key. Did you mean “E1”?',
      '3: answers.E1: expected yes, no or unanswered, found “maybe”.',
      '5: answers.E2.valeu: unknown key. Did you mean “value”?',
      '5: answers.E2: has no value: yes, no, or unanswered.',
    ]);
    const { documentation } = readFda(text).answers;
    assert.deepEqual(
      [...documentation].map(([question, { value }]) => `${question} ${value}`),
      ['E1 unanswered', 'E2 unanswered', 'E3 yes'],
    );
  });

  it('is broken while it is half typed', () => {
    assert.equal(readFda('answers: {E1: yes').broken, true);
    assert.deepEqual([readFda('').broken, problemsOf('')], [false, []]);
  });
});
