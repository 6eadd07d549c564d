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
  wrappers: new Set<string>(),
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
    'namespace a::b {',
    'template <class T> ',
    'requires ',
    'A::~A() ',
    ' : a{1} {',
    'operator',
    'public: ',
    'typedef struct {',
    '} a;',
    'TEST(a, b) {',
    '= [a]() {',
    '= {',
    '};',
  ],
  ...[
    'function ',
    'async ',
    'case ',
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
  ...[
    'func ',
    'func (a *A[B]) f(',
    '\ntype (\n',
    '\nvar a = func(',
    '\n) {\n',
    'struct{',
    'interface{',
    '`',
    '[T any]',
  ],
  ...[
    'fn ',
    'fn f<',
    '-> ',
    'impl ',
    ' for ',
    'mod m {',
    'trait T {',
    'macro_rules! m {',
    'm! {',
    '#[cfg(test)]',
    '#![',
    'unsafe ',
  ],
  ...['f"', 'f"{', "rf'{", '...', ':\n    ...', 'class A(Protocol):', '\\\n    '],
  ...[
    '\n#if false\n',
    ' => ',
    ' -> ',
    'new A() {',
    'enum ',
    'record ',
    'namespace A;',
    'int this[',
    'operator +(',
    'get {',
    'get; ',
    'delegate {',
    '@interface ',
    'public int B {',
  ],
  ...['@implements ', '@class ', 'SRS-1', 'SRX-2', ', ', 'lifetrace-ignore LT202', ': reason', '\n// ', '\n# '],
];

const texts = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 80, size: 'max' }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 200, size: 'max' }),
);

