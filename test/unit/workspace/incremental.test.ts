import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { fdaPanelOf } from '../../../server/src/answers/classes/fdaPanel.ts';
import { symbolsMatching } from '../../../server/src/answers/workspaceSymbols.ts';
import { languageOf } from '../../../server/src/read/languages.ts';
import { checkReport } from '../../../server/src/reports/checkReport.ts';
import { OPEN_CHAIN_QUERY } from '../../../server/src/trace/recordCounts.ts';
import type { Change } from '../../../server/src/workspace/change.ts';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { printedReport } from '../../support/printedReport.ts';
import { engineOf, feed, lookAtEvidence } from '../../support/project.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

/** Texts that define, refer, contradict and break off, so that random edits make and mend findings. */
const SPECS = [
  '### SRS-1 One\nThe software shall stop.\n- derives: SYS-1\n- implements: RC-1\n',
  '### SRS-1 One again\n### SRS-2 Two\n- derives: SYS-9\n',
  '# SYS-1 System\n- derives: UN-1\n\n# UN-1 Need\n',
  'id: SS-1\ntitle: System\nsafetyClass: B\n',
  '- id: SI-1\n  partOf: SS-1\n  paths: [src/**]\n- id: SI-2\n  partOf: SI-1\n  safetyClass: A\n',
  '- id: SI-1\n  partOf: SI-2\n- id: SI-2\n  partOf: SI-1\n',
  '- id: UNIT-1\n  partOf: SI-1\n  implements: SRS-1\n  safetyClass: A\n',
  '- id: HAZ-1\n- id: HS-1\n  arisesFrom: HAZ-1\n  severity: S4\n  p0: P3\n- id: CAUSE-1\n  in: SI-1\n  causes: HS-1\n- id: RC-1\n  mitigates: HS-1\n  implementedIn: software\n',
  '- id: UNIT-1\n  partOf: SI-1\n  path: src/a.c\n  implements: [SRS-1, SDD-1]\n  uses: UNIT-2\n- id: UNIT-2\n  partOf: SI-2\n  acceptance: {a: x}\n',
  '- id: UNIT-1\n  path: src/b.c\n- id: IF-1\n  connects: [SI-1, SI-2]\n- id: SDD-1\n  designs: [UNIT-1, IF-1]\n  refines: SI-1\n  safetyClass: A\n',
  '- id: REV-1\n  verifies: [SI-1, SDD-1, UNIT-1, SEG-1, CR-1]\n- id: UT-1\n  verifies: UNIT-1\n  procedure: t/test_a.c\n- id: IT-1\n  status: draft\n  procedure: src/a.c\n',
  '- id: SI-2\n  partOf: SI-1\n  safetyClass: A\n  classRationale: {text: x}\n  segregatedBy: SEG-1\n- id: SEG-1\n- id: SS-1\n  title: TBD\n  safetyClass: C\n',
  '- id: ST-1\n  verifies: [SRS-1, RC-1]\n  purpose: both\n- id: TR-1\n  records: ST-1\n  result: fail\n  date: 2026-01-01\n- id: TR-2\n  records: ST-1\n  result: pass\n',
  '- id: TR-3\n  records: ST-1\n  result: fail\n  date: 2026-02-01\n  raises: PR-1\n- id: PR-1\n  status: closed\n  affects: SI-1\n- id: CR-1\n  status: implemented\n  resolves: PR-1\n  affects: [UNIT-1, SRS-1]\n',
  '- id: CR-1\n  status: closed\n  affects: SRS-1\n  riskAnalysis: RC-1 stays\n- id: ANOM-1\n  status: open\n- id: REL-1\n  version: 1\n  knownAnomalies: [PR-1]\n- id: REL-2\n  status: released\n  version: 2\n- id: REL-3\n  status: approved\n  suppress: {LT802: x}\n',
  '- id: SOUP-1\n  version: 1\n  partOf: SI-1\n  satisfies: SRS-1\n- id: SOUP-2\n  title: X\n  partOf: SS-1\n- id: CAUSE-2\n  in: SOUP-2\n  causes: CAUSE-1\n',
  '- id: HS-1\n  arisesFrom: HAZ-1\n  severity: S4\n  p0: P3\n  pResidual: P2\n- id: RC-1\n  controlType: information\n  mitigates: HS-1\n- id: UN-2\n  status: draft\n- id: SRS-2\n  derives: UN-2\n  riskControl: true\n',
  '`req~one~1`\nNeeds: impl\n',
  'id: [',
  '',
];

