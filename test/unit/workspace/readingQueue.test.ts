import assert from 'node:assert/strict';
import { ReadingQueue } from '../../../server/src/workspace/node/readingQueue.ts';

describe('files that wait to be read', () => {
  it('come fewer at a time where they say much, and each once', () => {
    const queue = new ReadingQueue(2, 256);
    const paths = Array.from({ length: 5000 }, (_, index) => `src/${index}.c`);
    for (const path of paths) queue.add({ path, role: 'source' });
    const given: string[] = [];
    const next = (): number => {
      const files = queue.next() ?? [];
      given.push(...files.map(({ path }) => path));
      return files.length;
    };
    const quiet = next();
    queue.learn(quiet, quiet * 16 * 1024);
    const talkative = next();
    assert.ok(talkative > 0 && talkative < quiet / 4, `${talkative} of ${quiet}`);
    queue.learn(talkative, 0);
    assert.equal(next(), quiet);
    while (next() > 0);
    assert.deepEqual(given, paths);
  });
});
