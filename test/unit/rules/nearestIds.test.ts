import assert from 'node:assert/strict';
import { nearestIds } from '../../../server/src/rules/nearestIds.ts';
import { projectOf } from '../../support/project.ts';

describe('IDs that a dangling reference may have meant', () => {
  const headings = ['SRS-009', 'SRS-019', 'SRS-120', 'SYS-009', 'RC-7', 'SRS-PUMP-300'].map((id) => `# ${id} Title\n`);
  const project = projectOf({ 'spec/srs.md': headings.join('\n') });
  const meant = (written: string) => nearestIds(project, written).map((item) => item.id);

  it('are nearest first, and of the same type before another one', () => {
    assert.deepEqual(meant('SRS-099').slice(0, 2), ['SRS-009', 'SRS-019']);
    assert.equal(meant('SRS-102')[0], 'SRS-120');
  });

  it('may have another prefix word before the same number', () => {
    assert.ok(meant('SRS-300').includes('SRS-PUMP-300'));
    assert.deepEqual(meant('SWR-120'), ['SRS-120']);
  });

  it('may be of another type when their number is the same', () => {
    assert.deepEqual(meant('SRS-009'), ['SRS-009', 'SRS-019', 'SYS-009']);
  });

  it('are none when every digit differs', () => {
    assert.deepEqual(meant('RC-58'), []);
    assert.deepEqual(meant('SRS-777'), []);
  });
});
