import assert from 'node:assert/strict';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { generateProject } from '../../bench/project/generate.ts';
import { planOfRequirements } from '../../bench/project/plan.ts';
import { engineOf } from '../../support/project.ts';

/** An engine that has read and checked a made-up project. */
function checked(requirements: number): { readonly engine: Engine; readonly files: ReadonlyMap<string, string> } {
  const files = new Map(generateProject(planOfRequirements(requirements, 11)));
  const engine = new Engine();
  engine.apply([...files].map(([path, text]) => ({ kind: 'stored', path, text })));
  engine.findings();
  return { engine, files };
}

/** Checks of items, units and tags, and of rules over the whole project. */
type Work = Engine['work'];

/** Checks that an edit of one file asks for. */
function workOf({ engine, files }: ReturnType<typeof checked>, path: string, edit: (text: string) => string): Work {
  const text = files.get(path) ?? '';
  engine.apply([{ kind: 'opened', path, text }]);
  engine.findings();
  const before = { ...engine.work };
  engine.apply([{ kind: 'opened', path, text: edit(text) }]);
  engine.findings();
  const { items, units, tags, project } = engine.work;
  return {
    items: items - before.items,
    units: units - before.units,
    tags: tags - before.tags,
    project: project - before.project,
  };
}

const NONE: Work = { items: 0, units: 0, tags: 0, project: 0 };

/** A file of many functions, each with a tag of its own, beside the requirements that the tags name. */
function longFile(functions: number): ReturnType<typeof checked> {
  const numbers = Array.from({ length: functions }, (_, index) => index + 1);
  const files = new Map([
    ['spec/a.md', numbers.map((n) => `### SRS-${n} Requirement ${n}\n- status: approved\n\n`).join('')],
    [
      'src/a.c',
      numbers.map((n) => `/** @implements SRS-${n} */\nint step_${n}(void)\n{\n    return 0;\n}\n\n`).join(''),
    ],
    ['spec/system.yaml', 'id: SS-1\ntitle: System\nsafetyClass: C\n'],
  ]);
  const engine = new Engine();
  engine.apply([...files].map(([path, text]) => ({ kind: 'stored', path, text })));
  engine.findings();
  return { engine, files };
}

function fileWith(files: ReadonlyMap<string, string>, words: RegExp): string {
  const found = [...files].find(([, text]) => words.test(text));
  assert.ok(found, String(words));
  return found[0];
}

/** Files and offsets of the units that lack a trace. */
function untracedIn(engine: Engine): string[] {
  const findings = [...engine.findings().byFile.values()].flatMap(({ open }) => [...open]);
  return findings.filter(({ code }) => code === 'LT202').map(({ file, span }) => `${file} ${span.start}`);
}

