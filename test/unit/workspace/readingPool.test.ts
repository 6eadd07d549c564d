import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { type CheckReport, checkReport } from '../../../server/src/reports/checkReport.ts';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { type IndexControl, indexProject } from '../../../server/src/workspace/indexProject.ts';
import { DEFAULT_LIMITS } from '../../../server/src/workspace/node/diskReader.ts';
import { ReadingPool, type ReadingThreads } from '../../../server/src/workspace/node/readingPool.ts';
import { ThreadAhead } from '../../../server/src/workspace/node/threadAhead.ts';
import { printedReport } from '../../support/printedReport.ts';
import { inRepository } from '../../support/repositoryRoot.ts';
import { temporaryProject } from '../../support/temporaryProject.ts';

const control: IndexControl = { limits: DEFAULT_LIMITS, progress: () => {} };
const threads: ReadingThreads = { program: inRepository('dist/reader.cjs'), count: 2, worthwhile: 1, patience: 20_000 };
const hostile: ReadingThreads = {
  ...threads,
  program: inRepository('out/test/support/hostileReader.cjs'),
  patience: 300,
};

async function reportOf(root: string, more: Partial<IndexControl>): Promise<CheckReport> {
  const engine = new Engine();
  assert.equal(await indexProject(root, engine, { ...control, ...more }), true);
  return printedReport(checkReport(engine.snapshot(), engine.findings(), '0'));
}

