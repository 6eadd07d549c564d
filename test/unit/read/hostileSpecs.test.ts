import assert from 'node:assert/strict';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import { readFile } from '../../../server/src/read/readFile.ts';

const reading = { ...defaultConfig().reading, declared: true };
const SIZE = 50_000;

/** Beginnings, and what follows them over and over. Anything but linear time would take far longer than a test may. */
const HOSTILE: Record<string, Record<string, readonly [string, string]>> = {
  'a.md': {
    'hashes in a heading': ['# ', 'a # '],
    'blanks in a heading': ['# SRS-1', ' '],
    'stars around nothing': ['# ', '*'],
    'an endless ID': ['# SRS-1', '1'],
    'hyphens behind a word': ['# a', '-'],
    'blanks in a table row': ['| ID | T |\n|--|--|\n| SRS-1 |', ' '],
    'cells in a delimiter row': ['a|b\n', '-|'],
    'blanks in a delimiter row': ['a|b\n-', ' '],
    'many rows': ['| ID | T |\n|--|--|\n', '| SRS-1 | x |\n'],
    'wide rows': [`${'|ID'.repeat(20_000)}\n${'|-'.repeat(20_000)}\n`, '|\n'],
    'links in one line': ['# SRS-1\n- derives: ', 'SYS-1, '],
    'links in many lines': ['# SRS-1\n- derives:\n', '  - SYS-1\n'],
    'headings below an item': ['# SRS-1\n', '## a\nword\n'],
    'comments that never end': ['', '<!--\n'],
    'needs in one line': ['req~a~1\nNeeds: ', 'impl, '],
    'covered items in one line': ['req~a~1\nCovers:\n- ', 'req~b~1 '],
    arrows: ['~', '-->a,'],
  },
  'a.yaml': {
    'open lists': ['id: SRS-1\nx: ', '['],
    'open quotes': ['', '- id: "SRS-1\n'],
    'quotes on lines of their own': ['id: x\n', "'\n"],
    'strings in one list': ['id: SRS-1\nderives: [', '"SYS-1", '],
    'dashes on one line': ['id: x\n', '- '],
    'tabs in front of lines': ['id: SRS-1\n', '\tid: x\n'],
    'lone carriage returns': ['', '- id: SRS-1\r'],
    'zero bytes': ['id: SRS-1\n', '\0'],
    anchors: ['id: SRS-1\n', '- &a id: 1\n'],
    aliases: ['- &a id1: x\n', '- *a\n'],
    'names for one node': ['id1: x\n', '- &a id1\n'],
    'aliases that double': ['- &a id1: x\n- &a x\n', '- &a [*a, *a]\n'],
    'merged maps that double': ['- &a {id1: {a: x}}\n', '- &a {id1: *a, b: *a}\n'],
    'maps merged into maps': ['- &a {id1: x}\n', '- {<<: [*a, *a], id: SRS-1}\n'],
    'quotes that go on': ["id: SRS-1\nx: '", 'a\n  '],
    'quotes that do not go on': ['', "- id: 'a\n"],
    tags: ['', '- !t id: 1\n'],
    'equal keys': ['id1: x\n', 'a: b\n'],
    'equal numbers': ['id: x\n', '1: b\n'],
    'broken entries': ['', '- id: [\n'],
    'many documents': ['', '--- id1:\n'],
    'closing brackets': ['id: x\n', '}]'],
    'question marks': ['id: x\n', '? '],
  },
};

