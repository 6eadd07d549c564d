import assert from 'node:assert/strict';
import fc from 'fast-check';
import picomatch from 'picomatch/posix.js';
import { DEFAULT_GLOBS } from '../../../server/src/config/defaults.ts';
import { globProblem, nameTestIn, pathTest } from '../../../server/src/config/globs.ts';

const segment = fc.constantFrom(
  'a',
  '.git',
  'node_modules',
  'test',
  'test_a.c',
  'a_test.c',
  'a.min.js',
  'x-y.test.ts',
  '.min.js',
  'b.c',
);
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const glob = fc.oneof(
  fc.constantFrom(...DEFAULT_GLOBS.exclude, ...DEFAULT_GLOBS.tests, ...DEFAULT_GLOBS.specs, ...DEFAULT_GLOBS.sources),
  fc
    .array(
      fc.constantFrom(
        'a',
        'test',
        '*',
        '**',
        '/',
        '/',
        '.',
        '_',
        '-',
        '.c',
        '**/',
        '/**',
        '?',
        '{a,b}',
        '{.c,.js}',
        '{,_}',
        '{*,b}',
        '[ab]',
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((pieces) => pieces.join(''))
    .filter((text) => !/\/\/|\.\.|^\/|\*{3}|(?:^|\/)\.(?:\/|$)/.test(text) && /[*?]/.test(text) && !text.endsWith('/')),
);

describe('globs', () => {
  it('match what they match for picomatch', () => {
    fc.assert(
      fc.property(fc.array(glob, { minLength: 1, maxLength: 4 }), fc.array(path, { maxLength: 4 }), (globs, files) => {
        // One after the other, as what was asked before must not matter.
        const test = pathTest(globs);
        for (const file of files) {
          const expected = picomatch(globs, { dot: true })(file);
          assert.equal(test(file), expected);
          const name = file.lastIndexOf('/') + 1;
          assert.equal(nameTestIn(file.slice(0, Math.max(0, name - 1)), globs)(file.slice(name)), expected);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('are told in good time, however many wildcards there are', () => {
    const name = 'a'.repeat(200);
    const path = `${`${name}/`.repeat(15)}${name}`;
    for (const glob of ['**/*a*a*a/**/*a*a*b/**/*a*a*b', '**/*a*a/**/*a*a/**/*a*a/**/{*b,c}', '**/[a]*a*b/**']) {
      if (globProblem(glob) === undefined) assert.equal(pathTest([glob])(path), false);
    }
    assert.equal(globProblem('**/*a*a*a/**/*a*a*b/**/*a*a*b'), undefined);
    assert.equal(globProblem('**/*a*a/**/*a*a/**/*a*a/**/{*b,c}'), 'glob has more than 4 wildcards.');
    assert.equal(globProblem('**/[a]*a*a*b/**'), 'glob has more than 4 wildcards.');
  });

  it('may have as many wildcards in names with letters of any language', () => {
    for (const glob of ['**/Gerät*/**/*_*.c', '**/@types/**/*_*.ts', '**/my code/**/*_*.c']) {
      assert.equal(globProblem(glob), undefined, glob);
    }
    const test = pathTest(['**/Gerät*/**/*_*.c']);
    assert.deepEqual(['src/Gerät 1/x/a_b.c', 'Gerät/a_b.c', 'Gerät/ab.c', 'Gerat/a_b.c'].map(test), [
      true,
      true,
      false,
      false,
    ]);
  });

  it('name a folder with all below it when they are plain names', () => {
    const test = pathTest(['./src/', 'a.c']);
    assert.deepEqual(['src/x/y.c', 'src', 'a.c', 'src2/a', 'x/a.c'].map(test), [true, true, true, false, false]);
  });

  it('name everything by the folder of the project', () => {
    for (const glob of ['.', './', './/']) assert.equal(pathTest([glob])('src/a.c'), true, glob);
  });

  it('are no regular expressions: round brackets and a plus stand for themselves', () => {
    const files = ['app/(shop)/a.ts', 'app/(shop)/x/b.ts', 'app/shop/a.ts', 'c++/1.c', 'c/1.c', 'cc/1.c'];
    const matched = (glob: string) => globProblem(glob) ?? files.filter(pathTest([glob]));
    assert.deepEqual(matched('app/(shop)/**'), ['app/(shop)/a.ts', 'app/(shop)/x/b.ts']);
    assert.deepEqual(matched('app/(shop)'), ['app/(shop)/a.ts', 'app/(shop)/x/b.ts']);
    assert.deepEqual(matched('app/\\(shop\\)/?.ts'), ['app/(shop)/a.ts']);
    assert.deepEqual(matched('c++/?.c'), ['c++/1.c']);
    assert.deepEqual(matched('[c]+/?.c'), []);
    const long = `${'a'.repeat(200)}!`;
    for (const glob of ['(a+)+b', '**/(a+)+$', '(a|a)+b', '{a,aa}+b', '[a-z]+[a-z]+[a-z]+[a-z]+[a-z]+b']) {
      if (globProblem(glob) === undefined) assert.equal(pathTest([glob])(long), false, glob);
    }
  });

  it('can be used, or it is said why not', () => {
    for (const glob of ['', '  ', '!src/**', 'src\\hal\\**', '/src', 'C:/src', '../src', '+(a)', '(a|b)/**']) {
      assert.notEqual(globProblem(glob), undefined, glob);
    }
    for (const glob of ['.', './', 'src/[!a]*', 'src/\\[a\\].c', 'a b', '[', '**/*.{c,h}']) {
      assert.equal(globProblem(glob), undefined, glob);
      pathTest([glob]);
    }
  });

  it('are not taken for something else where a folder ends as Windows writes it', () => {
    for (const glob of ['src\\hal', 'src\\**', 'src\\*.c', 'src\\?.c', 'src\\', 'src\\Übung']) {
      assert.equal(globProblem(glob), `“${glob}” separates folders by “\\”; write “/”.`);
    }
  });

  it('match nothing when there are none', () => {
    assert.equal(pathTest([])('a'), false);
  });
});
