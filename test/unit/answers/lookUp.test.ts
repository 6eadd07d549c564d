import assert from 'node:assert/strict';
import { definitionOf } from '../../../server/src/answers/definition.ts';
import { entityAt, itemOf } from '../../../server/src/answers/entityAt.ts';
import { referencesTo } from '../../../server/src/answers/references.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { projectOf } from '../../support/project.ts';

describe('What stands under the cursor', () => {
  const text = '/* @implements SRS-1,SRS-2 @class C */\nint f(void) { return 0; }\n';
  const snapshot = projectOf({ 'a.c': text, 'b.md': '# SRS-1 One\n' });

  it('is a token from its first character to the place behind its last', () => {
    const start = text.indexOf('SRS-1');
    for (const offset of [start, start + 3, start + 5]) {
      const entity = entityAt(snapshot, 'a.c', offset);
      assert.equal(entity?.kind, 'tag');
      assert.deepEqual(entity?.origin, { start, end: start + 5 });
    }
    assert.equal(entityAt(snapshot, 'a.c', start - 1), undefined);
  });

  it('is a claim and no item where a class is written', () => {
    const entity = entityAt(snapshot, 'a.c', text.indexOf('class C') + 6);
    assert.equal(entity?.kind, 'claim');
    assert.equal(itemOf(entity), undefined);
  });

  it('is the name of a function where it is declared', () => {
    assert.equal(entityAt(snapshot, 'a.c', text.indexOf('f(void)'))?.kind, 'unit');
  });

  it('is nothing in a file that nobody has read', () => {
    assert.equal(entityAt(snapshot, 'nowhere.c', 3), undefined);
  });

  it('leaves the definition of a function to the language', () => {
    const unit = entityAt(snapshot, 'a.c', text.indexOf('f(void)'));
    assert.ok(unit);
    assert.equal(definitionOf(snapshot, unit), undefined);
  });
});

describe('References', () => {
  it('are all found in a file that names an ID more often than a call can have arguments', () => {
    const snapshot = projectOf({ 'a.md': '# SRS-1 One\n', 'b.c': '// @implements SRS-1\n'.repeat(150_000) });
    assert.equal(allOf(referencesTo(snapshot, 'SRS-1', false)).length, 150_000);
  });

  it('are found in every definition of an ID that is defined twice', () => {
    const snapshot = projectOf({
      'a.md': '# SYS-1 One\n\n# SRS-1 First\n- derives: SYS-1\n',
      'b.md': '# SRS-1 Second\n- derives: SYS-1\n',
    });
    assert.deepEqual(
      allOf(referencesTo(snapshot, 'SYS-1', false)).map(({ file }) => file),
      ['a.md', 'b.md'],
    );
  });
});
