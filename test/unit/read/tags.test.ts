import assert from 'node:assert/strict';
import { createIdScheme } from '../../../server/src/config/idScheme.ts';
import type { ReadingConfig } from '../../../server/src/config/readingConfig.ts';
import type { LanguageId, TagFact } from '../../../server/src/model/facts.ts';
import { type CodeFacts, readCode } from '../../../server/src/read/code.ts';

const reading: ReadingConfig = {
  key: 'test',
  ids: createIdScheme(new Map(), [{ type: 'SRS', matches: (text) => /^fn-[a-z-]+$/.test(text) }]),
  levels: ['A', 'B', 'C'],
  declared: true,
  oft: false,
  tracedCodeOnly: false,
  wrappers: new Set<string>(),
};

/** What was read of code, with a list of its tags. */
type Read = Omit<CodeFacts, 'tags'> & { readonly tags: readonly TagFact[] };

function read(text: string, language: LanguageId = 'c', config: ReadingConfig = reading): Read {
  const code = readCode(text, language, config);
  return { ...code, tags: [...code.tags] };
}

/** The tags of a text as `keyword target`, with the unit that each belongs to, if any. */
function tags(text: string, language: LanguageId = 'c'): string[] {
  const { tags: found, units } = read(text, language);
  return found.map((tag) => {
    const unit = units[tag.unit]?.qualifiedName;
    return `${tag.keyword} ${tag.target}${unit === undefined ? '' : ` (${unit})`}`;
  });
}

function problems(text: string, language: LanguageId = 'c'): string[] {
  return read(text, language).problems.map(({ span }) => text.slice(span.start, span.end));
}

function assertNothing(...texts: readonly string[]): void {
  for (const text of texts) {
    const { tags: found, suppressions, problems: remarks } = read(text);
    assert.deepEqual({ found, suppressions, remarks }, { found: [], suppressions: [], remarks: [] }, text);
  }
}

