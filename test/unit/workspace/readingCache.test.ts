import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { checkReport } from '../../../server/src/reports/checkReport.ts';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { indexProject } from '../../../server/src/workspace/indexProject.ts';
import { cacheIdentity, tidyCacheFolder, userCacheFolder } from '../../../server/src/workspace/node/cacheFolder.ts';
import { DEFAULT_LIMITS, DiskReader } from '../../../server/src/workspace/node/diskReader.ts';
import { type CacheIdentity, ReadingCache } from '../../../server/src/workspace/node/readingCache.ts';
import type { ReadingThreads } from '../../../server/src/workspace/node/readingPool.ts';
import { printedReport } from '../../support/printedReport.ts';
import { inRepository } from '../../support/repositoryRoot.ts';
import { temporaryProject, writeIn } from '../../support/temporaryProject.ts';

const program = inRepository('dist/reader.cjs');
const LONG_AGO = new Date('2024-01-01');

/** Files that are written now have rested by then, whatever they are. */
const LATER = Date.now() + 3_600_000;

/** A project whose files have not been touched for long. */
function settled(files: Readonly<Record<string, string>>): string {
  const root = temporaryProject(files);
  for (const file of Object.keys(files)) utimesSync(path.join(root, file), LONG_AGO, LONG_AGO);
  return root;
}

function identityFor(root: string): CacheIdentity {
  const identity = cacheIdentity(temporaryProject({}), { root, include: [], limits: DEFAULT_LIMITS, program });
  assert.ok(identity);
  return identity;
}

function openCache(identity: CacheIdentity, begunAt = LATER): ReadingCache {
  return ReadingCache.open(identity, { begunAt });
}

async function report(root: string, cache?: ReadingCache, threads?: ReadingThreads): Promise<string> {
  const engine = new Engine();
  await indexProject(root, engine, { limits: DEFAULT_LIMITS, cache, threads, progress: () => {} });
  return JSON.stringify(printedReport(checkReport(engine.snapshot(), engine.findings(), '0')));
}

/** The same, where what the cache holds is looked at before the disk. */
async function recalledReport(root: string, cache: ReadingCache): Promise<string> {
  const engine = new Engine();
  const recalled = async (): Promise<void> => {
    engine.findings();
  };
  await indexProject(root, engine, { limits: DEFAULT_LIMITS, cache, recalled, progress: () => {} });
  return JSON.stringify(printedReport(checkReport(engine.snapshot(), engine.findings(), '0')));
}

/** How many files the next run would take from the cache. */
function current(root: string, identity: CacheIdentity, files: readonly string[]): number {
  const cache = openCache(identity);
  const { reading } = new Engine().config;
  const disk = new DiskReader(root, DEFAULT_LIMITS);
  return files.filter((file) => {
    const stamp = cache.reading({ path: file, role: 'source' }, reading)?.stamp;
    return stamp && disk.hasStamp(file, stamp);
  }).length;
}

const PROJECT = {
  'spec.md': '# SRS-1 Stop\n# SRS-2 Go\n',
  'src/a.c': '/** @implements SRS-1, SRS-9 */\nint a(void) { return 0; }\n',
  'src/b.c': '// [impl->req~one~1]\nint b(void) { return 0; }\n',
  'src/quiet.c': 'int c(void) { return 0; }\n',
  'src/image.c': 'a\0b',
  'src/ü☃.c': '// @risk RC-7\n',
};

