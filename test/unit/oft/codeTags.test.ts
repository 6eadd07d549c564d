import assert from 'node:assert/strict';
import { oftDialect } from '../../../server/src/read/dialects/oft.ts';
import { factsOf } from './oftProject.ts';

function tagsIn(text: string, file = 'a.c') {
  const { tags } = factsOf(file, text);
  return tags.map((tag) => {
    const { type, name, revision, needs } = tag.covering ?? { type: '', name: undefined, revision: -1, needs: [] };
    const named = name === undefined ? '' : `~${name}`;
    return `${type}${named}~${revision} -> ${tag.target}${needs.length > 0 ? ` >> ${needs.map((need) => need.text).join()}` : ''}`;
  });
}

describe('OpenFastTrace code tags', () => {
  it('gives the covering type revision 0 and no name when it says neither', () => {
    assert.deepEqual(tagsIn('// [impl->dsn~watch~1]'), ['impl~0 -> dsn~watch~1']);
  });

  it('takes a revision without a name, and both', () => {
    assert.deepEqual(tagsIn('[impl~~2->dsn~watch~1]\n[impl~my.own-name~3->dsn~watch~1]'), [
      'impl~2 -> dsn~watch~1',
      'impl~my.own-name~3 -> dsn~watch~1',
    ]);
  });

  it('reads the types that the tag itself needs', () => {
    assert.deepEqual(tagsIn('[dsn -> req~x~1 >> impl , utest]'), ['dsn~0 -> req~x~1 >> impl,utest']);
  });

  it('reads several tags on one line, each with its own place', () => {
    const text = 'x(); // [impl->dsn~a~1], [ utest -> dsn~b~12 >> itest ]';
    const { tags } = factsOf('a.ts', text);
    const pieces = tags.map(({ span, tagSpan, covering }) => [
      text.slice(span.start, span.end),
      text.slice(tagSpan.start, tagSpan.end),
      ...(covering?.needs ?? []).map((need) => text.slice(need.span.start, need.span.end)),
    ]);
    assert.deepEqual(pieces, [
      ['dsn~a~1', '[impl->dsn~a~1]'],
      ['dsn~b~12', '[ utest -> dsn~b~12 >> itest ]', 'itest'],
    ]);
  });

  it('counts tags in strings as well', () => {
    assert.deepEqual(tagsIn('const char *s = "[impl->dsn~a~1]";'), ['impl~0 -> dsn~a~1']);
  });

  it('compares exactly: the key keeps case and separators, and leaves the revision out', () => {
    const [tag] = factsOf('a.c', '[impl->dsn~Some_name~3]').tags;
    assert.equal(tag?.targetKey, 'oft:dsn~Some_name');
    assert.equal(tag?.revision, 3);
    assert.equal(tag?.keyword, 'covers');
  });

  it('takes names of any script', () => {
    assert.deepEqual(tagsIn('[impl->dsn~Überdruck.größer-1~1]'), ['impl~0 -> dsn~Überdruck.größer-1~1']);
  });

  for (const text of [
    '[impl->dsn~a]',
    '[impl->dsn~1a~1]',
    '[impl1->dsn~a~1]',
    '[impl->\ndsn~a~1]',
    '[impl - > dsn~a~1]',
    '[impl->dsn~a~1>>]',
    '[impl~name->dsn~a~1]',
    '[impl->dsn~a..b~1]',
    '[[a:1]]',
    'a[p->i]',
    '[x->y]',
  ]) {
    it(`sees no tag in ${JSON.stringify(text)}`, () => assert.deepEqual(tagsIn(text), []));
  }

  it('remarks on a revision that is out of range, and reads on', () => {
    const { tags, problems } = factsOf('a.c', '[impl->dsn~a~2147483648] [impl->dsn~b~1]');
    assert.deepEqual(
      tags.map((tag) => tag.target),
      ['dsn~b~1'],
    );
    assert.deepEqual(problems, [
      {
        code: 'LT003',
        message: 'The revision is too high: the highest one is 2147483647.',
        span: { start: 7, end: 23 },
      },
    ]);
  });

  it('reads no tags in documents', () => {
    assert.deepEqual(tagsIn('[impl->dsn~a~1]', 'a.md'), []);
    assert.deepEqual(tagsIn('[impl->dsn~a~1]', 'a.rst'), []);
  });
});

describe('OpenFastTrace file names', () => {
  for (const path of [
    'a.c',
    'A.C',
    'x/y.h++',
    'b.c#',
    'doc.MD',
    'doc.markdown',
    'x.rst',
    'a.b/c.tfvars',
    'x.XML',
    'x.OREQM',
    '.ts',
  ]) {
    it(`reads ${path}`, () => assert.equal(oftDialect.reads(path), true));
  }
  for (const path of ['a.txt', 'a.PY', 'Makefile', 'a.c/Makefile', 'a.adoc', 'a.tsx', 'a.']) {
    it(`does not read ${path}`, () => assert.equal(oftDialect.reads(path), false));
  }
});
