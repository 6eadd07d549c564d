import assert from 'node:assert/strict';
import type { RuleInfo } from '../../../server/src/rules/rule.ts';
import { severityOf } from '../../../server/src/rules/severity.ts';

const info = (...severities: RuleInfo['severities']): RuleInfo => ({
  code: 'LT999',
  name: 'example',
  summary: '',
  severities,
  clause: '',
  gate: false,
});

describe('Severity of a finding', () => {
  const rule = info('information', 'warning', 'error');

  it('goes by the rank of the level', () => {
    assert.deepEqual(
      [0, 1, 2].map((rank) => severityOf(rule, rank, undefined, false)),
      ['information', 'warning', 'error'],
    );
  });

  it('is that of the last level for a profile with more levels, and of the first for an unknown level', () => {
    assert.equal(severityOf(rule, 5, undefined, false), 'error');
    assert.equal(severityOf(rule, -1, undefined, false), 'information');
  });

  it('is one step less for a draft, and never nothing', () => {
    assert.deepEqual(
      [0, 1, 2].map((rank) => severityOf(rule, rank, undefined, true)),
      ['information', 'information', 'warning'],
    );
  });

  it('is the choice of the project where it has made one', () => {
    assert.equal(severityOf(rule, 2, 'warning', false), 'warning');
    assert.equal(severityOf(rule, 2, 'warning', true), 'information');
    assert.equal(severityOf(rule, 2, 'off', true), 'off');
  });

  it('is off where the catalogue has the rule off', () => {
    assert.equal(severityOf(info('off', 'error', 'error'), 0, undefined, true), 'off');
  });
});