describe('tags', () => {
  it('name items behind a keyword, in both spellings', () => {
    assert.deepEqual(tags('// @implements SRS-012'), ['implements SRS-012']);
    assert.deepEqual(tags('/** \\verifies UNIT-05 */'), ['verifies UNIT-05']);
    assert.deepEqual(
      tags('/* @satisfies SYS-1 @mitigates HS-2 @risk RC-07 @unit UNIT-05 @class C @anomaly ANOM-3 */'),
      ['satisfies SYS-1', 'mitigates HS-2', 'risk RC-07', 'unit UNIT-05', 'class C', 'anomaly ANOM-3'],
    );
  });

  it('say where the ID and the whole tag stand', () => {
    const text = '/* @implements SRS-012, SRS-013 — see RC-07 */';
    const places = read(text).tags.map((tag) => [
      text.slice(tag.span.start, tag.span.end),
      text.slice(tag.tagSpan.start, tag.tagSpan.end),
    ]);
    assert.deepEqual(places, [
      ['SRS-012', '@implements SRS-012, SRS-013'],
      ['SRS-013', '@implements SRS-012, SRS-013'],
    ]);
  });

  it('compare by the normalised ID', () => {
    const keys = read('// @implements SRS-012, srs_12, SRS012, Srs-0012').tags.map((tag) => tag.targetKey);
    assert.deepEqual(keys, ['SRS-12', 'SRS-12', 'SRS-12', 'SRS-12']);
  });

  it('end with the first text that is no ID', () => {
    assert.deepEqual(tags('// @implements SRS-1 SRS-2'), ['implements SRS-1']);
    assert.deepEqual(tags('// @implements SRS-1, SRS-2 and SRS-3'), ['implements SRS-1', 'implements SRS-2']);
    assert.deepEqual(tags('// @implements SRS-1, see ISO-14971'), ['implements SRS-1']);
  });

  it('may have a colon behind the keyword and punctuation behind the ID', () => {
    assert.deepEqual(tags('// @implements: SRS-1'), ['implements SRS-1']);
    assert.deepEqual(tags('// @implements:SRS-1.'), ['implements SRS-1']);
    assert.deepEqual(tags('// @implements : SRS-1; @risk RC-1: because'), ['implements SRS-1', 'risk RC-1']);
    assert.deepEqual(tags('/* @implements SRS-1*/'), ['implements SRS-1']);
    assert.deepEqual(tags('// @implements SRS-1—text, @risk RC-1/RC-2'), ['implements SRS-1', 'risk RC-1']);
  });

  it('take every form of ID that the project knows', () => {
    assert.deepEqual(tags('// @implements SRS 12, SRS-PUMP-3, RW-SYS-4.1b, fn-normalise, RISK-CTRL-2'), [
      'implements SRS 12',
      'implements SRS-PUMP-3',
      'implements RW-SYS-4.1b',
      'implements fn-normalise',
      'implements RISK-CTRL-2',
    ]);
  });

  it('go on in the next line of the comment behind a comma', () => {
    assert.deepEqual(tags('/**\n * @implements SRS-1,\n *   SRS-2,\r\n * SRS-3\n * SRS-4 */'), [
      'implements SRS-1',
      'implements SRS-2',
      'implements SRS-3',
    ]);
    assert.deepEqual(tags('/// @implements SRS-1,\n/// SRS-2, \n  // SRS-3'), [
      'implements SRS-1',
      'implements SRS-2',
      'implements SRS-3',
    ]);
    assert.deepEqual(tags('# @implements SRS-1,\n#   SRS-2', 'python'), ['implements SRS-1', 'implements SRS-2']);
    assert.deepEqual(tags('// @implements SRS-1,\n// @risk RC-1'), ['implements SRS-1', 'risk RC-1']);
    assert.deepEqual(tags('// @implements SRS-1,\n\n// SRS-2'), ['implements SRS-1']);
    assert.deepEqual(tags('// @implements SRS-1,\nint a; // SRS-2'), ['implements SRS-1']);
    assert.deepEqual(tags('/* @implements SRS-1, */ // SRS-2'), ['implements SRS-1']);
    assert.deepEqual(tags('// @implements\n// SRS-1'), []);
  });

  it('stand in Python docstrings', () => {
    assert.deepEqual(tags('"""@unit UNIT-1"""\ndef f():\n  """Does it.\n\n  @implements SRS-1"""', 'python'), [
      'unit UNIT-1',
      'implements SRS-1 (f)',
    ]);
    assert.deepEqual(tags("def f():\n  '@implements SRS-1'\n  x = '@implements SRS-2'", 'python'), [
      'implements SRS-1 (f)',
    ]);
  });

  it('stand behind the decoration of comments only', () => {
    assert.deepEqual(tags('//@risk RC-1\n/*@risk RC-2*/\n//!@risk RC-3\n/* -@risk RC-4\n *@risk RC-5 */'), [
      'risk RC-1',
      'risk RC-2',
      'risk RC-3',
      'risk RC-4',
      'risk RC-5',
    ]);
    assertNothing('// me@risk RC-1', '// `@risk RC-1`', '// "@risk RC-1"', '// \\\\risk RC-1', '// {@risk RC-1}');
  });

  it('stand in comments only', () => {
    assertNothing('char *a = "@implements SRS-1";', '#define X @implements SRS-1', '"// @implements SRS-1"');
    for (const [language, text] of [
      ['java', '@implements SRS_1 class A {}\n@Implements("SRS-1")'],
      ['python', '@unit\ndef f(): return "@implements SRS-1"'],
      ['typescript', 'const a = `\n// @implements SRS-1\n`;'],
      ['markdown', '// @implements SRS-1'],
    ] as const) {
      assert.deepEqual(tags(text, language), [], language);
    }
  });

  it('are not the tags of other tools', () => {
    assertNothing(
      '/** @implements {Foo} */',
      '/** @implements {SRS-1} */',
      '/** @implements Foo */',
      '/** @implements Visitor_2 */',
      '/** @class Foo */',
      '/** @class CPump "pump.h" */',
      '/** \\class\n * C */',
      '/** @class */',
      '/** @unit mm/s */',
      '/** @unit m-2 */',
      '/** @risk of 3 */',
      '/** @implementsnot SRS-1 @verifies-not SRS-1 @unittest UNIT-1 */',
      '/** @verifies that release 2 works */',
      '/** @tests SRS-1 @req SRS-1 @relation(SRS-1) */',
    );
  });

  it('give the safety level as it is written', () => {
    assert.deepEqual(tags('// @class C\n// @class A.\n// @class D\n// @class c\n// @class CC'), ['class C', 'class A']);
    assert.equal(read('// @class C').tags[0]?.targetKey, 'C');
  });
});

