import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Engine } from '../../../server/src/workspace/engine.ts';

/** Bytes that are in use once all that nobody needs is gone. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  assert.ok(typeof collect === 'function');
  collect();
  return process.memoryUsage().heapUsed;
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
});

describe('a hundred thousand tags that lead nowhere', () => {
  /** What such a file takes with its findings. */
  function bytesFor(first: number): readonly [number, Engine] {
    const tags = Array.from({ length: 100_000 }, (_, index) => `// @implements SRS-${first + index}\n`).join('');
    const engine = new Engine();
    const specs = Array.from({ length: 100_000 }, (_, index) => `## SRS-${100_000 + index}: Stop\n`).join('\n');
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
    assert.equal(second.findings().counts.error, 100_000);
    // As objects they would be 40 million bytes; the further names alone are 6 million.
    assert.ok(bad - good < 16_000_000, `${bad - good} bytes`);
  });
});
