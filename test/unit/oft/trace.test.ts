import assert from 'node:assert/strict';
import path from 'node:path';
import { repositoryRoot } from '../../support/repositoryRoot.ts';
import { itemIn, readProject, traceOf } from './oftProject.ts';

const REQUIREMENT = '`req~a~2`\n\nNeeds: dsn\n';

describe('OpenFastTrace links', () => {
  it('cover an item that needs their type', () => {
    const trace = traceOf({ 'a.md': REQUIREMENT, 'b.c': '// [dsn->req~a~2]' });
    const item = itemIn(trace, 'req~a~2');
    assert.deepEqual(
      item.incoming.map((link) => [link.status, link.from.file]),
      [['covers', 'b.c']],
    );
    assert.deepEqual([item.missing, item.deep, item.defect], [[], 'covered', false]);
    assert.deepEqual([trace.summary.links, trace.summary.defects], [1, 0]);
  });

  it('are unwanted where the item does not need their type; both ends are defective', () => {
    const trace = traceOf({ 'a.md': REQUIREMENT, 'b.c': '// [impl->req~a~2] [dsn->req~a~2]' });
    const item = itemIn(trace, 'req~a~2');
    assert.deepEqual(
      item.incoming.map((link) => link.status),
      ['unwanted', 'covers'],
    );
    assert.equal(trace.summary.defects, 2);
  });

  for (const [revision, status] of [
    [1, 'outdated'],
    [3, 'predated'],
  ] as const) {
    it(`are ${status} when they name revision ${revision} of an item at revision 2`, () => {
      const trace = traceOf({ 'a.md': REQUIREMENT, 'b.c': `// [dsn->req~a~${revision}]` });
      const item = itemIn(trace, 'req~a~2');
      assert.deepEqual(
        trace.items.flatMap((each) => each.outgoing).map((link) => [link.status, link.target, link.to]),
        [[status, `req~a~${revision}`, [item]]],
      );
      assert.deepEqual(
        item.incoming.map((link) => link.status),
        [status],
      );
      assert.deepEqual([trace.summary.links, trace.summary.defects], [0, 2]);
    });
  }

  it('are outdated and predated between two revisions', () => {
    const trace = traceOf({ 'a.md': 'req~a~1\n\nreq~a~3\n', 'b.c': '[dsn->req~a~2]' });
    const tag = trace.items.find((item) => item.tag);
    assert.deepEqual(
      tag?.outgoing.map((link) => [link.status, link.to.map((item) => item.id)]),
      [
        ['outdated', ['req~a~3']],
        ['predated', ['req~a~1']],
      ],
    );
    assert.equal(tag?.tag && trace.statusOfTag(tag.tag), 'outdated');
  });

  it('are orphaned when nothing of that name exists, whatever the case', () => {
    const trace = traceOf({ 'a.md': 'req~A~1\n', 'b.c': '[dsn->req~a~1]' });
    const [orphan] = trace.items.filter((item) => item.tag);
    assert.deepEqual(
      orphan?.outgoing.map((link) => [link.status, link.target, link.to]),
      [['orphaned', 'req~a~1', []]],
    );
    assert.equal(trace.summary.defects, 1);
  });

  it('are ambiguous when the ID is defined twice, and cover neither', () => {
    const trace = traceOf({ 'a.md': REQUIREMENT, 'b.c': '[dsn->req~a~2]', 'c.md': REQUIREMENT });
    const twins = trace.items.filter((item) => item.id === 'req~a~2');
    const [ambiguous] = trace.items.filter((item) => item.tag);
    assert.deepEqual(
      ambiguous?.outgoing.map((link) => [link.status, link.to]),
      [['ambiguous', twins]],
    );
    assert.deepEqual(
      twins.map((item) => [item.duplicates, item.incoming.length, item.missing.map((need) => need.text), item.defect]),
      [
        [1, 0, ['dsn'], true],
        [1, 0, ['dsn'], true],
      ],
    );
  });

  it('do not come from dependencies', () => {
    const trace = traceOf({ 'a.md': 'dsn~a~1\nDepends:\n* dsn~missing~1\n' });
    assert.deepEqual([itemIn(trace, 'dsn~a~1').outgoing, trace.summary.defects], [[], 0]);
  });
});

