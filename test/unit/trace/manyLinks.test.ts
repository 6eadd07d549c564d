import assert from 'node:assert/strict';
import { engineOf } from '../../support/project.ts';

describe('an item that very many link to', () => {
  const situations = Array.from(
    { length: 300 },
    (_, index) => `- {id: HS-${index}, arisesFrom: HAZ-1, severity: S4, p0: P4}\n`,
  ).join('');
  const engine = engineOf({
    'spec/a.yaml': '- {id: SS-1, safetyClass: C}\n- {id: HAZ-1}\n',
    'spec/situations.yaml': situations,
  });
  const controls = (text: string): number => {
    engine.apply([{ kind: 'stored', path: 'spec/controls.yaml', text }]);
    return engine.findings().countOf('LT404');
  };

  it('gives the few of another kind to each of them, whatever comes and goes', () => {
    assert.equal(controls(''), 300);
    assert.equal(controls('- {id: RC-1, mitigates: HAZ-1}\n'), 0);
    assert.equal(controls('- {id: RC-1, status: obsolete, mitigates: HAZ-1}\n'), 300);
    assert.equal(controls('- {id: RC-1, status: obsolete, mitigates: HAZ-1}\n- {id: RC-2, mitigates: HAZ-1}\n'), 0);
    assert.equal(controls('- {id: SRS-1, mitigates: HAZ-1}\n- {id: RC-2, mitigates: HS-7}\n'), 299);
  });
});
