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

  it('repeats what an alias stands for in the place of the alias', () => {
    const text = [
      '- id: SRS-1',
      '  derives: &common',
      '  - SYS-1',
      '  - SYS-2',
      '- id: SRS-2',
      '  derives: *common',
      '- id: SRS-3',
      '  owner: &ada Ada',
      '- {id: SRS-4, owner: *ada, links: [*ada]}',
      '',
    ].join('\n');
    const { items, problems } = readYaml(text, declared);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      items.flatMap(({ id, links }) => links.map(({ to, span }) => [id, to, text.slice(span.start, span.end)])),
      [
        ['SRS-1', 'SYS-1', 'SYS-1'],
        ['SRS-1', 'SYS-2', 'SYS-2'],
        ['SRS-2', 'SYS-1', '*common'],
        ['SRS-2', 'SYS-2', '*common'],
      ],
    );
    assert.deepEqual(
      items[3]?.attributes.map(({ name, values }) => [name, values[0]?.text]),
      [
        ['owner', 'Ada'],
        ['links', 'Ada'],
      ],
    );
  });

  it('follows every alias of a large file, in the document that names the node', () => {
    const entries = Array.from({ length: 20_000 }, (_, index) => `- id: SRS-${index + 2}\n  derives: *common\n`);
    const text = `- id: SRS-1\n  derives: &common [SYS-1, SYS-2]\n${entries.join('')}`;
    const { items, problems } = readYaml(text, declared);
    assert.deepEqual(problems, []);
    assert.equal(
      items.reduce((sum, { links }) => sum + links.length, 0),
      2 * 20_001,
    );
    const two = readYaml(`${text}---\n- id: SRS-30000\n  derives: *common\n`, declared);
    assert.deepEqual(
      two.problems.map(({ span }) => span.start),
      [text.length + '---\n- id: SRS-30000\n  derives: '.length],
    );
  });

  it('says which alias stands for nothing, as a text that begins with a star does', () => {
    for (const value of ['*nothing', '*important* text', '[SYS-1, *later]']) {
      const text = `- id: SRS-1\n  note: ${value}\n- id: SRS-2\n  note: &later x\n`;
      const { items, problems } = readYaml(text, declared);
      assert.deepEqual(
        items.map(({ id }) => id),
        ['SRS-1', 'SRS-2'],
      );
      assert.deepEqual(
        problems.slice(0, 1).map(({ code, span }) => [code, span.start]),
        [['LT007', text.indexOf('*')]],
        text,
      );
      if (!value.includes(' text')) assert.match(problems[0]?.message ?? '', /no “&\w+” stands above “\*\w+”.*quotes/);
    }
  });

  it('merges maps by “<<”: what the record says itself goes first, then the earlier map', () => {
    const text = [
      'defaults: &defaults',
      '  status: approved',
      '  owner: Ada',
      '  derives: [SYS-1]',
      'others: &others {owner: Bob, note: x}',
      'items:',
      '- <<: *defaults',
      '  id: SRS-1',
      '  status: draft',
      '- id: SRS-2',
      '  <<: [*others, *defaults]',
      '- {<<: *others, id: SRS-3}',
      '- {"<<": *others, id: SRS-4}',
      '',
    ].join('\n');
    const { items, problems } = readYaml(text, declared);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      items.map(({ id, attributes, links }) => [
        id,
        ...attributes.map(({ name, values }) => `${name}=${values[0]?.text}`),
        ...links.map(({ kind, to }) => `${kind}=${to}`),
      ]),
      [
        ['SRS-1', 'status=draft', 'owner=Ada', 'derives=SYS-1'],
        ['SRS-2', 'owner=Bob', 'note=x', 'status=approved', 'derives=SYS-1'],
        ['SRS-3', 'owner=Bob', 'note=x'],
        ['SRS-4', '<<.owner=Bob', '<<.note=x'],
      ],
    );
    const wrong = readYaml('- id: SRS-1\n  <<: words\n  owner: Ada\n', declared);
    assert.deepEqual(
      wrong.problems.map(({ code, message, span }) => [code, message, span]),
      [
        [
          'LT007',
          'YAML: “<<” merges maps: write it as “<<: *name”, or with a list of such aliases.',
          { start: 14, end: 16 },
        ],
      ],
    );
    assert.equal(wrong.items[0]?.attributes.length, 1);
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
