import assert from 'node:assert/strict';
import { ClassTree } from '../../../server/src/trace/classes/classTree.ts';
import { Reads } from '../../../server/src/trace/graph/reads.ts';
import type { Engine } from '../../../server/src/workspace/engine.ts';
import { engineOf } from '../../support/project.ts';

/** How often something about a project, or a node of its class tree, is looked up while it is checked: the same on every machine. */
let reads = 0;

/** A project with many records of several kinds that hang on one another by way of one, and keys that somebody types there. */
interface Shape {
  readonly files: (many: number) => Readonly<Record<string, string>>;
  /** What is typed, by what it is about: a file, a text in it, and what comes in its place. */
  readonly keys: Readonly<Record<string, readonly [file: string, text: string, typed: string]>>;
}

function each(many: number, record: (number: number) => string): string {
  return Array.from({ length: many }, (_, index) => `- {${record(index + 1)}}\n`).join('');
}

function all(type: string, many: number): string {
  return `[${Array.from({ length: many }, (_, index) => `${type}-${index + 1}`).join(', ')}]`;
}

const SYSTEM = '- {id: SS-1, safetyClass: C}\n- {id: SI-1, partOf: SS-1}\n- {id: SI-2, partOf: SS-1}\n';

/** Many controls, each of a situation of its own, that one requirement implements. */
function oneRequirement(many: number): Readonly<Record<string, string>> {
  return {
    'spec/system.yaml': `${SYSTEM}- {id: HAZ-1}\n`,
    'spec/requirement.yaml': `- {id: SRS-1, status: approved, implements: ${all('RC', many)}}\n`,
    'spec/controls.yaml': each(many, (n) => `id: RC-${n}, mitigates: HS-${n}`),
    'spec/situations.yaml': each(many, (n) => `id: HS-${n}, arisesFrom: HAZ-1, severity: S4, p0: P4, pResidual: P1`),
  };
}

const SHAPES: Readonly<Record<string, Shape>> = {
  'controls that one requirement implements, and tests of it': {
    files: (many) => ({
      ...oneRequirement(many),
      'spec/tests.yaml': each(many, (n) => `id: ST-${n}, verifies: SRS-1, purpose: structure`),
      'spec/results.yaml': each(many, (n) => `id: TR-${n}, records: ST-${n}, result: pass, date: 2026-01-0${n % 10}`),
    }),
    keys: {
      'the result of a test': ['spec/results.yaml', 'ST-7, result: pass', 'ST-7, result: fail'],
      'what a test shows': ['spec/tests.yaml', 'purpose: structure', 'purpose: both'],
      'what a test verifies': ['spec/tests.yaml', 'id: ST-7, verifies: SRS-1', 'id: ST-7, verifies: SRS-2'],
      'the status of the requirement': ['spec/requirement.yaml', 'approved', 'obsolete'],
      'a control of the requirement': ['spec/requirement.yaml', 'RC-7,', ''],
      'what a control mitigates': ['spec/controls.yaml', 'mitigates: HS-7', 'mitigates: HS-8'],
    },
  },
  'controls that one requirement implements, and units that do': {
    files: (many) => ({
      ...oneRequirement(many),
      'spec/units.yaml': each(many, (n) => `id: UNIT-${n}, partOf: SI-1, implements: SRS-1`),
    }),
    keys: {
      'the class of a unit': ['spec/units.yaml', 'UNIT-7, partOf', 'UNIT-7, safetyClass: A, partOf'],
      'what a unit implements': ['spec/units.yaml', 'UNIT-7, partOf: SI-1, implements: SRS-1', 'UNIT-7, partOf: SI-1'],
      'what a unit is part of': ['spec/units.yaml', 'UNIT-7, partOf: SI-1', 'UNIT-7, partOf: SI-2'],
      'the status of the requirement': ['spec/requirement.yaml', 'approved', 'obsolete'],
      'a control of the requirement': ['spec/requirement.yaml', 'RC-7,', ''],
      'a severity': ['spec/situations.yaml', 'HS-7, arisesFrom: HAZ-1, severity: S4', 'HS-7, severity: S3'],
      'what a control mitigates': ['spec/controls.yaml', 'mitigates: HS-7', 'mitigates: HS-8'],
    },
  },
  'parts of one item': {
    files: (many) => ({
      'spec/system.yaml': SYSTEM,
      'spec/units.yaml': each(many, (n) => `id: UNIT-${n}, partOf: SI-1`),
    }),
    keys: {
      'what a unit is part of': ['spec/units.yaml', 'UNIT-7, partOf: SI-1', 'UNIT-7, partOf: SI-2'],
      'what the item is part of': ['spec/system.yaml', 'SI-1, partOf: SS-1', 'SI-1, partOf: SI-2'],
    },
  },
  'interfaces between the same two items, and requirements of these': {
    files: (many) => ({
      'spec/system.yaml':
        '- {id: SS-1, safetyClass: C}\n' +
        `- {id: SI-1, partOf: SS-1, combinedIntegration: true, satisfies: ${all('SRS', many)}}\n` +
        '- {id: SI-2, partOf: SS-1, combinedIntegration: true}\n',
      'spec/requirements.yaml': each(many, (n) => `id: SRS-${n}`),
      'spec/interfaces.yaml': each(many, (n) => `id: IF-${n}, connects: [SI-1, SI-2]`),
      'spec/tests.yaml': '- {id: ST-1, verifies: SRS-}\n',
    }),
    keys: {
      'what a test verifies': ['spec/tests.yaml', 'SRS-', 'SRS-9'],
      'what an interface connects': ['spec/interfaces.yaml', 'IF-7, connects: [SI-1, SI-2]', 'IF-7, connects: [SI-1]'],
      'how an item is integrated': ['spec/system.yaml', 'combinedIntegration: true}', 'combinedIntegration: tru}'],
    },
  },
  'requirements and units of one design': {
    files: (many) => ({
      'spec/system.yaml': SYSTEM,
      'spec/requirements.yaml': each(many, (n) => `id: SRS-${n}`),
      'spec/design.yaml': `- {id: SDD-1, status: approved, satisfies: ${all('SRS', many)}, designs: ${all('UNIT', many)}}\n`,
      'spec/units.yaml': each(many, (n) => `id: UNIT-${n}, partOf: SI-1`),
    }),
    keys: {
      'the code of a unit': ['spec/units.yaml', 'UNIT-7, partOf: SI-1', 'UNIT-7, path: spec/design.yaml'],
      'a unit of the design': ['spec/design.yaml', 'UNIT-7,', ''],
      'the status of the design': ['spec/design.yaml', 'approved', 'obsolete'],
    },
  },
  'releases in preparation': {
    files: (many) => ({
      '.lifetrace/project.yaml': 'product: {name: Pump, version: 2.0}\n',
      'spec/system.yaml': SYSTEM,
      'spec/releases.yaml': each(many, (n) => `id: REL-${n}, status: approved, version: 1.${n}`),
    }),
    keys: {
      'a version': ['spec/releases.yaml', 'version: 1.7}', 'version: 1.8}'],
      'the version of the product': ['spec/releases.yaml', 'version: 1.7}', 'version: 2.0}'],
      'a status': ['spec/releases.yaml', 'REL-7, status: approved', 'REL-7, status: released'],
    },
  },
  'changes that touch retired controls by one requirement': {
    files: (many) => ({
      'spec/system.yaml': '- {id: SS-1, safetyClass: A}\n',
      'spec/requirement.yaml': `- {id: SRS-1, implements: ${all('RC', many)}}\n`,
      'spec/controls.yaml': each(many, (n) => `id: RC-${n}, status: obsolete`),
      'spec/changes.yaml': each(many, (n) => `id: CR-${n}, affects: SRS-1, riskAnalysis: none`),
    }),
    keys: { 'the status of a control': ['spec/controls.yaml', 'RC-7, status: obsolete', 'RC-7, status: approved'] },
  },
};

