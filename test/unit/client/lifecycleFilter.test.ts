import assert from 'node:assert/strict';
import { filterWords, isFiltered } from '../../../client/src/views/lifecycleFilter.ts';

describe('The filter of the life-cycle tree', () => {
  it('says in words what is shown, and nothing when all is', () => {
    assert.equal(filterWords({ grouping: 'file' }), undefined);
    assert.equal(filterWords({ text: '', levels: [], states: [] }), undefined);
    assert.equal(
      filterWords({ text: 'air', levels: ['B', 'C'], states: ['none', 'findings'] }),
      'Showing only: “air” · class B, C · with findings · no record found',
    );
  });

  it('is no filter while nothing is asked for', () => {
    assert.ok(!isFiltered({ grouping: 'type' }));
    assert.ok(isFiltered({ levels: ['A'] }));
  });
});
