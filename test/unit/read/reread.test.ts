import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import { type FileReading, readFile, rereadFile, type SourceText } from '../../../server/src/read/readFile.ts';
import { plainFacts } from '../../support/plainFacts.ts';
import { edited, edits, lineEdited, lineEdits, markdownSpecs, tableSpecs, yamlSpecs } from './specTexts.ts';

const reading = { ...defaultConfig().reading, declared: true };

function source(path: string, text: string): SourceText {
  return { path, text, role: /\.(?:md|rst|yaml)$/.test(path) ? 'spec' : 'source' };
}

/** What code with tags is made of. */
const CODE_PIECES = [
  ...[
    '@implements SRS-1',
    '@implements SRS-000012345678, SRS-2',
    '@verifies SRS 3',
    '@mitigates RC-1.',
    '\\risk RC-2, \n * RC-3',
  ],
  ...[
    '@class C',
    '@class X',
    '@implements Visitor_2',
    '@implements SRS_99_',
    '@unit UNIT-1',
    'lifetrace-ignore LT202: reason',
  ],
  ...['/** ', ' */\n', '/* ', '// ', '# ', '"""', "'", '"', '\n', '\n', ', ', ' ', '{\n', '}\n'],
  ...['int f(void)', 'function g()', 'def h():\n    ', 'class Pump ', 'x = 1;\n'],
];
const code = fc.array(fc.constantFrom(...CODE_PIECES), { maxLength: 30, size: 'max' }).map((pieces) => pieces.join(''));

const texts: Record<string, fc.Arbitrary<string>> = {
  'a.md': markdownSpecs,
  'a.rst': markdownSpecs,
  'a.yaml': yamlSpecs,
  'a.c': code,
  'a.ts': code,
  'a.py': code,
};

/** What begins, ends or swallows a part of a document, to be put together anyhow. */
const ENDINGS = fc.constantFrom(
  ...['# SRS-2 a\n', '# x\n', '#', '## ', '`req~a~1`\n', 'req~b~1', 'Covers:\n', 'Needs: impl\n', 'oft:off', 'oft:on'],
  ...['Verifies:', '**Derives:** ', '- SRS-1', '  - SYS-2\n', 'Verifies: SRS-1\n', '| a |\n|--|\n', '|', '-', '---\n'],
  ...['```\n', '<!--\n', '-->\n', '\n', '\n\n', '\r\n', ' ', 'a', '`'],
);

