import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import { type FileReading, readFile, rereadFile, type SourceText } from '../../../server/src/read/readFile.ts';
import { plainFacts } from '../../support/plainFacts.ts';
import { edited, edits, markdownSpecs, yamlSpecs } from './specTexts.ts';

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

describe('reading a file again', () => {
  for (const [path, kind] of Object.entries(texts)) {
    it(`gives the facts that reading ${path} from scratch gives, after any edits`, () => {
      fc.assert(
        fc.property(kind, edits, (first, changes) => {
          let text = first;
          let before: FileReading = rereadFile(source(path, text), reading);
          for (const change of changes) {
            text = edited(text, change);
            before = rereadFile(source(path, text), reading, before);
            assert.deepEqual(plainFacts(before.facts), plainFacts(readFile(source(path, text), reading)));
          }
        }),
        { numRuns: 250 },
      );
    });
  }

  const COUNT = 10_000;
  const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);
  const files: Record<string, string> = {
    'headings.md': numbers
      .map((n) => `## SRS-${n} Title ${n}\n\nThe software shall stop.\n\n- derives: SYS-1\n\n`)
      .join(''),
    'list.yaml': numbers.map((n) => `- id: SRS-${n}\n  title: Title ${n}\n  derives: [SYS-1]\n`).join(''),
    'map.yaml': `items:\n${numbers.map((n) => `  SRS-${n}:\n    title: Title ${n}\n    derives: [SYS-1]\n`).join('')}`,
    'items.rst': numbers.map((n) => `Title ${n}\n========\n\`req~n${n}~1\`\n\nText.\n\nNeeds: dsn\n\n`).join(''),
  };

  for (const [path, text] of Object.entries(files)) {
    it(`reads one item again after an edit of one in ${COUNT}, in ${path}`, () => {
      const before = rereadFile(source(path, text), reading);
      assert.equal(before.facts.items.length, COUNT);
      assert.ok(before.work.read >= COUNT);
      for (const [from, to] of [
        ['Title 5000', 'Title of the item'],
        ['Title 5000', ''],
      ] as const) {
        const now = rereadFile(source(path, text.replace(from, to)), reading, before);
        assert.ok(now.work.read <= (path.endsWith('.rst') ? 2 : 1), `${now.work.read} parts`);
        assert.ok(now.work.reused >= COUNT - 2);
        assert.deepEqual(plainFacts(now.facts), plainFacts(readFile(source(path, text.replace(from, to)), reading)));
      }
    });
  }

  it('takes nothing from the reading of another file, role or project', () => {
    const before = rereadFile(source('a.md', '# SRS-1 One\n## SRS-2 Two\n'), reading);
    const text = '# SRS-1 One\n## SRS-2 Three\n';
    assert.equal(rereadFile(source('b.md', text), reading, before).work.reused, 0);
    assert.equal(rereadFile({ ...source('a.md', text), role: 'test' }, reading, before).work.reused, 0);
    assert.equal(rereadFile(source('a.md', text), { ...reading, key: 'other' }, before).work.reused, 0);
  });
});