const CODES = [
  '/** @implements SRS-1 */\nint stop(void) { return 0; }\n',
  'int untraced(void) { return 1; }\n',
  '// @verifies SRS-1, srs-002\nint test_stop(void) { return 0; }\n// lifetrace-ignore LT002: later\n',
  '// [impl->req~one~1]\nint covered(void) { return 0; }\n',
  '/** @class A */\nint claimed(void) { return 0; }\n/** @unit UNIT-2 */\nint recorded(void) { return 0; }\n',
  '// @verifies UNIT-1, SI-1\nint test_unit(void) { return 0; }\n',
  '/** @implements SRS-1 */\n#define LIMIT 3\nint near(void) { return LIMIT; }\n// @risk RC-1\n',
  '/** @implements SRS-1 */\n\n#define LIMIT 3\nint near(void) { return LIMIT; }\n',
  'int broken( { " \n',
];

const HEADERS = [
  '/** @implements SRS-1 */\nint stop(void);\nint untraced(void); /**< @unit UNIT-1 */\n',
  '/** @risk RC-1 */\nint untraced(void);\n/* [impl->req~one~1] */\nint covered(void);\n',
  'int stop(void);\n',
  'namespace n {\nclass C {\n  /// @implements SRS-1\n  void stop();\n  void stop(int) {}\n};\n}\n',
  'class C {\n  /// @implements SRS-1\n  void stop();\n};\n',
  '',
];

const DEFINITIONS = [
  'int stop(void) { return 0; }\nint untraced(void) { return 1; }\nint covered(void) { return 2; }\n',
  '/** @implements SRS-2 */\nstatic int stop(void);\nstatic int stop(void) { return 0; }\n',
  'int untraced(void) { return 0; }\n#ifdef X\nint stop(void) { return 0; }\n#else\nint stop(void) { return 1; }\n#endif\n',
  'void n::C::stop() {}\n',
  'using namespace n;\nvoid C::stop() {}\n',
];

const PROJECTS = [
  'product: {name: X}\n',
  'profile: 62304-2006\n',
  'profile: 62304-ed2-draft\ntypes: {LBL: label}\n',
  'prefixes: {SRS: [FOO]}\n',
  'files: {sources: [src/**], tests: [t/**]}\n',
  'dialects: {oft: off}\n',
  'rules: {LT202: off, LT105: error}\nproduct: {version: 2}\nwording: {weak: [one]}\n',
  'units: {minLines: 2, exclude: [{paths: src/b.c, reason: x}]}\n',
  'units: {wrappers: [own]}\n',
];

const EVIDENCE = [
  '5.2.6: REV verifies SRS\n5.3.1: [SI satisfies SRS, UNIT with path]\n5.1.1: docs/plan.md\n',
  '4.4: {na: none}\n5.2: auto\n7.3.1: ST verifies SRS implements RC\n',
  '',
];

const ANSWERS = ['answers: {E1: no, E2: no, E3: no, E4: no}\n', 'answers: {E1: {value: yes, because: HS-1}}\n'];

