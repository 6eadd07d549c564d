import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createIdScheme } from '../../../server/src/config/idScheme.ts';
import type { LanguageId } from '../../../server/src/model/facts.ts';
import type { Span } from '../../../server/src/model/span.ts';
import { readCode } from '../../../server/src/read/code.ts';
import { commentsIn } from '../../../server/src/read/comments.ts';

const reading = {
  key: 'test',
  ids: createIdScheme(new Map(), []),
  levels: ['A', 'B', 'C'],
  declared: true,
  oft: false,
  tracedCodeOnly: false,
};

const LANGUAGES = ['c', 'cpp', 'typescript', 'javascript', 'python', 'java', 'rust', 'go', 'csharp'] as const;

/** Pieces that mean something to one reader or another, so that their combinations reach deep. */
const PIECES = [
  ...'{}()[]<>"\'`/*\\#@;:,.=!?$+-\n\r\t \ufeff',
  ...[
    '/*',
    '*/',
    '//',
    '/**',
    '"""',
    "'''",
    '${',
    '=>',
    '</a>',
    '<a>',
    '<a b={',
    '/>',
    '\\\n',
    '\r\n',
    'R"x(',
    ')x"',
    'r#"',
    '$"{',
    '@"',
  ],
  ...[
    '#if A\n',
    '\n#if 0\n',
    '\n#else\n',
    '\n#elif B\n',
    '\n#endif\n',
    '#define X \\\n',
    'extern "C" {',
    'struct s {',
    '= {',
    '};',
  ],
  ...[
    'function ',
    'async ',
    'class ',
    'const ',
    'export ',
    'default ',
    'type ',
    'interface ',
    'declare ',
    'namespace ',
    'static ',
    'get ',
    'as ',
  ],
  ...[
    '\ndef f(',
    '\nclass A:',
    '):\n    ',
    '\n@overload\n',
    '\n    ',
    'return ',
    'int ',
    'f(int a) {',
    'x',
    'f',
    '1',
    ' extends ',
    ' = ',
    '() => ',
  ],
  ...['@implements ', '@class ', 'SRS-1', 'SRX-2', ', ', 'lifetrace-ignore LT202', ': reason', '\n// ', '\n# '],
];

const texts = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 80, size: 'max' }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 200, size: 'max' }),
);

/** Texts that once broke a promise. */
const examples: [string][] = [['{\nclass A:};\n// };f(int a) {\nclass A:/>{'], ['class struct s {\ndef f(}{']];

function assertInside(outer: Span, ...spans: readonly Span[]): void {
  for (const { start, end } of spans) assert.ok(outer.start <= start && start <= end && end <= outer.end);
}

function assertOrdered(spans: readonly Span[]): void {
  for (const [index, span] of spans.entries()) {
    assert.ok(index === 0 || (spans[index - 1]?.start ?? 0) <= span.start);
  }
}

describe('reading any text as code', () => {
  for (const language of LANGUAGES) {
    it(`finds ordered comments that do not overlap in ${language}`, () => {
      fc.assert(
        fc.property(texts, (text) => {
          let end = 0;
          for (const { span } of commentsIn(text, language)) {
            assert.ok(end <= span.start && span.start < span.end && span.end <= text.length);
            end = span.end;
          }
        }),
        { numRuns: 500, examples },
      );
    });

    it(`finds ordered units, tags and remarks inside of the text in ${language}`, () => {
      fc.assert(
        fc.property(texts, (text) => {
          const file = { start: 0, end: text.length };
          const { units, tags, suppressions, problems } = readCode(text, language, reading);
          units.forEach((unit, index) => {
            assertInside(file, unit.span);
            assertInside(unit.span, unit.nameSpan);
            assert.ok(unit.nameSpan.start < unit.nameSpan.end && unit.name !== '');
            assert.ok(unit.parent >= -1 && unit.parent < index);
            const parent = units[unit.parent];
            if (parent) assertInside(parent.span, unit.span);
            if (unit.docSpan) assertInside({ start: 0, end: unit.span.start }, unit.docSpan);
          });
          assertOrdered(units.map((unit) => unit.span));
          for (const tag of tags) {
            assertInside(file, tag.tagSpan);
            assertInside(tag.tagSpan, tag.span);
            assert.equal(text.slice(tag.span.start, tag.span.end), tag.target);
            assert.ok(tag.unit >= -1 && tag.unit < units.length);
          }
          assertOrdered(tags.map((tag) => tag.span));
          for (const { span, scope } of suppressions) assertInside(file, span, scope);
          for (const { span } of problems) assertInside(file, span);
        }),
        { numRuns: 500, examples },
      );
    });
  }
});

describe('reading hostile text as code', () => {
  const SIZE = 100_000;
  const languages = LANGUAGES.filter((language) => language !== 'javascript');
  const patterns: Record<string, string> = {
    'open braces': '{',
    'open parentheses': 'f(',
    'open types': 'a<',
    'open elements': '(<a b ',
    'open nested elements': '(<a>{',
    'open templates': '`${',
    'open interpolations': '$"{',
    'open comments': '/*',
    'escapes in a string': '\\a',
    'apostrophes in numbers': "1'",
    'raw string openers': 'R"(',
    'hashes and quotes': '#"',
    'regular expressions that break off': '(/[',
    'empty lines': '\n',
    'white space': '\n        ',
    'definitions that break off': '\ndef f(',
    'nested conditions': '\n#if A',
    'alternatives without a condition': '\nX()\n#else',
    'dead conditions': '\n#if 0\n#else',
    'functions on one line': 'int f(void){}',
    'macros on one line': 'A(b) ',
    'nested parameters': 'a(x)x ',
    'old parameters': 'a(b) c; {} ',
    arrows: 'a = (b) => ',
    'conditional types': '(a) : b ? ',
    'class heads': 'class a ',
    'nested classes': 'class A { a = () => ',
    'declared modules': 'declare module a ',
    'type aliases': 'type a = b | ',
    properties: 'a: {',
    variables: 'const a = b, ',
    decorators: '@a.b ',
    tags: ' @risk:;',
    'lists of IDs': ' @risk RC-1, RC-2,',
    'long tokens': 'a1-1-',
    suppressions: ' lifetrace-ignore LT202: ',
    'comments of one line': '/**/',
    'comments of many lines': '// a\n',
    'documented functions': '/**/int f(void){}',
  };

  for (const [name, pattern] of Object.entries(patterns)) {
    it(`takes ${name} in linear time`, () => {
      const body = pattern.repeat(SIZE / pattern.length);
      for (const language of languages) {
        for (const text of [body, `"${body}`, `=/${body}`, `/* ${body}`, `// @implements ${body}`, `def f(${body}`]) {
          const { units, tags } = readCode(text, language, reading);
          assert.ok(units.length <= text.length && tags.length <= text.length);
        }
      }
    });
  }

  it('takes a name that is megabytes long', () => {
    const name = 'a'.repeat(2_000_000);
    const length = (language: LanguageId, text: string) => readCode(text, language, reading).units[0]?.name.length;
    assert.equal(length('c', `int ${name}(void) { }`), name.length);
    assert.equal(length('javascript', `function ${name}() { }`), name.length);
    assert.equal(length('python', `def ${name}(): pass`), name.length);
  });
});
