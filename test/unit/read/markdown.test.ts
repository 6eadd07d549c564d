import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createIdScheme } from '../../../server/src/config/idScheme.ts';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import type { ItemFact } from '../../../server/src/model/facts.ts';
import { readMarkdown, rereadMarkdown } from '../../../server/src/read/markdown.ts';
import { ReadingMemory } from '../../../server/src/read/reuse/readingMemory.ts';
import { TextLines } from '../../../server/src/read/textLines.ts';

const { reading } = defaultConfig();

function read(...lines: readonly string[]): readonly ItemFact[] {
  return readMarkdown(new TextLines(lines.join('\n')), reading).items;
}

function only(...lines: readonly string[]): ItemFact {
  const items = read(...lines);
  const [item] = items;
  assert.ok(item && items.length === 1, `expected one item, found ${items.map((each) => each.id).join(', ')}`);
  return item;
}

function fields(item: ItemFact): Record<string, string[]> {
  return Object.fromEntries(item.attributes.map(({ name, values }) => [name, values.map((value) => value.text)]));
}

function links(item: ItemFact): string[] {
  return item.links.map((link) => `${link.kind} ${link.to}`);
}

describe('Markdown specs', () => {
  it('reads a heading with an ID, its words and its fields', () => {
    const item = only(
      '# Air detection',
      '',
      '### SRS-012 Detect accumulated air',
      'The software shall detect more than 50 µl of accumulated air within 15 min.',
      '- derives: SYS-005',
      '- implements: RC-07, RC-08',
      '- category: a',
      '- status: approved',
      '',
    );
    assert.equal(item.id, 'SRS-012');
    assert.equal(item.type, 'SRS');
    assert.equal(item.title, 'Detect accumulated air');
    assert.equal(item.text, 'The software shall detect more than 50 µl of accumulated air within 15 min.');
    assert.deepEqual(links(item), ['derives SYS-005', 'implements RC-07', 'implements RC-08']);
    assert.deepEqual(fields(item), { category: ['a'], status: ['approved'] });
  });

  it('puts every ID on its own place', () => {
    const text = '## SRS-1 T\n- implements: RC-07, RC-08 — see the risk file\n';
    const item = readMarkdown(new TextLines(text), reading).items[0];
    assert.ok(item);
    assert.equal(text.slice(item.idSpan.start, item.idSpan.end), 'SRS-1');
    assert.deepEqual(
      item.links.map((link) => text.slice(link.span.start, link.span.end)),
      ['RC-07', 'RC-08'],
    );
  });

  it('takes brackets, bold, backticks and a colon around the ID', () => {
    for (const heading of [
      '## [SRS-1] Stop',
      '## **SRS-1** Stop',
      '## `SRS-1` Stop',
      '## SRS-1: Stop',
      '## SRS-1 – Stop ##',
    ]) {
      const item = only(heading);
      assert.deepEqual([item.id, item.title], ['SRS-1', 'Stop'], heading);
    }
  });

  it('reads underlined headings', () => {
    const [outer, inner] = read('SYS-1 Deliver', '=============', 'Words.', 'SRS-1 Stop', '---------', 'More words.');
    assert.deepEqual([outer?.id, outer?.title, outer?.text], ['SYS-1', 'Deliver', 'Words.']);
    assert.deepEqual([inner?.id, inner?.text], ['SRS-1', 'More words.']);
  });

  it('ends an item at the next heading of the same or a higher level', () => {
    const [first, second] = read('## SRS-1 One', 'a', '### Notes', 'b', '## Other', 'c', '## SRS-2 Two', 'd');
    assert.equal(first?.text, 'a\nNotes\nb');
    assert.equal(second?.text, 'd');
  });

  it('gives fields to the innermost item', () => {
    const [outer, inner] = read('# SYS-1 Outer', '## SRS-1 Inner', '- derives: SYS-1', '- status: draft');
    assert.deepEqual(links(inner ?? only()), ['derives SYS-1']);
    assert.deepEqual(outer?.attributes, []);
  });

  it('reads nested bullets and continuation lines of a field', () => {
    const item = only(
      '## SRS-1 T',
      '- derives:',
      '  - SYS-001',
      '  - SYS-002',
      '- rationale: because the',
      '  sensor drifts',
      '- **status**: draft',
    );
    assert.deepEqual(links(item), ['derives SYS-001', 'derives SYS-002']);
    assert.deepEqual(fields(item), { rationale: ['because the sensor drifts'], status: ['draft'] });
  });

  it('leaves bullets with unknown keys in the text', () => {
    assert.equal(
      only('## SRS-1 T', '- Note well: nothing', '- https://example.org').text,
      '- Note well: nothing\n- https://example.org',
    );
  });

  it('reads each row of a table with an ID column', () => {
    const [first, second] = read(
      '| ID | Title | Derives | Status | Remark |',
      '|----|:-----:|---------|--------|--------|',
      '| SRS-1 | One \\| a | SYS-1, SYS-2 | draft | x |',
      '| `SRS-2` | Two | | approved | |',
      '| total | 2 | | | |',
    );
    assert.ok(first && second);
    assert.deepEqual(
      [first.id, first.title, ...links(first)],
      ['SRS-1', 'One \\| a', 'derives SYS-1', 'derives SYS-2'],
    );
    assert.deepEqual([second.id, fields(second)], ['SRS-2', { status: ['approved'] }]);
  });

  it('takes a table without an ID column as words', () => {
    assert.deepEqual(read('| Item | Who |', '|---|---|', '| SRS-1 | me |'), []);
  });

  it('reads a file with an ID in its front matter as one item', () => {
    const item = only(
      '---',
      'id: PR-001',
      'status: open',
      'affects: [UNIT-07]',
      '---',
      '',
      '# Sounder silent',
      '',
      'After 49 days.',
    );
    assert.deepEqual([item.id, item.title, item.text], ['PR-001', 'Sounder silent', 'After 49 days.']);
    assert.deepEqual(links(item), ['affects UNIT-07']);
    assert.deepEqual(fields(item), { status: ['open'] });
  });

  it('does not read fenced code and HTML comments', () => {
    assert.deepEqual(
      read('```', '## SRS-1 Example', '```', '<!--', '## SRS-2 Hidden', '-->', '~~~~', '## SRS-3', '~~~', '~~~~'),
      [],
    );
  });

  it('takes no prose for an item', () => {
    const prose = [
      '# Test 3',
      '## UTF-8 texts',
      '## SHA-256',
      '## ISO-14971 terms',
      '## SW5',
      '## 5.2 Requirements',
      '## IT-Security',
      '# PR12',
    ];
    assert.deepEqual(read(...prose), []);
  });

  it('reads CRLF like LF', () => {
    const text = '## SRS-1 T\r\nWords.\r\n- status: draft\r\n';
    const item = readMarkdown(new TextLines(text), reading).items[0];
    assert.deepEqual([item?.title, item?.text, item && fields(item)], ['T', 'Words.', { status: ['draft'] }]);
  });

  it('reads on where another file begins with a byte order mark', () => {
    const one = '# SRS-1 One\n\nWords.\n\n';
    for (const [line, break_] of [
      ['\ufeff# SRS-2 Two', '\n'],
      ['\ufeff   ## SRS-2 Two ##', '\r\n'],
      ['\ufeffSRS-2 Two\n---', '\n'],
    ] as const) {
      const text = `${one}${line}\n- derives: SYS-1\n`.replaceAll('\n', break_);
      const { items } = readMarkdown(new TextLines(text), reading);
      assert.deepEqual(
        items.map(({ id, title }) => [id, title]),
        [
          ['SRS-1', 'One'],
          ['SRS-2', 'Two'],
        ],
      );
      const { idSpan } = items[1] ?? assert.fail();
      assert.equal(text.slice(idSpan.start, idSpan.end), 'SRS-2');
    }
    assert.deepEqual(read('```', '\ufeff# SRS-2 Two', '```'), []);
  });

  it('reports a link to something that is no ID', () => {
    const { problems } = readMarkdown(new TextLines('## SRS-1 T\n- derives: the system\n'), reading);
    assert.deepEqual(
      problems.map((problem) => problem.code),
      ['LT003'],
    );
  });

  it('reads suppressions', () => {
    const { suppressions } = readMarkdown(
      new TextLines('## SRS-1 T\n- suppress: LT301: verified by the supplier\n'),
      reading,
    );
    assert.deepEqual(
      suppressions.map(({ code, reason }) => [code, reason]),
      [['LT301', 'verified by the supplier']],
    );
  });
});