/** Reads of a first check, and of the check after each key. */
function readsOf({ files, keys }: Shape, many: number): ReadonlyMap<string, number> {
  const texts = files(many);
  const found = new Map<string, number>();
  const count = (what: string, work: () => void): void => {
    reads = 0;
    work();
    found.set(what, reads);
  };
  let engine: Engine | undefined;
  count('a first check', () => {
    engine = engineOf(texts);
    engine.findings();
  });
  for (const [what, [path, text, typed]] of Object.entries(keys)) {
    const before = texts[path] ?? '';
    assert.ok(before.includes(text), `${text} in ${path}`);
    const write = (now: string): void => {
      engine?.apply([{ kind: 'opened', path, text: now }]);
      engine?.findings();
    };
    write(before);
    count(what, () => write(before.replace(text, typed)));
    write(before);
  }
  return found;
}

describe('many records that hang on one another by way of one', () => {
  const { note } = Reads.prototype;
  const { get } = ClassTree.prototype;
  before(() => {
    ClassTree.prototype.get = function (id) {
      reads++;
      return get.call(this, id);
    };
    Reads.prototype.note = function (cell) {
      reads++;
      note.call(this, cell);
    };
  });
  after(() => {
    Reads.prototype.note = note;
    ClassTree.prototype.get = get;
  });

  it('are not checked for the result of a test that they rest on', () => {
    const files = SHAPES['controls that one requirement implements, and tests of it']?.files(100) ?? {};
    const engine = engineOf(files);
    engine.findings();
    const { items } = engine.work;
    const text = files['spec/results.yaml']?.replace('ST-7, result: pass', 'ST-7, result: fail') ?? '';
    engine.apply([{ kind: 'stored', path: 'spec/results.yaml', text }]);
    assert.equal(engine.findings().countOf('LT313'), 1);
    assert.ok(engine.work.items - items <= 3, `${engine.work.items - items}`);
  });

  for (const [what, shape] of Object.entries(SHAPES)) {
    it(`ask no more of a project than their number: ${what}`, () => {
      const [few, many] = [readsOf(shape, 100), readsOf(shape, 400)];
      for (const [key, read] of many) {
        const before = few.get(key) ?? 0;
        assert.ok(before > 0, key);
        assert.ok(read < 5 * before, `${key}: ${before} and ${read} reads`);
      }
    });
  }
});
