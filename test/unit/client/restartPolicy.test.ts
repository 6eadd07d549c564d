import assert from 'node:assert/strict';
import { CRASH_LIMIT, CRASH_WINDOW_MS, RestartPolicy } from '../../../client/src/restartPolicy.ts';

describe('restart of a crashed server', () => {
  function crash(policy: RestartPolicy, times: number, at: number): boolean {
    let restarted = true;
    for (let count = 0; count < times; count += 1) restarted = policy.shouldRestart(at);
    return restarted;
  }

  it('happens after each of the first crashes', () => {
    assert.equal(crash(new RestartPolicy(), CRASH_LIMIT, 0), true);
  });

  it('ends when the server crashes again and again', () => {
    assert.equal(crash(new RestartPolicy(), CRASH_LIMIT + 1, 0), false);
  });

  it('forgives crashes of long ago', () => {
    const policy = new RestartPolicy();
    crash(policy, CRASH_LIMIT, 0);
    assert.equal(policy.shouldRestart(CRASH_WINDOW_MS + 1), true);
  });

  it('starts to count anew when a person restarts the server', () => {
    const policy = new RestartPolicy();
    crash(policy, CRASH_LIMIT + 1, 0);
    policy.reset();
    assert.equal(policy.shouldRestart(1), true);
  });
});