describe('OpenFastTrace items', () => {
  it('of two revisions are no duplicates', () => {
    assert.equal(traceOf({ 'a.md': 'req~a~1\n\nreq~a~2\n' }).summary.defects, 0);
  });

  it('of one ID are duplicates, tags with a name included', () => {
    const trace = traceOf({ 'a.md': 'req~a~1\nNeeds: impl\n', 'b.c': '[impl~n~1->req~a~1]\n[impl~n~1->req~a~1]' });
    assert.deepEqual(
      trace.items.filter((item) => item.duplicates > 0).map((item) => item.id),
      ['impl~n~1', 'impl~n~1'],
    );
  });

  it('get a name of their own from a tag without one, also on the same line', () => {
    const trace = traceOf({ 'a.md': 'req~a~1\nNeeds: impl\n', 'b.c': '[impl->req~a~1] [impl->req~a~1]' });
    const [first, second] = trace.items.filter((item) => item.tag).map((item) => item.id);
    assert.match(first ?? '', /^impl~a-\d+~0$/);
    assert.notEqual(first, second);
    assert.equal(trace.summary.defects, 0);
  });

  it('get the name of the covered item from a tag with needs, so that others can cover them', () => {
    const trace = traceOf({
      'a.md': 'req~a~1\nNeeds: dsn\n',
      'b.c': '[dsn~~2->req~a~1>>impl]',
      'c.c': '[impl->dsn~a~2]',
    });
    assert.deepEqual(itemIn(trace, 'dsn~a~2').missing, []);
    assert.equal(trace.summary.defects, 0);
  });

  it('lack each type that nothing covers, at the token that asks for it', () => {
    const text = 'req~a~1\n\nNeeds: dsn, utest, itest\n';
    const { missing } = itemIn(traceOf({ 'a.md': text, 'b.c': '[utest->req~a~1]' }), 'req~a~1');
    assert.deepEqual(
      missing.map(({ span }) => text.slice(span.start, span.end)),
      ['dsn', 'itest'],
    );
  });

  it('are deeply uncovered when something below them is not covered', () => {
    const trace = traceOf({
      'a.md': 'req~a~1\nNeeds: dsn\n\ndsn~b~1\nNeeds: impl\nCovers:\n* req~a~1\n',
    });
    const item = itemIn(trace, 'req~a~1');
    assert.deepEqual([item.missing, item.deep, item.defect], [[], 'uncovered', true]);
  });

  it('count for approved coverage only when they are approved', () => {
    const trace = traceOf({
      'a.md': 'req~a~1\nNeeds: dsn\n\ndsn~b~1\nStatus: draft\nNeeds: impl\nCovers:\n* req~a~1\n',
      'b.c': '[impl->dsn~b~1]',
    });
    const item = itemIn(trace, 'req~a~1');
    assert.deepEqual([item.deep, item.deepApproved, item.defect], ['covered', 'uncovered', false]);
    assert.deepEqual([item.missing.length, item.missingApproved.length], [0, 1]);
  });

  it('that are rejected are not defective, unless they are duplicates', () => {
    const rejected = 'req~a~1\nStatus: rejected\nNeeds: dsn\nCovers:\n* feat~none~1\n';
    assert.equal(traceOf({ 'a.md': rejected }).summary.defects, 0);
    assert.equal(traceOf({ 'a.md': rejected, 'b.md': rejected }).summary.defects, 2);
  });

  it('pass needs on by forwarding', () => {
    const trace = traceOf({
      'a.md': 'req~a~1\nNeeds: arch\n\narch --> dsn : req~a~1\n',
      'b.c': '[dsn->arch~a~1]',
    });
    assert.deepEqual([trace.summary.specificationItems, trace.summary.defects], [2, 0]);
  });

  it('that cover each other in a circle are defective, and so is what they cover', () => {
    const trace = traceOf({
      'a.md':
        'req~a~1\nNeeds: dsn\n\ndsn~b~1\nNeeds: impl\nCovers:\n* req~a~1\n* impl~c~1\n\nimpl~c~1\nNeeds: dsn\nCovers:\n* dsn~b~1\n',
    });
    assert.deepEqual(
      trace.items.map((item) => [item.id, item.deep, item.defect]),
      [
        ['req~a~1', 'cycle', true],
        ['dsn~b~1', 'cycle', true],
        ['impl~c~1', 'cycle', true],
      ],
    );
  });

  it('may form a chain of any length', () => {
    const count = 20_000;
    const lines = Array.from({ length: count }, (_, n) => `req~n${n}~1\nNeeds: req\nCovers:\n* req~n${n + 1}~1\n`);
    const trace = traceOf({ 'a.md': lines.join('\n') });
    assert.deepEqual([trace.summary.links, trace.summary.defects], [count - 1, count]);
  });
});

