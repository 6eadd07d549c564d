import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse } from 'yaml';
import { projectProposal } from '../../../server/src/answers/setUp/projectProposal.ts';
import { readProject } from '../../../server/src/config/readProject.ts';
import { DEFAULT_RISK_MODEL } from '../../../server/src/model/risk.ts';
import { projectOf } from '../../support/project.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

type Files = Readonly<Record<string, string>>;

const schema = JSON.parse(readFileSync(inRepository('schemas/project.schema.json'), 'utf8'));
const validate = new Ajv({ strict: false }).compile(schema);

/** The proposal for files, once it is known that Lifetrace and the schema take it without a word. */
function propose(files: Files, foreign: readonly string[] = [], name = 'pump'): string {
  const text = projectProposal({
    name,
    files: [...projectOf(files).files.values()],
    foreign,
    textOf: (path) => files[path],
  });
  assert.deepEqual(readProject(text, DEFAULT_RISK_MODEL).problems, [], text);
  assert.ok(validate(parse(text)), `${JSON.stringify(validate.errors)}\n${text}`);
  return text;
}

const CODE = 'int f(void) { return 0; }\n';

describe('The proposal of a project file', () => {
  it('is a name and an edition where nothing else has to be said', () => {
    const text = propose({ 'src/main.c': CODE, 'README.md': '# Pump\n' });
    assert.deepEqual(parse(text), { product: { name: 'pump' }, profile: '62304-2006-a1' });
    assert.match(text, /^# Code: C \(1\)\.$/m);
    assert.match(text, /^# Records: none yet\./m);
    assert.match(text, /^# {3}SI-01: \{paths: \["src\/\*\*"\]\}$/m);
    assert.deepEqual(Object.keys(parse(propose({}))), ['product', 'profile']);
  });

  it('leaves out code of others, and says that it is SOUP', () => {
    const text = propose({
      'src/main.c': CODE,
      'deps/lua/a.c': CODE,
      'third_party/z/b.c': CODE,
      'src/external/c.c': CODE,
    });
    assert.deepEqual(parse(text).files, { exclude: ['deps/**', 'third_party/**'] });
    assert.match(text, /"deps\/\*\*" # code of others: it belongs on record as SOUP \(1 file\)/);
  });

  it('takes no package of the project for code of others, or for tests, because of its name', () => {
    const text = propose({
      'orm/src/main/java/org/acme/jpa/vendor/A.java': 'class A {}\n',
      'acme-test/src/B.java': 'class B {}\n',
      'src/vendor/c.c': CODE,
      'src/contest/d.c': CODE,
    });
    assert.equal(parse(text).files, undefined);
    assert.deepEqual(parse(propose({ 'src/a.c': CODE, 'ui/vendor/b.c': CODE })).files, { exclude: ['ui/vendor/**'] });
  });

  it('keeps code on the list that is no part of the product, with the reason', () => {
    const text = propose({
      'src/main.py': 'def f(): pass\n',
      'docs/conf.py': '',
      'scripts/x.py': '',
      'scripts/y.py': '',
    });
    assert.deepEqual(parse(text).units.exclude, [
      { paths: ['docs/**'], reason: 'documentation' },
      { paths: ['scripts/**'], reason: 'scripts of the development environment' },
    ]);
    assert.equal(parse(text).files, undefined);
  });

  it('takes an example for the product where there is nothing else', () => {
    assert.equal(parse(propose({ 'examples/main.c': CODE })).units, undefined);
  });

  it('finds tests where the built-in globs do not look, and keeps those', () => {
    const files = { 'Src/A/A.cs': 'class A {}\n', 'Src/A.Tests/ATest.cs': 'class T {}\n', 'Src/B/B_unittest.cc': CODE };
    const tests: readonly string[] = parse(propose(files)).files.tests;
    assert.deepEqual(tests.slice(-2), ['**/*_unittest.{cc,cpp,cxx}', '**/A.Tests/**']);
    assert.ok(tests.includes('**/*_test.*') && tests.includes('**/tests/**'));
    assert.equal(parse(propose({ 'src/latest/a.c': CODE, 'test/a.c': CODE })).files, undefined);
    const more = { 'src/a.c': CODE, 't/a.c': CODE, 'unittests/a.c': CODE, 'pkg/unit-test/a.c': CODE, 'e2e/a.c': CODE };
    assert.deepEqual(parse(propose(more)).files.tests.slice(-4), [
      '**/e2e/**',
      '**/unit-test/**',
      '**/unittests/**',
      't/**',
    ]);
  });

  it('takes settings of other tools, data of tests and shown examples for no records', () => {
    const files = {
      '.github/workflows/ci.yml': 'jobs:\n  TEST_GO_386:\n    runs-on: x\n',
      'build.yml': 'steps:\n  TEST_1:\n    run: make\n',
      'core/src/test/resources/a.md': '# SRS-901 Data\n',
      'doc/user_guide.md': '# SRS-001 An example\n',
      'CHANGELOG.md': '# PR-17 Fixed\n',
      'spec/srs.md': '# SRS-001 Stop on air\n',
      'tests/system/st.md': '# ST-001 Air\n\n- verifies: SRS-001\n',
    };
    const text = propose(files);
    assert.deepEqual(parse(text).files.exclude, [
      '**/test/resources/**',
      '.github/**',
      'CHANGELOG.md',
      'build.yml',
      'doc/user_guide.md',
    ]);
    assert.match(text, /^# Records: 1 SRS, 1 ST, in spec, tests\/system; 0 tags in code\.$/m);
    assert.equal(parse(propose({ 'doc/user_guide.md': '# SRS-001 The only one\n' })).files, undefined);
  });

  it('gives prefixes that it does not know the type that their files are named after', () => {
    const text = propose({
      'docs/requirements/low.md': '# LLR-1 One\n\n# LLR-2 Two\n\n## LLR-3 Three\n',
      'docs/hazards.md': '| ID | Title |\n|---|---|\n| DGR-1 | a |\n| DGR-2 | b |\n| DGR-3 | c |\n',
      'docs/notes.yaml': '- id: FOO-1\n- id: FOO-2\n- id: FOO-3\n- id: BAR-1\n',
      'docs/standards.md': '# ISO-14971 Risk\n# ISO-13485 Quality\n# ISO-9001 Quality\n',
    });
    assert.deepEqual(parse(text).prefixes, { SRS: ['LLR'], HAZ: ['DGR'] });
    assert.match(text, /^ {2}HAZ: \[DGR\] # hazard: DGR-1 in docs\/hazards\.md$/m);
    assert.match(text, /these may be IDs too, but nothing says of what: FOO \(3, docs\/notes\.yaml\)\./i);
    assert.ok(!/BAR|ISO/.test(text));
  });

  it('says what it found and does not read', () => {
    const files = {
      'reqs/.doorstop.yml': 'settings:\n  prefix: REQ\n',
      'docs/conf.py': "extensions = ['sphinx_needs']\n",
    };
    const text = propose(files, ['docs/a.sdoc', 'docs/b.sdoc']);
    assert.match(text, /Not read: StrictDoc documents \(\*\.sdoc\): 2 files/);
    assert.match(text, /Not read: Doorstop documents \(\.doorstop\.yml\): 1 document/);
    assert.match(text, /Not read: needs of sphinx-needs/);
  });

  it('reads OpenFastTrace items as they are', () => {
    const text = propose({ 'doc/spec.md': '`req~login~1`\n\nNeeds: impl\n' });
    assert.match(
      text,
      /^# Records: 1 req, in doc; 0 tags in code\.\n# OpenFastTrace items among them \(1\) are read as they are\.$/m,
    );
    assert.equal(parse(text).dialects, undefined);
  });

  it('is valid whatever files and folders are called', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 8, unit: 'grapheme' })
      .filter((part) => !/^\.+$|[/\\\0]/.test(part));
    const top = fc.oneof(name, fc.constantFrom('deps', 'docs', '.x', 'tests', 'a.Tests', 'vendor', 'spec'));
    const ending = fc.constantFrom('.c', '.md', '.yaml', 'Test.cpp', '.config.js');
    const path = fc.tuple(top, name, name, ending).map(([a, b, c, end]) => `${a}/${b}/${c}${end}`);
    const text = fc.constantFrom(CODE, '# SRS-1 One\n', '# QRS-1 a\n# QRS-2 b\n# QRS-3 c\n', 'test_1:\n  a: b\n');
    fc.assert(
      fc.property(fc.dictionary(path, text, { maxKeys: 8 }), name, (files, product) => {
        assert.equal(parse(propose(files, [], product)).product.name, product.trim() || 'My product');
      }),
      { numRuns: 150 },
    );
  });
});
