import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NoteListsBuilder } from '../../../server/src/trace/graph/noteLists.ts';

const lists = fc.array(fc.uniqueArray(fc.nat(6), { maxLength: 4 }), { maxLength: 30 });

describe('notes of what results rest on', () => {
  it('tell the results that rest on a cell, whether they were set or taken over', () => {
    fc.assert(
      fc.property(lists, fc.array(fc.nat(6)), (cellsOf, asked) => {
        const builder = new NoteListsBuilder(cellsOf.length);
        cellsOf.forEach((cells, index) => {
          builder.set(index, cells);
        });
        const notes = builder.done();
        const reversed = new NoteListsBuilder(cellsOf.length);
        cellsOf.forEach((_, index) => {
          reversed.copy(cellsOf.length - 1 - index, notes, index);
        });
        const changed = new Set(asked);
        const resting = (all: readonly (readonly number[])[]): readonly number[] =>
          all.flatMap((cells, index) => (cells.some((cell) => changed.has(cell)) ? [index] : []));
        assert.deepEqual(notes.restingOn(changed), resting(cellsOf));
        assert.deepEqual(reversed.done().restingOn(changed), resting(cellsOf.toReversed()));
        const told = new Set<number>();
        notes.forEachCell((cell) => told.add(cell));
        assert.deepEqual(told, new Set(cellsOf.flat()));
      }),
    );
  });
});
