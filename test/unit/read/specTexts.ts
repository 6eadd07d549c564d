import fc from 'fast-check';

/** Fields of an item, with `@` where its indentation goes; the first ones are plain, the others odd or broken. */
const PLAIN_FIELDS = [
  'title: a',
  'title: "x: y"',
  "title: 'it''s'",
  'text: |\n@  foo\n@  bar',
  'text: >-\n@  foo\n@  bar\n\n@  baz\n@    deep\n@  x',
  'text: >\n\n@  foo',
  'links: [SYS-1, "SYS-2"]',
  'derives:\n@  - SYS-1\n@  - SYS-2',
  'derives:\n@- SYS-3',
  'derives: [\n@  SYS-1,\n@  SYS-2\n@]',
  'classRationale:\n@  text: x\n@  segregation: {mechanism: a, evidence: [IF-1]}',
  'owner: foo # c',
  'owner: foo\n@  bar\n\n@  baz',
  'owner:\n@  long text',
  'owner:',
  'note: ~',
  'version: 1.0',
  '# c',
  'suppress: {LT202: r}',
  'source: http://x.y/#z',
  'Größe: ≥ 3 µl',
  'note: “x”',
  'note: §5 (#2)',
  'владелец: €3',
  '備考: 😀 x',
  'note: )',
  'note: "a\\nb"',
];
/** Names of nodes, aliases and merged maps, and quotes over several lines. */
const NAMED_FIELDS = [
  ...[
    'note: &a x',
    'derives: &d [SYS-1, SYS-2]',
    'derives: &d\n@- SYS-1',
    'derives: &d\n@  - SYS-3\n@  - "SYS-4"',
    'text: &t |\n@  foo',
  ],
  ...[
    'classRationale: &m\n@  text: x\n@  segregation: {mechanism: a}',
    'suppress: &m {LT202: r}',
    'owner: &a # c\n@  foo',
    'owner: &a',
  ],
  ...[
    'note: *a',
    'derives: *d',
    'derives: *d # c',
    'derives: [*a, SYS-1]',
    'text: *t',
    'links: {a: *d, b: *m}',
    'satisfies: *d',
    'note: *a:',
  ],
  ...[
    '<<: *m',
    '<<: [*m, *o]',
    '<<: {owner: q, note: r}',
    '"<<": *m',
    '<<: *a',
    '<<: x',
    'classRationale: {<<: *m, text: y}',
    '<< : *m',
  ],
  ...[
    'risk: &o\n@  <<: *m\n@  owner: z',
    'note: &b c: d',
    'note: &b *a',
    'note: &b !t x',
    'note: &b &c x',
    '&k method: x',
    'note: *k',
  ],
  ...[
    'note: "q\n@  r"',
    "note: 'q\n\n@   it''s'",
    'note: "q  \\\n@    \\ r \n\n@  s"',
    'note: "q\nr"',
    'note: "q\n@\tr"',
  ],
  ...[
    'note: "\\x41\\u00e4\\U0001F600\\_\\e"',
    'note: "\\q"',
    'note: "\\x4"',
    'note: ["q\n@  r", \'s\n@  t\']',
    'note: "\n@  q\n@  "',
  ],
];
const ODD_FIELDS = [
  ...[
    'note: a\vb',
    'note: "a\u0085b"',
    'note: a\rb',
    'note: |\n@  a\x02b\n@  c\r',
    'note: a\ufeffb',
    'no\vte: a',
    'note: \x1f',
    'note: \u00a0x',
    '\u00a0: x',
    'note: \u2028x',
    'a\u2028b: c',
    'note: \u200bx',
    'note: a\u2028--- ',
    '\ue000: x',
    'note: \ue000 x',
    '\x18',
    '\r',
  ],
  ...[
    '  # deep',
    '',
    '\t',
    '1: a',
    'null: b',
    'note: "q\n@  r"',
    'note: &a x',
    'note: *a',
    'note: !t x',
    'note: [a: b]',
  ],
  ...[
    'note: [a,,b]',
    'note: a: b',
    'note: - x',
    'note: "x',
    'note: [x',
    '- q',
    'note: |+\n@  foo\n',
    'note: |2\n@   foo',
  ],
  ...[
    'note: #c',
    'note:#c',
    'title: a',
    '{a: b}: c',
    '? q',
    'k : v',
    'k:v',
    'note: "x" y',
    'note: @x',
    'note: [a, b]]',
  ],
  ...['id: SRS-3', 'note: |\n@  \tfoo', 'note: |\n@foo', 'note: {a: b,\n@    c: d}', '}', 'note: `x`', 'a b: c'],
];

