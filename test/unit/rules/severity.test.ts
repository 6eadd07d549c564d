import assert from 'node:assert/strict';
import type { RuleSeverity } from '../../../server/src/model/profile.ts';
import { severityOf } from '../../../server/src/rules/severity.ts';

describe('Severity of a finding', () => {
  const rule: readonly RuleSeverity[] = ['information', 'warning', 'error'];

  it('goes by the rank of the level', () => {
    assert.deepEqual(
      [0, 1, 2].map((rank) => severityOf(rule, rank, undefined, false)),
      ['information', 'warning', 'error'],
    );
  });

  it('is that of the first level for an unknown one, and of the last for a rank beyond it', () => {
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

  it('is off where the profile has the rule off', () => {
    assert.equal(severityOf(['off', 'error', 'error'], 0, undefined, true), 'off');
  });

  it('is an error for a rule that the profile does not know', () => {
    assert.equal(severityOf(undefined, 0, undefined, false), 'error');
  });
});