describe('a Markdown text that is looked at as a whole first', () => {
  const IN_FRONT = [
    '# ',
    '## ',
    '#\t',
    '   # ',
    '    ',
    ' ',
    '\u00a0',
    '\u2028',
    '\v',
    '[',
    '(',
    '`',
    '**',
    '__',
    '_',
    '',
  ];
  const IDS = ['R-1', 'r_2', 'SRS-3', 'srs-a-4', 'R5', 'SHA-256', 'É-1', 'Pump', 'a.b-c_7x', 'R-'];
  const BEHIND = [']', '`', '**', ': Pump', ' Pump', '\n===', '\n---', '\r\n--', '\n\n', '\r', '\n', ' | x\n--|--\n'];
  const ids = createIdScheme(new Map([['SRS', ['R']]]), []);
  const piece = fc.oneof(...[IN_FRONT, IDS, BEHIND].map((pieces) => fc.constantFrom(...pieces)));
  const line = fc.tuple(...[IN_FRONT, IN_FRONT, IDS, BEHIND, BEHIND].map((pieces) => fc.constantFrom(...pieces)));

  it('has the items that its sections have', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            line.map((parts) => parts.join('')),
            piece,
          ),
          { maxLength: 6 },
        ),
        (parts) => {
          const lines = new TextLines(parts.join(''));
          const { facts } = rereadMarkdown(lines, { ...reading, ids }, new ReadingMemory(lines.text, ids, undefined));
          found += facts.items.length;
          assert.deepEqual(readMarkdown(lines, { ...reading, ids }), facts);
        },
      ),
      { numRuns: 3000 },
    );
    assert.ok(found > 100, `only ${found} items`);
  });
});