describe('the work of checking', () => {
  it('is none for units whose rule is switched off, until it is switched on again', () => {
    const engine = new Engine();
    const set = (choice: string): void => {
      const text = `rules: {LT202: ${choice}}\n`;
      engine.apply([{ kind: 'stored', path: '.lifetrace/project.yaml', text }]);
    };
    set('off');
    engine.apply([{ kind: 'stored', path: 'src/a.c', text: 'int a(void)\n{\n}\nint b(void)\n{\n}\n' }]);
    assert.deepEqual(untracedIn(engine), []);
    assert.equal(engine.work.units, 0);
    set('error');
    assert.deepEqual(untracedIn(engine), ['src/a.c 4', 'src/a.c 20']);
    assert.equal(engine.work.units, 2);
  });

  const small = checked(200);
  const large = checked(2000);
  const code = (project: typeof small) => fileWith(project.files, /@implements SRS-/);
  const spec = (project: typeof small) => fileWith(project.files, /^#+ SRS-\d+ /m);

  it('grows no more than the project', () => {
    const [few, many] = [small.engine.work, large.engine.work];
    assert.ok(few.items > 0 && few.units > 0 && few.tags > 0);
    assert.ok(many.items <= 11 * few.items, `${few.items} and ${many.items} items`);
    assert.ok(many.units <= 11 * few.units, `${few.units} and ${many.units} units`);
    assert.ok(many.tags <= 11 * few.tags, `${few.tags} and ${many.tags} tags`);
    assert.equal(many.project, few.project);
  });

  it('is done in steps of one check at most, and goes on after a change', () => {
    const [path = ''] = [...small.files.keys()].filter((file) => file.endsWith('.md'));
    const engine = new Engine();
    engine.apply([...small.files].map(([file, text]) => ({ kind: 'stored', path: file, text })));
    let steps = 0;
    for (let before = 0; !engine.isChecked; steps++) {
      engine.advance();
      const { items, units, tags, project } = engine.work;
      const checks = items + units + tags + project;
      assert.ok(checks <= before + 1);
      before = checks;
      if (items === 100) engine.apply([{ kind: 'opened', path, text: `Words in front.\n\n${small.files.get(path)}` }]);
    }
    const { items, units, tags } = small.engine.work;
    assert.ok(steps > items + units + tags);
    assert.equal(engine.work.items, items);
    assert.equal(engine.findings().open.length, small.engine.findings().open.length);
  });

  it('is none for a key typed in a comment, in a body or at the top of a file', () => {
    for (const project of [small, large]) {
      for (const typed of ['/* words */\n', '\n\n', '// more\n']) {
        const work = workOf(project, code(project), (text) => typed + text);
        assert.deepEqual(work, NONE);
      }
      const work = workOf(project, spec(project), (text) => `Words in front.\n\n${text}`);
      assert.deepEqual(work, NONE);
    }
  });

  it('is that of the item alone while a word is typed as its status that means nothing to others', () => {
    for (const project of [small, large]) {
      const typed = workOf(project, spec(project), (text) => text.replace('status: approved', 'status: approve'));
      assert.deepEqual(typed, { ...NONE, items: 1 });
      const retired = workOf(project, spec(project), (text) => text.replace('status: approved', 'status: obsolete'));
      assert.ok(retired.items > 1, JSON.stringify(retired));
    }
  });

  it('is the same few checks for an edit in a project of ten times the size', () => {
    const edits: readonly [string, (project: typeof small) => string, (text: string) => string][] = [
      ['a tag', code, (text) => text.replace(/@implements SRS-/, '@implements SRS-9')],
      ['a title', spec, (text) => text.replace(/^(#+ SRS-\d+ .*)$/m, '$1 more')],
      ['a link', spec, (text) => text.replace(/^(#+ SRS-\d+ .*)$/m, '$1\n- derives: SYS-1')],
      ['an item', spec, (text) => `${text}\n### SRS-99999 New\n`],
    ];
    for (const [what, fileOf, edit] of edits) {
      for (const project of [small, large]) {
        const work = workOf(project, fileOf(project), edit);
        const { items, units, tags, project: rules } = work;
        assert.ok(items + units + tags > 0, what);
        // Another record may be evidence for a clause (LT901), which takes no longer in a larger project.
        const wholes = what === 'an item' ? 1 : 0;
        assert.ok(items <= 40 && units <= 20 && tags <= 40 && rules === wholes, `${what}: ${JSON.stringify(work)}`);
      }
    }
  });

  it('is that of the tags and units concerned, however many others stand in the file', () => {
    const long = longFile(500);
    const edits: readonly [string, string, (text: string) => string, Pick<Work, 'units' | 'tags'>][] = [
      [
        'the status of an item',
        'spec/a.md',
        (text) => text.replace(/(SRS-250 .*\n- status: )approved/, '$1obsolete'),
        { units: 0, tags: 1 },
      ],
      [
        'the ID in a tag',
        'src/a.c',
        (text) => text.replace('@implements SRS-250', '@implements SRS-9250'),
        { units: 1, tags: 1 },
      ],
      ['a tag more', 'src/a.c', (text) => text.replace('SRS-250 */', 'SRS-250, SRS-3 */'), { units: 1, tags: 2 }],
      ['a tag less', 'src/a.c', (text) => text.replace('@implements SRS-250', ''), { units: 1, tags: 0 }],
      ['the name of a unit', 'src/a.c', (text) => text.replace('step_250(', 'stop_250('), { units: 1, tags: 1 }],
      ['a unit more', 'src/a.c', (text) => `int first(void)\n{\n    return 0;\n}\n\n${text}`, { units: 1, tags: 0 }],
      ['a line more in a unit', 'src/a.c', (text) => text.replace('return 0', '\nreturn 0'), { units: 0, tags: 0 }],
    ];
    for (const [what, path, edit, expected] of edits) {
      const { units, tags } = workOf(long, path, edit);
      assert.deepEqual({ units, tags }, expected, what);
    }
  });

  it('leaves the classes alone when a tag goes and its unit still implements the control', () => {
    const tagged = (first: string): string =>
      `/** @implements ${first} */\nint a(void) { return 0; }\n/** @implements SRS-2 */\nint b(void) { return 0; }\n`;
    const engine = engineOf({
      'spec/all.md': [
        '# SS-1 Pump\n- safetyClass: C',
        '# UNIT-1 One\n- partOf: SS-1\n- path: src/one.c',
        '# UNIT-2 Two\n- partOf: SS-1\n- path: src/two.c',
        '# RC-1 Detect air',
        '# SRS-1 Measure\n- implements: RC-1',
        '# SRS-2 Stop\n- implements: RC-1',
        '# SRS-3 Blink\n',
      ].join('\n'),
      'src/one.c': tagged('SRS-2'),
      'src/two.c': tagged('SRS-1'),
    });
    const write = (text: string): void => {
      engine.apply([{ kind: 'opened', path: 'src/one.c', text }]);
    };
    const { classes } = engine.snapshot();
    write(tagged('SRS-3'));
    assert.equal(engine.snapshot().classes, classes);
    write(tagged('SRS-1'));
    const before = engine.snapshot().classes;
    write(tagged('SRS-3'));
    assert.equal(engine.snapshot().classes.nodes.get('UNIT-1'), before.nodes.get('UNIT-1'));
    write('');
    assert.notEqual(engine.snapshot().classes, classes);
  });

  it('is none for items and tags of OpenFastTrace, which are looked at together', () => {
    const engine = engineOf({
      'doc/a.md': 'req~a~1\n\nNeeds: dsn\n',
      'src/a.c': '// [dsn->req~a~1]\nint f(void) { return 0; }\n',
    });
    assert.deepEqual([engine.findings().open.length, engine.snapshot().counts.units], [0, 1]);
    const { items, units, tags } = engine.work;
    assert.deepEqual({ items, units, tags }, { items: 0, units: 0, tags: 0 });
  });
});
