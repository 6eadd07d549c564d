import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_PROFILE } from '../../server/src/model/profiles/profiles.ts';
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
      const fixture = parseFixture(text, name);
      const engine = engineOf(fixture.files);
      const actual = annotate(fixture, engine.snapshot(), engine.findings());
      if (process.env['LIFETRACE_UPDATE_FIXTURES'] === '1' && actual !== text) writeFileSync(file, actual);
      else assert.equal(actual, text);
    });
  }

  it('shows each rule with each severity that it has in some class', () => {
    const texts = fixtures.map((name) => readFileSync(path.join(DIRECTORY, name), 'utf8')).join('\n');
    const shown = new Set([...texts.matchAll(/^ *\^+ (LT\d{3} \w+): /gm)].map(([, found]) => found));
    const missing = RULE_INFOS.flatMap(({ code }) =>
      (DEFAULT_PROFILE.severities.get(code) ?? [])
        .filter((severity) => severity !== 'off')
        .map((severity) => `${code} ${severity}`)
        .filter((each) => !shown.has(each)),
    );
    assert.deepEqual(missing, []);
  });

  it('leaves no rule without a fixture of its own', () => {
    const without = RULE_INFOS.map(({ code }) => code).filter(
      (code) => !fixtures.some((name) => name.startsWith(`${code}-`)),
    );
    assert.deepEqual(without, []);
  });
});