describe('reading a file again', () => {
  for (const [path, kind] of Object.entries(texts)) {
    it(`gives the facts that reading ${path} from scratch gives, after any edits`, () => {
      fc.assert(
        fc.property(kind, edits, lineEdits, fc.array(fc.nat(2)), (first, changes, ofLines, waits) => {
          let text = first;
          let before: FileReading = rereadFile(source(path, text), reading);
          const all = [
            ...changes.map((change) => () => edited(text, change)),
            ...ofLines.map((change) => () => lineEdited(text, change)),
          ];
          for (const [index, edit] of all.entries()) {
            text = edit();
            // Several edits may come at once.
            if (waits[index] === 0 && index < all.length - 1) continue;
            before = rereadFile(source(path, text), reading, before);
            assert.deepEqual(plainFacts(before.facts), plainFacts(readFile(source(path, text), reading)));
          }
        }),
        { numRuns: 250 },
      );
    });
  }

  it('gives the facts that reading tables from scratch gives, after any edits of their lines', () => {
    let reused = 0;
    fc.assert(
      fc.property(tableSpecs, lineEdits, edits, (first, changes, others) => {
        let text = first;
        let before: FileReading = rereadFile(source('a.md', text), reading);
        for (const edit of [
          ...changes.map((change) => () => lineEdited(text, change)),
          ...others.map((change) => () => edited(text, change)),
        ]) {
          text = edit();
          before = rereadFile(source('a.md', text), reading, before);
          reused += before.work.reused;
          assert.deepEqual(plainFacts(before.facts), plainFacts(readFile(source('a.md', text), reading)));
        }
      }),
      { numRuns: 250 },
    );
    assert.ok(reused > 250, `only ${reused} parts`);
  });

  it('gives the facts that reading from scratch gives, whatever begins and ends parts', () => {
    const text = fc.array(ENDINGS, { maxLength: 14 }).map((pieces) => `# SRS-1 b\n${pieces.join('')}`);
    const edit = fc.record({ at: fc.nat(), removed: fc.nat(6), piece: ENDINGS });
    fc.assert(
      fc.property(text, fc.array(edit, { minLength: 1, maxLength: 5 }), (first, changes) => {
        let now = first;
        let before = rereadFile(source('a.md', now), reading);
        for (const { at, removed, piece } of changes) {
          const start = at % (now.length + 1);
          now = now.slice(0, start) + piece + now.slice(start + removed);
          before = rereadFile(source('a.md', now), reading, before);
          assert.deepEqual(plainFacts(before.facts), plainFacts(readFile(source('a.md', now), reading)));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the facts that reading from scratch gives, once what ends a part has grown by an edit and ends it no longer', () => {
    const versions: Record<string, readonly string[]> = {
      'a.md': ['x', 'a longer title', 'a longer | title |'].map(
        (title) => `# SRS-1\n\n| a |\n|--|\n# ${title}\nword\n`,
      ),
      'b.md': ['b~1', 'a-much-longer-name~1', 'a-much-longer-name~x'].map(
        (id) => `req~a~1\nStop\n\nreq~${id}\nGo\nNeeds: impl\n`,
      ),
    };
    for (const [path, texts] of Object.entries(versions)) {
      let before: FileReading | undefined;
      for (const text of texts) {
        before = rereadFile(source(path, text), reading, before);
        assert.deepEqual(plainFacts(before.facts), plainFacts(readFile(source(path, text), reading)), text);
      }
    }
  });

  const COUNT = 2000;
  const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);
  const files: Record<string, string> = {
    'headings.md': numbers
      .map((n) => `## SRS-${n} Title ${n}\n\nThe software shall stop.\n\n- derives: SYS-1\n\n`)
      .join(''),
    'list.yaml': numbers.map((n) => `- id: SRS-${n}\n  title: Title ${n}\n  derives: [SYS-1]\n`).join(''),
    'map.yaml': `items:\n${numbers.map((n) => `  SRS-${n}:\n    title: Title ${n}\n    derives: [SYS-1]\n`).join('')}`,
    'aliases.yaml': `defaults: &defaults\n  owner: Ada\nitems:\n${numbers
      .map(
        (n) =>
          `- derives: ${n === 1 ? '&id001 [SYS-1]' : '*id001'}\n  <<: *defaults\n  id: SRS-${n}\n  title: "Title ${n}"\n`,
      )
      .join('')}`,
    'wrapped.yaml': numbers
      .map((n) => `- id: SRS-${n}\n  text: 'Title ${n}:\n\n    it''s said.'\n  note: "\\xE4 \\\n    \\ x"\n`)
      .join(''),
    'items.rst': numbers.map((n) => `Title ${n}\n========\n\`req~n${n}~1\`\n\nText.\n\nNeeds: dsn\n\n`).join(''),
  };

  for (const [path, text] of Object.entries(files)) {
    it(`reads one item again after an edit of one in ${COUNT}, in ${path}`, () => {
      const before = rereadFile(source(path, text), reading);
      assert.equal(before.facts.items.length, COUNT);
      assert.ok(before.work.read >= COUNT);
      for (const [from, to] of [
        ['Title 1000', 'Title of the item'],
        ['Title 1000', ''],
      ] as const) {
        const now = rereadFile(source(path, text.replace(from, to)), reading, before);
        assert.ok(now.work.read <= (path.endsWith('.rst') ? 2 : 1), `${now.work.read} parts`);
        assert.ok(now.work.reused >= COUNT - 2);
        assert.deepEqual(plainFacts(now.facts), plainFacts(readFile(source(path, text.replace(from, to)), reading)));
      }
    });
  }

  const START: Readonly<Record<string, RegExp>> = {
    'headings.md': /(?=^## )/m,
    'map.yaml': /(?=^ {2}SRS)/m,
    'items.rst': /(?=^Title)/m,
  };

  for (const [path, text] of Object.entries(files)) {
    it(`reads a few items again after edits in several places at once, and after a block has moved, in ${path}`, () => {
      const before = rereadFile(source(path, text), reading);
      const items = text.split(START[path] ?? /(?=^- )/m);
      const edited = items.map((item, index) => (index % 600 === 30 ? item.replace('Title', 'Titles') : item));
      const moved = [
        ...items.slice(0, 100),
        ...items.slice(1400, 1800),
        ...items.slice(100, 1400),
        ...items.slice(1800),
      ];
      for (const now of [edited.join(''), moved.join('')]) {
        assert.notEqual(now, text);
        const after = rereadFile(source(path, now), reading, before);
        assert.ok(after.work.read <= 12, `${after.work.read} parts`);
        assert.deepEqual(plainFacts(after.facts), plainFacts(readFile(source(path, now), reading)));
      }
    });
  }

  it('reads again what repeats a node, when the node says something else, and only then', () => {
    const items = numbers.slice(0, 100).map((n) => `- id: SRS-${n}\n  derives: *all\n`);
    const text = `- id: SRS-900\n  derives: &all [SYS-1]\n  title: Title\n${items.join('')}`;
    let before = rereadFile(source('a.yaml', text), reading);
    for (const [from, to, read] of [
      ['Title', 'Title of the item', 1],
      ['SYS-1', 'SYS-2', 101],
      ['&all ', '', 101],
      ['derives: [', 'derives: &all [', 101],
      ['- id: SRS-50\n', '---\n- id: SRS-50\n', 52],
    ] as const) {
      const now = before.source.text.replace(from, to);
      before = rereadFile(source('a.yaml', now), reading, before);
      assert.deepEqual(plainFacts(before.facts), plainFacts(readFile(source('a.yaml', now), reading)));
      assert.ok(before.work.read <= read, `${before.work.read} parts after “${to}”`);
    }
  });

  for (const [where, above] of Object.entries({
    'at the start': '',
    'below an item': '# SRS-99999 Item\n\nWords.\n\n',
  })) {
    it(`reads a few rows again after an edit of one in ${COUNT}, in a table ${where}`, () => {
      const row = (n: number): string => `| SRS-${n} | Title ${n} | draft | SYS-1, none |\n`;
      const text = `${above}| ID | Title | Status | derives |\n|---|---|---|---|\n${numbers.map(row).join('')}\nWords.\n`;
      let before = rereadFile(source('a.md', text), reading);
      const runs = before.work.read - 2;
      assert.equal(before.facts.items.length, COUNT + (above === '' ? 0 : 1));
      assert.ok(runs >= COUNT / 100, `${runs} runs`);
      for (const [from, to] of [
        ['Title 1000', 'Title of the item'],
        ['Title 1001', ''],
        [row(1002), row(2002) + row(1002)],
        [row(1003), ''],
        [row(1004), row(1004).trimEnd()],
        [row(1006), `|${row(1006)}`],
        ['Words.', 'Other words.'],
        [row(1), row(2003)],
      ] as const) {
        const now = before.source.text.replace(from, to);
        assert.notEqual(now, before.source.text);
        before = rereadFile(source('a.md', now), reading, before);
        assert.ok(before.work.read <= 4, `${before.work.read} parts`);
        assert.ok(before.work.reused >= runs - 2, `${before.work.reused} parts`);
        assert.deepEqual(plainFacts(before.facts), plainFacts(readFile(source('a.md', now), reading)));
      }
    });
  }

  it('reads a row again that goes on where it ended', () => {
    const rows = (lineEnd: string): string =>
      ['| ID | Title |', '|--|--|', ...numbers.slice(0, 100).map((n) => `| SRS-${n} | Title`)].join(lineEnd);
    for (const [text, now] of [
      [rows('\n'), `${rows('\n')} of the last`],
      [rows('\r'), rows('\r').replace('\r| SRS-65 ', '\r\n| SRS-65 ')],
      [rows('\n'), rows('\n').replace('\n| SRS-65 ', ' | SRS-65 ')],
    ] as const) {
      const before = rereadFile(source('a.md', text), reading);
      const { facts } = rereadFile(source('a.md', now), reading, before);
      assert.deepEqual(plainFacts(facts), plainFacts(readFile(source('a.md', now), reading)));
    }
  });

  it('takes nothing from the reading of another file, role or project', () => {
    const before = rereadFile(source('a.md', '# SRS-1 One\n## SRS-2 Two\n'), reading);
    const text = '# SRS-1 One\n## SRS-2 Three\n';
    assert.equal(rereadFile(source('b.md', text), reading, before).work.reused, 0);
    assert.equal(rereadFile({ ...source('a.md', text), role: 'test' }, reading, before).work.reused, 0);
    assert.equal(rereadFile(source('a.md', text), { ...reading, key: 'other' }, before).work.reused, 0);
  });
});
