import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse } from 'yaml';
import { newProjectFile } from '../../../client/src/projectFile.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

describe('a new project file', () => {
  it('names the product, whatever its name contains', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
        fc.pre(name.trim() !== '');
        assert.equal(parse(newProjectFile(name)).product.name, name.trim());
      }),
    );
  });

  it('has a name even for a folder without one', () => {
    assert.equal(parse(newProjectFile(' ')).product.name, 'My product');
  });

  it('follows the schema, also when all examples are put in force', () => {
    const schema = JSON.parse(readFileSync(inRepository('schemas/project.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    const text = newProjectFile('Pump');
    const examples = text.replace(/^# (?=( *)[\w-]+:)/gm, '');
    for (const version of [text, examples]) {
      assert.ok(validate(parse(version)), JSON.stringify(validate.errors));
    }
    assert.deepEqual(Object.keys(parse(examples)).sort(), ['files', 'prefixes', 'product', 'profile', 'softwareItems']);
  });
});