/** Texts that once broke a promise. */
const examples: [string][] = [
  ['{\nclass A:};\n// };f(int a) {\nclass A:/>{'],
  ['class struct s {\ndef f(}{'],
  ['\n#if false\n/*\n#endif\nclass A { //*/'],
  ['class A { int f(new B() { int g() { } }) { } }'],
  ['#![/**#if A\ntrait T {'],
  ['impl {'],
  ['trait T {enum A {\n'],
  [`${'fn f() {'.repeat(101)}\n`],
  ['#![f"\nR"x(/**$"{trait T {'],
  ['fn f() {\n// a; pub\nfn g() {} /**'],
  ['struct s {typedef struct {#define X \\\n} a;'],
  ['TEST(a, b) {/*\nclass A:*/get {'],
  ['class A { "" () {} }'],
  ['#define X R"x(\n)x"*/*/f"}struct s {'],
  ['\ntype (\nf\ufeff'],
  ['(var a=()=>).b=()=>'],
  ['a({ b() {} }).c = () => {}'],
  ['a[class A {}] = () => {}'],
  ['a = () => class\nb { c() {} }'],
  ['func(/*)f()\ntype s'],
];

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
          assertOrdered(Array.from(tags, (tag) => tag.span));
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
    'open template parameters': 'template<',
    'braces among parameters': 'f({}, ',
    'initialisers of members': 'f() : a{1}, ',
    'names of operators': 'operator<',
    'casts to nothing': 'operator ',
    'storage classes': 'static ',
    'names in names': 'a::',
    requirements: 'requires a && ',
    'nested namespaces': 'namespace a {',
    'nested structs': 'f(){ struct a {',
    'types without a name': 'typedef struct {',
    'macros of tests': 'TEST(a, b) {}',
    'braces in the first column': '\n{\n}\n}',
    'nested conditions': '\n#if A',
    'alternatives without a condition': '\nX()\n#else',
    'dead conditions': '\n#if 0\n#else',
    definitions: '\n#define A 1',
    'definitions that go on': '\n#define A 1\\',
    'definitions with an open comment': '\n#define A 1 /* b',
    'definitions with an open string': '\n#define A "/',
    'definitions with a raw string': '\n#define A R"(',
    'marks outside of comments': '@risk a\n',
    tildes: 'a~',
    'functions on one line': 'int f(void){}',
    'macros on one line': 'A(b) ',
    'macros on lines of their own': 'A(b)\n',
    'macros behind empty lines': 'AB(c)\n\n',
    'macros with literals': 'a("b")\n',
    'macros with parameters of their own': 'A(b, c)(d) ',
    'words between empty lines': 'A\n\n',
    'comparisons among parameters': 'template <a b = c < d, ',
    'requirements of functions': 'f() && requires (a) {}',
    'nested parameters': 'a(x)x ',
    'old parameters': 'a(b) c; {} ',
    arrows: 'a = (b) => ',
    'elements of elements': 'a[0]',
    'open brackets': 'a[',
    'calls of calls': '(a)',
    'calls with several arguments': '(a, b)',
    'assignments to elements': 'a[0].b = ',
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
    'Go functions that break off': 'func f(',
    'Go functions that break off on lines of their own': '\nfunc f(',
    'Go functions on one line': 'func f(){};',
    'Go functions that are not closed': '\nfunc f() {',
    'receivers that break off': ';func (a ',
    specifications: ';type a [b ',
    'variables of function types': ';var a b ',
    'open groups': ';type (',
    'Rust functions that break off': 'fn f<',
    'Rust functions on one line': 'fn f(){}',
    'nested functions': 'fn f(){',
    'nested modules': 'mod m{',
    'nested impl blocks': 'impl A{',
    'closing braces of wrong columns': '\n fn f() {\n  }',
    'types of impl blocks': 'impl A for B<',
    'paths of impl blocks': 'impl a::',
    attributes: '#[a(',
    'attributes of tests': '#[cfg(all(test,',
    'inner attributes': '#![a]',
    qualifiers: 'pub(crate) unsafe ',
    'calls of macros': 'a!{',
    'calls of macros in functions': 'fn f(){a!(',
    'names in calls of macros': 'a!{b, c ',
    'printed attributes': '# [a',
    'hashes and white space': '#\n  ',
    'lines with a hash and a brace': 'f()\n#new A {',
    'qualifiers on lines of their own': '\npub(crate) unsafe',
    'lines that fence manifests': '---a\n',
    'comments in receivers': ';func (a /* b ',
    'comments in types': '\ntype a /**/',
    'nested formatted strings': 'f"{',
    'formatted strings': 'f"{\'a"',
    'functions without a body': '\ndef f(): ...',
    'functions without a body that break off': '\ndef f(...',
    protocols: '\nclass A(B, ',
    'arrows of lambdas': 'class A { B c = d -> ',
    'members that are expressions': 'class A { int B => ',
    'anonymous classes': 'new A() {',
    'anonymous classes on one level': 'new A() { } a ',
    'open new types': 'new A<',
    'annotations with arguments': '@A(',
    'lists of annotations': '@A @B() ',
    'attributes of C#': '[A',
    'lists of attributes': '[A(1)] ',
    'open text blocks': '"""\n',
    'open raw strings': '$$"""{{',
    'open verbatim strings': '@"a""',
    accessors: 'class A { int B { get {',
    'enum constants': 'enum A { B { ',
    'constants on one level': 'A(b), ',
    'switch arms': 'a => b, ',
    'skipped branches': '\n#if A\n{\n#else\n{\n#endif',
    'dead branches': '\n#if false\n',
    operators: 'operator ',
    'qualified names': 'a.b<c>.',
    'closing brackets': ')}];',
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

  it('takes what only stands once in front of a pattern in linear time', () => {
    const size = 400_000;
    const hostile: [LanguageId, string][] = [
      ['typescript', `x = ${'(<a>'.repeat(size / 4)}`],
      ['typescript', `${'a[; '.repeat(size / 16)}${']=()=>1'.repeat(size / 16)}`],
      ['c', `A(b) /*${'\n*'.repeat(size / 4)}*/${'\n  B(c)'.repeat(size / 14)}{`],
      ['c', `typedef struct { int a; } ${'// '.repeat(size / 3)}\n*a;`],
      ['cpp', `${Array.from({ length: size / 12 }, (_, i) => `A${i}(b)\nc::`).join('')}f() {`],
      ['cpp', `${'_A_(b) '.repeat(size / 7)}f() {`],
      ['cpp', `class A { property ${'[a] '.repeat(size / 4)}{`],
      ['c', `${'a f(b)\n#el\n'.repeat(size / 11)}{`],
      ['c', `${'#pragma a\n'.repeat(size / 10)}${'/**/ '.repeat(size / 5)}${'f() { } '.repeat(size / 8)}`],
      ['java', `f()${'/**/\n'.repeat(size / 10)}${'a {'.repeat(size / 6)}`],
      ['csharp', `a ${'#class A {a'.repeat(size / 22)}\n${'#region\n'.repeat(size / 16)}`],
      ['python', `# a${'\n'.repeat(size / 2)}${'\ndef f():'.repeat(size / 18)}`],
    ];
    for (const [language, text] of hostile) assert.ok(readCode(text, language, reading).units.length < size);
  });

  it('keeps names in bounds in what is nested without end', () => {
    const nested: Partial<Record<LanguageId, string>> = {
      c: 'struct abc {'.repeat(5000),
      cpp: 'namespace abc { class D { '.repeat(5000),
      java: 'class A { void b() { '.repeat(5000),
      csharp: 'class A { void b() { '.repeat(5000),
      typescript: 'namespace a { class B { c() { '.repeat(5000),
      javascript: 'function abc() {'.repeat(5000),
      rust: `mod ${'a'.repeat(50)} {`.repeat(100),
      python: Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}def abc():\n`).join(''),
    };
    for (const [language, text] of Object.entries(nested)) {
      const { units } = readCode(text, language as LanguageId, reading);
      assert.ok(units.length >= 100 && units.every(({ qualifiedName }) => qualifiedName.length < 1000), language);
      assert.ok(
        units.some(({ qualifiedName }) => qualifiedName.length > 400),
        language,
      );
    }
  });

  it('takes a name that is megabytes long', () => {
    const name = 'a'.repeat(2_000_000);
    const length = (language: LanguageId, text: string) => readCode(text, language, reading).units[0]?.name.length;
    assert.equal(length('c', `int ${name}(void) { }`), name.length);
    assert.equal(length('javascript', `function ${name}() { }`), name.length);
    assert.equal(length('python', `def ${name}(): pass`), name.length);
    assert.equal(length('java', `class ${name} { }`), name.length);
    assert.equal(length('csharp', `int ${name}() => 1;`), name.length);
  });
});
