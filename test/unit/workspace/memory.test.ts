import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Change } from '../../../server/src/workspace/change.ts';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { indexProject } from '../../../server/src/workspace/indexProject.ts';
import { cacheIdentity } from '../../../server/src/workspace/node/cacheFolder.ts';
import { changeOf } from '../../../server/src/workspace/node/changeOf.ts';
import { DEFAULT_LIMITS } from '../../../server/src/workspace/node/diskReader.ts';
import { flatBytes } from '../../../server/src/workspace/node/flatBytes.ts';
import { PackedReading } from '../../../server/src/workspace/node/packedReadings.ts';
import { ReadingCache } from '../../../server/src/workspace/node/readingCache.ts';
import { readText } from '../../../server/src/workspace/readText.ts';
import { arrivedReadings } from '../../support/arrivedReadings.ts';
import { inRepository } from '../../support/repositoryRoot.ts';
import { temporaryProject } from '../../support/temporaryProject.ts';

/** Bytes that are in use once all that nobody needs is gone. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  assert.ok(typeof collect === 'function');
  collect();
  // What arrays took is given back beside the program, at the latest before the next search.
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe('a day of typing', () => {
  it('leaves nothing behind of the documents that IDs were typed in', () => {
    const engine = new Engine();
    const code = 'int value;\n'.repeat(50_000);
    const type = (digits: string): number => {
      engine.apply([{ kind: 'opened', path: 'src/pump.c', text: `// @implements SRS-${digits}\n${code}` }]);
      return engine.findings().counts.error;
    };
    engine.apply([{ kind: 'stored', path: 'spec.md', text: '## SS-1: Pump\n\n## SRS-1: Stop\n' }]);
    type('1000000000');
    const before = bytesInUse();
    for (let key = 1; key <= 60; key++) assert.ok(type(String(1_000_000_000 + key)) > 0);
    const left = bytesInUse() - before;
    // Sixty versions of the document would be 33 million bytes.
    assert.ok(left < 10_000_000, `${left} bytes`);
  });

  /** Specifications of some items and a long way to the next, by their path. */
  const specs: Readonly<Record<string, (item: number, words: string) => string>> = {
    'spec.md': (item, words) =>
      `## SRS-${item}: ${words}\n\nThe pump shall stop.\n\n- derives: SYS-1000000000${item}\n\n`,
    'spec.yaml': (item, words) => `- id: SRS-${item}\n  title: ${words}\n  derives: [SYS-1000000000${item}]\n`,
    'parsed.yaml': (item, words) =>
      `- id: SRS-${item}\n  title: ${words}\n  derives: &a${item} [SYS-1000000000${item}]\n`,
    'spec.rst': (item, words) => `${words}\n=====================\n\`req~stop${item}~1\`\n\nThe pump shall stop.\n\n`,
  };
  const ITEMS = 60;

  for (const [path, item] of Object.entries(specs)) {
    it(`leaves nothing behind of the versions of ${path} in which an item was worded anew`, () => {
      const engine = new Engine();
      const words = Array.from({ length: ITEMS }, () => 'Stops when it is told');
      const type = (): void => {
        const items = words.map((each, nth) => item(nth + 1, each));
        const text = `${items.join('')}# ${'It stops. '.repeat(50_000)}\n`;
        engine.apply([{ kind: 'opened', path, text }]);
        assert.equal(engine.snapshot().items.length, ITEMS);
      };
      type();
      const before = bytesInUse();
      for (let nth = 0; nth < ITEMS; nth++) {
        words[nth] = `Stops when key ${nth} is pressed`;
        type();
      }
      const left = bytesInUse() - before;
      // Sixty versions of the document would be 30 million bytes.
      assert.ok(left < 5_000_000, `${left} bytes`);
    });
  }
});