describe('An OpenFastTrace project', () => {
  const trace = traceOf(readProject(path.join(repositoryRoot, 'test/fixtures/oft/infusion')));

  it('is counted as OpenFastTrace counts it', () => {
    assert.deepEqual(trace.summary, {
      items: 11,
      specificationItems: 8,
      tags: 3,
      links: 7,
      defects: 2,
      types: { arch: 1, dsn: 3, impl: 2, req: 4, utest: 1 },
    });
  });

  it('lists the defects with their reasons', () => {
    const defects = trace.items.filter((item) => item.defect);
    assert.deepEqual(
      defects.map((item) => [item.id, item.deep, item.incoming.map((link) => `${link.status} ${link.from.id}`).at(-1)]),
      [
        ['req~stop-on-occlusion~2', 'uncovered', 'covers utest~stop-on-occlusion-2408071012~0'],
        ['dsn~sensor~1', 'uncovered', undefined],
      ],
    );
  });

  it('is found by its facts', () => {
    for (const item of trace.items) {
      assert.equal(item.item ? trace.byItem.get(item.item) : item.tag && trace.byTag.get(item.tag), item);
    }
  });
});

describe('OpenFastTrace tags without a name of their own', () => {
  const CODE = {
    'a.md': REQUIREMENT,
    'b.c': '\n// [dsn->req~a~2] [dsn->req~a~2]\n// [impl->req~a~2]\n// [impl->req~a~1>>utest]',
  };
  const NAMES = ['dsn~a-2288939431~0', 'dsn~a-1153724729~0', 'impl~a-2668979684~0', 'impl~a~0'];

  const tagsOf = (trace: ReturnType<typeof traceOf>) => trace.items.filter(({ tag }) => tag);

  it('are told apart by file, line and place on the line; those that need something share a name', () => {
    assert.deepEqual(
      tagsOf(traceOf(CODE)).map(({ id }) => id),
      NAMES,
    );
  });

  it('are called the same where somebody refers to one of them, and take the reference', () => {
    const [, second] = NAMES;
    const trace = traceOf({ ...CODE, 'c.md': `itest~t~1\n\nCovers:\n* ${second}\n` });
    assert.deepEqual(
      tagsOf(trace).map(({ id }) => id),
      NAMES,
    );
    assert.deepEqual(
      itemIn(trace, 'itest~t~1').outgoing.map(({ status, to }) => [status, to.map(({ id }) => id)]),
      [['unwanted', [second]]],
    );
  });

  it('are duplicates of what somebody defines by such a name', () => {
    const [, , third] = NAMES;
    const trace = traceOf({ ...CODE, 'c.md': `${third}\n` });
    assert.deepEqual(
      trace.duplicated.map(({ id, file }) => [id, file]),
      [
        [third, 'b.c'],
        [third, 'c.md'],
      ],
    );
  });

  it('are duplicates of tags that give themselves such a name', () => {
    const [first] = NAMES;
    const trace = traceOf({ ...CODE, 'd.c': `// [${first}->req~a~2]` });
    assert.deepEqual(
      trace.duplicated.map(({ id, file }) => [id, file]),
      [
        [first, 'b.c'],
        [first, 'd.c'],
      ],
    );
  });

  it('are duplicates where line and place on it are the same digits, as OpenFastTrace has it', () => {
    const lines = Array.from({ length: 11 }, (_, index) => (index === 0 ? '[impl->req~a~2] '.repeat(12) : ''));
    lines[10] = '[impl->req~a~2] [impl->req~a~2]';
    const trace = traceOf({ 'a.md': REQUIREMENT, 'b.c': lines.join('\n') });
    assert.equal(trace.duplicated.length, 4);
  });
});
