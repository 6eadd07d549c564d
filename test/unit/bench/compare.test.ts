import assert from 'node:assert/strict';
import { grouped, isTruth, sameEnds, score } from '../../../bench/units/compare.mjs';

type Found = Parameters<typeof grouped>[1][number];

/** `a:3-5` is a function `a` whose name stands on line 3 and whose body ends on line 5. */
function found(...texts: readonly string[]): readonly Found[] {
  return texts.map((text) => {
    const [, name = '', line, end] = /^(.*):(\d+)(?:-(\d+))?$/.exec(text) ?? [];
    return { name, line: Number(line), ...(end !== undefined && { end: Number(end) }) };
  });
}

function votes(groups: ReturnType<typeof grouped>): string[] {
  return groups.map(({ name, line, by }) => `${name}:${line} ${Object.keys(by).sort().join(' ')}`);
}

describe('the comparison of unit finders', () => {
  it('brings together what has the same name on the same line, as often as it stands there', () => {
    const groups = grouped(
      { ours: found('get v:1', 'v:2', 'v:2'), ctags: found('v:2'), treeSitter: found('getv:1', 'v:2', 'v:2') },
      [],
    );
    assert.deepEqual(votes(groups), ['getv:1 ours treeSitter', 'v:2 ctags ours treeSitter', 'v:2 ours treeSitter']);
  });

  it('forgives two lines, but never joins what one tool tells apart', () => {
    const groups = grouped(
      { ours: found('f:3', 'g:1', 'g:2'), ctags: found('f:1', 'g:2'), treeSitter: found('f:9', 'g:1', 'g:2') },
      [],
    );
    assert.deepEqual(votes(groups), [
      'f:1 ctags ours',
      'g:1 ours treeSitter',
      'g:2 ctags ours treeSitter',
      'f:9 treeSitter',
    ]);
  });

  it('drops votes of ctags for what is not compared, and counts ours as false', () => {
    const groups = grouped({ ours: found('f:1'), ctags: found('f:1', 'h:2'), treeSitter: [] }, found('f:1'));
    assert.deepEqual(votes(groups), ['f:1 ours', 'h:2 ctags']);
    assert.equal(score(groups, isTruth, 'ours').precision, 0);
  });

  it('scores by what two of three name', () => {
    const groups = grouped(
      { ours: found('a:1', 'b:2', 'x:3'), ctags: found('a:1', 'c:4'), treeSitter: found('a:1', 'b:2', 'c:4') },
      [],
    );
    const round = (share: number): number => Math.round(share * 100);
    const { recall, precision } = score(groups, isTruth, 'ours');
    assert.deepEqual([round(recall), round(precision)], [67, 67]);
    assert.deepEqual(score(groups, isTruth, 'treeSitter'), { recall: 1, precision: 1 });
  });

  it('compares the ends of what both name', () => {
    const groups = grouped(
      { ours: found('a:1-3', 'b:5-6', 'c:9-9'), ctags: found('a:1'), treeSitter: found('a:1-3', 'b:5-7') },
      [],
    );
    assert.equal(sameEnds(groups, 'ours', 'treeSitter'), 0.5);
    assert.ok(Number.isNaN(sameEnds(groups, 'ours', 'ctags')));
  });
});
