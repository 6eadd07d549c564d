import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { filterWords, groupings, isFiltered } from '../../../client/src/views/lifecycleFilter.ts';

describe('The filter of the life-cycle tree', () => {
  it('says in words what is shown, and nothing when all is', () => {
    assert.equal(filterWords({ grouping: 'file' }, 'class', l10n), undefined);
    assert.equal(filterWords({ text: '', levels: [], states: [] }, 'class', l10n), undefined);
    assert.equal(
      filterWords({ text: 'air', levels: ['B', 'C'], states: ['none', 'findings'] }, 'class', l10n),
      'Showing only: “air” · Class B, C · With findings · No record found',
    );
  });

  it('names levels as the edition of the project does', () => {
    assert.equal(filterWords({ levels: ['II'] }, 'level', l10n), 'Showing only: Level II');
    assert.deepEqual(
      groupings('level', l10n).map(({ label, description }) => `${label}|${description}`),
      ['Clause of the standard|', 'Type of record|by type of record', 'File|by file', 'Rigor level|by rigor level'],
    );
  });

  it('is no filter while nothing is asked for', () => {
    assert.ok(!isFiltered({ grouping: 'type' }));
    assert.ok(isFiltered({ levels: ['A'] }));
  });
});
