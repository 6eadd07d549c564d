import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import { byteString, readIgnoreFile } from '../../../server/src/workspace/ignore/ignoreFile.ts';
import { discoverFiles, leftOutTest } from '../../../server/src/workspace/node/discoverFiles.ts';
import { temporaryProject, writeIn } from '../../support/temporaryProject.ts';

const config = defaultConfig();

/** The files that a walk finds, in path order. */
async function found(root: string): Promise<readonly string[]> {
  const { files, skipped } = await discoverFiles(root, config, () => false);
  assert.deepEqual(skipped, []);
  return files.map((file) => file.path).sort();
}

function git(root: string, ...args: readonly string[]): string {
  // Nothing of the user's own configuration counts.
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', XDG_CONFIG_HOME: root };
  const run = spawnSync('git', ['-c', 'core.quotePath=false', ...args], { cwd: root, encoding: 'utf8', env });
  assert.equal(run.status, 0, `git ${args.join(' ')}: ${run.stderr} ${run.error ?? ''}`);
  return run.stdout;
}

/** What git itself finds. */
function gitFiles(root: string): readonly string[] {
  return git(root, 'ls-files', '-z', '--others', '--cached', '--exclude-standard')
    .split('\0')
    .filter((file) => file.endsWith('.c'))
    .sort();
}

/** An empty repository; what `git init` makes, as far as git needs it. */
function makeRepository(folder: string): void {
  for (const inside of ['objects', 'refs', 'info']) mkdirSync(path.join(folder, '.git', inside), { recursive: true });
  writeFileSync(path.join(folder, '.git/HEAD'), 'ref: refs/heads/main\n');
}

function repository(files: Readonly<Record<string, string>>): string {
  const root = temporaryProject(files);
  makeRepository(root);
  return root;
}

const PIECES = [
  ...[
    'a',
    'b',
    'ab',
    'é',
    '.c',
    'a.c',
    'A.C',
    'É',
    '*.c',
    '*.C',
    ' ',
    '-',
    ']',
    '!',
    '#',
    '/',
    '/',
    '/',
    '*',
    '*',
    '**',
    '**/',
    '/**',
    '?',
  ],
  ...[
    '[ab]',
    '[A]',
    '[A-C]',
    '[Z-a]',
    '[^A-B]',
    '[!a]',
    '[^b]',
    '[a-c]',
    '[c-a]',
    '[]a]',
    '[a-',
    '[[:alpha:]]',
    '[[:upper:]-b]',
    '[[:nope:]]',
    '[\\]]',
    '[-a]',
    '[a',
  ],
  ...['\\', '\\*', '\\ ', '\\!', '\\#', '\\[', '\\a', '\\A', '/\\'],
];
const pattern = fc
  .tuple(
    fc.constantFrom('', '', '', '!', '/', '!/'),
    fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 }),
  )
  .map(([start, pieces]) => start + pieces.join(''));
const ignoreFile = fc
  .tuple(fc.array(pattern, { minLength: 1, maxLength: 6 }), fc.constantFrom('\n', '\r\n', ' \n'))
  .map(([lines, ending]) => lines.join(ending) + ending);
const folderName = fc.constantFrom('a', 'b', 'ab', 'é', 'É', 'A', '[a]', 'a b');
const fileName = fc.constantFrom(
  'a.c',
  'b.c',
  'ab.c',
  'é.c',
  'A.c',
  '.c',
  '-.c',
  ' .c',
  '#a.c',
  '!a.c',
  ']a.c',
  '*.c',
  'a\\b.c',
);
const folder = fc.array(folderName, { maxLength: 3 }).map((parts) => parts.map((part) => `${part}/`).join(''));
const place = fc.tuple(folder, fileName).map((parts) => parts.join(''));