describe('the cache', () => {
  it('changes nothing about the report of the demo project', async () => {
    const root = temporaryProject({});
    cpSync(inRepository('samples/aria-sp1'), root, { recursive: true });
    const identity = identityFor(root);
    const expected = await report(root);
    assert.equal(await report(root, openCache(identity)), expected);
    assert.ok(openCache(identity).size > 90);
    assert.equal(await report(root, openCache(identity)), expected);
  });

  it('spares reading what has not changed', async () => {
    const root = settled(PROJECT);
    const identity = identityFor(root);
    const expected = await report(root, openCache(identity));
    const files = Object.keys(PROJECT).filter((file) => file.endsWith('.c'));
    assert.equal(current(root, identity, files), files.length);
    assert.equal(await report(root, openCache(identity)), expected);
  });

  it('is a miss when it is damaged, never another result', async () => {
    const root = settled(PROJECT);
    const identity = identityFor(root);
    const expected = await report(root, openCache(identity));
    const intact = readFileSync(identity.file);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat({ max: 7 }), fc.boolean(), async (where, bit, truncate) => {
        const damaged = Buffer.from(intact);
        const at = where % intact.length;
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        writeFileSync(identity.file, truncate ? damaged.subarray(0, at) : damaged);
        assert.equal(openCache(identity).size, 0);
        assert.equal(await report(root, openCache(identity)), expected);
      }),
      { numRuns: 50 },
    );
    writeFileSync(identity.file, Buffer.concat([intact, Buffer.from('more')]));
    assert.equal(openCache(identity).size, 0);
  });

  it('is a miss when it ends early, wherever that is', async () => {
    const root = settled(PROJECT);
    const identity = identityFor(root);
    await report(root, openCache(identity));
    const intact = readFileSync(identity.file);
    for (let length = intact.length - 1; length >= 0; length--) {
      truncateSync(identity.file, length);
      assert.equal(openCache(identity).size, 0, `${length} bytes`);
    }
  });

  it('keeps what files say that say very much', async () => {
    const item = (id: string, length: number): string =>
      `# ${id} Long\n\n${'It stops, and says so. '.repeat(length / 23)}\n`;
    const files = {
      ...PROJECT,
      'a.md': item('SRS-10', 400_000),
      'long.md': item('SRS-11', 900_000),
      'm.md': item('SRS-12', 300_000),
      'src/z.md': item('SRS-13', 300_000),
    };
    const root = settled(files);
    const identity = identityFor(root);
    const expected = await report(root, openCache(identity));
    assert.ok(statSync(identity.file).size > 1_900_000);
    assert.equal(await report(root, openCache(identity)), expected);
    writeIn(root, 'm.md', item('SRS-14', 500_000));
    utimesSync(path.join(root, 'm.md'), LONG_AGO, LONG_AGO);
    const changed = await report(root);
    assert.notEqual(changed, expected);
    assert.equal(await report(root, openCache(identity)), changed);
    assert.equal(await report(root, openCache(identity)), changed);
    const { reading } = new Engine().config;
    const cache = openCache(identity);
    for (const file of Object.keys(files).filter((file) => file.endsWith('.md')))
      assert.equal(cache.reading({ path: file, role: 'spec' }, reading)?.state, 'facts', file);
  });

  it('is a miss for a file that is another one by now, even with its old size and time', async () => {
    const root = settled(PROJECT);
    const identity = identityFor(root);
    await report(root, openCache(identity));
    writeIn(root, 'src/a.c', PROJECT['src/a.c'].replace('SRS-9', 'SRS-2'));
    utimesSync(path.join(root, 'src/a.c'), LONG_AGO, LONG_AGO);
    assert.equal(current(root, identity, ['src/a.c', 'src/b.c']), 1);
    assert.equal(await report(root, openCache(identity)), await report(root));
  });

  it('does not trust a file that was changed just before it was read', async () => {
    const root = settled(PROJECT);
    const [then, soon] = [new Date(LATER - 1000), new Date(LATER + 3_600_000)];
    utimesSync(path.join(root, 'src/a.c'), then, then);
    utimesSync(path.join(root, 'src/b.c'), then, soon);
    const identity = identityFor(root);
    await report(root, openCache(identity));
    assert.equal(current(root, identity, ['src/a.c', 'src/b.c', 'src/quiet.c']), 1);
  });

  it('does not trust a file whose time was set back just before it was read: it may be changed so again', async () => {
    const root = settled(PROJECT);
    const identity = identityFor(root);
    await report(root, openCache(identity, Date.now()));
    assert.equal(current(root, identity, ['src/a.c', 'src/b.c', 'src/quiet.c']), 0);
    await report(root, openCache(identity));
    assert.equal(current(root, identity, ['src/a.c', 'src/b.c', 'src/quiet.c']), 3);
  });

  it('is a miss for another program, other limits, another role and another reading', async () => {
    const root = settled(PROJECT);
    const identity = identityFor(root);
    await report(root, openCache(identity));
    assert.equal(ReadingCache.open({ ...identity, build: 'x' }).size, 0);
    assert.equal(ReadingCache.open({ ...identity, limits: 'x' }).size, 0);
    const cache = openCache(identity);
    const { reading } = new Engine().config;
    assert.ok(cache.reading({ path: 'src/a.c', role: 'source' }, reading));
    assert.equal(cache.reading({ path: 'src/a.c', role: 'test' }, reading), undefined);
    writeIn(root, '.lifetrace/project.yaml', 'prefixes: {SRS: [FOO]}\n');
    assert.equal(await report(root, openCache(identity)), await report(root));
  });

  it('forgets files that are gone', async () => {
    const root = settled(PROJECT);
    const identity = identityFor(root);
    await report(root, openCache(identity));
    const before = openCache(identity).size;
    rmSync(path.join(root, 'src/b.c'));
    assert.equal(await report(root, openCache(identity)), await report(root));
    assert.equal(openCache(identity).size, before - 1);
  });

  it('keeps what has not changed beside what was read anew', async () => {
    const root = settled(PROJECT);
    const identity = identityFor(root);
    await report(root, openCache(identity));
    const files = Object.keys(PROJECT).filter((file) => file.endsWith('.c'));
    for (const [file, text] of [
      ['src/b.c', '// @implements SRS-2\n'],
      ['src/0.c', '// @implements SRS-1\n'],
    ] as const) {
      writeIn(root, file, text);
      utimesSync(path.join(root, file), LONG_AGO, LONG_AGO);
      const expected = await report(root);
      assert.equal(await report(root, openCache(identity)), expected);
      assert.equal(current(root, identity, [...files, file]), files.length + 1);
      assert.equal(await report(root, openCache(identity)), expected);
    }
  });

  it('keeps what files say that were only touched, and nothing of what others said', async () => {
    const root = settled(PROJECT);
    const identity = identityFor(root);
    await report(root, openCache(identity));
    const files = Object.keys(PROJECT).filter((file) => file.endsWith('.c'));
    for (const [day, text] of ['// @implements SRS-2\n', '// @implements SRS-1\n', 'a\0b'].entries()) {
      writeIn(root, 'src/b.c', text);
      const touched = new Date(LONG_AGO.getTime() + 86_400_000 * (day + 1));
      for (const file of Object.keys(PROJECT)) utimesSync(path.join(root, file), touched, touched);
      const expected = await report(root);
      assert.equal(await recalledReport(root, openCache(identity)), expected);
      assert.equal(current(root, identity, files), files.length);
      assert.equal(await report(root, openCache(identity)), expected);
    }
  });

  it('lets go of one reading after the other, and gives those that are left', async () => {
    const root = settled(PROJECT);
    const identity = identityFor(root);
    await report(root, openCache(identity));
    const files = Object.keys(PROJECT).filter((file) => file.endsWith('.c'));
    const { reading } = new Engine().config;
    const payloadOf = (cache: ReadingCache, path: string) => cache.reading({ path, role: 'source' }, reading)?.payload;
    const whole = openCache(identity);
    const cache = openCache(identity);
    for (const [gone, file] of files.entries()) {
      cache.letGo(file);
      cache.letGo(file);
      for (const [index, each] of files.entries())
        assert.deepEqual(payloadOf(cache, each), index <= gone ? undefined : payloadOf(whole, each));
    }
  });

  it('is not written again when nothing has changed', async () => {
    // The record asks for a closer look at code only after the files have been found.
    for (const files of [PROJECT, { ...PROJECT, 'architecture.md': '# SS-1 Pump\n' }]) {
      // No folder comes to rest between two runs that begin at the same time.
      const run = { begunAt: LATER };
      const root = settled(files);
      const identity = identityFor(root);
      await report(root, ReadingCache.open(identity, run));
      const { ino } = statSync(identity.file);
      await report(root, ReadingCache.open(identity, run));
      assert.equal(statSync(identity.file).ino, ino);
    }
  });

  it('is used by threads too, also where much has changed', async () => {
    const code = (index: number): string => `// @implements SRS-${index}\nint f(void) { return 0; }\n`;
    const names = Array.from({ length: 40 }, (_, index) => `src/f${index}.c`);
    const root = settled({ ...PROJECT, ...Object.fromEntries(names.map((name, index) => [name, code(index)])) });
    const identity = identityFor(root);
    const threads: ReadingThreads = { program, count: 2, worthwhile: 8, patience: 20_000 };
    assert.equal(await report(root, openCache(identity), threads), await report(root));
    for (const [index, name] of names.entries()) if (index % 2 === 0) writeIn(root, name, code(index + 100));
    rmSync(path.join(root, 'src/f1.c'));
    const expected = await report(root);
    for (const worthwhile of [1, 8, 1000]) {
      assert.equal(await report(root, openCache(identity), { ...threads, worthwhile }), expected);
    }
  });

  it('does without a folder that it may not write to', async () => {
    const root = settled(PROJECT);
    const identity = { ...identityFor(root), file: '/dev/null/no/such/folder/cache' };
    assert.equal(await report(root, openCache(identity)), await report(root));
  });
});

