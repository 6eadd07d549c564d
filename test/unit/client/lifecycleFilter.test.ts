import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { filterWords, isFiltered } from '../../../client/src/views/lifecycleFilter.ts';

describe('The filter of the life-cycle tree', () => {
  it('says in words what is shown, and nothing when all is', () => {
    assert.equal(filterWords({ grouping: 'file' }, l10n), undefined);
    assert.equal(filterWords({ text: '', levels: [], states: [] }, l10n), undefined);
    assert.equal(
      filterWords({ text: 'air', levels: ['B', 'C'], states: ['none', 'findings'] }, l10n),
      'Showing only: “air” · Class B, C · With findings · No record found',
    );
  });

  it('is no filter while nothing is asked for', () => {
    assert.ok(!isFiltered({ grouping: 'type' }));
    assert.ok(isFiltered({ levels: ['A'] }));
  });
});
