import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completionsAt, resolveCompletion } from '../../../server/src/answers/completion.ts';
import { UNLINKED } from '../../../server/src/answers/textStyle.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { projectOf } from '../../support/project.ts';

const PROJECT = {
  'spec/a.yaml': 'SS-1: {title: Pump, safetyClass: C}\nSI-1: {title: Delivery, partOf: SS-1, paths: [src/**]}\n',
  'spec/b.md': '# SYS-1 Stop on air\n\n# SRS-1 Detect air\n- derives: SYS-1\n\n# SRS-2 Old\n- status: obsolete\n',
};

/** Labels of what is offered at `$0` of a text that the project has not read. */
function offered(file: string, marked: string): readonly string[] {
  const offset = marked.indexOf('$0');
  const { entries } = completionsAt(projectOf(PROJECT), file, marked.replace('$0', ''), offset);
  return entries.map(({ label }) => label);
}

describe('Completion', () => {
  it('works on the text of the editor, whatever was read last', () => {
    assert.deepEqual(offered('src/new.c', '/* @implements $0 */'), ['SRS-1']);
    assert.deepEqual(offered('src/new.c', 'int f(void); /* nothing here $0 */'), []);
  });

  it('offers no item that is obsolete, and not the item itself', () => {
    assert.deepEqual(offered('spec/new.md', '# SRS-1 Detect air\n- refines: $0\n'), []);
    assert.deepEqual(offered('spec/new.md', '# SRS-7 New\n- refines: $0\n'), ['SRS-1']);
  });

  it('offers tags in every language that has comments', () => {
    const comments = {
      'a.c': '// @implements $0',
      'a.cpp': '/** @implements $0 */',
      'a.ts': '/* @implements $0 */',
      'a.js': '// @implements $0',
      'a.py': '# @implements $0',
      'A.java': '/** @implements $0 */',
      'a.rs': '/// @implements $0',
      'a.go': '// @implements $0',
      'A.cs': '/// @implements $0',
    };
    for (const [file, text] of Object.entries(comments))
      assert.deepEqual(offered(`src/${file}`, text), ['SRS-1'], file);
  });

  it('offers in test code of a Rust file what a test may say', () => {
    const text = '/// @\nfn f() {}\n#[cfg(test)]\nmod tests {\n  /// @\n  #[test]\n  fn g() {}\n}\n';
    const project = projectOf({ ...PROJECT, 'src/a.rs': text });
    const keywords = (at: number): readonly string[] =>
      completionsAt(project, 'src/a.rs', text, at + 1).entries.map(({ label }) => label);
    const [inProduct, inTest] = [keywords(text.indexOf('@')), keywords(text.lastIndexOf('@'))];
    assert.ok(inProduct.includes('@implements') && !inProduct.includes('@verifies'));
    assert.ok(inTest.includes('@verifies') && !inTest.includes('@implements'));
  });

  it('knows the Doxygen way of writing a tag', () => {
    assert.deepEqual(offered('src/a.c', '/** \\implements $0 */'), ['SRS-1']);
  });

  it('offers nothing that a mail address or a word before the sign would make odd', () => {
    assert.deepEqual(offered('src/a.c', '// somebody@$0'), []);
  });

  it('says nothing in a workspace without any record', () => {
    const { entries } = completionsAt(projectOf({}), 'src/a.c', '// @', 4);
    assert.deepEqual(entries, []);
  });

  it('describes an item when somebody looks at it', () => {
    const snapshot = projectOf(PROJECT);
    const { entries } = completionsAt(snapshot, 'src/a.c', '// @implements ', 15);
    const text = allOf(resolveCompletion(snapshot, evaluate(snapshot), entries[0]?.item ?? '', UNLINKED));
    assert.match(text ?? '', /^\*\*SRS-1\*\* Detect air/);
    assert.equal(allOf(resolveCompletion(snapshot, evaluate(snapshot), 'SRS-77', UNLINKED)), undefined);
  });

  it('narrows a long list by what is typed, and asks to be asked again', () => {
    const many = Array.from({ length: 1200 }, (_, n) => `# SRS-${n + 1} Requirement ${n + 1}\n`).join('\n');
    const snapshot = projectOf({ 'spec/many.md': many });
    const text = '// @implements 1177';
    const { entries, incomplete } = completionsAt(snapshot, 'src/a.c', text, text.length);
    assert.ok(entries.length < 50);
    assert.ok(entries.some(({ label }) => label === 'SRS-1177'));
    assert.equal(incomplete, true);
  });

  it('offers the ID that is typed, and what the file names already, however many others fit', () => {
    // The title of each holds what is typed, and there are more than are looked at.
    const titled = (n: number, title: string): string => `# SRS-${n} ${title}\n`;
    const others = Array.from({ length: 1500 }, (_, n) => titled(n + 1000, 'srs-5 and srs-7')).join('\n');
    const files = {
      'spec/a.md': others,
      'spec/z.md': `${titled(5, 'Last')}\n${titled(57, 'Very last')}\n${titled(7, 'Named')}`,
    };
    const text = '// @implements SRS-5';
    const snapshot = projectOf({ ...files, 'src/a.c': '/** @implements SRS-57 */\nint f(void);\n' });
    const { entries, incomplete } = completionsAt(snapshot, 'src/a.c', text, text.length);
    const labels = entries.map(({ label }) => label);
    assert.deepEqual(labels.slice(0, 2), ['SRS-5', 'SRS-57']);
    assert.equal(labels.length, 200);
    assert.equal(incomplete, true);
  });

  it('offers what the file names first, also where that is more than anybody looks through', () => {
    const all = Array.from({ length: 3000 }, (_, n) => `# SRS-${n + 1} Requirement\n`).join('\n');
    const named = Array.from({ length: 1000 }, (_, n) => `/** @implements SRS-${3000 - n} */\nint f${n}(void);\n`).join(
      '',
    );
    const text = '// @implements SRS';
    const { entries } = completionsAt(projectOf({ 'spec/a.md': all, 'src/a.c': named }), 'src/a.c', text, text.length);
    assert.equal(entries.length, 200);
    assert.ok(entries.every(({ label }) => Number(label.slice(4)) > 2000));
  });

  it('knows the line of the cursor whatever line breaks the text has', () => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const text = ['int a;', '/*', ' * @implements $0', ' */', ''].join(lineBreak);
      assert.deepEqual(offered('src/new.c', text), ['SRS-1'], JSON.stringify(lineBreak));
    }
  });

  it('answers at any place of any text, and replaces only what touches the cursor on its line', () => {
    const snapshot = projectOf(PROJECT);
    const pieces = [
      '/*',
      '*/',
      '//',
      '#',
      '"',
      "'",
      '@implements ',
      '\\verifies ',
      '@',
      'SRS-1',
      ', ',
      '\n',
      '\r\n',
      ' ',
    ];
    const spec = [
      '- derives: ',
      '- id: SRS-9',
      'implements: [',
      ']',
      '---\n',
      '| ID | Derives |\n|---|---|\n|',
      '|',
      '{',
      '}',
      ':',
    ];
    const texts = fc.array(fc.constantFrom(...pieces, ...spec), { maxLength: 16 }).map((parts) => parts.join(''));
    const files = fc.constantFrom('a.c', 'a.ts', 'a.py', 'spec/x.md', 'spec/x.yaml', 'test/a.c');
    fc.assert(
      fc.property(texts, files, fc.nat(), (text, file, at) => {
        const offset = at % (text.length + 1);
        for (const { replace } of completionsAt(snapshot, file, text, offset).entries) {
          assert.ok(replace.start <= offset && offset <= replace.end);
          assert.doesNotMatch(text.slice(replace.start, replace.end), /[\r\n]/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