describe('the folder of caches', () => {
  it('is where the system wants it', () => {
    const env = { HOME: '/home/x', LOCALAPPDATA: '/local', XDG_CACHE_HOME: '' };
    const folder = (...parts: Parameters<typeof userCacheFolder>) =>
      userCacheFolder(...parts)
        ?.split(path.sep)
        .join('/');
    assert.equal(folder('linux', env), '/home/x/.cache/lifetrace');
    assert.equal(folder('linux', { ...env, XDG_CACHE_HOME: '/cache' }), '/cache/lifetrace');
    assert.equal(folder('darwin', env), '/home/x/Library/Caches/lifetrace');
    assert.equal(folder('win32', env), '/local/lifetrace');
    assert.equal(userCacheFolder('linux', {}), undefined);
    assert.equal(userCacheFolder('linux', { XDG_CACHE_HOME: 'relative' }), undefined);
  });

  it('loses what nobody has used for a month', () => {
    const kinds = ['lifetrace-cache', 'lifetrace-code', 'lifetrace-findings', 'tmp'];
    const ours = kinds.flatMap((kind) => [`old.${kind}`, `new.${kind}`]);
    const folder = temporaryProject(Object.fromEntries([...ours, 'old.txt'].map((file) => [file, ''])));
    for (const file of readdirSync(folder)) {
      if (file.startsWith('old')) utimesSync(path.join(folder, file), LONG_AGO, LONG_AGO);
    }
    tidyCacheFolder(folder);
    assert.deepEqual(readdirSync(folder).sort(), [...kinds.map((kind) => `new.${kind}`), 'old.txt']);
  });

  it('need not exist', () => {
    tidyCacheFolder('/nonexistent/folder');
    assert.equal(cacheIdentity('/x', { root: '/', include: [], limits: DEFAULT_LIMITS, program: '/none' }), undefined);
  });
});