describe('the unit of a tag', () => {
  it('is the one that it documents', () => {
    assert.deepEqual(tags('/** @implements SRS-1 */\nint f(void) { }\n// @implements SRS-2\nint g(void) { }'), [
      'implements SRS-1 (f)',
      'implements SRS-2 (g)',
    ]);
  });

  it('is the innermost one around', () => {
    assert.deepEqual(
      tags(
        'class A { // @unit UNIT-1\n  m() { // @risk RC-1\n    function f() { /* @risk RC-2 */ } /* @risk RC-3 */\n\n    // @risk RC-4\n  }\n  // @risk RC-5\n}',
        'typescript',
      ),
      [
        'unit UNIT-1 (A)',
        'risk RC-1 (A.m)',
        'risk RC-2 (A.m.f)',
        'risk RC-3 (A.m.f)',
        'risk RC-4 (A.m)',
        'risk RC-5 (A)',
      ],
    );
  });

  it('is a function, a class or a method of C++', () => {
    assert.deepEqual(
      tags(
        [
          '/** @implements SRS-1 */',
          'template <class T>',
          'class A {',
          ' public:',
          '  /// @implements SRS-2',
          '  A() : a_{1} { /* @risk RC-1 */ }',
          '  int b; ///< @implements SRS-3',
          '  /// @implements SRS-4',
          '  bool operator==(const A &a) const { return true; } // @implements SRS-5',
          '};',
          '/// @implements SRS-6',
          'template <class T> void A<T>::f() {',
          '  auto g = [] { /* @risk RC-2 */ };',
          '}',
          '/** @implements SRS-7 */',
          'struct Settings { int rate; };',
        ].join('\n'),
        'cpp',
      ),
      [
        'implements SRS-1 (A)',
        'implements SRS-2 (A::A)',
        'risk RC-1 (A::A)',
        'implements SRS-3 (A)',
        'implements SRS-4 (A::operator==)',
        'implements SRS-5 (A::operator==)',
        'implements SRS-6 (A::f)',
        'risk RC-2 (A::f)',
        'implements SRS-7 (Settings)',
      ],
    );
  });

  it('is the one that ends in front of it on the same line', () => {
    assert.deepEqual(
      tags(
        'int f(void) {\n} /* @implements SRS-1 */\nint g(void); // @implements SRS-2\nint h(void) { } // @implements SRS-3\nint i(void) { }',
      ),
      ['implements SRS-1 (f)', 'implements SRS-2', 'implements SRS-3 (h)'],
    );
    assert.deepEqual(tags('const o = { f: () => 1, // @risk RC-1\n  g() { } }; // @risk RC-2', 'javascript'), [
      'risk RC-1 (o.f)',
      'risk RC-2 (o.g)',
    ]);
    assert.deepEqual(tags('def f():\n  return 1  # @risk RC-1\n# @risk RC-2\n\nx = 1', 'python'), [
      'risk RC-1 (f)',
      'risk RC-2',
    ]);
  });

  it('is the declaration in Java and C# that the comment stands above, in or behind', () => {
    assert.deepEqual(
      tags(
        '/** @unit UNIT-1 */\n@A("{")\npublic class A {\n  // @risk RC-1\n  @B int b = f(new C() {\n    // @risk RC-2\n    void d() { /* @risk RC-3 */ }\n    // @risk RC-4\n  });\n\n  // @implements SRS-1\n  enum E { F { void g() { } // @risk RC-5\n  } }\n}',
        'java',
      ),
      [
        'unit UNIT-1 (A)',
        'risk RC-1 (A)',
        'risk RC-2 (A.b.d)',
        'risk RC-3 (A.b.d)',
        'risk RC-4 (A)',
        'implements SRS-1 (A.E)',
        'risk RC-5 (A.E.F.g)',
      ],
    );
    assert.deepEqual(
      tags(
        '// @unit UNIT-1\n\nnamespace N;\n/// @implements SRS-1\n[A]\nclass A\n{\n  /// <summary>\n  /// @risk RC-1\n  /// </summary>\n  [B] int C { get; set; }\n\n  /// @risk RC-2\n  int D { get /* @risk RC-3 */ => 1; }\n  int E => 1; // @risk RC-4\n  void F() { $"{g /* @risk RC-5 */}"; }\n}',
        'csharp',
      ),
      [
        'unit UNIT-1',
        'implements SRS-1 (A)',
        'risk RC-1 (A)',
        'risk RC-2 (A.D)',
        'risk RC-3 (A.D)',
        'risk RC-4 (A.E)',
        'risk RC-5 (A.F)',
      ],
    );
  });

  it('is none for the head of a file', () => {
    assert.deepEqual(tags('/* @unit UNIT-05 */\n#include <a.h>\n\n/* @file\n * @risk RC-1 */\nint f(void) { }'), [
      'unit UNIT-05',
      'risk RC-1',
    ]);
  });

  it('is the function, type, impl block or module of a Rust file', () => {
    const text = [
      '//! @risk RC-1',
      '/// @risk RC-2',
      '#[derive(Debug)]',
      'struct A; // @risk RC-3',
      '/// @risk RC-4',
      'impl A {',
      '  // @risk RC-5',
      '',
      '  /// @risk RC-6',
      '  #[inline] // @risk RC-7',
      '  fn f(&self) { let g = |x| { x /* @risk RC-8 */ }; } // @risk RC-9',
      '}',
      'mod m {',
      '  //! @risk RC-10',
      '  fn h() {}',
      '}',
    ];
    assert.deepEqual(tags(text.join('\n'), 'rust'), [
      'risk RC-1',
      'risk RC-2 (A)',
      'risk RC-3 (A)',
      'risk RC-4 (A)',
      'risk RC-5 (A)',
      'risk RC-6 (A::f)',
      'risk RC-7 (A::f)',
      'risk RC-8 (A::f)',
      'risk RC-9 (A::f)',
      'risk RC-10 (m)',
    ]);
  });

  it('is the function or type of a Go file, not that of C code in front of an import', () => {
    const text = [
      '// @risk RC-1',
      '',
      '// int f(void) { } @risk RC-2',
      'import "C"',
      '// A is a type.',
      '// @risk RC-3',
      'type A struct {',
      '\tb int // @risk RC-4',
      '}',
      '// F does it.',
      '//',
      '// @risk RC-5',
      '//go:noinline',
      'func (a *A) F() {',
      '\tg := func() { /* @risk RC-6 */ }',
      '} // @risk RC-7',
      'var h = func() {} // @risk RC-8',
    ];
    assert.deepEqual(tags(text.join('\n'), 'go'), [
      'risk RC-1',
      'risk RC-2',
      'risk RC-3 (A)',
      'risk RC-4 (A)',
      'risk RC-5 (A.F)',
      'risk RC-6 (A.F)',
      'risk RC-7 (A.F)',
      'risk RC-8 (h)',
    ]);
  });
});

