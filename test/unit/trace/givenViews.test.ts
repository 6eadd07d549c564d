import assert from 'node:assert/strict';
import { Reads } from '../../../server/src/trace/graph/reads.ts';
import { projectOf } from '../../support/project.ts';

const ITEMS = 300;

/** A chain of requirements, each derived from the one before. */
const chain = Array.from({ length: ITEMS }, (_, index) => {
  const number = index + 1;
  return `SYS-${number}: {title: Step ${number}${index > 0 ? `, derives: SYS-${index}` : ''}}\n`;
}).join('');

/** One function for each of them. */
const code = Array.from({ length: ITEMS }, (_, at) => `/** @implements SYS-${at + 1} */\nfunction f${at}() {}\n`).join(
  '',
);

describe('Views of a project', () => {
  const view = projectOf({ 'spec/chain.yaml': chain, 'src/steps.ts': code }).noting(new Reads());
  const neighbours = (): readonly string[] =>
    view.items.map(({ key, primary, links }) => {
      const to = links.map((link) => link.to?.id).join();
      const from = view.incoming.get(key)?.map((link) => link.from.id);
      return `${key} ${primary} to ${to} from ${from?.join()}`;
    });

  it('say the same once they were let go of, and are others', () => {
    const first = view.byKey.get('SYS-2');
    const before = neighbours();
    assert.equal(before.length, ITEMS);
    assert.equal(before[1], 'SYS-2 true to SYS-1 from SYS-3');
    view.views.letGo({ items: ITEMS - 1, code: 0 });
    assert.deepEqual(neighbours(), before);
    assert.notEqual(view.byKey.get('SYS-2'), first);
  });

  it('stay the same while they are few', () => {
    const item = view.byKey.get('SYS-2');
    view.views.letGo();
    assert.equal(view.byKey.get('SYS-2'), item);
    assert.equal(view.incoming.get('SYS-1')?.[0]?.from, item);
  });

  it('of code are let go of sooner than those of items', () => {
    const item = view.byKey.get('SYS-2');
    const tag = view.tagsByTarget.get('SYS-2')?.[0];
    assert.equal(tag?.target, item);
    assert.equal(view.tags.length, ITEMS);
    view.views.letGo();
    const again = view.tagsByTarget.get('SYS-2')?.[0];
    assert.notEqual(again, tag);
    assert.equal(again?.unit?.fact.name, 'f1');
    assert.equal(again.target, item);
  });
});