const specPath = fc.constantFrom('spec/a.md', 'spec/b.yaml', 'spec/deep/c.yaml', 'd.md');
const codePath = fc.constantFrom('src/a.c', 'src/b.c', 't/test_a.c', 'lib/c.c');
const headerPath = fc.constantFrom('src/a.h', 'lib/a.h', 'src/a.hpp');
const definitionPath = fc.constantFrom('src/a.c', 'src/a.cpp', 'lib/a.cc', 't/a.c');
const headerChange = fc.oneof(
  fc.tuple(headerPath, fc.constantFrom(undefined, ...HEADERS)),
  fc.tuple(definitionPath, fc.constantFrom(undefined, ...DEFINITIONS)),
);
const file = fc.oneof(
  fc.tuple(specPath, fc.constantFrom(...SPECS)),
  fc.tuple(codePath, fc.constantFrom(...CODES)),
  fc.tuple(headerPath, fc.constantFrom(...HEADERS)),
  fc.tuple(definitionPath, fc.constantFrom(...DEFINITIONS)),
  fc.tuple(fc.constant('.lifetrace/project.yaml'), fc.constantFrom(...PROJECTS)),
  fc.tuple(fc.constant('.lifetrace/evidence.yaml'), fc.constantFrom(...EVIDENCE)),
  fc.tuple(fc.constant('.lifetrace/fda.yaml'), fc.constantFrom(...ANSWERS)),
);
const settings = fc.constantFrom('.lifetrace/project.yaml', '.lifetrace/evidence.yaml', '.lifetrace/fda.yaml');
const anyFile = fc.oneof(specPath, codePath, headerPath, definitionPath, settings);
const anyPath = fc.oneof(anyFile, fc.constantFrom('spec', 'src', '.lifetrace'));

const change: fc.Arbitrary<Change> = fc.oneof(
  file.map(([path, text]): Change => ({ kind: 'stored', path, text })),
  file.map(([path, text]): Change => ({ kind: 'opened', path, text })),
  anyPath.map((path): Change => ({ kind: 'removed', path })),
  anyPath.map((path): Change => ({ kind: 'closed', path })),
  anyFile.map((path): Change => ({ kind: 'skipped', path, reason: 'binary file' })),
);

/** What the disk and the editors hold after a sequence of changes. */
class World {
  readonly disk = new Map<string, string>();
  readonly skipped = new Map<string, string>();
  readonly open = new Map<string, string>();

  apply(change: Change): void {
    const { path } = change;
    if (change.kind === 'stored') {
      this.disk.set(path, change.text);
      this.skipped.delete(path);
    } else if (change.kind === 'skipped') {
      this.disk.delete(path);
      this.skipped.set(path, change.reason);
    } else if (change.kind === 'opened') {
      this.open.set(path, change.text);
    } else if (change.kind === 'closed') {
      this.open.delete(path);
    } else {
      for (const known of [...this.disk.keys(), ...this.skipped.keys()]) {
        if (known !== path && !known.startsWith(`${path}/`)) continue;
        this.disk.delete(known);
        this.skipped.delete(known);
      }
    }
  }

  fresh(): Engine {
    const engine = new Engine();
    const settings = [...this.disk].filter(([path]) => path.startsWith('.lifetrace/'));
    engine.apply(settings.map(([path, text]) => ({ kind: 'stored', path, text })));
    engine.apply(
      [...this.open]
        .filter(([path]) => path.startsWith('.lifetrace/'))
        .map(([path, text]) => ({ kind: 'opened', path, text })),
    );
    feed(engine, this.stored());
    engine.apply([...this.skipped].map(([path, reason]) => ({ kind: 'skipped', path, reason })));
    const opened = [...this.open].map(([path, text]): Change => ({ kind: 'opened', path, text }));
    if (engine.apply(opened).rediscover) engine.apply(this.stored());
    return engine;
  }

  stored(): readonly Change[] {
    return [...this.disk].map(([path, text]): Change => ({ kind: 'stored', path, text }));
  }
}

function reportOf(engine: Engine): string {
  const snapshot = engine.snapshot();
  const report = printedReport(checkReport(snapshot, engine.findings(), '0', { clauses: true, classes: true }));
  const openChains = snapshot.recordCount(OPEN_CHAIN_QUERY);
  const found = symbolsMatching(snapshot, '1', 100).map(({ id, title, file }) => ({ id, title, file }));
  return JSON.stringify({ ...report, fda: fdaPanelOf(snapshot), openChains, found }, null, 1);
}

