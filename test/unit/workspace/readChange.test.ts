import assert from 'node:assert/strict';
import { PROJECT_FILE } from '../../../server/src/config/project.ts';
import type { FileFacts } from '../../../server/src/model/facts.ts';
import { readFile, readingKeyFor } from '../../../server/src/read/readFile.ts';
import type { Change } from '../../../server/src/workspace/change.ts';
import { Engine } from '../../../server/src/workspace/engine.ts';

/** A text as another thread would have read it for this engine. */
function readFor(engine: Engine, path: string, text: string, role: FileFacts['role'] = 'source'): Change {
  const { reading } = engine.config;
  return {
    kind: 'read',
    path,
    facts: readFile({ path, text, role }, reading),
    readingKey: readingKeyFor(path, reading),
  };
}

const CODE = 'int stop(void) { return 0; }\n';
const TRACED = `// @implements SRS-1\n${CODE}`;

describe('facts that were read elsewhere', () => {
  it('count like the text that they are from', () => {
    const engine = new Engine();
    engine.apply([readFor(engine, 'a.c', TRACED)]);
    const other = new Engine();
    other.apply([{ kind: 'stored', path: 'a.c', text: TRACED }]);
    assert.deepEqual(engine.findings().open, other.findings().open);
    assert.equal(engine.snapshot().tags.length, 1);
  });

  it('change nothing when they say what is known', () => {
    const engine = new Engine();
    engine.apply([{ kind: 'stored', path: 'a.c', text: TRACED }]);
    const before = engine.snapshot();
    engine.apply([readFor(engine, 'a.c', TRACED), { kind: 'opened', path: 'a.c', text: TRACED }]);
    assert.equal(engine.snapshot(), before);
  });

  it('do not count when the project reads files differently by then', () => {
    const engine = new Engine();
    const read = readFor(engine, 'a.c', TRACED);
    engine.apply([{ kind: 'stored', path: PROJECT_FILE, text: 'prefixes: {SRS: [FOO]}\n' }]);
    engine.apply([read]);
    assert.equal(engine.isKnown('a.c'), false);
  });

  it('do not count when the file is something else to the project by then', () => {
    const engine = new Engine();
    engine.apply([readFor(engine, 'a.c', TRACED, 'test'), readFor(engine, 'node_modules/a.c', TRACED)]);
    assert.deepEqual(engine.knownPaths(), []);
  });

  it('are no settings', () => {
    const engine = new Engine();
    engine.apply([{ kind: 'stored', path: PROJECT_FILE, text: 'product: {name: X}\n' }]);
    engine.apply([readFor(engine, PROJECT_FILE, '', 'project')]);
    assert.equal(engine.config.product.name, 'X');
  });
});

describe('code that nothing traces', () => {
  const units = (engine: Engine) => engine.snapshot().units.map((unit) => unit.fact.name);
  const stored: readonly Change[] = [
    { kind: 'stored', path: 'a.c', text: CODE },
    { kind: 'stored', path: 'b.c', text: TRACED.replace('stop', 'traced') },
  ];

  it('is not looked into where no project file and no record asks for it', () => {
    const engine = new Engine();
    assert.equal(engine.apply(stored).rediscover, false);
    assert.deepEqual(units(engine), ['traced']);
  });

  for (const record of ['SS-1', 'SI-1', 'UNIT-1']) {
    it(`is looked into as soon as a record such as ${record} speaks of code, and only as long`, () => {
      const engine = new Engine();
      engine.apply(stored);
      assert.equal(engine.apply([{ kind: 'opened', path: 'a.yaml', text: `id: ${record}\n` }]).rediscover, true);
      engine.apply(stored);
      assert.deepEqual(units(engine), ['stop', 'traced']);
      assert.equal(engine.apply([{ kind: 'closed', path: 'a.yaml' }]).rediscover, true);
      engine.apply(stored);
      assert.deepEqual(units(engine), ['traced']);
    });
  }

  it('is looked into in a project with a project file', () => {
    const engine = new Engine();
    engine.apply([{ kind: 'stored', path: PROJECT_FILE, text: 'product: {name: X}\n' }, ...stored]);
    assert.deepEqual(units(engine), ['stop', 'traced']);
  });
});
