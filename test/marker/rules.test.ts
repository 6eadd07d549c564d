import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RULE_INFOS } from '../../server/src/rules/registry.ts';
import { annotate, parseFixture } from '../support/markers.ts';
import { engineOf } from '../support/project.ts';

const DIRECTORY = 'test/fixtures/rules';
const fixtures = readdirSync(DIRECTORY).sort();

describe('Rules on fixtures: every finding is annotated, every annotation is found', () => {
  for (const name of fixtures) {
    it(name.replace(/\.txt$/, '').replaceAll('-', ' '), () => {
      const file = path.join(DIRECTORY, name);
      const text = readFileSync(file, 'utf8');
      const fixture = parseFixture(name, text);
      const actual = annotate(fixture, engineOf(fixture.files).findings());
      if (process.env['LIFETRACE_UPDATE_FIXTURES'] === '1' && actual !== text) writeFileSync(file, actual);
      else assert.equal(actual, text);
    });
  }

  it('leaves no rule without a fixture of its own', () => {
    const without = RULE_INFOS.map(({ code }) => code).filter(
      (code) => !fixtures.some((name) => name.startsWith(`${code}-`)),
    );
    assert.deepEqual(without, []);
  });
});
