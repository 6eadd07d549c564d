import assert from 'node:assert/strict';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import { readYaml } from '../../../server/src/read/yaml.ts';

const { reading } = defaultConfig();
const declared = { ...reading, declared: true };

function ids(text: string): string[] {
  return readYaml(text, reading).items.map((item) => item.id);
}

describe('YAML specs', () => {
  it('reads one item, a list, and a map from ID to item', () => {
    assert.deepEqual(ids('id: SI-04\ntitle: User interface\n'), ['SI-04']);
    assert.deepEqual(ids('- id: RC-01\n- id: RC-02\n'), ['RC-01', 'RC-02']);
    assert.deepEqual(ids('HAZ-01: {title: Over-infusion}\nHAZ-02:\n  title: Under-infusion\n'), ['HAZ-01', 'HAZ-02']);
  });

  it('finds items below keys that only group them', () => {
    assert.deepEqual(ids('hazards:\n  - id: HAZ-01\nsituations:\n  HS-01:\n    severity: S4\n'), ['HAZ-01', 'HS-01']);
  });

  it('flattens nested fields and reads links with their places', () => {
    const text = [
      'id: SI-04',
      'title: "User interface"',
      'partOf: SS-001',
      'satisfies: [SRS-007, SRS-021]',
      'safetyClass: B',
      'classRationale:',
      '  text: range-checked',
      '  segregation:',
      '    mechanism: separate-processor',
      '    evidence: [IF-02, IT-03]',
      '',
    ].join('\n');
    const item = readYaml(text, reading).items[0];
    assert.ok(item);
    assert.equal(item.title, 'User interface');
    assert.deepEqual(
      item.links.map((link) => `${link.kind} ${text.slice(link.span.start, link.span.end)}`),
      ['partOf SS-001', 'satisfies SRS-007', 'satisfies SRS-021'],
    );
    assert.deepEqual(
      item.attributes.map(({ name, values }) => `${name}=${values.map((value) => value.text).join('|')}`),
      [
        'safetyClass=B',
        'classRationale.text=range-checked',
        'classRationale.segregation.mechanism=separate-processor',
        'classRationale.segregation.evidence=IF-02|IT-03',
      ],
    );
  });

  it('keeps what could be read of a broken file and names the line', () => {
    const text = 'id: RC-01\ntitle: Range check\nmitigates: [HS-01\n';
    const { items, problems } = readYaml(text, reading);
    assert.deepEqual(
      items.map((item) => item.id),
      ['RC-01'],
    );
    assert.ok(problems.some((problem) => problem.code === 'LT007' && problem.message.startsWith('YAML: ')));
  });

  it('says nothing about YAML files that have nothing to do with it', () => {
    assert.deepEqual(readYaml('jobs:\n  test:\n    steps:\n      - id: step-1\n', reading), {
      items: [],
      suppressions: [],
      problems: [],
    });
    assert.deepEqual(readYaml('a: [1\n', reading).problems, []);
  });

  it('reports an unknown prefix only in a declared project', () => {
    assert.deepEqual(readYaml('id: FOO-1\n', reading).problems, []);
    assert.deepEqual(
      readYaml('id: FOO-1\n', declared).problems.map((problem) => problem.code),
      ['LT003'],
    );
  });

  it('survives aliases that repeat themselves without end', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...Array.from('bcdefgh', (name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]`),
    ].join('\n');
    assert.ok(Array.isArray(readYaml(bomb, declared).problems));
  });

  it('survives deep nesting', () => {
    assert.ok(Array.isArray(readYaml('['.repeat(5000), declared).problems));
    assert.ok(Array.isArray(readYaml(`${'a: {'.repeat(300)}${'}'.repeat(300)}`, declared).problems));
  });
});
