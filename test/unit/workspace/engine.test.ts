import assert from 'node:assert/strict';
import { PROJECT_FILE } from '../../../server/src/config/project.ts';
import { Engine } from '../../../server/src/workspace/engine.ts';

describe('what the engine tells of a change', () => {
  it('asks for a new look for files when the folder of the settings is gone', () => {
    const engine = new Engine();
    engine.apply([{ kind: 'stored', path: PROJECT_FILE, text: 'files: {specs: [docs/**]}\n' }]);
    const { rediscover } = engine.apply([{ kind: 'removed', path: '.lifetrace' }]);
    assert.equal(rediscover, true);
  });

  it('lists settings that are not read, with the reason', () => {
    const engine = new Engine();
    engine.apply([{ kind: 'skipped', path: PROJECT_FILE, reason: 'no permission to read' }]);
    assert.deepEqual(engine.snapshot().skipped, [{ path: PROJECT_FILE, reason: 'no permission to read' }]);
    engine.apply([{ kind: 'stored', path: PROJECT_FILE, text: '' }]);
    assert.deepEqual(engine.snapshot().skipped, []);
  });

  it('keeps its answers while nothing has changed', () => {
    const engine = new Engine();
    engine.apply([
      { kind: 'stored', path: PROJECT_FILE, text: 'product: {name: X}\n' },
      { kind: 'stored', path: 'a.md', text: '# SRS-1 One\n' },
      { kind: 'skipped', path: 'b.bin.c', reason: 'binary file' },
    ]);
    const before = engine.snapshot();
    engine.apply([
      { kind: 'removed', path: '.git/index.lock' },
      { kind: 'stored', path: 'notes.txt', text: 'no reader exists for this' },
      { kind: 'stored', path: 'a.md', text: '# SRS-1 One\n' },
      { kind: 'stored', path: PROJECT_FILE, text: 'product: {name: X}\n' },
      { kind: 'skipped', path: 'b.bin.c', reason: 'binary file' },
      { kind: 'opened', path: 'a.md', text: '# SRS-1 One\n' },
      { kind: 'opened', path: PROJECT_FILE, text: 'product: {name: X}\n' },
      { kind: 'closed', path: 'a.md' },
      { kind: 'closed', path: PROJECT_FILE },
      { kind: 'closed', path: 'never-open.md' },
    ]);
    assert.equal(engine.snapshot(), before);
    assert.equal(engine.revision, before.revision);
  });

  it('does not read in an editor what it does not read on disk', () => {
    const engine = new Engine();
    const reason = 'symbolic link; its target is read where it stands';
    engine.apply([
      { kind: 'stored', path: 'a.md', text: '# SRS-1 One\n' },
      { kind: 'skipped', path: 'link.md', reason },
      { kind: 'opened', path: 'link.md', text: '# SRS-1 One\n' },
    ]);
    assert.deepEqual(engine.findings().open, []);
    assert.deepEqual(engine.snapshot().skipped, [{ path: 'link.md', reason }]);
  });

  it('loses no more than one file when a reader fails, and says so', () => {
    const engine = new Engine();
    const noText: unknown = Buffer.alloc(0);
    engine.apply([
      { kind: 'opened', path: 'hostile.md', text: noText as string },
      { kind: 'stored', path: 'a.md', text: '# SRS-1 One\n' },
    ]);
    assert.deepEqual(
      engine.snapshot().items.map((item) => item.id),
      ['SRS-1'],
    );
    assert.match(engine.findings().open[0]?.message ?? '', /^Lifetrace failed to read this file/);
  });
});
