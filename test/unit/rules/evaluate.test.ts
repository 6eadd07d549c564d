import assert from 'node:assert/strict';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { compareFindings } from '../../../server/src/rules/findings.ts';
import { projectOf } from '../../support/project.ts';

const PUMP = {
  'spec/architecture.yaml':
    'SS-1: {title: Pump, safetyClass: C}\nSI-1: {title: Delivery, partOf: SS-1, paths: [src/**]}\n',
  'spec/srs.md': '# SRS-1 Detect air\n\n# SRS-2 Stop on air\n- derives: SYS-9\n\n# SRS-2 Again\n',
  'src/b.c': '/* @implements SRS-9 */\nint stop(void) { return 0; }\nint run(void) { return 1; }\n',
  'src/a.c': '// lifetrace-ignore LT202: bench only\nint bench(void) { return 0; }\n',
};

describe('Evaluation of a project', () => {
  it('gives findings in order of file, place and code, each once', () => {
    const { open } = evaluate(projectOf(PUMP));
    assert.ok(open.length > 5);
    for (let i = 1; i < open.length; i++) {
      const [before, after] = [open[i - 1], open[i]];
      assert.ok(before && after && compareFindings(before, after) < 0, `${before?.message} before ${after?.message}`);
    }
  });

  it('gives the same findings whatever the order in which the files came', () => {
    const reversed = Object.fromEntries(Object.entries(PUMP).reverse());
    assert.deepEqual(evaluate(projectOf(reversed)), evaluate(projectOf(PUMP)));
  });

  it('lists what is suppressed with its reason and the place of the suppression', () => {
    const [suppressed, ...more] = evaluate(projectOf(PUMP)).suppressed;
    assert.deepEqual(more, []);
    assert.equal(suppressed?.finding.code, 'LT202');
    assert.equal(suppressed.reason, 'bench only');
    assert.equal(suppressed.by.file, 'src/a.c');
  });

  it('names rule, clause and item in each finding', () => {
    const duplicate = evaluate(projectOf(PUMP)).open.find((finding) => finding.code === 'LT001');
    assert.equal(duplicate?.name, 'duplicate-id');
    assert.equal(duplicate.clause, '5.2.6 e, 8.1.1');
    assert.equal(duplicate.item, 'SRS-2');
  });

  it('finds nothing in an empty workspace', () => {
    const { open, suppressed } = evaluate(projectOf({}));
    assert.deepEqual([...open, ...suppressed], []);
  });
});
