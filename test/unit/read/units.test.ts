import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { DEFAULT_WRAPPERS } from '../../../server/src/config/scriptWrappers.ts';
import type { LanguageId, UnitFact } from '../../../server/src/model/facts.ts';
import { lineColumnAt, lineStartsOf } from '../../../server/src/model/lineIndex.ts';
import { commentsIn } from '../../../server/src/read/comments.ts';
import { languageIn } from '../../../server/src/read/languages.ts';
import { unitsIn } from '../../../server/src/read/units.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const folder = inRepository('test/fixtures/units');
const MARK = /(?:\/\/|#)< (.*?)(?= #> |$)/;
const END_MARK = /(?:\/\/|#)> (.*)$/;

function units(text: string, language: LanguageId): readonly UnitFact[] {
  return unitsIn(text, language, commentsIn(text, language), new Set(DEFAULT_WRAPPERS));
}

/**
 * What a fixture expects, one line a unit: `line:column kind name, to line`. `in` names the scope around, `of` the suite
 * of a test.
 */
function expected(text: string, separator: string): string[] {
  const lines = text.split('\n');
  const ends = new Map<string, number[]>();
  lines.forEach((line, index) => {
    for (const name of END_MARK.exec(line)?.[1]?.split(', ') ?? []) {
      ends.set(name, [...(ends.get(name) ?? []), index]);
    }
  });
  return lines.flatMap((line, index) =>
    (MARK.exec(line)?.[1]?.split(', ') ?? []).map((mark) => {
      const [, kind = '', name = '', relation, place] = /^(\w+) (.+?)(?: (in|of) (.+))?$/.exec(mark) ?? [];
      const qualified = place ? `${place}${relation === 'of' ? '.' : separator}${name}` : name;
      const end = ends.get(qualified)?.find((candidate) => candidate >= index) ?? index;
      return `${index + 1}:${columnOf(line, kind, name)} ${kind} ${qualified}, to ${end + 1}`;
    }),
  );
}

/** Where a name stands in its line: behind other words, in front of what belongs to it. */
function columnOf(line: string, kind: string, name: string): number {
  const code = line.replace(MARK, '');
  const isShort = !code.includes(`${name}(`);
  const behind = kind === 'constructor' && name !== 'constructor' && !isShort ? '(?=\\()' : '(?![\\w$])';
  const before = name.startsWith('[') ? '' : '(?<![\\w$#])';
  const word = new RegExp(`${before}${name.replace(/[^\w\s]/g, '\\$&')}${behind}`, 'g');
  const columns = [...code.matchAll(word)].map((match) => match.index + 1);
  const declared = columns.find(
    (column) => kind === 'class' || kind === 'interface' || !/class $/.test(code.slice(0, column - 1)),
  );
  return declared ?? -1;
}

function found(text: string, language: LanguageId): string[] {
  const lineStarts = lineStartsOf(text);
  return units(text, language).map((unit) => {
    const name = text.slice(unit.nameSpan.start, unit.nameSpan.end);
    const quoted = /^['"]/.test(name) ? 1 : 0;
    const { line, column } = lineColumnAt(lineStarts, unit.nameSpan.start);
    const end = lineColumnAt(lineStarts, unit.span.end).line;
    return `${line + 1}:${column + 1 + quoted} ${unit.kind} ${unit.qualifiedName}, to ${end + 1}`;
  });
}

describe('units', () => {
  for (const file of readdirSync(folder)) {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    const language = languageIn(file, text);
    if (!language) continue;
    const units = expected(text, language === 'cpp' || language === 'rust' ? '::' : '.');

    it(`finds those of ${file}`, () => {
      assert.deepEqual(found(text, language), units);
    });

    it(`finds those of ${file} with Windows line breaks`, () => {
      assert.deepEqual(found(text.replaceAll('\n', '\r\n'), language), units);
    });

    it(`finds those of ${file} behind a byte order mark`, () => {
      assert.deepEqual(found(`\ufeff${text}`, language), units);
    });
  }

  it('spans a declaration from its first word to its last brace, without its documentation', () => {
    const [unit] = units('/** Doc. */\nexport const f = () => {\n};\n', 'typescript');
    assert.deepEqual(unit?.span, { start: 12, end: 38 });
    assert.deepEqual(unit?.nameSpan, { start: 25, end: 26 });
    assert.deepEqual(unit?.docSpan, { start: 0, end: 11 });
  });

  it('gives the enclosing unit', () => {
    const found = units('class A:\n  def f(self):\n    def g(): pass\n  def h(self): pass\ndef i(): pass\n', 'python');
    assert.deepEqual(
      found.map((unit) => [unit.name, found[unit.parent]?.name]),
      [
        ['A', undefined],
        ['f', 'A'],
        ['g', 'f'],
        ['h', 'A'],
        ['i', undefined],
      ],
    );
  });

  it('knows the code of a Rust file that is for tests only', () => {
    const isTest = (...lines: readonly string[]): (boolean | undefined)[] =>
      units(lines.join('\n'), 'rust').map(({ test }) => test);
    assert.deepEqual(isTest('fn a() {}', '#[test] fn b() {}', 'fn c() {}'), [undefined, true, undefined]);
    assert.deepEqual(isTest('#[cfg(test)]', 'mod m {', '  impl A { fn b() { fn c() {} } }', '}'), [
      true,
      true,
      true,
      true,
    ]);
    assert.deepEqual(isTest('#![cfg(test)]', 'fn a() {}'), [true]);
    for (const attribute of [
      'cfg(all(unix, test))',
      'cfg(any(test, all(test, unix)))',
      'cfg( all ( test , feature = "a" ) )',
      'tokio::test(start_paused = true)',
      'test_log::test(tokio::test)',
      'tokio :: test',
      'rstest',
      'test_case(1; "one")',
      'test /* of all { */',
      'cfg(/* not */ test // only\n)',
    ]) {
      assert.deepEqual(isTest(`#[${attribute}]`, '#[other]', '/// Doc.', 'fn f() {}'), [true], attribute);
    }
    for (const attribute of [
      'cfg(not(test))',
      'cfg(any(test, feature = "test"))',
      'cfg(all(not(test), unix))',
      'cfg(feature = "test")',
      'cfg_attr(test, inline)',
      'cfg(any())',
      'cfg(',
      'doc = "test"',
      'testing',
    ]) {
      assert.deepEqual(isTest(`#[${attribute}]`, 'fn f() {}'), [undefined], attribute);
    }
  });

  it('spans properties and members that are expressions', () => {
    const text = 'class A { [B] public int C => 1 ; int D { get => 2; } }';
    const spans = units(text, 'csharp').map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(spans, [text, 'public int C => 1 ', 'int D { get => 2; }']);
  });

  it('leaves comments of what is around out of a body of Python, with white space behind them, too', () => {
    const text = 'def a():\n  pass\n# b \n# c\t\ndef d():\n  ...  # e \n# f \ndef g(): pass\n';
    const bodies = units(text, 'python').map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(bodies, ['def a():\n  pass', 'def g(): pass']);
  });

  it('goes on behind what is half-typed', () => {
    const names = (language: LanguageId, text: string) =>
      units(text, language).map(({ qualifiedName }) => qualifiedName);
    assert.deepEqual(names('java', 'class A { void b() { c(d } void e() { } }'), ['A', 'A.b', 'A.e']);
    assert.deepEqual(names('java', 'class A { void b( ; } class C { void d() { } }'), ['A', 'C', 'C.d']);
    assert.deepEqual(names('java', 'class A { void b() { if (c) {\n  @D public A() { }\n private void e() { } }'), [
      'A',
      'A.b',
      'A.A',
      'A.e',
    ]);
    assert.deepEqual(
      names('csharp', 'class A { void B() { try { }\n  public int C => 1; internal class D { int E { get { } } } }'),
      ['A', 'A.B', 'A.C', 'A.D', 'A.D.E'],
    );
    assert.deepEqual(names('csharp', 'class A { int B => c( } class D { int E { get { f } }'), [
      'A',
      'A.B',
      'D',
      'D.E',
    ]);
  });

  it('ends what is not closed with the file', () => {
    assert.equal(units('int f(void) {\n  return 1;\n\n', 'c')[0]?.span.end, 25);
    assert.equal(units('function f() {\n  return 1;\n\n', 'javascript')[0]?.span.end, 26);
    assert.equal(units('def f():\n  return (1\n\n', 'python')[0]?.span.end, 20);
    assert.equal(units('func f() {\n\treturn 1\n\n', 'go')[0]?.span.end, 20);
    assert.equal(units('mod m {\n  fn f() {\n    1\n\n', 'rust')[1]?.span.end, 24);
    assert.equal(units('class A {\n  int b;\n\n', 'java')[0]?.span.end, 18);
    assert.equal(units('class A { int B => 1 +\n\n', 'csharp')[1]?.span.end, 22);
  });

  it('knows no units of documents', () => {
    for (const language of ['markdown', 'yaml', 'text'] as const) {
      assert.deepEqual(units('int f(void) { return 1; }', language), [], language);
    }
  });
});

describe('documentation of units', () => {
  /** The documentation of each unit, undefined where it has none. */
  function documentation(language: LanguageId, ...lines: readonly string[]): (string | undefined)[] {
    const text = lines.join('\n');
    return units(text, language).map(({ docSpan }) => docSpan && text.slice(docSpan.start, docSpan.end));
  }

  it('is the comments directly above', () => {
    const found = documentation('c', '/* a */', '/** b', ' */', '// c', 'int f(void) { }', 'int g(void) { }');
    assert.deepEqual(found, ['/* a */\n/** b\n */\n// c', undefined]);
  });

  it('ends at an empty line, so that the head of a file stays the head of the file', () => {
    assert.deepEqual(documentation('c', '/* licence */', '', '/* f */', 'int f(void) { }'), ['/* f */']);
    assert.deepEqual(documentation('c', '/* licence */', '', 'int f(void) { }'), [undefined]);
  });

  it('is not a comment that says that it describes the file', () => {
    assert.deepEqual(documentation('c', '/** @file pump.c */', '/* f */', 'int f(void) { }'), ['/* f */']);
    assert.deepEqual(documentation('c', '/*!', ' *  \\file', ' */', 'int f(void) { }'), [undefined]);
  });

  it('may name a path, or have a parameter called file, in the style of Linux', () => {
    const comment = '/** f\n * @file: what to read\n *\n * Closes @file at the end.\n */';
    assert.deepEqual(documentation('c', comment, 'int f(int file) { }'), [comment]);
    assert.deepEqual(documentation('c', '/** Reads docs\\file.txt. */', 'int f(void) { }'), [
      '/** Reads docs\\file.txt. */',
    ]);
  });

  it('is not a comment behind code of the line before', () => {
    assert.deepEqual(documentation('c', 'int a; // about a', 'int f(void) { }'), [undefined]);
    assert.deepEqual(documentation('c', 'int a; /* about f */ int f(void) { }'), ['/* about f */']);
  });

  it('reaches over decorators, and over comments between them', () => {
    assert.deepEqual(documentation('python', '# a', '@b', '# c', '@d', 'def f(): pass'), ['# a\n@b\n# c']);
    assert.deepEqual(documentation('typescript', '/** a */', '@B({ c: 1 })', 'export class D {}'), ['/** a */']);
    assert.deepEqual(documentation('typescript', 'class A {', '  // b', '  @C() @D', '  e() {}', '  f() {}', '}'), [
      undefined,
      '// b',
      undefined,
    ]);
  });

  it('stands above templates, attributes and access labels of C++', () => {
    assert.deepEqual(
      documentation('cpp', '// f', 'template <class T>', '[[nodiscard]]', 'T f(T a) { }', 'void g() { }'),
      ['// f', undefined],
    );
    assert.deepEqual(
      documentation(
        'cpp',
        '/// A',
        'class A {',
        ' public:',
        '  /// f',
        '  void f() { }',
        '',
        '  // g',
        '  A() : a{1} { }',
        '};',
      ),
      ['/// A', '/// f', '// g'],
    );
    assert.deepEqual(documentation('cpp', '// about a', 'int a;', '/// f', 'void A::f() { }'), ['/// f']);
  });

  it('reaches over a macro on the line above, but not over a list of them', () => {
    assert.deepEqual(documentation('c', '/** f */', 'DEPRECATED("use g")', 'int f(void) { }'), ['/** f */']);
    assert.deepEqual(documentation('c', '/** f */', 'RETURNS(int)', 'F(void) { }'), ['/** f */']);
    assert.deepEqual(documentation('c', '/** f */', 'DEPRECATED("use g")', 'RETURNS(int)', 'F(void) { }'), [
      '/** f */',
    ]);
    assert.deepEqual(documentation('cpp', '/// A', 'DEPRECATED("use B")', 'class A { };'), ['/// A']);
    assert.deepEqual(documentation('c', '/* a */', 'DEFINE(a)', '', 'int f(void) { }'), [undefined]);
    assert.deepEqual(documentation('c', '/** f */', 'SINCE(2)', 'DEPRECATED("use g")', 'int f(void) { }'), [
      '/** f */',
    ]);
    assert.deepEqual(documentation('c', '/* a, b */', 'DEFINE(a)', 'DEFINE(b)', 'int f(void) { }'), [undefined]);
    assert.deepEqual(documentation('c', '/* a */', 'DEFINE(a)', '/* f */', 'int f(void) { }'), ['/* f */']);
    assert.deepEqual(documentation('c', '/* suite */', 'SUITE(a)', '', '/* start */', 'START(b)', '{ }'), [
      '/* start */',
    ]);
  });

  it('stands behind a macro that stands by itself', () => {
    const found = documentation('c', '/* all */', 'BEGIN_DECLS', '', '/* f */', 'int f(void) { }');
    assert.deepEqual(found, ['/* f */']);
    assert.deepEqual(documentation('c', '/* all */', 'BEGIN_DECLS', '', 'int f(void) { }'), [undefined]);
    assert.deepEqual(documentation('cpp', 'BEGIN_API', '/// A', 'class A { };'), ['/// A']);
    assert.deepEqual(documentation('c', '/* f */', 'INLINE', 'LOCAL(int)', 'f(int a) { }'), ['/* f */']);
    assert.deepEqual(documentation('c', '/* f */', '#if A', 'INLINE', '#endif', 'int f(int a) { }'), ['/* f */']);
  });

  it('reaches over the conditions of the preprocessor', () => {
    const found = documentation(
      'c',
      '/* f */',
      '#if A',
      '#ifdef B',
      'int f(int a) { }',
      '#else',
      'int f(void) { }',
      '#endif',
    );
    assert.deepEqual(found, ['/* f */', undefined]);
    assert.deepEqual(documentation('c', '/* A */', '#define A', 'int f(int a) { }'), [undefined]);
  });

  it('reaches over pragmas, but not over those that are about more than the unit', () => {
    const above = (pragma: string) => documentation('c', '/* f */', pragma, 'void f(void) { }')[0];
    assert.equal(above('#pragma vector=TIMER0_VECTOR'), '/* f */');
    assert.equal(above('  # pragma CODE_SECTION(f, "ramfuncs") /* fast */'), '/* f */');
    for (const pragma of ['#pragma once', '#pragma region A', '#pragma mark A']) assert.equal(above(pragma), undefined);
    const found = documentation(
      'c',
      '/* f */',
      '#if A',
      '#pragma B',
      '__interrupt',
      '#endif /* A */',
      'void f(void) { }',
    );
    assert.deepEqual(found, ['/* f */']);
  });

  it('stands above the first of the branches that a declaration begins in', () => {
    const branches = (first: string, ...lines: readonly string[]) =>
      documentation('c', '/* f */', '#if A', first, '#elif B', ...lines, '#endif', '{', '}');
    assert.deepEqual(branches('__interrupt void F(void)', 'void F(void)', '#else', '#error'), ['/* f */']);
    assert.deepEqual(branches('int f(int a)', 'int f(long a)', '#else /* C */', 'int f(char a)'), ['/* f */']);
    assert.deepEqual(branches('DEFINE(a)', 'int f(int a)'), [undefined]);
  });

  it('stands above macros in front of a name that is qualified', () => {
    const name = 'Pump::rate()';
    assert.deepEqual(documentation('cpp', '/* f */', `RETURNS(int) ${name} { }`), ['/* f */']);
    assert.deepEqual(documentation('cpp', '/* f */', 'RETURNS(int)', `${name} { }`), ['/* f */']);
    assert.deepEqual(documentation('cpp', '/* a */', 'DEFINE(a)', '', `${name} { }`), [undefined]);
    assert.deepEqual(documentation('cpp', '/* f */', '_Post_(a) _When_(b)', 'METHOD(int, f)(int a) { }'), ['/* f */']);
  });

  it('reaches over annotations and attributes, and over comments between them', () => {
    assert.deepEqual(documentation('java', '/** a */', '@B({"{"}) @C', '// d', 'class E { /* f */ @G void h() { } }'), [
      '/** a */\n@B({"{"}) @C\n// d',
      '/* f */',
    ]);
    assert.deepEqual(documentation('csharp', '/// a', '[B("]")]', '[C] // d', 'class E { int F /* g */ => 1; }'), [
      '/// a\n[B("]")]\n[C] // d',
      undefined,
    ]);
  });

  it('is not what stands above an attribute of the assembly', () => {
    assert.deepEqual(
      documentation(
        'csharp',
        '// head',
        '[assembly: A("]")]',
        '[module: B]',
        'class C { }',
        '// head',
        '[assembly: D]',
      ),
      [undefined],
    );
    assert.deepEqual(documentation('csharp', '// head', '[assembly: A]', '// c', '[B]', 'class C { }'), ['// c']);
  });

  it('stands above each of the fields of a declaration', () => {
    const found = documentation(
      'java',
      'class A {',
      '// b',
      'B b = () -> { f(); },',
      '// c',
      'c = () -> { f(); };',
      '}',
    );
    assert.deepEqual(found, [undefined, '// b', '// c']);
  });

  it('of a property stands above it, not above its accessors', () => {
    const found = documentation(
      'csharp',
      'class A {',
      '  /// b',
      '  int B',
      '  {',
      '    // c',
      '    get { }',
      '  }',
      '}',
    );
    assert.deepEqual(found, [undefined, '/// b']);
  });

  it('reaches over directives in C# that tell when a member holds', () => {
    const found = documentation(
      'csharp',
      '// a',
      '#if A',
      '#pragma warning disable CS1',
      'class A { }',
      '// not b',
      '#endif',
      'class B { }',
    );
    assert.deepEqual(found, ['// a', undefined]);
  });

  it('is not what #if false hides, nor what stands above a declaration that it hides', () => {
    const hidden = ['#if false', '// b', 'void B() { }', '#endif'];
    assert.deepEqual(documentation('csharp', 'class A {', ...hidden, 'void C() { }', '}'), [undefined, undefined]);
    assert.deepEqual(documentation('csharp', '// b', '#if false', 'class B { }', '#endif', 'class C { }'), [undefined]);
    assert.deepEqual(documentation('csharp', '// c', '#if false', '[D]', '#endif', 'class C { }'), ['// c']);
    assert.deepEqual(
      documentation('csharp', '// c', '#if false', 'class C : B {', '#else', 'class C {', '#endif', '}'),
      ['// c'],
    );
  });

  it('stands above any blanks', () => {
    assert.deepEqual(documentation('csharp', '/// a', '\u00a0\u00a0class A { }'), ['/// a']);
  });

  it('is not the docstring of what is around', () => {
    const found = documentation('python', '"""Module."""', 'def f():', '  """F."""', '  def g(): pass');
    assert.deepEqual(found, [undefined, undefined]);
  });

  it('reaches over attributes and directives', () => {
    assert.deepEqual(documentation('rust', '/// a', '#[doc = "]"] // b', '#[inline]', '/* c */', 'fn f() {}'), [
      '/// a\n#[doc = "]"] // b\n#[inline]\n/* c */',
    ]);
    assert.deepEqual(documentation('rust', 'fn f() {', '  // g', '  #[a]', '  unsafe fn g() {}', '}'), [
      undefined,
      '// g',
    ]);
    assert.deepEqual(documentation('go', '// a', '//go:noinline', 'func f() {}', '', '// b', '', 'func g() {}'), [
      '// a\n//go:noinline',
      undefined,
    ]);
  });

  it('is not what a comment inside of a Rust item says about what is around', () => {
    assert.deepEqual(documentation('rust', '//! the crate', 'fn f() {}'), [undefined]);
    assert.deepEqual(documentation('rust', 'mod m {', '  /*! m */', '  // f', '  fn f() {}', '}'), [undefined, '// f']);
  });

  it('stands above types, traits, modules and the members of a group', () => {
    assert.deepEqual(documentation('go', 'type (', '// a', 'A struct{}', ')', 'var (', '// f', 'f = func() {}', ')'), [
      '// a',
      '// f',
    ]);
    assert.deepEqual(documentation('rust', '// a', 'impl A {}', '// b', 'trait B {}', '// c', 'mod c {}'), [
      '// a',
      '// b',
      '// c',
    ]);
  });

  it('stands above variables, properties and assignments too', () => {
    assert.deepEqual(documentation('javascript', '// a', 'const f = () => 1, g = () => 2;'), ['// a', undefined]);
    assert.deepEqual(documentation('javascript', 'const o = {', '  /** a */', '  f() {},', '};'), ['/** a */']);
    assert.deepEqual(documentation('javascript', '// a', 'A.prototype.f = function () {};'), ['// a']);
  });
});
