import assert from 'node:assert/strict';
import { openGateFindings } from '../../../server/src/rules/releaseGate.ts';
import type { Engine } from '../../../server/src/workspace/engine.ts';
import { engineOf } from '../../support/project.ts';

const FILES = {
  'spec/architecture.yaml': 'SS-1: {title: Pump, safetyClass: C}\n',
  'spec/srs.md': '# SRS-1 Detect air\n\nThe software shall detect air.\n',
  'releases/one.yaml': 'REL-1: {title: One, version: 1, status: approved, build: procedure}\n',
};

const messages = (engine: Engine) =>
  engine.findings().open.flatMap(({ code, message }) => (code === 'LT802' ? [message] : []));

describe('The release gate', () => {
  it('counts what keeps a release from going out, and not itself', () => {
    const engine = engineOf(FILES);
    const count = openGateFindings(engine.findings());
    assert.ok(count > 0);
    assert.deepEqual(messages(engine), [`REL-1 is approved, and ${count} findings of the release gate are open.`]);
  });

  it('follows what the other rules find in other files', () => {
    const engine = engineOf(FILES);
    const before = openGateFindings(engine.findings());
    const text = `${FILES['spec/srs.md']}\n# SRS-2 Stop on air\n\nThe software shall stop.\n`;
    engine.apply([{ kind: 'opened', path: 'spec/srs.md', text }]);
    const after = openGateFindings(engine.findings());
    assert.ok(after > before);
    assert.deepEqual(messages(engine), [`REL-1 is approved, and ${after} findings of the release gate are open.`]);
    engine.apply([{ kind: 'closed', path: 'spec/srs.md' }]);
    assert.equal(openGateFindings(engine.findings()), before);
  });

  it('leaves the findings of a file the same object while they are the same', () => {
    const engine = engineOf(FILES);
    const first = engine.findings();
    assert.equal(engine.findings(), first);
    engine.apply([{ kind: 'stored', path: 'notes.md', text: 'Nothing to see here.\n' }]);
    const second = engine.findings();
    for (const [file, findings] of first.byFile) assert.equal(second.byFile.get(file), findings, file);
  });

  it('is quiet about a release that is not on its way', () => {
    const release = 'REL-1: {title: One, version: 1, status: in-review, build: procedure}\n';
    assert.deepEqual(messages(engineOf({ ...FILES, 'releases/one.yaml': release })), []);
  });

  it('can be switched off, which is a finding of the core', () => {
    const engine = engineOf({ ...FILES, '.lifetrace/project.yaml': 'rules: {LT802: off}\n' });
    assert.deepEqual(messages(engine), []);
    const { open } = engine.findings();
    assert.ok(open.some(({ code, message }) => code === 'LT016' && message.includes('LT802')));
  });
});
