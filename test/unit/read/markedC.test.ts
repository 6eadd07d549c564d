import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readingOf } from '../../../server/src/config/readingConfig.ts';
import { type FlatSource, flatten } from '../../../server/src/model/flatFacts/flatten.ts';
import { readMarkedCode } from '../../../server/src/read/markedCode.ts';
import { readFile } from '../../../server/src/read/readFile.ts';
import { createByteScan } from '../../../server/src/workspace/node/byteScan/byteScan.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const reading = readingOf(
  { prefixes: [], opaqueIds: [], levels: ['A', 'B', 'C'], declared: true, oft: false },
  { tracedCodeOnly: false, wrappers: [] },
);

/** What code is made of, with much of what makes it hard to read. */
const PIECES = [
  ...[
    'int f(void)',
    'static int g(struct a *b)',
    'struct s',
    'typedef struct',
    'union',
    'enum e',
    'x',
    'SYSCALL(open, int a)',
    'TEST_F(pump, stops)',
  ],
  ...['int old(a) int a;', 'void (*cb(int a))(void)', '__attribute__((packed))', 'int a[] =', 'extern "C"', 'a::b()'],
  ...['M(a, {', '})', 'M((int[]){', '} }, b) f(void)'],
  ...['{', '}', '{', '}', '{}', ';', '} t;', '} __packed t;', ' ', '\n', '\n', '\n', '\t', '(', ')', '=', ','],
  ...['/* c */', '/** doc\n */\n', '// line\n', '// joined \\\n', '/* @file */\n', '/*', '*/', '/', '/*/'],
  ...['"s{"', '"\\"}"', '"open', "'{'", "'\\''", "don't", "1'000", '"a\\\nb"', '\\\\"', '\\', '\\\n'],
  ...[
    '\n#if A\n',
    '\n#if 0\n',
    '\n#else\n',
    '\n#elif B\n',
    '\n#endif\n',
    '\n #  ifdef C\n',
    '\n#define M(a) {',
    '\n#define N "',
  ],
  ...[
    '\n#include <a.h>\n',
    '\n#define LONG \\\n  { \\\n',
    "\n#error don't\n",
    '\n#define P /* goes\non */ {\n',
    '#',
    '\n#endiffy\n',
    '\n#asm\n',
    '\n# pragma asm\n',
    '\n#endasm // c\n',
  ],
  ...['// ŻĊ\n', '/* é{ */', 'ü', '\ufeff', '\u2028', '😀'],
];
const texts = fc
  .array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 3 })), {
    maxLength: 40,
    size: 'max',
  })
  .map((pieces) => pieces.join(''));

describe('C read from marks', () => {
  const scan = createByteScan();
  assert.ok(scan);

  /** The facts by marks, if the text has some and its units are sure. */
  function byMarks(name: string, text: string): FlatSource | undefined {
    scan?.room(text.length).write(text.replace(/[^\0-\xff]/g, '\xff'), 'latin1');
    const marks = scan?.mark(text.length);
    return marks && readMarkedCode({ path: name, text, role: 'source' }, marks);
  }

  function assertSame(name: string, text: string): boolean {
    const marked = byMarks(name, text);
    if (!marked) return false;
    const read = readFile({ path: name, text, role: 'source' }, reading);
    assert.deepEqual({ ...marked, lineStarts: read.lineStarts }, read);
    assert.deepEqual(flatten(marked), flatten(read));
    return true;
  }

  it('gives the facts of any text that the reader of all languages gives', () => {
    let sure = 0;
    fc.assert(
      fc.property(texts, (text) => {
        if (assertSame('a.c', text)) sure++;
      }),
      { numRuns: 4000 },
    );
    assert.ok(sure > 500, `${sure} texts were read`);
  });

  it('is sure of code in which all adds up', () => {
    const folder = inRepository('test', 'fixtures');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[ch]$/.test(file));
    for (const file of files) assertSame(file, readFileSync(path.join(folder, file), 'utf8'));
    assert.ok(
      assertSame(
        'pump.c',
        `#ifdef __cplusplus
extern "C" {
#endif
/** Stops. */
static int stop(struct pump *pump)
{
#ifdef LOUD
	if (pump) {
		puts("}");
#else
	if (!pump) {
#endif
		return '{';
	}
	return 0;
}

DEFINE_PUMP(second, { .rate = "}" }, ((int[]) { 1, 2 }));
LIMITS(struct { int low; }, { 3 }) static int within(int rate)
{
	return rate > 3;
}

TEST_F(pump, stops)
{
	EXPECT_EQ(0, stop(self));
}

#if 0
void never(void) { don't
#else
typedef struct { int a; union { int b; } c; } pump_t;
#endif
#ifdef __cplusplus
}
#endif
`,
      ),
    );
  });

  it('knows of comments inside of declarations', () => {
    const text = 'int f(void){}M((int[]){int f(void)/** doc\n */\nint f(void)} t;{}';
    assert.ok(assertSame('a.c', text));
  });

  it('is not sure where a branch opens what it does not close', () => {
    assert.equal(byMarks('a.c', 'int f(void) {\n#if A\n}\nint g(void) {\n#else\n#endif\n}}\n'), undefined);
    assert.equal(byMarks('a.c', 'int f(void) {\n'), undefined);
    assert.equal(byMarks('a.c', '}\n'), undefined);
  });

  it('leaves to others what is no plain text, and headers of C++', () => {
    assert.equal(byMarks('a.c', 'int f(void) {}\r\n'), undefined);
    assert.equal(byMarks('a.h', 'class A { int f() {} };\n'), undefined);
  });
});