describe('reading hostile specs', () => {
  for (const [path, patterns] of Object.entries(HOSTILE)) {
    for (const [name, [start, pattern]] of Object.entries(patterns)) {
      it(`takes ${name} in ${path}`, () => {
        const text = start + pattern.repeat(SIZE / pattern.length);
        const { items, problems } = readFile({ path, text, role: 'spec' }, reading);
        for (const { span } of [...items, ...problems]) {
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length + 1);
        }
      });
    }
  }

  it('reads the items below a line of Markdown of 16 million blanks, brackets or stars', () => {
    for (const line of [' ', '\t', '*', '# *', '# SRS-2 [', '| *']) {
      const text = `${line}${line.slice(-1).repeat(16_000_000)}\n\n# SRS-1 Stop\n`;
      const { items, problems } = readFile({ path: 'a.md', text, role: 'spec' }, reading);
      assert.deepEqual(problems, []);
      assert.equal(items.at(-1)?.id, 'SRS-1');
    }
  });

  it('names the place where YAML nests too deep, and reads the entries around it', () => {
    const text = `- id: SRS-1\n- id: SRS-2\n  x: ${'['.repeat(5000)}\n- id: SRS-3\n`;
    const { items, problems } = readFile({ path: 'a.yaml', text, role: 'spec' }, reading);
    assert.deepEqual(
      items.map((item) => item.id),
      ['SRS-1', 'SRS-3'],
    );
    assert.deepEqual(
      problems.map(({ code, span }) => [code, text.slice(0, span.start).split('\n').length]),
      [['LT007', 3]],
    );
  });

  it('names a line that does not belong where it stands, and reads all the others of a large file', () => {
    const words = 'The software shall stop. '.repeat(20);
    const shapes: Record<string, (index: number) => string> = {
      list: (index) => `- id: SRS-${index}\n  title: Stop\n  text: ${words}\n`,
      map: (index) => `SRS-${index}:\n  title: Stop\n  text: ${words}\n`,
      grouped: (index) => `${index === 1 ? 'items:\n' : ''}  - id: SRS-${index}\n    text: ${words}\n`,
    };
    const count = 2500;
    for (const [shape, item] of Object.entries(shapes)) {
      const items = Array.from({ length: count }, (_, index) => item(index + 1));
      const strays = ['S', '-x', '<<<<<<< HEAD', '=======', '"', ' x', '\tx', ...(shape === 'grouped' ? [] : ['1: x'])];
      for (const line of strays) {
        const before = items.slice(0, count / 2).join('');
        const text = `${before}${line}\n${items.slice(count / 2).join('')}`;
        assert.ok(text.length > 1024 * 1024);
        const read = readFile({ path: 'a.yaml', text, role: 'spec' }, reading);
        assert.equal(read.items.length, count, `${shape} ${line}`);
        const lines = read.problems.map(({ span }) => text.slice(0, span.start).split('\n').length);
        assert.ok(
          lines.every((each) => each >= before.split('\n').length - 1 && each <= before.split('\n').length + 1),
        );
        assert.ok(lines.length <= 3);
      }
    }
  });

  it('reads a large file of many documents, one as well as the other', () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `---\nid: SRS-${index + 1}\ntitle: Stop\n...\n`).join('');
    assert.ok(text.length > 1024 * 1024);
    const { items, problems } = readFile({ path: 'a.yaml', text, role: 'spec' }, reading);
    assert.deepEqual([items.length, problems], [50_000, []]);
    assert.deepEqual([items.at(-1)?.id, items.at(-1)?.title], ['SRS-50000', 'Stop']);
  });

  it('takes a key that is megabytes long', () => {
    const words = 'word '.repeat(1_600_000);
    for (const text of [`id: SRS-1\n${words}: x\n`, `${words}: x\n`, `- id: SRS-1\n  x: {${words}: y}\n`]) {
      const { problems } = readFile({ path: 'a.yaml', text: `${text}SRS-2:\n  title: a\n`, role: 'spec' }, reading);
      assert.deepEqual(
        problems.map(({ code }) => code),
        ['LT007'],
      );
    }
  });

  it('takes brackets in prose for prose, however many there are', () => {
    const text = Array.from({ length: 200 }, (_, index) => `- id: SRS-${index}\n  text: range [0, ${index})\n`).join(
      '',
    );
    const { items, problems } = readFile({ path: 'a.yaml', text, role: 'spec' }, reading);
    assert.deepEqual([items.length, problems.length], [200, 0]);
  });
});