/** What somebody asks between two changes: everything, what is there so far, or so many steps of the work. */
type Look = 'nothing' | 'findings' | 'snapshot' | 'glimpse' | number;

const look: fc.Arbitrary<Look> = fc.oneof(
  fc.constantFrom<Look>('nothing', 'findings', 'snapshot', 'glimpse'),
  fc.integer({ min: 1, max: 60 }),
);

function lookAt(engine: Engine, how: Look): void {
  if (how === 'findings') engine.findings();
  else if (how === 'snapshot') engine.snapshot();
  else if (how === 'glimpse') engine.glimpse();
  else if (how !== 'nothing') for (let steps = how; steps > 0; steps--) engine.advance();
}

/** A small change of one file, as typing makes it. */
interface Edit {
  readonly file: number;
  readonly line: number;
  readonly kind: 'delete' | 'duplicate' | 'swap' | 'insert' | 'append' | 'cut' | 'renumber';
  readonly text: string;
  readonly look: Look;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  file: fc.nat(1000),
  line: fc.nat(10_000),
  kind: fc.constantFrom('delete', 'duplicate', 'swap', 'insert', 'append', 'cut', 'renumber'),
  text: fc.constantFrom(
    '',
    '### SRS-001 Again',
    '- derives: SYS-001',
    '- status: obsolete',
    '- implements: RC-01, RC-07',
    '/* @implements SRS-001, RC-01 */',
    '/** @unit UNIT-05 */',
    '// @risk RC-07',
    '// lifetrace-ignore LT202: not yet',
    '  safetyClass: A',
    'int typed(void) { return 1; }',
    '}',
    '# @verifies SRS-012',
    '- id: HS-01',
    '- status: draft',
    '  status: closed',
    '- verifies: SRS-012, UNIT-05, RC-07',
    '  partOf: SI-02',
    '- in: SI-04, SI-02',
    '- causes: CAUSE-01, HS-03',
    '- mitigates: HAZ-01',
    'The software shall react quickly, TBD.',
    '/* @class A */',
    'SI-04: {partOf: SI-01, paths: [src/**]}',
  ),
  look,
});

function edited(text: string, position: number, kind: Edit['kind'], words: string): string {
  const lines = text.split('\n');
  const at = position % lines.length;
  const line = lines[at] ?? '';
  const next = lines[at + 1] ?? '';
  switch (kind) {
    case 'delete':
      lines.splice(at, 1);
      break;
    case 'duplicate':
      lines.splice(at, 0, line);
      break;
    case 'swap':
      lines.splice(at, 2, next, line);
      break;
    case 'insert':
      lines.splice(at, 0, words);
      break;
    case 'append':
      lines[at] = line + words;
      break;
    case 'cut':
      lines[at] = line.slice(0, position % (line.length + 1));
      break;
    case 'renumber':
      lines[at] = line.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
      break;
  }
  return lines.join('\n');
}

/** Lines of a file with many units and tags: most of it good, some of it not. */
const TAG_LINES = [
  '/** @implements SRS-1 */',
  '/** @implements SRS-2, SRS-3 */',
  '/** @risk RC-1 */',
  '/** @verifies SRS-4 */',
  '/** @implements SRS-99 */',
  '/** @unit UNIT-1 */',
  '/** @unit UNIT-2 */\n',
  '/** [impl->req~one~1] */',
  '// @satisfies srs_2',
  '// @class C',
  '// lifetrace-ignore LT202: later',
  '// lifetrace-ignore LT002:',
  '/** @implements ??? */',
  '',
];

