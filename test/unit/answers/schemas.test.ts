import assert from 'node:assert/strict';
import { completionsAt } from '../../../server/src/answers/completion.ts';
import { keyHoverAt } from '../../../server/src/answers/keyHover.ts';
import { SETTINGS_SCHEMAS } from '../../../server/src/answers/schemas/ourSchemas.ts';
import type { Schema } from '../../../server/src/answers/schemas/schema.ts';
import { UNLINKED } from '../../../server/src/answers/textStyle.ts';
import { projectOf } from '../../support/project.ts';

/** A key for what a schema knows by its shape alone. */
const EXAMPLES: Readonly<Record<string, string>> = {
  softwareItems: 'SI-1',
  types: 'LBL',
  rules: 'LT202',
  prefixes: 'SRS',
  opaqueIds: 'UNIT',
  zones: 'R1',
  matrix: 'S1',
};

interface Place {
  readonly path: readonly string[];
  readonly values: readonly string[];
}

/** Every key that a schema names, by a walk of its own, with the words that its value may be. */
function places(root: Schema, schema: Schema, path: readonly string[] = []): readonly Place[] {
  const { $ref, anyOf = [], oneOf = [], allOf = [], items, properties = {}, additionalProperties } = schema;
  const same = [...anyOf, ...oneOf, ...allOf, ...(items ? [items] : [])];
  if ($ref !== undefined) same.push(root.definitions?.[$ref.split('/').at(-1) ?? ''] ?? {});
  const below = Object.entries(properties).flatMap(([name, property]) => [
    { path: [...path, name], values: words(root, property) },
    ...places(root, property, [...path, name]),
  ]);
  const shaped = Object.values(schema.patternProperties ?? {}).map((each) => ['5.1', each] as const);
  const chosen = EXAMPLES[path.at(-1) ?? ''];
  const free =
    typeof additionalProperties === 'object' && chosen !== undefined ? [[chosen, additionalProperties] as const] : [];
  return [
    ...below,
    ...same.flatMap((each) => places(root, each, path)),
    ...[...shaped, ...free].flatMap(([name, each]) => places(root, each, [...path, name])),
  ];
}

function words(root: Schema, { $ref, anyOf = [], oneOf = [], enum: values = [] }: Schema): readonly string[] {
  const target = $ref === undefined ? [] : [root.definitions?.[$ref.split('/').at(-1) ?? ''] ?? {}];
  const own = values.filter((value) => typeof value === 'string');
  return [...own, ...[...target, ...anyOf, ...oneOf].flatMap((each) => words(root, each))];
}

/** A document in which these keys enclose each other, with the cursor at the end of the last one. */
function document(path: readonly string[], last: string): { readonly text: string; readonly offset: number } {
  const lines = path.map((key, depth) => `${'  '.repeat(depth)}${/^\d/.test(key) ? `"${key}"` : key}:`);
  const text = [...lines, `${'  '.repeat(path.length)}${last}`].join('\n');
  return { text, offset: text.length };
}

describe('Each schema of our settings', () => {
  const snapshot = projectOf({});

  for (const [file, schema] of SETTINGS_SCHEMAS) {
    const all = places(schema, schema);
    const offered = (path: readonly string[], last: string) => {
      const { text, offset } = document(path, last);
      return completionsAt(snapshot, file, text, offset).entries;
    };

    it(`has its keys offered where they belong, with words (${file})`, () => {
      assert.ok(all.length >= 3);
      for (const { path } of all) {
        const found = offered(path.slice(0, -1), '').find(({ label }) => label === path.at(-1));
        assert.ok(found, path.join('.'));
        assert.ok(found.documentation, `${path.join('.')} has no description`);
      }
    });

    it(`has its values offered (${file})`, () => {
      for (const { path, values } of all) {
        const labels = offered(path.slice(0, -1), `${path.at(-1)}: `).map(({ label }) => label);
        for (const value of values) assert.ok(labels.includes(value), `${path.join('.')}: ${value} in ${labels}`);
      }
    });

    it(`is what a hover over a key says (${file})`, () => {
      for (const { path, values } of all) {
        const { text, offset } = document(path.slice(0, -1), path.at(-1) ?? '');
        const hover = keyHoverAt(snapshot, file, `${text}: x\n`, offset, UNLINKED);
        assert.ok(hover, path.join('.'));
        assert.equal(text.slice(hover.origin.start, hover.origin.end), path.at(-1));
        assert.equal(
          hover.text.includes('One of:'),
          values.length > 1 || hover.text.includes('true, false'),
          path.join('.'),
        );
      }
    });
  }
});

describe('A hover over a key', () => {
  const files = {
    '.lifetrace/project.yaml': 'rules:\n  LT202: off\n',
    'spec/a.md':
      '# Introduction\n\n- status: none\n\n# SRS-001 Stop on air\n\n- **status**: approved\n- colour: red\n- derives: SYS-1\n',
    'spec/b.yaml': 'SI-1:\n  safetyClass: C\n  title: Delivery\n',
  };
  const snapshot = projectOf(files);
  const hover = (file: keyof typeof files, at: string) => {
    const text = files[file];
    return keyHoverAt(snapshot, file, text, text.lastIndexOf(at) + 1, UNLINKED)?.text;
  };

  it('of a record says what the field is for, in Markdown and YAML, and nothing outside of records', () => {
    assert.match(hover('spec/a.md', 'status**') ?? '', /\*\*status\*\*.*\n?.*life cycle/);
    assert.match(hover('spec/a.md', 'derives') ?? '', /derives/);
    assert.match(hover('spec/b.yaml', 'safetyClass') ?? '', /Safety class that is declared/);
    assert.equal(hover('spec/a.md', 'colour'), undefined);
    assert.equal(hover('spec/a.md', 'status: none'), undefined);
    assert.equal(hover('spec/a.md', 'approved'), undefined);
  });

  it('of a rule or a clause says what it asks for', () => {
    assert.match(hover('.lifetrace/project.yaml', 'LT202') ?? '', /LT202.*\n.*trace.*\n.*One of: error, warning/);
    const text = '"5.1.1": auto\n';
    const clause = keyHoverAt(snapshot, '.lifetrace/evidence.yaml', text, 3, UNLINKED);
    assert.match(clause?.text ?? '', /5\\?\.1\\?\.1.*\n.*plan/i);
    assert.deepEqual(clause?.origin, { start: 0, end: 7 });
  });
});
