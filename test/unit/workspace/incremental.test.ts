import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkReport } from '../../../server/src/reports/checkReport.ts';
import type { Change } from '../../../server/src/workspace/change.ts';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { feed } from '../../support/project.ts';

/** Texts that define, refer, contradict and break off, so that random edits make and mend findings. */
const SPECS = [
  '### SRS-1 One\nThe software shall stop.\n- derives: SYS-1\n- implements: RC-1\n',
  '### SRS-1 One again\n### SRS-2 Two\n- derives: SYS-9\n',
  '# SYS-1 System\n- derives: UN-1\n\n# UN-1 Need\n',
  'id: SS-1\ntitle: System\nsafetyClass: B\n',
  '- id: SI-1\n  partOf: SS-1\n  paths: [src/**]\n- id: SI-2\n  partOf: SI-1\n  safetyClass: A\n',
  '- id: SI-1\n  partOf: SI-2\n- id: SI-2\n  partOf: SI-1\n',
  '- id: HAZ-1\n- id: HS-1\n  arisesFrom: HAZ-1\n  severity: S4\n  p0: P3\n- id: CAUSE-1\n  in: SI-1\n  causes: HS-1\n- id: RC-1\n  mitigates: HS-1\n  implementedIn: software\n',
  '`req~one~1`\nNeeds: impl\n',
  'id: [',
  '',
];

const CODES = [
  '/** @implements SRS-1 */\nint stop(void) { return 0; }\n',
  'int untraced(void) { return 1; }\n',
  '// @verifies SRS-1, srs-002\nint test_stop(void) { return 0; }\n// lifetrace-ignore LT002: later\n',
  '// [impl->req~one~1]\nint covered(void) { return 0; }\n',
  'int broken( { " \n',
];

const PROJECTS = [
  'product: {name: X}\n',
  'prefixes: {SRS: [FOO]}\n',
  'files: {sources: [src/**], tests: [t/**]}\n',
  'dialects: {oft: off}\n',
];

const specPath = fc.constantFrom('spec/a.md', 'spec/b.yaml', 'spec/deep/c.yaml', 'd.md');
const codePath = fc.constantFrom('src/a.c', 'src/b.c', 't/test_a.c', 'lib/c.c');
const file = fc.oneof(
  fc.tuple(specPath, fc.constantFrom(...SPECS)),
  fc.tuple(codePath, fc.constantFrom(...CODES)),
  fc.tuple(fc.constant('.lifetrace/project.yaml'), fc.constantFrom(...PROJECTS)),
);
const anyFile = fc.oneof(specPath, codePath, fc.constant('.lifetrace/project.yaml'));
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
  return JSON.stringify(checkReport(engine.snapshot(), engine.findings(), '0'), null, 1);
}

describe('the engine', () => {
  it('gives the same report after any sequence of changes as a new engine on the same texts', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
        const engine = new Engine();
        const world = new World();
        for (const each of changes) {
          world.apply(each);
          if (engine.apply([each]).rediscover) engine.apply(world.stored());
        }
        assert.equal(reportOf(engine), reportOf(world.fresh()));
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
