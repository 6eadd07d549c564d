import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import { YamlAnchors } from '../../../server/src/config/yamlAnchors.ts';
import { parseYaml } from '../../../server/src/config/yamlTree.ts';
import { readPlainYaml } from '../../../server/src/read/yaml/plainYaml.ts';
import { treeFacts } from '../../../server/src/read/yaml/yamlPart.ts';
import { readYaml } from '../../../server/src/read/yaml.ts';
import { yamlSpecs } from './specTexts.ts';

const reading = { ...defaultConfig().reading, declared: true };

/** What the full parser makes of the whole document. */
function wholeFacts(text: string) {
  const { facts, syntax } = treeFacts(parseYaml(text), 0, reading);
  return { ...facts, problems: [...facts.problems, ...syntax] };
}

function isBroken({ problems }: { readonly problems: readonly { readonly code: string }[] }): boolean {
  return problems.some((problem) => problem.code === 'LT007');
}

describe('reading YAML in pieces', () => {
  it('finds what the full parser finds in the whole document', () => {
    fc.assert(
      fc.property(yamlSpecs, (spec) => {
        // Documents that mention no ID at all are not parsed.
        const text = `# id: below\n${spec}`;
        const expected = wholeFacts(text);
        const found = readYaml(text, reading);
        assert.equal(isBroken(found), isBroken(expected));
        if (!isBroken(expected)) assert.deepEqual(found, expected);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out no item where it does not parse a document', () => {
    const undeclared = { ...reading, declared: false };
    const keys = fc.constantFrom('uart0:', 'SRS-1:', '"hs_1":', 'FOO-1:', 'x: {srs-4a: {title: a}}', 'ss_phy_0 :');
    const spec = fc.oneof(
      yamlSpecs,
      fc.array(keys).map((lines) => lines.map((key) => `${key}\n`).join('  a: b\n')),
    );
    fc.assert(
      fc.property(spec, (text) => {
        const expected = wholeFacts(text);
        if (!isBroken(expected)) assert.deepEqual(readYaml(text, undeclared).items, expected.items);
      }),
      { numRuns: 500 },
    );
  });

  it('reads the notation of nearly all specs without the full parser', () => {
    for (const text of [
      '- id: SRS-1\n  title: Stop at once\n',
      "- id: SRS-1\n  title: 'it''s' # why\n  derives: [SYS-1, \"SYS-2\"]\n",
      '- id: SRS-1\n  text: >-\n    The pump\n    stops.\n\n  owner: Jane\n',
      'SRS-1:\n  derives:\n  - SYS-1\n  - SYS-2\n  links: {a: b}\n',
      '- id: SRS-1\n  Größe: ≥ 3 µl\n  備考: “x”\n  note: §5\n',
      '- id: SRS-1\n  derives: &all\n  - SYS-1\n  note: "one\n    two\\\n    \\xE4"\n- id: SRS-2\n  derives: *all\n',
      '[{"id":"SRS-1","derives":["SYS-1"]}, {"id": "SRS-2"}]\n',
    ]) {
      assert.ok(readPlainYaml(text, { start: 0, end: text.length, column: 0 }, new YamlAnchors(100)), text);
    }
  });

  it('keeps the neighbours of a broken entry, and names its line', () => {
    const text = '- id: SRS-1\n- id: SRS-2\n  derives: [SYS-1]]\n- id: SRS-3\n';
    const { items, problems } = readYaml(text, reading);
    assert.deepEqual(
      items.map((item) => item.id),
      ['SRS-1', 'SRS-2', 'SRS-3'],
    );
    assert.ok(problems.length > 0);
    for (const { span } of problems) assert.ok(text.slice(0, span.start).split('\n').length <= 4);
  });

  it('counts a comment at the end of an entry to it as the full parser does', () => {
    const text = 'items:\n  - id: SRS-0\n    derives:\n    - SYS-3\n    # c\n  - id: SRS-1\n    title: a\n';
    assert.deepEqual(readYaml(text, reading), wholeFacts(text));
  });

  it('takes a tab on a line without content for what it is, as nothing is indented by it', () => {
    for (const line of ['\t', '  \t', '\t# c']) {
      const text = `group:\n  none:\n${line}\n  SRS-1:\n    title: a\n`;
      const { items, problems } = readYaml(text, reading);
      assert.deepEqual(problems, [], text);
      assert.deepEqual(
        items.map((item) => item.id),
        ['SRS-1'],
      );
      assert.deepEqual(wholeFacts(text), { items, suppressions: [], problems });
    }
    assert.ok(isBroken(wholeFacts('SRS-0:\n\ttitle: a\n')));
  });

  it('follows aliases from one entry to another', () => {
    const { items } = readYaml('- id: SRS-1\n  derives: &d [SYS-1]\n- id: SRS-2\n  derives: *d\n', reading);
    assert.deepEqual(
      items.map((item) => item.links.map((link) => link.to)),
      [['SYS-1'], ['SYS-1']],
    );
  });

  it('takes a byte order mark at the start of a line for the start of another document', () => {
    for (const break_ of ['\n', '\r\n']) {
      const text = [
        '- id: SRS-1\n  owner: &a x\n',
        '- id: SRS-2\n  title: One\n',
        '---\n- id: SRS-3\n  owner: *a\n',
        'items:\n- id: SRS-4\n',
      ]
        .join('\ufeff')
        .replaceAll('\n', break_);
      const { items, problems } = readYaml(text, reading);
      assert.deepEqual(
        items.map(({ id, idSpan }) => [id, text.slice(idSpan.start, idSpan.end)]),
        ['SRS-1', 'SRS-2', 'SRS-3', 'SRS-4'].map((id) => [id, id]),
      );
      assert.deepEqual(
        problems.map(({ span }) => text.slice(span.start, span.end)),
        ['*a'],
      );
    }
  });

  it('reads JSON of any size, as programs write it', () => {
    const text = 'The software shall stop the pump, “whatever” else happens: at once.\n'.repeat(4);
    const records = Array.from({ length: 5000 }, (_, index) => ({
      id: `SRS-${index}`,
      text,
      version: index,
      draft: false,
      derives: ['SYS-1', 'SYS-2'],
    }));
    const byId = Object.fromEntries(records.map(({ id, ...fields }) => [id, fields]));
    for (const data of [records, { requirements: records }, byId]) {
      for (const json of [JSON.stringify(data), JSON.stringify(data, undefined, 2)]) {
        assert.ok(json.length > 2 ** 20);
        const { items, problems } = readYaml(`${json}\n`, reading);
        assert.deepEqual([items.length, problems.length], [5000, 0]);
        const last = items.at(-1);
        assert.deepEqual([last?.id, last?.text, last?.links.length], ['SRS-4999', text.trim(), 2]);
      }
    }
  });

  it('reads a large file with odd characters, each in its entry', () => {
    const words = 'The software shall stop the pump, whatever else happens. '.repeat(4);
    const entries = Array.from({ length: 8000 }, (_, index) => `- id: SRS-${index}\n  text: ${words}\n`);
    for (const odd of ['a\vb', 'a\u0085b', 'a\rb', 'a\ufeffb', 'a\x02b']) {
      const text = [...entries.slice(0, 4000), `- id: SRS-9000\n  title: ${odd}\n`, ...entries.slice(4000)].join('');
      const { items, problems } = readYaml(text, reading);
      assert.deepEqual([items.length, problems.length], [8001, 0]);
      assert.equal(items[4000]?.title, odd);
    }
  });

  it('reports a key that occurs twice, on its second place, wherever it groups', () => {
    const text = 'SRS-1: {title: a}\nSRS-2: {title: b}\nSRS-1: {title: c}\n';
    const { problems } = readYaml(text, reading);
    assert.deepEqual(
      problems.map(({ code, message, span }) => [code, message, span.start]),
      [['LT007', 'YAML: Map keys must be unique.', text.lastIndexOf('SRS-1')]],
    );
  });

  it('says so when it gives up on a file that is broken from end to end', () => {
    const { items, problems } = readYaml(`${'- id: SRS-1 x: [\n'.repeat(2000)}- id: SRS-2\n`, reading);
    assert.ok(problems.some((problem) => problem.message.includes('entries cannot be read')));
    assert.ok(items.some((item) => item.id === 'SRS-2'));
  });
});