describe('forty thousand tags that lead nowhere', () => {
  const TAGS = 40_000;

  /** What such a file takes with its findings. */
  function bytesFor(first: number): readonly [number, Engine] {
    const tags = Array.from({ length: TAGS }, (_, index) => `// @implements SRS-${first + index}\n`).join('');
    const engine = new Engine();
    const specs = Array.from({ length: TAGS }, (_, index) => `## SRS-${100_000 + index}: Stop\n`).join('\n');
    const before = bytesInUse();
    engine.apply([
      { kind: 'stored', path: 'spec.md', text: specs },
      { kind: 'stored', path: 'src/pump.c', text: tags },
    ]);
    engine.findings();
    return [bytesInUse() - before, engine];
  }

  it('take a few bytes more than those that lead somewhere', () => {
    const [good, first] = bytesFor(100_000);
    assert.equal(first.findings().counts.error, 0);
    const [bad, second] = bytesFor(200_000);
    assert.equal(second.findings().counts.error, TAGS);
    // As objects they would be 16 million bytes; the further names alone are more than 2 million.
    assert.ok(bad - good < 6_400_000, `${bad - good} bytes`);
  });
});

describe('a file with a hundred thousand tags', () => {
  it('takes a few bytes for each of them until it is flat, whatever they name', () => {
    const tags = Array.from({ length: 100_000 }, (_, index) => `// @implements SRS-0${100_000 + index}\n`);
    const text = tags.join('');
    const before = bytesInUse();
    const facts = readText({ path: 'src/pump.c', text, role: 'source' }, new Engine().config.reading);
    const read = bytesInUse() - before;
    assert.equal(facts.tags.length, tags.length);
    // As objects with their texts they would be 15 million bytes.
    assert.ok(read < 8_000_000, `${read} bytes`);
  });
});

describe('a cache of which all files have changed', () => {
  it('holds nothing of what they said', async () => {
    const names = Array.from({ length: 20 }, (_, nth) => `spec${nth}.md`);
    const textOf = (nth: number): string => `# SRS-${nth} Stop\n\n${'It stops, and says so. '.repeat(20_000)}\n`;
    const root = temporaryProject(Object.fromEntries(names.map((name, nth) => [name, textOf(nth)])));
    const program = inRepository('dist/reader.cjs');
    const identity = cacheIdentity(temporaryProject({}), { root, include: [], limits: DEFAULT_LIMITS, program });
    assert.ok(identity);
    const cache = ReadingCache.open(identity);
    await indexProject(root, new Engine(), { limits: DEFAULT_LIMITS, cache, progress: () => {} });
    const before = bytesInUse();
    const kept = ReadingCache.open(identity);
    const all = bytesInUse() - before;
    assert.equal(kept.size, names.length);
    for (const name of names) kept.letGo(name);
    const left = bytesInUse() - before;
    assert.ok(all > 9_000_000 && left < 1_000_000, `${left} of ${all} bytes`);
    assert.equal(kept.size, names.length);
  });
});

describe('a day of changing branches', () => {
  it('leaves nothing behind of files that came together with some that are still as they were', async () => {
    const engine = new Engine();
    const code = (value: number): string =>
      Array.from({ length: 200 }, (_, nth) => `int f${nth}(void) { return ${value}; }\n`).join('');
    /** Takes in what a thread has read: files that differ in each branch, and one that only this one has. */
    const change = async (branch: number): Promise<void> => {
      const paths = [...Array.from({ length: 63 }, (_, nth) => `src/pump${nth}.c`), `src/branch${branch}.c`];
      engine.apply(readTogether(engine, paths, `/** @implements SRS-${branch} */\n${code(branch)}`));
      assert.equal(engine.snapshot().tags.length, 63 + branch);
      // What was looked at stays until the work that did so is done.
      await setImmediate();
    };
    await change(1);
    const before = bytesInUse();
    for (let branch = 2; branch <= 24; branch++) await change(branch);
    const left = bytesInUse() - before;
    // All that came with the files of one branch each would be 9 million bytes.
    assert.ok(left < 3_000_000, `${left} bytes`);
    assert.equal(engine.snapshot().units.length, (63 + 24) * 200);
  });
});

/** What the engine is to learn of files with the same text that one thread has read. */
function readTogether(engine: Engine, paths: readonly string[], text: string): readonly Change[] {
  const { reading, files: globs } = engine.config;
  const files = paths.map((path) => ({ path, role: 'source' as const }));
  const all = arrivedReadings(
    files.map((file) => {
      const payload = flatBytes(readText({ ...file, text }, reading));
      return { ...file, stamp: undefined, state: 'facts', payload };
    }),
  );
  const { names } = engine;
  return files.map((file, index) => changeOf(new PackedReading(file, all, index), { reading, names, globs }));
}
