import assert from 'node:assert/strict';
import type { LanguageId } from '../../../server/src/model/facts.ts';
import { commentsIn } from '../../../server/src/read/comments.ts';

/** Asserts which comments a text has. */
function comments(language: LanguageId, text: string, ...expected: readonly string[]): void {
  const found = commentsIn(text, language).map(({ span }) => text.slice(span.start, span.end));
  assert.deepEqual(found, expected);
}

const CURLY = ['c', 'cpp', 'typescript', 'javascript', 'java', 'rust', 'go', 'csharp'] as const;

describe('comments', () => {
  for (const language of CURLY) {
    it(`are found outside of strings in ${language}`, () => {
      comments(language, 'a = "// no \\" /* no */"; // yes "\nb /* yes\n */ / c', '// yes "', '/* yes\n */');
    });

    it(`end with the file when they are not closed in ${language}`, () => {
      comments(language, 'a /* b', '/* b');
      comments(language, 'a // b', '// b');
      comments(language, 'a /');
    });
  }

  it('end at any line break', () => {
    comments('c', '// a\r\n// b\r// c\n', '// a', '// b', '// c');
    comments('python', '# a\r\n# b\r# c\n', '# a', '# b', '# c');
  });

  it('say of which kind they are', () => {
    assert.deepEqual(
      commentsIn('// a\n/* b */', 'go').map(({ kind }) => kind),
      ['line', 'block'],
    );
    assert.deepEqual(
      commentsIn('"""a"""\n# b', 'python').map(({ kind }) => kind),
      ['doc', 'line'],
    );
  });

  it('are not looked for in documents', () => {
    for (const language of ['markdown', 'restructuredtext', 'yaml', 'text'] as const) {
      comments(language, '# a\n// b\n/* c */');
    }
  });

  it('survive a string that its line does not close', () => {
    for (const language of ['c', 'cpp', 'typescript', 'java', 'go', 'csharp'] as const) {
      comments(language, 'a = "not closed\nb // yes', '// yes');
    }
    comments('python', 'a = "not closed\nb # yes', '# yes');
  });

  describe('in C', () => {
    it('go on over joined lines', () => {
      comments('c', '// a \\\n still a\nb', '// a \\\n still a');
      comments('c', '// a \\\r\n still a\r\nb', '// a \\\r\n still a');
    });

    it('know character literals and strings over joined lines', () => {
      comments('c', `'"' // a\n'\\'' /* b */ L'"' "c \\\n // no" // d`, '// a', '/* b */', '// d');
    });

    it('are not hidden by prose or digit separators', () => {
      comments('c', "#error don't /* a */\nint n = 1'000'000; char c = '\"'; // b", '/* a */', '// b');
    });
  });

  describe('in C++', () => {
    it('know raw strings', () => {
      comments('cpp', 'auto a = R"(" // no)"; // a\nauto b = u8R"x(// no )" )x"; // b', '// a', '// b');
      comments('cpp', 'auto VAR"(", b; // a', '// a');
    });
  });

  describe('in TypeScript and JavaScript', () => {
    it('stand in the holes of templates, not in their text', () => {
      comments(
        'typescript',
        '`// no @{a /* 1 */ + `@{b // 2\n}` + "}"} // no \\` @{{ c: 1 }}` // 3'.replaceAll('@', '$'),
        '/* 1 */',
        '// 2',
        '// 3',
      );
    });

    it('are told from regular expressions and divisions', () => {
      comments(
        'javascript',
        'a = /[/"\'*/]\\/"/g // 1\nb = c / d // 2\nreturn /\'/.test(e) // 3',
        '// 1',
        '// 2',
        '// 3',
      );
      comments('javascript', 'a++ / b // 1\n(c) / d /"/ // 2\ne[0] / f // 3', '// 1', '// 3');
      comments('javascript', 'x = a.return / 2 // 1\n!/"/.test(b) // 2\ny! / 2 // 3', '// 1', '// 2', '// 3');
      comments('javascript', '/* 1 */ /"/.test(a) // 2', '/* 1 */', '// 2');
    });

    it('are told from the text of JSX', () => {
      comments(
        'typescript',
        'const a = <p title="// no">It\'s // no {/* 1 */} <b x={y /* 2 */}>`</b></p>; // 3',
        '/* 1 */',
        '/* 2 */',
        '// 3',
      );
      comments('typescript', 'const a = <p // 1\n  /* 2 */ b />; // 3', '// 1', '/* 2 */', '// 3');
      comments('typescript', 'return <><A<B> c="//" />\'</>; // 1', '// 1');
    });

    it('are told from type arguments and comparisons', () => {
      comments('typescript', 'const a = <T,>(b: T) => "c"; // 1\nconst d = <any>e; // 2', '// 1', '// 2');
      comments(
        'typescript',
        'const a = <T extends object>(b: T) => b; // 1\nif (a < b || c > d) {} // 2',
        '// 1',
        '// 2',
      );
    });

    it('are not the line that names the interpreter', () => {
      comments('javascript', '#!/usr/bin/env node // no\n// yes', '// yes');
    });
  });

  describe('in Python', () => {
    it('are told from strings of every kind', () => {
      comments('python', `a = '# no' + r"\\" + '''# no\n' # no''' # 1\nb = f"{c['#']}" # 2`, '# 1', '# 2');
    });

    it('include docstrings of the module, of classes and of functions', () => {
      comments(
        'python',
        '# 1\n"""Module."""\nclass A(B[int]): # 2\n  \'Class.\'\n  async def f(self, a="):", *b: "c") -> {}:\n    # 3\n\n    r"""Function\n    # goes on."""',
        '# 1',
        '"""Module."""',
        '# 2',
        "'Class.'",
        '# 3',
        'r"""Function\n    # goes on."""',
      );
    });

    it('do not include other strings', () => {
      comments('python', 'a = 1\n"""no"""\nif b:\n  """no"""\nc = {"d":\n  "no"}');
      comments('python', 'def f():\n  "no".strip()\ndef g():\n  f"no"\ndef h():\n  b"no"');
      comments('python', 'def f(a: int\n"""no"""');
    });

    it('include the docstring of what follows a header that is still being typed', () => {
      comments('python', 'def f(a,\ndef g():\n  """G."""', '"""G."""');
    });
  });

  describe('in Java', () => {
    it('know text blocks and character literals', () => {
      comments('java', 'a = """\n // no \\""" " """; // 1\nc = \'"\'; // 2\nd = "" + ""; // 3', '// 1', '// 2', '// 3');
    });
  });

  describe('in Rust', () => {
    it('nest', () => {
      comments('rust', '/* a /* b */ c */ d /// e', '/* a /* b */ c */', '/// e');
    });

    it('know raw strings, lifetimes and characters', () => {
      comments('rust', 'r"\\" // 1\nbr##"" # "# // no"## // 2', '// 1', '// 2');
      comments('rust', "fn f<'a>(x: &'a str, c: char) { c == '\"' || c == '\\'' || c == '\\u{22}' } // 1", '// 1');
      comments('rust', '"a\n// no" r#type // 1\nfor"// no"', '// 1');
    });
  });

  describe('in Go', () => {
    it('know raw strings and runes', () => {
      comments('go', "a := `\\`; b := '\"'; c := `// no\n` // 1", '// 1');
    });
  });

  describe('in C#', () => {
    it('know verbatim, interpolated and raw strings', () => {
      comments('csharp', 'a = @"\\"; // 1\nb = @"// no "" // no"; // 2', '// 1', '// 2');
      comments('csharp', 'a = $"{b["// no"] /* 1 */} {{ // no"; // 2', '/* 1 */', '// 2');
      comments('csharp', 'a = $@"{b}\n// no {(c ? "}" : "{")}"; // 1', '// 1');
      comments(
        'csharp',
        'a = """\n "" // no\n"""; // 1\nb = $$"""{ // no {{c /* 2 */}} """; // 3',
        '// 1',
        '/* 2 */',
        '// 3',
      );
    });

    it('know character literals', () => {
      comments('csharp', "a = '\"'; // 1\nb = '\\''; // 2", '// 1', '// 2');
    });
  });
});