const CODE_LINES = {
  'src/a.cpp': ['void a() { run(); }', 'void b() { run(); }', 'class A {', 'void many() {', '}', '};', 'namespace x {'],
  'src/A.java': [
    'void a() { run(); }',
    'void b() { run(); }',
    'class A {',
    'class B {',
    'void many() {',
    '}',
    'run();',
  ],
  'src/a.rs': [
    'fn a() { run(); }',
    'fn b() { run(); }',
    'struct A;',
    'impl A {',
    'mod x {',
    '#[test]',
    '#[cfg(test)]',
    '}',
  ],
};

type CodePath = keyof typeof CODE_LINES;

const ITEMS = [
  '# UN-1 Need',
  '# SYS-1 System\n- derives: UN-1',
  '# SRS-1 One\n- derives: SYS-1',
  '# SRS-1 One\n- status: obsolete',
  '# SRS-2 Two',
  '# SRS-3 Three\n- supersedes: SRS-2\n- refines: SRS-1',
  '# SRS-4 Four',
  '# RC-1 Control',
  '# UNIT-1 Unit\n- safetyClass: A\n- implements: SRS-1',
  '# UNIT-2 Unit\n- safetyClass: B',
  '# UNIT-3 Unit\n- safetyClass: A\n- path: src/A.java\n- symbol: A.b',
  '- implements: RC-1',
  '- status: superseded',
  '',
];

/** Records that decide about safety classes, each as it may stand from one key to the next, or not at all. */
const CLASS_RECORDS: Readonly<Record<string, readonly string[]>> = {
  'SS-1': ['safetyClass: C', 'safetyClass: A', 'status: obsolete', ''],
  'SS-2': ['safetyClass: B', ''],
  'SI-1': ['partOf: SS-1', 'partOf: [SS-1, SS-2]', 'partOf: SI-2', 'partOf: SI-9, safetyClass: B', 'scope: test', ''],
  'SI-2': [
    'partOf: SI-1',
    'partOf: SS-1, safetyClass: A',
    'partOf: SS-1, safetyClass: A, classRationale: {text: x, segregation: {mechanism: mpu}, countedControls: [RC-1, RC-2]}',
    'partOf: SI-2',
    'partOf: SS-2, satisfies: SRS-1, status: obsolete',
  ],
  'UNIT-1': [
    'partOf: SI-1, implements: SRS-1',
    'partOf: [SI-1, SI-2], safetyClass: A',
    'partOf: SI-2, implements: RC-2',
  ],
  'SRS-1': ['implements: RC-1', 'implements: [RC-1, RC-2]', 'status: obsolete, implements: RC-1', ''],
  'CAUSE-1': ['in: SI-2, causes: HS-1', 'in: [SI-1, UNIT-1], causes: CAUSE-2', 'in: SI-2, causes: [CAUSE-3, HS-2]', ''],
  'CAUSE-2': ['causes: HS-1', 'in: SI-1, causes: CAUSE-3', 'status: obsolete, causes: HS-1', 'causes: [CAUSE-1, HS-2]'],
  'CAUSE-3': ['in: UNIT-1, causes: [CAUSE-1, HS-2]', 'in: SS-1, causes: HS-2', 'in: SI-2, causes: CAUSE-3', ''],
  'THR-1': ['in: SI-1, causes: CAUSE-2', 'in: SI-2, causes: [HS-1, CAUSE-1]', ''],
  'HAZ-1': ['title: Hazard', ''],
  'HS-1': [
    'arisesFrom: HAZ-1, severity: S4, p0: P3, pExt: P1',
    'severity: S2, p0: P3',
    'arisesFrom: HAZ-1, severity: S4, p0: P3, softwareContribution: none',
    'severity: S4, p0: P1, status: obsolete',
  ],
  'HS-2': ['arisesFrom: HAZ-1, severity: S3, p0: P5', 'severity: S1, p0: P1', ''],
  'RC-1': [
    'mitigates: HS-1, controls: CAUSE-1, implementedIn: software',
    'mitigates: HAZ-1, external: true, implementedIn: hardware',
    'controls: [CAUSE-2, CAUSE-3], external: true',
    'mitigates: HS-2, status: obsolete',
  ],
  'RC-2': ['mitigates: [HS-1, HS-2], controls: CAUSE-3', 'controls: CAUSE-1, mitigates: HAZ-1', ''],
};

