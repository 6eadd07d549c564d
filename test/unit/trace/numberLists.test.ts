import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NumberLists } from '../../../server/src/trace/graph/numberLists.ts';

const descending = (a: number, b: number): number => b - a;

/** For each edit which entries are to stand in which lists afterwards. Lists are few and far apart, so that edits meet. */
const list = fc.constantFrom(0, 1, 255, 256, 70_000);
const edits = fc.array(fc.array(fc.tuple(list, fc.nat(30), fc.boolean()), { maxLength: 60 }), { maxLength: 6 });

describe('lists of numbers', () => {
  it('hold what was added and not removed, in order, and never change', () => {
    fc.assert(
      fc.property(edits, (all) => {
        let lists = new NumberLists();
        const expected = new Map<number, Set<number>>();
        const states: { readonly lists: NumberLists; readonly expected: string }[] = [];
        const shown = (from: NumberLists): string => JSON.stringify([0, 1, 255, 256, 70_000].map((at) => from.get(at)));
        for (const steps of all) {
          const edit = lists.edit(descending);
          // Whether an entry is in a list is said once in an edit.
          const wanted = new Map(steps.map(([at, entry, present]) => [`${at} ${entry}`, { at, entry, present }]));
          for (const { at, entry, present } of wanted.values()) {
            const entries = expected.get(at) ?? new Set<number>();
            expected.set(at, entries);
            assert.equal(edit.has(at, entry), entries.has(entry));
            if (present === entries.has(entry)) continue;
            const wasEmpty = entries.size === 0;
            if (present) entries.add(entry);
            else entries.delete(entry);
            const turned = present ? edit.add(at, entry) : edit.remove(at, entry);
            assert.equal(turned, wasEmpty || entries.size === 0);
            assert.equal(edit.count(at), entries.size);
            assert.deepEqual([...edit.get(at)].sort(descending), [...entries].sort(descending));
          }
          lists = edit.done();
          for (const [at, entries] of expected) {
            const sorted = [...entries].sort(descending);
            assert.deepEqual(lists.get(at), sorted);
            assert.equal(lists.first(at), sorted[0]);
            assert.equal(lists.isEmpty(at), sorted.length === 0);
          }
          states.push({ lists, expected: shown(lists) });
        }
        for (const state of states) assert.equal(shown(state.lists), state.expected);
      }),
    );
  });

  it('take in a list in linear time, however many entries it gets', () => {
    const count = 200_000;
    let lists = new NumberLists();
    for (const known of [false, true]) {
      const edit = lists.edit(descending);
      for (let entry = 0; entry < count; entry++) {
        assert.equal(edit.has(7, entry), known);
        if (!known) edit.add(7, entry);
      }
      lists = edit.done();
    }
    assert.deepEqual([lists.get(7).length, lists.first(7)], [count, count - 1]);
  });
});