const item = (indent: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...PLAIN_FIELDS) },
        { weight: 2, arbitrary: fc.constantFrom(...NAMED_FIELDS) },
        fc.constantFrom(...ODD_FIELDS),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((fields) =>
      fields.map((field) => `${' '.repeat(indent)}${field.replaceAll('@', ' '.repeat(indent))}\n`).join(''),
    );

const between = fc.constantFrom('', '', '', '\n', '# c\n', '  # c\n', '\n# c\n\n', '    # c\n', '\t\n');

function entries(indent: number, heads: readonly string[]): fc.Arbitrary<string> {
  const entry = fc.tuple(fc.constantFrom(...heads), item(indent + 2), between);
  return fc.array(entry, { minLength: 1, maxLength: 5 }).map((all) =>
    all
      .map(([head, fields, gap], index) => {
        const margin = ' '.repeat(indent);
        return `${margin}${head.replaceAll(/(?<=\S)#/g, `${index}`).replaceAll('@', margin)}\n${fields}${gap}`;
      })
      .join(''),
  );
}

const LIST = [
  ...['- id: SRS-#', '- id: "SRS-#"', '- id: SYSX', '- title: no id', '- id: FOO-1'],
  ...['- <<: *m\n@  id: SRS-#', '- &e\n@  id: SRS-#', '- *e\n@- id: SRS-#', '- &m id: SRS-#'],
];
const MAP = [
  ...['SRS-#:', 'SRS-1:', '"SRS-#":', 'other#: # c', 'SRS-#: {title: x}', 'SRS-#:  '],
  ...['SRS-#: &m', 'SRS-#: *m\n@SRS-7#:', '<<: *m\n@SRS-#:'],
];

/** Names that the rest of the document may repeat; the full parser alone reads the last one. */
const NAMES = [
  ...[
    'meta: &m\n  owner: z\nscalar: &a word\nlist: &d\n- SYS-7\n- SYS-8\nother: &o {note: &t long}\n',
    'meta: &m {owner: &a x}\n',
  ],
];
const NAMES_IN_LIST = [
  '- &m\n  owner: z\n- &a word\n- &d [SYS-7]\n',
  '- owner: &a z\n  note: &d\n  - SYS-7\n- &o {b: c}\n- &m {d: &t x}\n',
];