describe('malformed IDs', () => {
  it('are remarked behind keywords that nobody uses for anything else', () => {
    const { problems: found } = read('// @implements SRX-012');
    assert.deepEqual(found, [
      {
        code: 'LT003',
        message: '“SRX-012” is not a valid item ID (expected a known prefix and a number, for example SRS-012).',
        span: { start: 15, end: 22 },
      },
    ]);
    for (const keyword of ['verifies', 'satisfies', 'mitigates', 'risk', 'anomaly']) {
      assert.deepEqual(problems(`/* @${keyword} SRX-1: text */`), ['SRX-1'], keyword);
    }
  });

  it('are remarked in lists too', () => {
    assert.deepEqual(tags('// @implements SRS-1, SRX-2, SRS-3'), ['implements SRS-1']);
    assert.deepEqual(problems('// @implements SRS-1, SRX-2, SRS-3'), ['SRX-2']);
    assert.deepEqual(problems('// @implements SRS-12bb, SRS-3'), ['SRS-12bb']);
  });

  it('are not remarked where the workspace has no project file', () => {
    assert.deepEqual(read('// @implements SRX-012', 'c', { ...reading, declared: false }).problems, []);
  });

  it('are not names of standards, encodings and the like', () => {
    const names =
      'UTF-8 SHA-256 ISO-14971 IEC-62304 IEC_62304 RFC-2119 CVE-2024-3094 MD5-1 ISO-8859-1 IEEE-754 AES-256-GCM X-25 CWE-120 EN-60601-1 DO-178C windows-1252';
    assertNothing(...names.split(' ').map((name) => `// @verifies ${name} is met`));
  });

  it('are not free text', () => {
    assertNothing('// @verifies', '// @verifies 12', '// @risk high', '// @verifies step-by-step', '// @unit SRX-1');
  });
});

describe('suppressions', () => {
  function suppressions(text: string, language: LanguageId = 'c'): [string, string, string][] {
    return read(text, language).suppressions.map(({ code, reason, span, scope }) => {
      assert.equal(text.slice(span.start, span.end), code);
      return [code, reason, text.slice(scope.start, scope.end)];
    });
  }

  it('have a code, a reason and a scope', () => {
    const unit = '/* lifetrace-ignore LT202: generated code */\nint f(void) { }';
    assert.deepEqual(suppressions(`int a;\n${unit}\nint b;`), [['LT202', 'generated code', unit]]);
    const file = '// lifetrace-ignore LT202: not ours\nint a;';
    assert.deepEqual(suppressions(file), [['LT202', 'not ours', file]]);
  });

  it('may have several codes', () => {
    const text = '# lifetrace-ignore LT202, LT301 : both';
    assert.deepEqual(suppressions(text, 'python'), [
      ['LT202', 'both', text],
      ['LT301', 'both', text],
    ]);
  });

  it('are kept when the reason is missing', () => {
    for (const text of [
      '/* lifetrace-ignore LT202 */',
      '// lifetrace-ignore LT202:',
      '// lifetrace-ignore LT202: \n// no reason',
    ]) {
      assert.deepEqual(suppressions(text), [['LT202', '', text]]);
    }
  });

  it('are not other texts', () => {
    assertNothing(
      '// lifetrace-ignore',
      '// lifetrace-ignore: everything',
      '// lifetrace-ignored LT202: no',
      '// see lifetrace-ignored',
      '// `lifetrace-ignore LT202: no`',
      'char *a = "lifetrace-ignore LT202: no";',
    );
  });
});
