import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readEvidence } from '../../../server/src/config/readEvidence.ts';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import { evidenceFor } from '../../../server/src/model/evidence.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const { ids } = defaultConfig().reading;

function read(text: string) {
  const { evidence, broken, problems } = readEvidence(text, ids);
  return {
    evidence,
    broken,
    problems: problems.map(({ message, span }) => `${text.slice(0, span.start).split('\n').length}: ${message}`),
  };
}

const FULL = `
"4.1": {evidence: ["https://qms.example/certificate"], reviewed: 2026-08-30}
"4.3": auto
"4.3 c": {evidence: auto}
4.4: {na: no legacy software}
5.1.1: [docs/plan.md, "docs/plan.md#tools"]
5.1.10: {evidence: TOOL}
5.2.6: {evidence: [REV-001, REV verifies SRS, SYS-004]}
5.3.4: SOUP with platform
`;

describe('evidence.yaml', () => {
  it('names files, headings, records, questions for records and addresses', () => {
    const { evidence, problems, broken } = read(FULL);
    assert.deepEqual([problems, broken], [[], false]);
    const pointers = [...evidence.entries].map(([ref, entry]) => [
      ref,
      entry.says,
      ...entry.pointers.map(({ kind, text }) => `${kind} ${text}`),
    ]);
    assert.deepEqual(pointers, [
      ['4.1', 'pointers', 'address https://qms.example/certificate'],
      ['4.3', 'records'],
      ['4.3 c', 'records'],
      ['4.4', 'notApplicable'],
      ['5.1.1', 'pointers', 'file docs/plan.md', 'file docs/plan.md#tools'],
      ['5.1.10', 'pointers', 'records TOOL'],
      ['5.2.6', 'pointers', 'item REV-001', 'records REV verifies SRS', 'item SYS-004'],
      ['5.3.4', 'pointers', 'records SOUP with platform'],
    ]);
    assert.equal(evidence.entries.get('4.1')?.reviewed, '2026-08-30');
  });

  it('counts for the clauses below a number that have no entry of their own', () => {
    const { evidence } = read(FULL);
    assert.equal(evidenceFor(evidence, '4.4.2')?.reason, 'no legacy software');
    assert.equal(evidenceFor(evidence, '4.3 a')?.ref, '4.3');
    assert.equal(evidenceFor(evidence, '4.3 c')?.ref, '4.3 c');
    assert.equal(evidenceFor(evidence, '5.1.11'), undefined);
  });

  it('agrees with its schema', () => {
    const schema = JSON.parse(readFileSync(inRepository('schemas/evidence.schema.json'), 'utf8'));
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    const demo = readFileSync(inRepository('samples/aria-sp1/.lifetrace/evidence.yaml'), 'utf8');
    for (const text of [FULL, demo]) assert.ok(validate(parse(text)), JSON.stringify(validate.errors));
    for (const text of [
      '5.1.1: {na: }',
      '5.1.1: {evidence: []}',
      '5.1.1: {evidenec: auto}',
      'five: auto',
      '5.1.1: {}',
    ]) {
      assert.ok(!validate(parse(text)), text);
      assert.equal(read(text).problems.length > 0, true, text);
    }
  });

  it('says on the right line what does not fit, and takes the rest', () => {
    const { evidence, problems } = read(
      [
        '5.1.1: docs/plan.md',
        '5.11.1: docs/plan.md',
        '5.1.2:',
        '5.1.3: {evidenec: docs/plan.md}',
        '5.1.4: {na: ""}',
        '5.1.5: {evidence: [docs/plan.md], na: none}',
        '5.1.6: [../outside.md, REV verifies SRX, REV verifiess SRS]',
        '5.1.7: docs/risk.md',
      ].join('\n'),
    );
    assert.deepEqual(problems, [
      '2: 5.11.1: no clause of the standard has this number. Did you mean “5.1.1”?',
      '3: 5.1.2: expected evidence, a reason why it does not apply (na), or “auto”.',
      '4: 5.1.3.evidenec: unknown key. Did you mean “evidence”?',
      '4: 5.1.3: has neither evidence nor a reason why it does not apply (na).',
      '5: 5.1.4.na: needs the reason why the clause does not apply.',
      '6: 5.1.5.na: stands beside evidence; only one can be true.',
      '7: 5.1.6: “../outside.md” is outside of the project; name a file in it, or an address with “://”.',
      '7: 5.1.6: “REV verifies SRX” asks for records: “SRX” is no type of records.',
      '7: 5.1.6: “REV verifiess SRS” asks for records: “verifiess” is neither “with” nor a kind of link.',
    ]);
    assert.deepEqual([...evidence.entries.keys()], ['5.1.1', '5.1.5', '5.1.6', '5.1.7']);
  });

  it('is broken while it is half typed, and still gives what stands apart from the break', () => {
    const { evidence, broken, problems } = read('5.1.1: docs/plan.md\n5.1.2: {evidence: [docs/plan.md\n');
    assert.equal(broken, true);
    assert.ok(problems.length > 0);
    assert.ok(evidence.entries.has('5.1.1'));
    assert.equal(read('- 5.1.1').broken, true);
    assert.deepEqual(read('').problems, []);
  });
});
