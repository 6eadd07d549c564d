import assert from 'node:assert/strict';
import { compareIds } from '../../../server/src/model/compare.ts';

describe('the order of IDs', () => {
  it('counts numbers as numbers, wherever they stand', () => {
    const inOrder = [
      '',
      '2',
      '10',
      'RC-7',
      'SRS',
      'SRS-1',
      'SRS-1.2',
      'SRS-1.10',
      'SRS-2',
      'SRS-2a',
      'SRS-2a1',
      'SRS-10',
      'SRS-A',
    ];
    for (const [index, id] of inOrder.entries()) {
      assert.equal(compareIds(id, id), 0);
      for (const later of inOrder.slice(index + 1)) {
        assert.ok(compareIds(id, later) < 0, `${id} before ${later}`);
        assert.ok(compareIds(later, id) > 0, `${later} behind ${id}`);
      }
    }
  });

  it('tells numbers apart that are written differently', () => {
    assert.notEqual(compareIds('SRS-01', 'SRS-1'), 0);
    assert.equal(Math.sign(compareIds('SRS-01', 'SRS-1')), -Math.sign(compareIds('SRS-1', 'SRS-01')));
  });
});
