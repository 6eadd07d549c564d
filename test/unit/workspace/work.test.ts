import assert from 'node:assert/strict';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { generateProject } from '../../bench/project/generate.ts';
import { planOfRequirements } from '../../bench/project/plan.ts';

/** An engine that has read and checked a made-up project. */
function checked(requirements: number): { readonly engine: Engine; readonly files: ReadonlyMap<string, string> } {
  const files = new Map(generateProject(planOfRequirements(requirements, 11)));
  const engine = new Engine();
  engine.apply([...files].map(([path, text]) => ({ kind: 'stored', path, text })));
  engine.findings();
  return { engine, files };
}

/** Checks that an edit of one file asks for: items, files and rules over the whole project. */
function workOf(
  { engine, files }: ReturnType<typeof checked>,
  path: string,
  edit: (text: string) => string,
): { readonly items: number; readonly files: number; readonly project: number } {
  const text = files.get(path) ?? '';
  engine.apply([{ kind: 'opened', path, text }]);
  engine.findings();
  const before = { ...engine.work };
  engine.apply([{ kind: 'opened', path, text: edit(text) }]);
  engine.findings();
  const { items, files: checkedFiles, project } = engine.work;
  return { items: items - before.items, files: checkedFiles - before.files, project: project - before.project };
}

function fileWith(files: ReadonlyMap<string, string>, words: RegExp): string {
  const found = [...files].find(([, text]) => words.test(text));
  assert.ok(found, String(words));
  return found[0];
}

describe('the work of checking', () => {
  const small = checked(200);
  const large = checked(2000);
  const code = (project: typeof small) => fileWith(project.files, /@implements SRS-/);
  const spec = (project: typeof small) => fileWith(project.files, /^#+ SRS-\d+ /m);

  it('grows no more than the project', () => {
    const [few, many] = [small.engine.work, large.engine.work];
    assert.ok(few.items > 0 && few.files > 0);
    assert.ok(many.items <= 11 * few.items, `${few.items} and ${many.items} items`);
    assert.ok(many.files <= 11 * few.files, `${few.files} and ${many.files} files`);
    assert.equal(many.project, few.project);
  });

  it('is none for a key typed in a comment, in a body or at the top of a file', () => {
    for (const project of [small, large]) {
      for (const typed of ['/* words */\n', '\n\n', '// more\n']) {
        const work = workOf(project, code(project), (text) => typed + text);
        assert.deepEqual(work, { items: 0, files: 0, project: 0 });
      }
      const work = workOf(project, spec(project), (text) => `Words in front.\n\n${text}`);
      assert.deepEqual(work, { items: 0, files: 0, project: 0 });
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
        const { items, files, project: rules } = workOf(project, fileOf(project), edit);
        assert.ok(items + files > 0, what);
        // Another record may be evidence for a clause (LT901), which takes no longer in a larger project.
        const wholes = what === 'an item' ? 1 : 0;
        assert.ok(
          items <= 40 && files <= 12 && rules === wholes,
          `${what}: ${items} items, ${files} files, ${rules} rules`,
        );
      }
    }
  });
});