describe('reading in threads', () => {
  const sample = inRepository('samples/aria-sp1');

  it('gives the same report as reading in one', async () => {
    const expected = await reportOf(sample, {});
    assert.ok(expected.summary.tags > 200);
    assert.deepEqual(await reportOf(sample, { threads }), expected);
  });

  it('names the files on which a thread dies or hangs, and reads the others', async () => {
    const bad = ['src/exit.c', 'src/hang.c', 'src/throw.c', 'z/exit.c'];
    const good = Array.from({ length: 300 }, (_, index) => `src/f${index}.c`);
    const folder = temporaryProject({
      '.lifetrace/project.yaml': 'product: {name: Test}\n',
      ...Object.fromEntries([...bad, ...good].map((file) => [file, 'int f(void) { return 0; }\n'])),
    });
    const report = await reportOf(folder, { threads: hostile });
    assert.deepEqual(
      report.skipped.map(({ file, reason }) => `${file}: ${reason}`),
      [
        'src/exit.c: reading it ended the reading thread',
        'src/hang.c: reading it took longer than 0.3 s',
        'src/throw.c: reading it failed (a reader broke its promise)',
        'z/exit.c: reading it ended the reading thread',
      ],
    );
    assert.deepEqual(report.units.map((unit) => unit.file).sort(), good.sort());
  });

  it('reads a large file in a thread, however few files there are, but not for one that is too large', async () => {
    const few = { threads: { ...hostile, worthwhile: 256 }, limits: { maxBytes: 5 * 1024 * 1024 } };
    const line = '// @implements SRS-1\n';
    const tooLarge = temporaryProject({ 'src/good.c': line, 'src/hang.c': line.repeat(300_000) });
    const inOne = await reportOf(tooLarge, few);
    assert.deepEqual(inOne.skipped, [{ file: 'src/hang.c', reason: 'larger than 5120 KiB (6153 KiB)' }]);
    const large = temporaryProject({ 'src/good.c': line, 'src/hang.c': line.repeat(210_000) });
    const inThreads = await reportOf(large, few);
    assert.deepEqual(inThreads.skipped, [{ file: 'src/hang.c', reason: 'reading it took longer than 0.3 s' }]);
    assert.deepEqual([inOne.summary.tags, inThreads.summary.tags], [1, 1]);
  });

  it('does not wait for a thread that nothing can end', async () => {
    const names = ['src/stuck.c', ...Array.from({ length: 40 }, (_, index) => `src/f${index}.c`)];
    const folder = temporaryProject(Object.fromEntries(names.map((name) => [name, '// @implements SRS-1\n'])));
    const unstuckBy = path.join(temporaryProject({}), 'unstuck');
    process.env['LIFETRACE_UNSTUCK_BY'] = unstuckBy;
    const stuck = new Set<Worker>();
    const see = (worker: Worker): unknown => stuck.add(worker.once('exit', () => stuck.delete(worker)));
    process.on('worker', see);
    try {
      const report = await reportOf(folder, { threads: hostile });
      assert.deepEqual(report.skipped, [{ file: 'src/stuck.c', reason: 'reading it took longer than 0.3 s' }]);
      assert.equal(report.summary.tags, 40);
      const run = new AbortController();
      const patient: ReadingThreads = { ...hostile, patience: 1_000_000 };
      const more = { threads: patient, signal: run.signal, progress: () => run.abort() };
      assert.equal(await indexProject(folder, new Engine(), { ...control, ...more }), false);
      assert.ok(stuck.size > 0);
    } finally {
      process.off('worker', see);
      writeFileSync(unstuckBy, '');
      await Promise.all([...stuck].map((worker) => once(worker, 'exit')));
    }
  });

  it('looks again into code that was read before a record asked for it', async () => {
    // So many files that a thread begins before the folder with the record is looked into.
    const code = Array.from({ length: 1100 }, (_, index) => [`f${index}.c`, 'int f(void) { return 0; }\n'] as const);
    const root = temporaryProject({ ...Object.fromEntries(code), 'spec/architecture.md': '# SS-1 Pump\n' });
    const expected = await reportOf(root, {});
    assert.equal(expected.summary.units, code.length);
    assert.deepEqual(await reportOf(root, { threads: { ...threads, count: 1 } }), expected);
  });

  it('goes on in one thread when no other can be started', async () => {
    const program = inRepository('dist/there-is-no-such-program.cjs');
    assert.deepEqual(await reportOf(sample, { threads: { ...threads, program } }), await reportOf(sample, {}));
  });

  it('uses a thread that was started ahead, once, and does without one that could not start', async () => {
    const started: Worker[] = [];
    const see = (worker: Worker): unknown => started.push(worker);
    process.on('worker', see);
    try {
      const expected = await reportOf(sample, {});
      let running = 0;
      const ahead = new ThreadAhead(threads.program, undefined, () => running++);
      await setImmediate();
      const alone = { ...threads, count: 1, ahead };
      assert.deepEqual(await reportOf(sample, { threads: alone }), expected);
      assert.deepEqual([started.length, running], [1, 1]);
      assert.deepEqual(await reportOf(sample, { threads: alone }), expected);
      assert.equal(started.length, 2);
      const nowhere = new ThreadAhead(inRepository('dist/there-is-no-such-program.cjs'), undefined, () => {});
      assert.deepEqual(await reportOf(sample, { threads: { ...alone, ahead: nowhere } }), expected);
    } finally {
      process.off('worker', see);
    }
  });

  it('ends when it is cancelled', async () => {
    const engine = new Engine();
    const run = new AbortController();
    const progress = () => run.abort();
    assert.equal(await indexProject(sample, engine, { ...control, threads, signal: run.signal, progress }), false);
  });

  it('takes nothing in once it is cancelled, however much was read by then', async () => {
    const files = Array.from({ length: 600 }, (_, index) => [`f${index}.c`, '// @implements SRS-1\n'] as const);
    const run = new AbortController();
    let taken = 0;
    const progress = () => {
      taken++;
      run.abort();
    };
    const folder = temporaryProject(Object.fromEntries(files));
    assert.equal(
      await indexProject(folder, new Engine(), { ...control, threads, signal: run.signal, progress }),
      false,
    );
    assert.equal(taken, 1);
  });

  it('ends in the middle of a batch, whatever the thread is doing', async () => {
    const folder = temporaryProject({ 'a.c': '// @implements SRS-1\n', 'hang.c': '// @implements SRS-1\n' });
    const run = new AbortController();
    const patient: ReadingThreads = { ...hostile, patience: 1_000_000 };
    const more = { threads: patient, signal: run.signal, progress: () => run.abort() };
    assert.equal(await indexProject(folder, new Engine(), { ...control, ...more }), false);
  });

  it('ends its threads when what it has read cannot be taken in', async () => {
    const started: Worker[] = [];
    const see = (worker: Worker): unknown => started.push(worker);
    process.on('worker', see);
    const files = Object.fromEntries(
      Array.from({ length: 600 }, (_, index) => [`f${index}.c`, '// @implements SRS-1\n']),
    );
    const pool = new ReadingPool(
      { root: temporaryProject(files), limits: DEFAULT_LIMITS, threads },
      {
        reading: () => new Engine().config.reading,
        earlier: undefined,
        take: () => {
          throw new Error('no room');
        },
      },
    );
    for (const path of Object.keys(files)) pool.add({ path, role: 'source' });
    await assert.rejects(pool.finish(), /no room/);
    await pool.close();
    process.off('worker', see);
    assert.ok(started.length > 0);
    assert.deepEqual(
      started.map(({ threadId }) => threadId),
      started.map(() => -1),
    );
  });

  it('tells how far it is', async () => {
    const seen: string[] = [];
    await reportOf(sample, { threads, progress: (done, total) => seen.push(`${done}/${total}`) });
    const [done, total] = seen.at(-1)?.split('/') ?? [];
    assert.equal(done, total);
  });
});