/** Settings of a repository, and how many of five files they leave. */
const IGNORING: readonly (readonly [config: string, kept: number])[] = [
  ['', 5],
  ['[core]\n\tignorecase = true\n', 1],
  ['[CORE] IgnoreCase\r\n', 1],
  ['[core]\n\tbare = false\n\tignorecase = "on" # yes\n[user]\n\tignorecase = false\n', 1],
  ['[core]\nignorecase = true\nignorecase = 0\n', 5],
  ['[core "x"]\nignorecase = true\n[user]\nignorecase\n', 5],
  ['[core]\nignorecase =\n', 5],
];

/** Files and ignore files below one folder. Many such trees share a repository, since asking git takes its time. */
const tree = fc.record({
  files: fc.uniqueArray(place, { minLength: 5, maxLength: 20 }),
  ignoreFiles: fc.uniqueArray(fc.tuple(folder, ignoreFile), {
    minLength: 1,
    maxLength: 3,
    selector: ([where]) => where,
  }),
});

describe('files that git leaves out', () => {
  it('are the same as for git, whatever the ignore files say', async () => {
    const runs = Number(process.env['LIFETRACE_MANY_RUNS'] ?? 6);
    await fc.assert(
      fc.asyncProperty(
        fc.array(tree, { minLength: 8, maxLength: 12 }),
        fc.option(ignoreFile, { nil: '' }),
        fc.boolean(),
        async (trees, exclude, ignoreCase) => {
          const root = repository({
            '.git/info/exclude': exclude,
            '.git/config': `[core]\nignoreCase = ${ignoreCase}\n`,
          });
          for (const [index, { files, ignoreFiles }] of trees.entries()) {
            // The first tree stands at the top, so that its patterns meet all others.
            const top = index === 0 ? '' : `tree${index}/`;
            for (const file of files) writeIn(root, top + file, '');
            for (const [where, text] of ignoreFiles) writeIn(root, `${top}${where}.gitignore`, text);
          }
          assert.deepEqual(await found(root), gitFiles(root));
          rmSync(root, { recursive: true });
        },
      ),
      { numRuns: runs, endOnFailure: runs <= 6 },
    );
  });

  const CASES: readonly (readonly [what: string, lines: string, kept: readonly string[], left: readonly string[]])[] = [
    ['a name at any depth', 'gen.c\n', ['a.c', 'x/a.c'], ['gen.c', 'x/gen.c', 'x/y/gen.c']],
    ['an anchored name', '/gen.c\n', ['x/gen.c'], ['gen.c']],
    ['a slash in the middle', 'x/gen.c\n', ['gen.c', 'y/x/gen.c'], ['x/gen.c']],
    ['a folder', 'out/\n', ['x/out.c'], ['out/a.c', 'x/out/a.c']],
    ['a folder pattern that names a file', 'out.c/\n', ['out.c'], ['x/out.c/a.c']],
    ['a negation', '*.c\n!keep.c\n', ['keep.c', 'x/keep.c'], ['a.c']],
    ['a negation below a folder that is left out', 'out/\n!out/keep.c\n', ['a.c'], ['out/keep.c']],
    ['a negation below a pattern for the contents', 'out/*\n!out/keep.c\n', ['out/keep.c'], ['out/a.c']],
    ['the last of several', '!a.c\na.c\n', ['b.c'], ['a.c']],
    ['any number of folders', 'x/**/a.c\n', ['a.c', 'y/x/a.c'], ['x/a.c', 'x/y/a.c', 'x/y/z/a.c']],
    ['everything below', 'x/**\n', ['y/x/a.c'], ['x/a.c', 'x/y/b.c']],
    ['two stars inside of a name', 'x/a**.c\n', ['x/ab/d.c'], ['x/abc.c']],
    ['a star, which stops at a slash', 'x/*.c\n', ['x/y/a.c'], ['x/a.c']],
    ['a class', '[ab].c\n', ['c.c'], ['a.c', 'b.c']],
    ['a class of characters not in it', '[!ab].c\n', ['a.c'], ['c.c', '-.c']],
    ['a class that is not closed', '[ab.c\n', ['a.c', '[ab.c'], []],
    ['an escaped star', '\\*.c\n', ['a.c'], ['*.c']],
    ['an escaped sign', '\\#a.c\n\\!b.c\n', ['a.c', 'b.c'], ['#a.c', '!b.c']],
    ['a comment', '#a.c\n', ['#a.c', 'a.c'], []],
    ['spaces at the end', 'a.c  \nb.c\\ \n', ['b.c'], ['a.c']],
    ['a tab at the end', 'a.c\t\n', ['a.c'], []],
    ['Windows line ends and no line end', 'a.c\r\nb.c', ['c.c'], ['a.c', 'b.c']],
    ['a carriage return behind the last line', 'b.c\na.c\r', ['c.c'], ['a.c', 'b.c']],
    ['a zero byte, which ends a pattern', 'a.c\0 b\nx\0/y\n', ['b.c'], ['a.c', 'x/b.c']],
    ['a byte order mark', '\ufeffa.c\n', ['b.c'], ['a.c']],
    ['the case of letters', 'A.c\n', ['a.c'], ['A.c']],
    ['a letter of two bytes', '?.c\n', ['é.c'], ['e.c']],
    ['a backslash at the end', 'a.c\\\n', ['a.c'], []],
  ];
  for (const [what, lines, kept, left] of CASES) {
    it(`tell by ${what}`, async () => {
      const root = repository({ '.gitignore': lines });
      for (const file of [...kept, ...left]) writeIn(root, file, '');
      assert.deepEqual(await found(root), [...kept].sort());
      assert.deepEqual(gitFiles(root), [...kept].sort());
    });
  }

  it('are told without regard to case where the repository has none', async () => {
    const root = repository({
      '.gitignore': 'debug/\n*.GEN.C\n',
      'Debug/a.c': '',
      'DEBUG/kept/b.c': '',
      'a.gen.c': '',
      'Kept.gen.c': '',
      'c.c': '',
    });
    for (const [config, kept] of IGNORING) {
      writeIn(root, '.git/config', config);
      assert.deepEqual(await found(root), gitFiles(root), config);
      assert.equal((await found(root)).length, kept, config);
    }
    git(root, 'config', 'core.ignoreCase', 'true');
    git(root, 'add', '--force', 'DEBUG/kept/b.c', 'Kept.gen.c');
    renameSync(path.join(root, 'DEBUG'), path.join(root, 'dEBUG'));
    renameSync(path.join(root, 'Kept.gen.c'), path.join(root, 'kept.GEN.c'));
    assert.deepEqual(await found(root), ['c.c', 'dEBUG/kept/b.c', 'kept.GEN.c']);
  });

  it('are told by the deepest file first, and by the file that is not shared last', async () => {
    const root = repository({
      '.git/info/exclude': '*.gen.c\nlocal/\n',
      '.gitignore': '!kept.gen.c\n*.tmp.c\n',
      'x/.gitignore': '!*.tmp.c\n',
      'a.gen.c': '',
      'kept.gen.c': '',
      'a.tmp.c': '',
      'x/a.tmp.c': '',
      'local/a.c': '',
    });
    assert.deepEqual(await found(root), ['kept.gen.c', 'x/a.tmp.c']);
    assert.deepEqual(gitFiles(root), ['kept.gen.c', 'x/a.tmp.c']);
  });

  it('follow the repository around the project, up to where it begins', async () => {
    const outer = repository({
      '.gitignore': 'build/\n/packages/app/local.c\n',
      'packages/.gitignore': '*.gen.c\n',
      'packages/app/src/a.c': '',
      'packages/app/src/b.gen.c': '',
      'packages/app/build/a.c': '',
      'packages/app/local.c': '',
    });
    const project = path.join(outer, 'packages/app');
    assert.deepEqual(await found(project), ['src/a.c']);
    assert.deepEqual(gitFiles(project), ['src/a.c']);
  });

  it('are not left out when the project as a whole is: it was opened all the same', async () => {
    const outer = repository({ '.gitignore': '*\n', 'app/src/a.c': '', 'app/.gitignore': 'b.c\n', 'app/b.c': '' });
    assert.deepEqual(await found(path.join(outer, 'app')), ['src/a.c']);
  });

  it('follow a repository inside by its own rules alone', async () => {
    const root = repository({
      '.gitignore': '*.gen.c\n',
      'libs/own/a.gen.c': '',
      'libs/own/.gitignore': 'b.c\n',
      'libs/own/b.c': '',
      'libs/sub/a.gen.c': '',
      'libs/sub/local.c': '',
      'libs/sub/.git': 'gitdir: ../../.git/modules/sub\n',
      '.git/modules/sub/info/exclude': 'local.c\n',
      'libs/none/.git/readme.txt': '',
      'libs/none/a.gen.c': '',
    });
    makeRepository(path.join(root, 'libs/own'));
    assert.deepEqual(await found(root), ['libs/own/a.gen.c', 'libs/sub/a.gen.c']);
    assert.deepEqual(gitFiles(path.join(root, 'libs/own')), ['a.gen.c']);
  });

  it('are told by the bytes of an ignore file that is no text', async () => {
    const root = repository({ 'é.c': '', 'e.c': '' });
    writeFileSync(path.join(root, '.gitignore'), Buffer.from('?[\x80-\xbf].c\n', 'latin1'));
    assert.deepEqual(await found(root), ['e.c']);
    assert.deepEqual(gitFiles(root), ['e.c']);
  });

  /** A repository with something that is ignored, and tracked all the same; its work tree is in this folder. */
  function withKept(root: string, ...init: readonly string[]): void {
    git(root, 'init', '--quiet', ...init);
    for (const file of ['a.c', 'kept.gen.c', 'build/kept.c', 'local.c']) writeIn(root, file, '');
    writeIn(root, '.gitignore', '*.gen.c\nbuild/\n');
    git(root, 'add', 'a.c', '.gitignore');
    git(root, 'add', '--force', 'kept.gen.c', 'build/kept.c');
    const exclude = git(root, 'rev-parse', '--git-path', 'info/exclude').trim();
    writeFileSync(path.resolve(root, exclude), 'local.c\n');
  }

  function commit(root: string): void {
    git(root, '-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', 'All');
  }

  /** What there is in a work tree of such a repository, and what of it is read. */
  async function assertKept(root: string): Promise<void> {
    for (const file of ['new.gen.c', 'build/new.c', 'local.c']) writeIn(root, file, '');
    assert.deepEqual(await found(root), ['a.c', 'build/kept.c', 'kept.gen.c']);
    assert.deepEqual(gitFiles(root), ['a.c', 'build/kept.c', 'kept.gen.c']);
  }

  it('are the same in a linked work tree', async () => {
    const home = temporaryProject({});
    const main = path.join(home, 'main');
    mkdirSync(main);
    withKept(main);
    commit(main);
    git(main, 'worktree', 'add', '--quiet', '../linked');
    await assertKept(path.join(home, 'linked'));
  });

  it('are the same in a submodule that is opened by itself', async () => {
    const home = temporaryProject({ 'lib/.keep': '', 'main/.keep': '' });
    const [library, main] = [path.join(home, 'lib'), path.join(home, 'main')];
    withKept(library);
    commit(library);
    git(main, 'init', '--quiet');
    git(main, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'lib');
    writeIn(main, '.git/modules/lib/info/exclude', 'local.c\n');
    await assertKept(path.join(main, 'lib'));
  });

  it('are the same where the repository is kept elsewhere, behind a file or a link', async () => {
    const home = temporaryProject({ 'a/.keep': '', 'b/.keep': '' });
    const [a, b] = [path.join(home, 'a'), path.join(home, 'b')];
    withKept(a, '--separate-git-dir', path.join(home, 'a.git'));
    await assertKept(a);
    writeFileSync(path.join(a, '.git'), 'gitdir: ../a.git\r\n\n');
    await assertKept(a);
    withKept(b);
    renameSync(path.join(b, '.git'), path.join(home, 'b.git'));
    symlinkSync('../b.git', path.join(b, '.git'));
    await assertKept(b);
  });

  it('are the same where the project is opened by a link into a repository', async () => {
    const home = temporaryProject({ 'main/.keep': '' });
    const main = path.join(home, 'main');
    withKept(main);
    for (const file of ['sub/a.c', 'sub/a.gen.c', 'sub/local.c']) writeIn(main, file, '');
    symlinkSync('main/sub', path.join(home, 'link'));
    assert.deepEqual(await found(path.join(home, 'link')), ['a.c']);
    assert.equal(leftOutTest(path.join(home, 'link'), config)('a.gen.c'), true);
  });

  it('are not those that git tracks in an index with other checksums, or in two parts', async () => {
    const root = temporaryProject({});
    withKept(root, '--object-format=sha256');
    await assertKept(root);
    for (const version of [2, 4]) {
      const split = temporaryProject({});
      withKept(split);
      git(split, 'update-index', '--index-version', String(version), '--split-index');
      await assertKept(split);
      writeIn(split, 'build/later.c', '');
      git(split, 'add', '--force', 'build/later.c');
      assert.deepEqual(await found(split), gitFiles(split));
      assert.equal(gitFiles(split).length, 4);
    }
  });

  it('follow the rules around a folder whose .git is none', async () => {
    const root = repository({ '.gitignore': '*.gen.c\n', 'a/.git': 'junk\n', 'a/a.gen.c': '', 'a/b.c': '' });
    assert.deepEqual(await found(root), ['a/b.c']);
    assert.deepEqual(gitFiles(root), ['a/b.c']);
  });

  for (const version of [2, 3, 4]) {
    it(`are never those that git tracks (index version ${version})`, async () => {
      const root = repository({
        '.gitignore': '*.gen.c\nbuild/\n',
        'a.gen.c': '',
        'kept.gen.c': '',
        'build/a.c': '',
        'build/deep/kept.c': '',
        'build/deep/é kept.c': '',
        'build/deep/later.c': '',
        'other/b.gen.c': '',
      });
      git(
        root,
        '-c',
        `index.version=${version}`,
        'add',
        '--force',
        'kept.gen.c',
        'build/deep/kept.c',
        'build/deep/é kept.c',
      );
      // What is only announced has longer entries, which version 2 does not know.
      if (version > 2) git(root, 'add', '--force', '--intent-to-add', 'build/deep/later.c');
      assert.deepEqual(await found(root), gitFiles(root));
      assert.equal(gitFiles(root).length, version > 2 ? 4 : 3);
    });
  }

  it('are told by the ignore files alone where the index is damaged', async () => {
    const root = repository({ '.gitignore': '*.gen.c\n', 'a.gen.c': '', 'b.c': '' });
    git(root, 'add', '--force', 'a.gen.c');
    const index = readFileSync(path.join(root, '.git/index'));
    for (const bytes of [index.subarray(0, 76), Buffer.from('DIRC'), Buffer.alloc(200), Buffer.alloc(0)]) {
      writeFileSync(path.join(root, '.git/index'), bytes);
      assert.deepEqual(await found(root), ['b.c']);
    }
  });

  it('are not told by a link in place of an ignore file', async () => {
    const root = repository({ rules: 'a.c\n', 'a.c': '', 'x/a.c': '' });
    symlinkSync(path.join(root, 'rules'), path.join(root, '.gitignore'));
    assert.deepEqual(await found(root), ['a.c', 'x/a.c']);
  });

  it('are told in good time by a pattern made to take long', () => {
    const bomb = `${'*a'.repeat(40)}b\nx/${'**/*a'.repeat(20)}b\n${'[a-z]*'.repeat(40)}B\n`;
    const rules = readIgnoreFile(bomb, false);
    const name = 'a'.repeat(250);
    assert.equal(rules.verdict(`x/${`${name}/`.repeat(10)}`, name, false), undefined);
    assert.equal(rules.verdict('', `${name}b`, false), 'ignored');
  });

  it('count bytes as git does', () => {
    assert.equal(byteString('aé'), 'a\u00c3\u00a9');
    assert.equal(byteString('plain'), 'plain');
  });
});
