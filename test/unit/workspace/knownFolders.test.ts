import assert from 'node:assert/strict';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { checkReport } from '../../../server/src/reports/checkReport.ts';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { indexProject } from '../../../server/src/workspace/indexProject.ts';
import { type Discovered, discoverFiles } from '../../../server/src/workspace/node/discoverFiles.ts';
import { DEFAULT_LIMITS } from '../../../server/src/workspace/node/diskReader.ts';
import { keepsFolderTimes } from '../../../server/src/workspace/node/folderTimes.ts';
import { type CachedRun, type CacheIdentity, ReadingCache } from '../../../server/src/workspace/node/readingCache.ts';
import { printedReport } from '../../support/printedReport.ts';
import { temporaryProject, writeIn } from '../../support/temporaryProject.ts';

const LONG_AGO = new Date('2024-01-01');

/** Later than the last change of anything here, by more than what has to rest needs. */
const LATER = Date.now() + 3_600_000;

/** Folders keep their times wherever the tests run: only their settled ones are compared with what is changed then. */
const TRUSTED = { begunAt: LATER, keepsTimes: () => true };

/** Makes all folders look as if nothing had come to them for long, so that whatever comes now is seen by their times. */
function settle(root: string): void {
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.isDirectory()) settle(path.join(root, entry.name));
    else if (entry.isFile()) utimesSync(path.join(root, entry.name), LONG_AGO, LONG_AGO);
  }
  utimesSync(root, LONG_AGO, LONG_AGO);
}

function settled(files: Readonly<Record<string, string>>): string {
  const root = temporaryProject(files);
  settle(root);
  return root;
}

function identityFor(): CacheIdentity {
  return { file: path.join(temporaryProject({}), 'cache'), build: 'x', limits: '' };
}

async function index(root: string, cache?: ReadingCache): Promise<string> {
  const engine = new Engine();
  await indexProject(root, engine, { limits: DEFAULT_LIMITS, cache, progress: () => {} });
  return JSON.stringify(printedReport(checkReport(engine.snapshot(), engine.findings(), '0')));
}

/** What a walk meets, in an order that does not depend on the disk. */
function sorted({ files, skipped, leftOut }: Discovered): unknown {
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  const ignored = [...leftOut.ignored].sort(([a], [b]) => (a < b ? -1 : 1));
  return { files: [...files].sort(byPath), skipped: [...skipped].sort(byPath), leftOut: { ...leftOut, ignored } };
}

/** Compares a walk that knows what an earlier run has found with one that knows nothing; gives that. */
async function sameWalk(root: string, cache: ReadingCache): Promise<unknown> {
  const engine = new Engine();
  await indexProject(root, engine, { limits: DEFAULT_LIMITS, progress: () => {} });
  const { config } = engine;
  const found = sorted(await discoverFiles(root, config, () => false));
  const known = cache.knownFolders(root, config);
  assert.deepEqual(
    sorted(
      await discoverFiles(
        root,
        config,
        () => false,
        () => {},
        known,
      ),
    ),
    found,
  );
  return found;
}

/** The folders that hold what they held, by what the cache says. */
function known(
  root: string,
  identity: CacheIdentity,
  folders: readonly string[],
  run: CachedRun = TRUSTED,
): readonly string[] {
  const all = ReadingCache.open(identity, run).knownFolders(root, new Engine().config);
  return folders.filter((folder) => {
    const stamp = all.stampOf(folder);
    return stamp && all.earlier(folder, stamp);
  });
}

const PROJECT = {
  '.gitignore': 'build/\n*.gen.c\n!keep.gen.c\n',
  'spec.md': '# SRS-1 Stop\n# SRS-2 Go\n',
  'src/a.c': '// @implements SRS-1\n',
  'src/b.gen.c': '',
  'src/keep.gen.c': '',
  'src/.gitignore': '/local.c\n',
  'src/local.c': '',
  'src/deep/local.c': '// @implements SRS-9\n',
  'src/deep/Makefile': '',
  'build/spec.md': '# SRS-3 Nothing\n',
  'node_modules/x/README.md': '',
  'ü☃/é.c': '// @risk RC-7\n',
};
const FOLDERS = ['', 'src', 'src/deep', 'ü☃'];

