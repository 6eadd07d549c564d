import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Engine } from '../../../server/src/workspace/engine.ts';
import { engineOf } from '../../support/project.ts';

/** A record that may be linked to any other, and may be reviewed, allocated, taken up, implemented or controlled. */
interface Part {
  readonly type: string;
  readonly number: number;
  readonly to: readonly number[];
  readonly settled: boolean;
  readonly retired: boolean;
}

const KINDS: Readonly<Record<string, string>> = {
  SI: 'partOf',
  SAD: 'partOf',
  SYS: 'refines',
  SRS: 'refines',
  CAUSE: 'causes',
};

/** What settles a record of a type, so that rules ask for no more. */
const SETTLING: Readonly<Record<string, (id: string) => string>> = {
  SI: (id) => `- {id: REV-1, verifies: ${id}}\n`,
  SAD: (id) => `- {id: SAD-9, designs: ${id}}\n- {id: REV-1, verifies: SAD-9}\n`,
  SYS: (id) => `- {id: SRS-9, derives: ${id}}\n`,
  SRS: (id) => `- {id: UNIT-1, partOf: SI-9, implements: ${id}, path: spec/0.yaml}\n`,
  CAUSE: (id) => `- {id: RC-1, controls: ${id}}\n`,
};

function textOf({ type, number, to, settled, retired }: Part, file: number): string {
  const id = `${type}-${number}`;
  const links = to.map((target) => `${type}-${target}`).join(', ');
  const status = retired ? 'obsolete' : 'approved';
  const own = `- {id: ${id}, status: ${status}, ${KINDS[type]}: [${links}]}\n`;
  return (
    own +
    (settled
      ? (SETTLING[type]?.(id) ?? '')
          .replace(/(REV|RC|UNIT)-1/g, `$1-${file + 10}`)
          .replace(/(SAD|SRS)-9/g, `$1-${file + 20}`)
      : '')
  );
}

const NUMBER = fc.integer({ min: 1, max: 5 });

function partOf(type: string): fc.Arbitrary<Part> {
  return fc.record({
    type: fc.constant(type),
    number: NUMBER,
    to: fc.uniqueArray(NUMBER, { maxLength: 2 }),
    settled: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
    retired: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
  });
}

const EDITS = fc
  .constantFrom('SI', 'SAD', 'SYS', 'SRS', 'CAUSE')
  .chain((type) =>
    fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.option(partOf(type))), { minLength: 1, maxLength: 14 }),
  );

const SYSTEM = '- {id: SS-1, safetyClass: C}\n- {id: SI-9, partOf: SS-1}\n- {id: HS-1, severity: S4, p0: P4}\n';

function findingsOf(engine: Engine): string[] {
  return Array.from(engine.findings().open, ({ code, file, message }) => `${file} ${code} ${message}`);
}

