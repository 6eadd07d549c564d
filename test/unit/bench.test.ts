import assert from 'node:assert/strict';
import { type Command, commandLine, RunFailure, run } from '../bench/command.ts';
import { readOptions, WrongUsage } from '../bench/options.ts';
import { Random } from '../bench/random.ts';
import { interleaved, medianOf } from '../bench/rounds.ts';
import { median, percentile } from '../bench/statistics.ts';
import { resultTable } from '../bench/table.ts';
import { verdictOf } from '../bench/targets.ts';

const node = (script: string): Command => ({ program: process.execPath, args: ['-e', script] });

describe('the bench', () => {
  it('takes the middle, and the value that so many do not exceed', () => {
    assert.equal(median([5, 1, 3]), 3);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    assert.equal(percentile(hundred, 0.95), 95);
    assert.equal(percentile([7], 0.95), 7);
  });

  it('runs everybody in every round, in an order that the seed decides, and does not count the warm-up', async () => {
    const orderOf = async (seed: number): Promise<readonly string[]> => {
      const order: string[] = [];
      const contestants = ['a', 'b', 'c'].map((name) => ({
        name,
        run: async () => ({ wallMs: order.push(name) }),
      }));
      const schedule = { rounds: 4, budgetMs: Number.POSITIVE_INFINITY, random: new Random(seed), told: () => {} };
      const { costs } = await interleaved(contestants, schedule);
      assert.deepEqual(
        [...costs.values()].map((list) => list.length),
        [4, 4, 4],
      );
      assert.ok((medianOf(costs.get('a'), 'wallMs') ?? 0) > 3);
      return order;
    };
    const order = await orderOf(1);
    assert.deepEqual(await orderOf(1), order);
    assert.notDeepEqual(await orderOf(2), order);
    for (let round = 0; round < 5; round++)
      assert.deepEqual(order.slice(3 * round, 3 * round + 3).sort(), ['a', 'b', 'c']);
  });

  it('takes a run that fails for no measurement, and says why', async () => {
    await assert.rejects(
      run(node('console.error("no such tree"); process.exit(3)'), 60_000),
      /exit code 3: no such tree/,
    );
    const broken = { name: 'broken', run: () => Promise.reject(new RunFailure('exit code 3')) };
    const sound = { name: 'sound', run: async () => ({ wallMs: 1 }) };
    const schedule = { rounds: 2, budgetMs: Number.POSITIVE_INFINITY, random: new Random(1), told: () => {} };
    const { costs, failures } = await interleaved([broken, sound], schedule);
    assert.deepEqual([...failures], [['broken', 'exit code 3']]);
    assert.deepEqual([...costs.keys()], ['sound']);
  });

  // The figures come from /proc.
  if (process.platform === 'linux') {
    it('reads from the system what a process has taken', async () => {
      const work = 'require("node:crypto").pbkdf2Sync("a", "b", 300000, 64, "sha512")';
      const cost = await run(node(`const held = Buffer.alloc(100e6, 1); ${work}; held.fill(0);`), 60_000);
      assert.ok((cost.peakBytes ?? 0) > 100e6);
      assert.ok((cost.cpuMs ?? 0) > 0);
      assert.ok(cost.diskBytes !== undefined);
    });
  }

  it('calls a figure what it is', () => {
    const result = { target: 'coldCpu', ours: '', peer: '', samples: 7 } as const;
    assert.equal(verdictOf({ ...result, value: 1.3 }), 'met');
    assert.equal(verdictOf({ ...result, value: 1.9 }), 'within gate');
    assert.equal(verdictOf({ ...result, value: 2.1 }), 'missed');
    assert.equal(verdictOf({ target: 'coldCpu', notMeasured: 'no tree' }), 'not measured');
    const table = resultTable([{ target: 'coldCpu', notMeasured: 'no tree' }], new Map());
    assert.match(table, /P1 cold index against ripgrep, CPU: not measured: no tree\./);
  });

  it('shows commands as one can type them', () => {
    assert.equal(
      commandLine({ program: 'rg', args: ["it's", 'a b', '--x=1'], env: { A: '1' } }),
      "A=1 rg 'it'\\''s' 'a b' --x=1",
    );
  });

  it('refuses what it does not know', () => {
    assert.throws(() => readOptions(['--only', 'P6,P12']), new WrongUsage('There is no measure P12.'));
    assert.throws(() => readOptions(['--rounds', 'many']), new WrongUsage('--rounds must be a whole number from 1.'));
    assert.throws(() => readOptions(['--fast']), WrongUsage);
    assert.deepEqual([...readOptions(['--only', 'p9']).only], ['P9']);
  });
});
