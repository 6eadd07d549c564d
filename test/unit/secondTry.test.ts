import assert from 'node:assert/strict';
import { afterSecondTry } from '../../scripts/lib/testResults.mjs';

describe('the results of a run whose failed parts ran again', () => {
  const passed = (title: string) => ({ title, state: 'passed' as const });
  const failed = (title: string, error: string) => ({ title, state: 'failed' as const, error });

  it('count a test that passed at the second try, and keep what went wrong first', () => {
    const first = [passed('a 1'), passed('b 1'), failed('b 2', 'no row')];
    const second = [passed('b 1'), passed('b 2')];
    assert.deepEqual(afterSecondTry(first, second), [
      passed('a 1'),
      passed('b 1'),
      { ...passed('b 2'), firstError: 'no row' },
    ]);
  });

  it('count a test that failed twice, or only the second time, as failed', () => {
    const first = [failed('b 1', 'no row'), passed('b 2')];
    const second = [failed('b 1', 'no box'), failed('b 2', 'no tab')];
    assert.deepEqual(afterSecondTry(first, second), second);
  });

  it('hold the tests that a failed hook kept from running, once they ran', () => {
    const first = [failed('b "before all" hook for "1"', 'no window')];
    assert.deepEqual(afterSecondTry(first, [passed('b 1')]), [passed('b 1')]);
    const second = [failed('b "before all" hook for "1"', 'no window either')];
    assert.deepEqual(afterSecondTry(first, second), second);
  });
});