const classRecord = fc
  .constantFrom(...Object.keys(CLASS_RECORDS))
  .chain((id) => fc.tuple(fc.constant(id), fc.constantFrom(...(CLASS_RECORDS[id] ?? []))));

/** An edit of lines: at a place in a file, so many are taken out and others put in. */
const lineEdit = (codeLine: fc.Arbitrary<string>) =>
  fc.record({
    inCode: fc.boolean(),
    at: fc.nat(60),
    out: fc.nat(2),
    code: fc.array(codeLine, { maxLength: 3 }),
    items: fc.array(fc.constantFrom(...ITEMS), { maxLength: 2 }),
    asked: fc.boolean(),
  });

/** A project with one file of code, and edits of it and of its only spec. */
const manyParts = fc.constantFrom(...(Object.keys(CODE_LINES) as CodePath[])).chain((path) => {
  const codeLine = fc.oneof(fc.constantFrom(...TAG_LINES), fc.constantFrom(...CODE_LINES[path]));
  return fc.record({
    path: fc.constant(path),
    settings: fc.constantFrom('product: {name: X}\n', 'product: {name: X}\nunits: {minLines: 3}\n'),
    spec: fc.array(fc.constantFrom(...ITEMS), { minLength: 3, maxLength: 12 }),
    code: fc.array(codeLine, { minLength: 10, maxLength: 40 }),
    edits: fc.array(lineEdit(codeLine), { minLength: 1, maxLength: 8 }),
  });
});

function filesBelow(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const files = names.filter((name) => languageOf(name) !== undefined);
  return Object.fromEntries(files.map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]));
}