const names = fc.constantFrom('a', 'b', 'a.c', 'b.gen.c', 'spec.md', 'Makefile', '.gitignore', 'é.c', 'build');
const places = fc.array(names, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const ignoreFiles = fc.constantFrom('.gitignore', 'a/.gitignore', 'b/.gitignore', 'b/a/.gitignore');
const contents = fc.constantFrom('', '*.c\n', '!*.c\n', 'a/\n', '/b\n', '# SRS-1 Stop\n', '// @implements SRS-1\n');
const settings = fc.constantFrom(
  '',
  'files: {exclude: [b/**]}\n',
  'files: {tests: [a/**]}\n',
  'files: {specs: [b/**]}\n',
);
const edit = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), place: places, text: contents }),
  fc.record({ kind: fc.constant('write' as const), place: ignoreFiles, text: contents }),
  fc.record({ kind: fc.constant('remove' as const), place: places }),
  fc.record({ kind: fc.constant('move' as const), place: places, to: places }),
  fc.record({ kind: fc.constant('folder' as const), place: places }),
  fc.record({ kind: fc.constant('link' as const), place: places, to: places }),
  fc.record({ kind: fc.constant('settings' as const), text: settings }),
  fc.record({ kind: fc.constant('track' as const), places: fc.array(places, { maxLength: 3 }) }),
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function make(root: string, change: Edit): void {
  try {
    if (change.kind === 'settings') writeIn(root, '.lifetrace/project.yaml', change.text);
    else if (change.kind === 'track') track(root, change.places);
    else {
      const target = path.join(root, change.place);
      if (change.kind === 'write') {
        if (isFolder(target)) rmSync(target, { recursive: true });
        writeIn(root, change.place, change.text);
      } else if (change.kind === 'remove') rmSync(target, { recursive: true });
      else if (change.kind === 'move') renameSync(target, path.join(root, change.to));
      else if (change.kind === 'folder') mkdirSync(target, { recursive: true });
      else symlinkSync(path.join(root, change.to), target);
    }
  } catch (error) {
    // What is not there cannot be moved; nothing has happened then.
    assert.ok(error instanceof Error && 'code' in error);
  }
}

