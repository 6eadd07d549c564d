import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FileRecords } from '../../../server/src/trace/project/fileRecords.ts';
import { isNamedBy } from '../../../server/src/trace/unitName.ts';
import { engineOf } from '../../support/project.ts';

const NAME = fc
  .array(fc.constantFrom('a', 'b', 'ab', '::', '.', ':', '#2'), { maxLength: 6 })
  .map((parts) => parts.join(''));

describe('the records of a file', () => {
  it('name the units that they name one by one', () => {
    const symbols = fc.array(
      fc.option(
        NAME.filter((name) => name !== ''),
        { nil: undefined },
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(symbols, fc.array(NAME), (all, names) => {
        const records = new FileRecords();
        all.forEach((symbol, index) => {
          records.add({ key: `UNIT-${index}`, symbol });
        });
        for (const name of names) {
          const found = all.findIndex((symbol) => isNamedBy(name, symbol ?? ''));
          assert.equal(records.naming(name), found < 0 ? undefined : `UNIT-${found}`);
        }
        const whole = all.indexOf(undefined);
        assert.equal(records.ofWhole, whole < 0 ? undefined : `UNIT-${whole}`);
      }),
    );
  });

  it('are others when one of them names another function', () => {
    const functions = Array.from({ length: 12 }, (_, index) => `int f${index}(void)\n{\n}\n`).join('');
    const recordsWith = (symbol: string): string =>
      Array.from(
        { length: 10 },
        (_, index) =>
          `- {id: UNIT-${index}, path: src/a.c, symbol: ${index === 4 ? symbol : `f${index}`}, implements: SRS-1}\n`,
      ).join('');
    const engine = engineOf({
      'spec/a.yaml': '- {id: SS-1, safetyClass: C}\n- {id: SRS-1}\n',
      'spec/units.yaml': recordsWith('f4'),
      'src/a.c': functions,
    });
    const untraced = (): string[] =>
      engine.findings().open.flatMap(({ code, message }) => (code === 'LT202' ? (/f\d+/.exec(message) ?? []) : []));
    assert.deepEqual(untraced(), ['f10', 'f11']);
    engine.apply([{ kind: 'stored', path: 'spec/units.yaml', text: recordsWith('f11') }]);
    assert.deepEqual(untraced(), ['f4', 'f10']);
  });
});
