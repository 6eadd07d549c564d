import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { ATTRIBUTE_KINDS } from '../../../server/src/model/attributes.ts';
import { isDomainType } from '../../../server/src/model/itemType.ts';
import { LINK_KINDS } from '../../../server/src/model/linkKind.ts';
import { fieldName, misspeltField } from '../../../server/src/read/fields.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const schema = JSON.parse(readFileSync(inRepository('schemas/records.schema.json'), 'utf8'));
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

describe('Fields of records', () => {
  it('have a name of their own, types that exist, and words', () => {
    assert.equal(new Set(ATTRIBUTE_KINDS.map(({ name }) => name)).size, ATTRIBUTE_KINDS.length);
    for (const { name, types, about } of ATTRIBUTE_KINDS) {
      for (const type of types) assert.ok(isDomainType(type), `${name} ${type}`);
      assert.match(about, /^[A-Z].*\.$|…$/, name);
    }
  });

  it('are recognised in any case and with any separator', () => {
    for (const spelling of ['safetyClass', 'safetyclass', 'Safety class', 'safety-class', 'class', 'SAFETY_CLASS']) {
      assert.equal(fieldName(spelling), 'safetyClass', spelling);
    }
    assert.equal(fieldName('New hazard review'), 'newHazardReview');
    assert.equal(fieldName('part of'), 'partOf');
    assert.equal(fieldName('class rationale.text'), 'classRationale.text');
    assert.equal(fieldName('itemTests'), 'verifies');
    assert.equal(fieldName('colour'), undefined);
  });

  it('are recognised where a letter is wrong, and words of their own are left alone', () => {
    const meant = (key: string, value = 'x') => misspeltField(key, value);
    assert.equal(meant('sevrity'), 'severity');
    assert.equal(meant('allocaton'), 'allocation');
    assert.equal(meant('derive', 'SYS-1'), 'derives');
    assert.equal(meant('satisfy', 'SRS-1'), 'satisfies');
    assert.equal(meant('derive', 'by hand'), undefined);
    for (const word of ['Archived', 'Sources', 'Colour', 'Notes', 'Design', 'severity', 'Verified', 'Example']) {
      assert.equal(meant(word), undefined, word);
    }
  });

  it('stand in the schema for YAML, each with the same words for its values', () => {
    const { properties } = schema.definitions.fields;
    for (const { name, values, about } of ATTRIBUTE_KINDS) {
      const property = properties[name];
      assert.ok(property?.description.startsWith(about), name);
      if (Array.isArray(values)) assert.deepEqual(property.anyOf[0].enum, values, name);
    }
    for (const kind of LINK_KINDS) assert.ok(properties[kind], kind);
    const known = new Set([...ATTRIBUTE_KINDS.map(({ name }) => name), ...LINK_KINDS, 'id']);
    assert.deepEqual(
      Object.keys(properties).filter((name) => !known.has(name)),
      [],
    );
  });

  it('of the demo agree with the schema', () => {
    const demo = inRepository('samples/aria-sp1');
    const files = readdirSync(demo, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.yaml') && !file.startsWith('.lifetrace'),
    );
    assert.ok(files.length > 3);
    for (const file of files) {
      assert.ok(
        validate(parse(readFileSync(path.join(demo, file), 'utf8'))),
        `${file}: ${JSON.stringify(validate.errors)}`,
      );
    }
  });

  it('that do not fit are refused by the schema', () => {
    for (const text of [
      'RC-1: {controlType: strong}',
      '- {id: SYS-1, allocation: hard}',
      'id: SS-1\nlegacy: perhaps',
    ]) {
      assert.ok(!validate(parse(text)), text);
    }
  });
});