function isFolder(target: string): boolean {
  return lstatSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Makes the project a repository whose index tracks some files: version 2, as `gitformat-index` describes it. */
function track(root: string, tracked: readonly string[]): void {
  const entries = tracked.map((file) => {
    const name = Buffer.from(file);
    const entry = Buffer.alloc((62 + name.length + 8) & ~7);
    entry.writeUInt16BE(name.length, 60);
    name.copy(entry, 62);
    return entry;
  });
  const head = Buffer.from('DIRC\0\0\0\x02\0\0\0\0');
  head.writeUInt32BE(entries.length, 8);
  writeIn(root, '.git/HEAD', 'ref: refs/heads/main\n');
  writeFileSync(path.join(root, '.git/index'), Buffer.concat([head, ...entries]));
}

/** Folders of which some stay as they are, whatever an edit does to the others. */
const START = Object.fromEntries(
  ['', 'a/', 'b/', 'b/a/', 'b/b/'].flatMap((folder) =>
    ['a.c', 'b.gen.c', 'spec.md', 'Makefile', 'build/a.c', 'build/b/a.c', '.gitignore'].map((file) => [
      folder + file,
      file === '.gitignore' ? 'build\n' : '',
    ]),
  ),
);

describe('what folders held', () => {
  it('is what they hold, whatever has happened meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { minLength: 3, maxLength: 20 }),
        fc.array(fc.array(edit, { maxLength: 3 }), { minLength: 2, maxLength: 3 }),
        async (first, later) => {
          const root = temporaryProject(START);
          const identity = identityFor();
          for (const edits of [first, ...later]) {
            for (const change of edits) make(root, change);
            await sameWalk(root, ReadingCache.open(identity, TRUSTED));
            // Files settle with their folders, so that both are taken from the cache wherever that is possible.
            settle(root);
            const expected = await index(root);
            assert.equal(await index(root, ReadingCache.open(identity, TRUSTED)), expected);
            assert.equal(await index(root, ReadingCache.open(identity, TRUSTED)), expected);
          }
          rmSync(root, { recursive: true });
        },
      ),
      { numRuns: Number(process.env['LIFETRACE_MANY_RUNS'] ?? 25) },
    );
  });

  it('need not be listed again', async () => {
    const root = settled(PROJECT);
    const identity = identityFor();
    await index(root, ReadingCache.open(identity, TRUSTED));
    assert.deepEqual(known(root, identity, FOLDERS), FOLDERS);
    writeIn(root, 'src/new.c', '');
    assert.deepEqual(known(root, identity, FOLDERS), ['', 'src/deep', 'ü☃']);
    // An editor that replaces a file makes another one of the same name; writing into it changes nothing of the folder.
    writeIn(root, 'src/deep/local.c', '// @implements SRS-2\n');
    writeIn(root, 'ü☃/new.c', '');
    renameSync(path.join(root, 'ü☃/new.c'), path.join(root, 'ü☃/é.c'));
    assert.deepEqual(known(root, identity, FOLDERS), ['', 'src/deep']);
    assert.equal(await index(root, ReadingCache.open(identity, TRUSTED)), await index(root));
  });

  it('is not kept of a folder that looks encrypted and locked: its times do not tell when it is unlocked', async () => {
    const locked = { LWCkZpnDZIFjbA2Wl1RcRyO9sWqvNnYD: '', 'k7C1_0WSMzaj-JRT+f7aNHQ4Yb0xrVQe': '' };
    const inFolder = (folder: string, names: object): Record<string, string> =>
      Object.fromEntries(Object.keys(names).map((name) => [`${folder}/${name}`, '']));
    const root = settled({ ...PROJECT, ...inFolder('vault', locked), ...inFolder('open', { ...locked, 'a.c': '' }) });
    const identity = identityFor();
    await index(root, ReadingCache.open(identity, TRUSTED));
    assert.deepEqual(known(root, identity, ['src', 'vault', 'open']), ['src', 'open']);
  });

  it('counts for nothing when it is damaged', async () => {
    const root = settled(PROJECT);
    const identity = identityFor();
    await index(root, ReadingCache.open(identity, TRUSTED));
    const intact = readFileSync(identity.file);
    fc.assert(
      fc.property(fc.nat({ max: intact.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
        const damaged = Buffer.from(intact);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        writeFileSync(identity.file, damaged);
        assert.deepEqual(known(root, identity, FOLDERS), []);
      }),
      { numRuns: 50 },
    );
  });

  it('counts for nothing when the settings say otherwise what is read', async () => {
    const root = settled(PROJECT);
    const identity = identityFor();
    await index(root, ReadingCache.open(identity, TRUSTED));
    for (const text of [
      'files: {tests: [src/**]}\n',
      'files: {exclude: [src/a.c]}\n',
      'prefixes: {SRS: [FOO]}\n',
      '',
    ]) {
      writeIn(root, '.lifetrace/project.yaml', text);
      await sameWalk(root, ReadingCache.open(identity, TRUSTED));
      assert.equal(await index(root, ReadingCache.open(identity, TRUSTED)), await index(root));
    }
  });

  it('counts where an ignore file says the same, and nowhere else', async () => {
    const root = settled(PROJECT);
    const identity = identityFor();
    await index(root, ReadingCache.open(identity, TRUSTED));
    for (const [file, text] of [
      ['src/.gitignore', '/keep.gen.c\n'],
      ['.gitignore', '*.c\n'],
      ['.gitignore', PROJECT['.gitignore']],
    ] as const) {
      writeIn(root, file, text);
      utimesSync(path.join(root, file), LONG_AGO, LONG_AGO);
      await sameWalk(root, ReadingCache.open(identity, TRUSTED));
      assert.equal(await index(root, ReadingCache.open(identity, TRUSTED)), await index(root));
    }
  });

  it('is not kept of a folder that something may still come to unnoticed', async () => {
    const begunAt = Date.now();
    const root = settled(PROJECT);
    const identity = identityFor();
    // Their times were set just now, whatever they were set to.
    await index(root, ReadingCache.open(identity, { ...TRUSTED, begunAt }));
    assert.deepEqual(known(root, identity, FOLDERS), []);
    const soon = new Date(LATER - 1000);
    utimesSync(path.join(root, 'src'), soon, soon);
    await index(root, ReadingCache.open(identity, TRUSTED));
    assert.deepEqual(known(root, identity, FOLDERS), ['', 'src/deep', 'ü☃']);
  });

  it('is not kept where folders may keep no times, and nothing is looked at below such a root', async () => {
    const root = settled(PROJECT);
    const identity = identityFor();
    const asked: string[] = [];
    const untrusted = {
      begunAt: LATER,
      keepsTimes: (folder: string): boolean => {
        asked.push(path.relative(root, folder));
        return false;
      },
    };
    assert.equal(await index(root, ReadingCache.open(identity, untrusted)), await index(root));
    assert.deepEqual(known(root, identity, FOLDERS), []);
    assert.deepEqual(known(root, identity, FOLDERS, untrusted), []);
    assert.deepEqual([...new Set(asked)], ['']);
  });

  it('goes by where the file system keeps times of folders', () => {
    if (process.platform === 'linux') assert.equal(keepsFolderTimes('/proc'), false);
    assert.equal(typeof keepsFolderTimes(temporaryProject({})), 'boolean');
  });

  it('is written once', async () => {
    const root = settled(PROJECT);
    const identity = identityFor();
    await index(root, ReadingCache.open(identity, TRUSTED));
    const { ino } = lstatSync(identity.file);
    await index(root, ReadingCache.open(identity, TRUSTED));
    assert.equal(lstatSync(identity.file).ino, ino);
    rmSync(path.join(root, 'src/deep/Makefile'));
    settle(root);
    await index(root, ReadingCache.open(identity, TRUSTED));
    assert.deepEqual(known(root, identity, FOLDERS), FOLDERS);
  });
});