/** Records in brackets, as programs write JSON and people do, with odd places. */
const flows: fc.Arbitrary<string> = fc
  .record({
    records: fc.array(
      fc.array(
        fc.constantFrom(
          ...[
            '"title": "a, b"',
            '"derives": ["SYS-1", "SYS-2"]',
            '"note": "\\u00e4\\ud83d\\ude00\\n\\/"',
            '"version": 1.5e3',
            'status: draft',
          ],
          ...[
            '"suppress": {"LT202": "r"}',
            '"empty": null',
            '"note": true',
            '"text": "q\n r"',
            '"text": "q\nr"',
            "'note': 'x'",
            'a: [b: c]',
          ],
          ...[
            '"note": &a x',
            '"owner": *a',
            '"x": # c',
            '"\\u0041": b',
            '"a"',
            '"note": }',
            '"k": [1, 2,]',
            'note: a b',
            '<<: {owner: z}',
          ],
        ),
        { maxLength: 3 },
      ),
      { maxLength: 4 },
    ),
    layout: fc.constantFrom<(json: string) => string>(
      (json) => json,
      (json) => json.replaceAll(/([{[,])(?=[{"])/g, '$1\n  '),
      (json) => json.replaceAll(/([{[,])(?=[{"])/g, '$1\n'),
      (json) => json.replaceAll('": ', '":'),
      (json) => json.replaceAll(/([{[,])(?=[{"])/g, '$1\n\t'),
    ),
    around: fc.constantFrom<(records: readonly string[]) => string>(
      (records) => `[${records.join(',')}]`,
      (records) => `{"items": [${records.join(',')}]}`,
      (records) => `{${records.map((record, index) => `"SRS-${index + 20}": ${record}`).join(',')}}`,
      (records) => ` [${records.join(', ')}] # c`,
      (records) => `[${records.join(',')}]\n- x`,
      (records) => `{${records.join(',')}`,
    ),
  })
  .map(({ records, layout, around }) => {
    const written = records.map((fields, index) => `{${[`"id": "SRS-${index}"`, ...fields].join(',')}}`);
    return `${layout(around(written))}\n`;
  });

/** YAML specs as people write them, with odd and broken places. */
export const yamlSpecs: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '', '---\n', '%YAML 1.2\n---\n', '# c\n', '--- # c\n'),
    fc.oneof(
      entries(0, LIST),
      entries(0, MAP),
      fc.tuple(fc.constantFrom(...NAMES_IN_LIST), entries(0, LIST)).map((texts) => texts.join('')),
      fc.tuple(fc.constantFrom(...NAMES), entries(0, MAP)).map((texts) => texts.join('')),
      fc.tuple(fc.constantFrom(...NAMES), entries(2, LIST)).map(([names, text]) => `${names}items:\n${text}`),
      entries(2, LIST).map((text) => `items:\n${text}`),
      entries(2, MAP).map((text) => `meta: x\ngroup:\n${text}`),
      entries(0, LIST).map((text) => `id: about\nitems:\n${text}`),
      item(0).map((text) => `id: SRS-9\n${text}`),
      flows,
    ),
    fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.trimEnd(),
      (text) => text.replaceAll('\n', '\r\n'),
    ),
  )
  .map(([head, body, finish]) => finish(head + body));

/** Lines that mean something in Markdown specs, ours and OpenFastTrace's, also where they break off. */
const MARKDOWN_PIECES = [
  ...[
    '# SRS-1 One\n',
    '\ufeff## SRS-8 Eight\n',
    '\ufeff',
    '## SRS-2 Two\n',
    '### Notes\n',
    '## a | b\n',
    '  ## SRS-5 x\n',
    'Title\n---\n',
    'SRS-6 x\n===\n',
    '---\n',
  ],
  ...[
    '- derives: SYS-1\n',
    '- owner: x\n  y\n',
    '  - SYS-2\n',
    '- suppress: LT202: r\n',
    '```\n',
    '<!-- a\n',
    '-->\n',
    'Words\n',
  ],
  ...[
    '| ID | Title |\n|---|---|\n',
    '| SRS-3 | T |\n',
    '---\nid: SRS-9\ntitle: F\n---\n',
    'id: SRS-4\n',
    '\n',
    '\r\n',
    '\r',
    '#',
    ' ',
  ],
  ...[
    'req~a~1\n',
    '`req~b~2`\n',
    'Needs: impl\n',
    'Covers:\n',
    '* req~c~1\n',
    'oft:off\n',
    'oft:on\n',
    '# T oft:off\n',
  ],
  ...['arch --> dsn : req~a~1\n', 'Tags: a\n', 'Rationale:\n'],
];

/** Markdown specs put together from such lines. */
export const markdownSpecs: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...MARKDOWN_PIECES), { minLength: 1, maxLength: 14 })
  .map((pieces) => pieces.join(''));

const TABLE_HEADS = [
  '| ID | Title | Status | derives |\n|---|---|---|---|\n',
  'ID | owner | suppress\n:-- | --- | --:\n',
  '  | `id` | *Text* | status |\n  |-|-|-|\n',
  '| No | Title |\n|---|---|\n',
];

/** What a row is made of, with its number for `#`. */
const ROW_PIECES = [
  ...['| SRS-# | Stop # | draft | SYS-# |\n', '| SRS-# | a \\| b | open | SYS-1, nothing |\n', 'SRS-# | x\n'],
  ...['|  | no ID | draft |\n', '| SRS-# |\n', '|\n', '| [SRS-#] | LT202 | LT202: r | x | more |\n'],
];

/** Tables longer than what is read of one at a time, with what may stand around and between their rows. */
export const tableSpecs: fc.Arbitrary<string> = fc
  .record({
    above: fc.constantFrom(
      '',
      '',
      '# SRS-900 One\n- owner: x\n\n',
      '```\na\n```\n',
      '---\nid: SRS-901\n---\n',
      'Words\n',
    ),
    head: fc.constantFrom(...TABLE_HEADS),
    rows: fc.array(fc.constantFrom(...ROW_PIECES), { minLength: 1, maxLength: 4 }),
    count: fc.constantFrom(3, 63, 64, 65, 140),
    between: fc.constantFrom('', '', '\n', 'Words\n', '## Notes\n', '<!-- a\n', `\n${TABLE_HEADS[0]}`),
    below: fc.constantFrom('', '\n', '- owner: y\n', '## SRS-902 Two\n', `\n${TABLE_HEADS[1]}SRS-903 | x\n`),
    finish: fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.trimEnd(),
      (text) => text.replaceAll('\n', '\r\n'),
      (text) => text.replaceAll('\n', '\r'),
    ),
  })
  .map(({ above, head, rows, count, between, below, finish }) => {
    const all = Array.from({ length: count }, (_, row) => rows[row % rows.length]?.replaceAll('#', `${row}`) ?? '');
    all.splice(Math.floor(count / 2), 0, between);
    return finish(above + head + all.join('') + below);
  });

/** A change of a text: where, how much is taken out, and what is put in. */
export interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

const SNIPPETS = [
  ...'#-:|`~"\'[]{}&*!,\n\r\t ',
  '\n\n',
  '- id: SRS-8\n',
  '  title: x\n',
  '# c\n',
  '## SRS-7 x\n',
  'req~d~1\n',
  '- owner: z\n',
];

/** Edits as people make them: a character, a line, a few letters gone. */
export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.constantFrom(0, 0, 1, 3, 20),
    inserted: fc.constantFrom('', 'x', ...SNIPPETS),
  }),
  { minLength: 1, maxLength: 5 },
);

const LINES = [
  '',
  '\n',
  '| SRS-700 | Row | draft | SYS-1 |\n',
  '|\n',
  '```\n',
  '<!--\n',
  '-->\n',
  '# SRS-701 x\n',
  'Words\n',
];

/** A change of the lines of a text: which one, by its share in their number or counted from the first, and what is done to it. */
export interface LineEdit {
  readonly at: number;
  readonly to: number;
  readonly change: 'insert' | 'remove' | 'split' | 'join' | 'type' | 'escape' | 'move' | 'end';
  readonly column: number;
  readonly inserted: string;
}

/** Edits of lines as people make them in tables; heads of tables are edited often. */
export const lineEdits: fc.Arbitrary<readonly LineEdit[]> = fc.array(
  fc.record({
    at: fc.oneof(fc.nat(5), fc.double({ min: 0, max: 0.99, noNaN: true })),
    to: fc.double({ min: 0, max: 0.99, noNaN: true }),
    change: fc.constantFrom('insert', 'insert', 'remove', 'split', 'join', 'type', 'type', 'escape', 'move', 'end'),
    column: fc.double({ min: 0, max: 1, noNaN: true }),
    inserted: fc.constantFrom(...LINES),
  }),
  { minLength: 1, maxLength: 6 },
);

/** The text after a change of its lines. */
export function lineEdited(text: string, { at, to, change, column, inserted }: LineEdit): string {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const index = Math.min(Number.isInteger(at) ? at : Math.floor(at * lines.length), lines.length - 1);
  const line = lines[index] ?? '';
  const middle = Math.floor(column * line.length);
  const typed = (letters: string): string => line.slice(0, middle) + letters + line.slice(middle);
  switch (change) {
    case 'insert':
      lines.splice(index, 0, inserted);
      break;
    case 'remove':
      lines.splice(index, 1);
      break;
    case 'move':
      lines.splice(index, 1);
      lines.splice(Math.floor(to * lines.length), 0, line);
      break;
    case 'end':
      lines.splice(index);
      break;
    default:
      lines[index] =
        change === 'join'
          ? line.trimEnd()
          : typed({ split: '\n', type: inserted.slice(0, 1) || 'x', escape: '\\' }[change]);
  }
  return lines.join('');
}

/** The text after an edit whose place is a share of its length. */
export function edited(text: string, { at, removed, inserted }: Edit): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + inserted + text.slice(start + removed);
}