describe('what holds for items along chains', () => {
  it('is the same after any edits as from scratch', () => {
    fc.assert(
      fc.property(EDITS, (edits) => {
        const files = new Map([['spec/system.yaml', SYSTEM]]);
        const engine = engineOf(Object.fromEntries(files));
        for (const [file, part] of edits) {
          const path = `spec/${file}.yaml`;
          const text = part ? textOf(part, file) : '';
          files.set(path, text);
          engine.apply([{ kind: 'stored', path, text }]);
          assert.deepEqual(findingsOf(engine), findingsOf(engineOf(Object.fromEntries(files))));
        }
      }),
      { numRuns: 60 },
    );
  });

  const system = '- {id: SS-1, safetyClass: C}\n';
  const missing = (code: string, spec: string): string[] =>
    findingsOf(engineOf({ 'spec/a.yaml': system + spec }))
      .filter((finding) => finding.includes(` ${code} `))
      .map((finding) => finding.split(' ')[2] ?? '');

  it('is a review for all parts of what is reviewed, also in a circle', () => {
    const parts =
      '- {id: SI-1, partOf: SI-2}\n- {id: SI-2, partOf: SI-3}\n- {id: SI-3, partOf: SI-1}\n- {id: SI-4, partOf: SS-1}\n';
    assert.deepEqual(missing('LT205', parts), ['SI-1', 'SI-2', 'SI-3', 'SI-4']);
    assert.deepEqual(missing('LT205', `${parts}- {id: REV-1, verifies: SI-2}\n`), ['SI-4']);
    assert.deepEqual(missing('LT205', `${parts}- {id: REV-1, verifies: SS-1}\n`), ['SI-1', 'SI-2', 'SI-3']);
  });

  it('is a review for parts of what a wrong link calls a whole', () => {
    const parts = '- {id: SI-1, partOf: UN-1}\n- {id: UN-1}\n- {id: REV-1, verifies: UN-1}\n';
    assert.deepEqual(missing('LT205', parts), []);
  });

  it('goes through what is obsolete', () => {
    const whole = '- {id: SI-1, partOf: SI-2}\n- {id: SI-2, status: obsolete, partOf: UN-1}\n- {id: UN-1}\n';
    assert.deepEqual(missing('LT205', `${whole}- {id: REV-1, verifies: UN-1}\n`), []);
    const chain =
      '- {id: SRS-1, refines: SRS-2}\n- {id: SRS-2, status: obsolete, refines: SRS-3}\n- {id: SRS-3, status: obsolete}\n';
    assert.deepEqual(missing('LT201', `${chain}- {id: SI-1, satisfies: SRS-3}\n`), []);
  });

  it('is a place for requirements that refine, and for those that are refined, but not from one part to the next', () => {
    const chain =
      '- {id: SRS-1, refines: SRS-2}\n- {id: SRS-2}\n- {id: SRS-3, refines: SRS-2}\n- {id: SRS-4, refines: SYS-1}\n- {id: SYS-1}\n';
    assert.deepEqual(missing('LT201', `${chain}- {id: SI-1, satisfies: SRS-1}\n`), ['SRS-3', 'SRS-4']);
    assert.deepEqual(missing('LT201', `${chain}- {id: SI-1, satisfies: SRS-2}\n`), ['SRS-4']);
    assert.deepEqual(missing('LT201', `${chain}- {id: SI-1, satisfies: SYS-1}\n`), ['SRS-1', 'SRS-2', 'SRS-3']);
  });
});

describe('a cause', () => {
  /** Causes with a risk, of which those named by the rule are not controlled. */
  const uncontrolled = (spec: string): string[] =>
    findingsOf(engineOf({ 'spec/a.yaml': `- {id: SS-1, safetyClass: C}\n- {id: HS-1, severity: S4, p0: P4}\n${spec}` }))
      .filter((finding) => / LT404 CAUSE/.test(finding))
      .map((finding) => finding.split(' ')[2] ?? '');

  it('is controlled where all causes are by way of which it acts', () => {
    const causes =
      '- {id: CAUSE-1, causes: [CAUSE-2, CAUSE-3]}\n- {id: CAUSE-2, causes: HS-1}\n- {id: CAUSE-3, causes: HS-1}\n';
    assert.deepEqual(uncontrolled(`${causes}- {id: RC-1, controls: CAUSE-2}\n`), ['CAUSE-1', 'CAUSE-3']);
    assert.deepEqual(uncontrolled(`${causes}- {id: RC-1, controls: [CAUSE-2, CAUSE-3]}\n`), []);
  });

  it('is not controlled by going round in a circle', () => {
    const causes =
      '- {id: CAUSE-1, causes: [CAUSE-2, CAUSE-3]}\n- {id: CAUSE-2, causes: CAUSE-1}\n- {id: CAUSE-3, causes: HS-1}\n';
    assert.deepEqual(uncontrolled(`${causes}- {id: RC-1, controls: CAUSE-3}\n`), ['CAUSE-1', 'CAUSE-2']);
    assert.deepEqual(uncontrolled(`${causes}- {id: RC-1, controls: [CAUSE-1, CAUSE-3]}\n`), []);
  });

  it('is judged at once where each acts by way of two, which act by way of two', () => {
    const layers = 40;
    const id = (layer: number, side: number): string => `CAUSE-${2 * layer + side + 1}`;
    const causes = Array.from({ length: layers }, (_, layer) =>
      [0, 1].map((side) => `- {id: ${id(layer, side)}, causes: [${id(layer + 1, 0)}, ${id(layer + 1, 1)}]}\n`).join(''),
    );
    const last = [0, 1].map((side) => `- {id: ${id(layers, side)}, causes: HS-1}\n`).join('');
    const control = `- {id: RC-1, controls: [${id(layers, 0)}, ${id(layers, 1)}]}\n`;
    assert.deepEqual(uncontrolled(causes.join('') + last + control), []);
  });
});