describe('the engine', () => {
  it('gives the same report after any sequence of changes as a new engine on the same texts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(change, look), { maxLength: 25 }), (changes) => {
        const engine = new Engine();
        const world = new World();
        for (const [each, how] of changes) {
          world.apply(each);
          if (engine.apply([each]).rediscover) engine.apply(world.stored());
          lookAt(engine, how);
        }
        assert.equal(reportOf(engine), reportOf(world.fresh()));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same report after any sequence of small edits of a real project as a new engine on the same texts', () => {
    const demo = filesBelow(inRepository('samples/aria-sp1'));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const engine = engineOf(demo);
        engine.findings();
        const files = { ...demo };
        // A broken project file leaves the last good one in force, which a new engine never knew.
        const paths = Object.keys(files).filter((path) => !path.startsWith('.lifetrace/'));
        for (const { file, line, kind, text, look: how } of edits) {
          const path = paths[file % paths.length] ?? '';
          files[path] = edited(files[path] ?? '', line, kind, text);
          engine.apply([{ kind: 'stored', path, text: files[path] }]);
          lookAtEvidence(engine, files);
          lookAt(engine, how);
        }
        assert.equal(reportOf(engine), reportOf(engineOf(files)));
      }),
      { numRuns: 15 },
    );
  });

  it('gives the same report after any change of headers and of what they declare as a new engine on the same texts', () => {
    const records = {
      'spec/a.yaml':
        'SS-1: {title: S, safetyClass: C}\nSI-1: {title: I, partOf: SS-1, paths: [src/**, lib/**]}\n' +
        'UNIT-1: {title: U, partOf: SI-1, implements: SRS-1}\nSRS-1: {title: A}\nSRS-2: {title: B}\n' +
        'HS-1: {title: H}\nRC-1: {title: C, mitigates: HS-1}\n',
    };
    fc.assert(
      fc.property(fc.array(headerChange, { maxLength: 12 }), (changes) => {
        const engine = engineOf(records);
        const files: Record<string, string> = { ...records };
        for (const [path, text] of changes) {
          if (text === undefined) delete files[path];
          else files[path] = text;
          engine.apply([text === undefined ? { kind: 'removed', path } : { kind: 'stored', path, text }]);
          engine.findings();
        }
        assert.equal(reportOf(engine), reportOf(engineOf(files)));
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same report after any edits of a file with many units and tags as a new engine on the same texts', () => {
    fc.assert(
      fc.property(manyParts, ({ path: codePath, settings, spec, code, edits }) => {
        const lines = { spec: [...spec], code: [...code] };
        const files = (): Record<string, string> => ({
          '.lifetrace/project.yaml': settings,
          'spec/a.md': lines.spec.join('\n'),
          [codePath]: lines.code.join('\n'),
        });
        const engine = engineOf(files());
        engine.findings();
        for (const { inCode, at, out, code, items, asked } of edits) {
          const path = inCode ? codePath : 'spec/a.md';
          const edited = inCode ? lines.code : lines.spec;
          edited.splice(at % (edited.length + 1), out, ...(inCode ? code : items));
          engine.apply([{ kind: 'opened', path, text: edited.join('\n') }]);
          if (asked) engine.findings();
        }
        assert.equal(reportOf(engine), reportOf(engineOf(files())));
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same report after any edits of what decides about safety classes as a new engine on the same texts', () => {
    const first = fc.tuple(...Object.values(CLASS_RECORDS).map((variants) => fc.constantFrom(...variants)));
    const edits = fc.array(fc.array(classRecord, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 8 });
    const profile = fc.constantFrom('product: {name: X}\n', 'profile: 62304-2006\n');
    fc.assert(
      fc.property(profile, first, edits, (settings, variants, batches) => {
        const records = new Map(Object.keys(CLASS_RECORDS).map((id, index) => [id, variants[index] ?? '']));
        const text = (): string => [...records].map(([id, rest]) => (rest === '' ? '' : `${id}: {${rest}}\n`)).join('');
        const files = (): Record<string, string> => ({ '.lifetrace/project.yaml': settings, 'spec/a.yaml': text() });
        const engine = engineOf(files());
        engine.findings();
        for (const batch of batches) {
          for (const [id, rest] of batch) records.set(id, rest);
          engine.apply([{ kind: 'opened', path: 'spec/a.yaml', text: text() }]);
          engine.findings();
        }
        assert.equal(reportOf(engine), reportOf(engineOf(files())));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same report whatever the order in which files arrive', () => {
    const files = SPECS.map(
      (text, index): Change => ({
        kind: 'stored',
        path: `spec/${index}.${text.startsWith('#') ? 'md' : 'yaml'}`,
        text,
      }),
    ).concat(CODES.map((text, index): Change => ({ kind: 'stored', path: `src/${index}.c`, text })));
    const expected = new Engine();
    feed(expected, files);
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
        const engine = new Engine();
        feed(engine, shuffled);
        assert.equal(reportOf(engine), reportOf(expected));
      }),
      { numRuns: 50 },
    );
  });

  it('lets unsaved text win over the disk until the file is closed', () => {
    const engine = new Engine();
    engine.apply([{ kind: 'stored', path: 'a.md', text: '# SRS-1 On disk\n' }]);
    engine.apply([{ kind: 'opened', path: 'a.md', text: '# SRS-2 In the editor\n' }]);
    engine.apply([{ kind: 'stored', path: 'a.md', text: '# SRS-3 Written by another program\n' }]);
    assert.deepEqual(
      engine.snapshot().items.map((item) => item.id),
      ['SRS-2'],
    );
    engine.apply([{ kind: 'closed', path: 'a.md' }]);
    assert.deepEqual(
      engine.snapshot().items.map((item) => item.id),
      ['SRS-3'],
    );
  });

  it('keeps the last good configuration while the file is broken, and names the line', () => {
    const engine = new Engine();
    engine.apply([{ kind: 'stored', path: '.lifetrace/project.yaml', text: 'prefixes: {SRS: [FOO]}\n' }]);
    engine.apply([{ kind: 'opened', path: '.lifetrace/project.yaml', text: 'prefixes:\n  SRS: [FOO\n' }]);
    engine.apply([{ kind: 'stored', path: 'a.md', text: '# FOO-1 Still read\n' }]);
    assert.deepEqual(
      engine.snapshot().items.map((item) => item.id),
      ['FOO-1'],
    );
    const problem = engine.findings().open.find((finding) => finding.code === 'LT007');
    assert.equal(problem?.file, '.lifetrace/project.yaml');
    assert.ok((problem?.span.start ?? 0) >= 'prefixes:\n'.length);
  });

  it('finds other units as soon as the project names other wrappers', () => {
    const project = (wrappers: string) => `product: {name: X}\nunits: {wrappers: [${wrappers}]}\n`;
    const code = { 'src/a.ts': 'export const view = memo(() => 1);\nexport const read = route(() => 1);\n' };
    const engine = engineOf({ '.lifetrace/project.yaml': project('memo'), ...code });
    const untraced = () => engine.findings().open.map(({ message }) => /“(.*?)”/.exec(message)?.[1]);
    assert.deepEqual(untraced(), ['view']);
    const { rediscover } = engine.apply([{ kind: 'opened', path: '.lifetrace/project.yaml', text: project('route') }]);
    assert.ok(rediscover);
    engine.apply([{ kind: 'stored', path: 'src/a.ts', text: code['src/a.ts'] }]);
    assert.deepEqual(untraced(), ['read']);
  });

  it('asks for a trace as soon as a unit has the length from which one is expected', () => {
    const text = 'int brief(void)\n{\n    return 0;\n}\n';
    const engine = engineOf({
      '.lifetrace/project.yaml': 'product: {name: X}\nunits: {minLines: 5}\n',
      'src/a.c': text,
    });
    const codes = () => engine.findings().open.map(({ code }) => code);
    assert.deepEqual(codes(), []);
    engine.apply([{ kind: 'opened', path: 'src/a.c', text: text.replace('return', '\nreturn') }]);
    assert.deepEqual(codes(), ['LT202']);
    engine.apply([{ kind: 'opened', path: 'src/a.c', text }]);
    assert.deepEqual(codes(), []);
  });

  it('asks for traces of code beside foreign tags as soon as a record makes the project one, and no longer than that', () => {
    const engine = engineOf({ 'src/a.c': '// [impl->req~one~1]\nint stop(void) { return 0; }\n' });
    const untraced = (): number => engine.findings().countOf('LT202');
    const record = (text: string): void => {
      engine.apply([{ kind: 'stored', path: 'spec/system.yaml', text }]);
    };
    assert.equal(untraced(), 0);
    record('id: SS-1\ntitle: Pump\nsafetyClass: B\n');
    assert.equal(untraced(), 1);
    record('');
    assert.equal(untraced(), 0);
  });

  it('keeps the class of a software item whose ID is written otherwise by now', () => {
    const system = (id: string): Change => ({
      kind: 'stored',
      path: 'spec/a.md',
      text: `# ${id} Pump\n- safetyClass: B\n`,
    });
    const engine = new Engine();
    for (const id of ['SS-02', 'SS-2', 'ss_002']) {
      feed(engine, [system(id)]);
      assert.equal(engine.snapshot().classByKey.get('SS-2')?.effective, 'B', id);
    }
  });

  it('forgets all that lay below a folder that is gone', () => {
    const engine = new Engine();
    engine.apply([
      { kind: 'stored', path: 'spec/a.md', text: '# SRS-1 A\n' },
      { kind: 'stored', path: 'spec/deep/b.md', text: '# SRS-2 B\n' },
      { kind: 'stored', path: 'specials.md', text: '# SRS-3 C\n' },
    ]);
    engine.apply([{ kind: 'removed', path: 'spec' }]);
    assert.deepEqual(
      engine.snapshot().items.map((item) => item.id),
      ['SRS-3'],
    );
  });
});
