import assert from 'node:assert/strict';
import fc from 'fast-check';
import { documentsCountedIn } from '../../../server/src/lsp/documentTexts.ts';
import {
  columnFor,
  columnFrom,
  type PositionEncoding,
  positionEncodingFor,
} from '../../../server/src/lsp/positionEncoding.ts';

const ENCODINGS: readonly PositionEncoding[] = ['utf-8', 'utf-16', 'utf-32'];

const SIZE: Readonly<Record<PositionEncoding, (text: string) => number>> = {
  'utf-8': (text) => Buffer.byteLength(text),
  'utf-16': (text) => text.length,
  'utf-32': (text) => [...text].length,
};

/** Characters of every width, among them line ends. */
const characters = fc.array(fc.constantFrom('a', ' ', 'é', 'ß', '€', '語', '😀', '𝛼', '\n', '\r\n'), { maxLength: 24 });

function offered(...positionEncodings: string[]): string {
  return positionEncodingFor({ general: { positionEncodings } });
}

/** A place between two characters, as line and as what stands before it in the line. */
function placeAt(text: string, offset: number): { line: number; before: string } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, before: lines.at(-1) ?? '' };
}

describe('columns as a client counts them', () => {
  it('are counted in what the client likes best of what we know', () => {
    assert.equal(positionEncodingFor({}), 'utf-16');
    assert.equal(positionEncodingFor({ general: {} }), 'utf-16');
    assert.equal(offered('utf-16'), 'utf-16');
    assert.equal(offered('utf-8', 'utf-32', 'utf-16'), 'utf-8');
    assert.equal(offered('utf-7', 'utf-32', 'utf-16'), 'utf-32');
    assert.equal(offered('utf-7'), 'utf-16');
  });

  it('are as many as its units before the place, and lead back to it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ENCODINGS), characters, fc.nat(), (encoding, parts, seed) => {
        const text = parts.join('');
        const offset = parts.slice(0, seed % (parts.length + 1)).join('').length;
        const { before } = placeAt(text, offset);
        const lineStart = offset - before.length;
        const column = columnFor(encoding, text, lineStart, before.length);
        assert.equal(column, SIZE[encoding](before));
        assert.equal(columnFrom(encoding, text, lineStart, column), before.length);
      }),
    );
  });

  it('end with the line, whatever a client asks for', () => {
    assert.equal(columnFrom('utf-8', 'é😀\nnext', 0, 99), 3);
    assert.equal(columnFrom('utf-32', 'é😀\r\nnext', 0, 99), 3);
    assert.equal(columnFrom('utf-32', '', 0, 7), 0);
  });

  it('change a document as if they were counted in UTF-16', () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(), characters), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(...ENCODINGS), characters, edits, (encoding, parts, changes) => {
        const documents = documentsCountedIn(encoding);
        const position = (text: string, offset: number) => {
          const { line, before } = placeAt(text, offset);
          return { line, character: SIZE[encoding](before) };
        };
        let text = parts.join('');
        const document = documents.create('file:///a.md', 'markdown', 1, text);
        const sent = changes.map(([first, second, inserted]) => {
          const ends = [...text].map((_, index) => [...text].slice(0, index + 1).join('').length);
          // No client puts a cursor between the two characters of a line end.
          const places = [0, ...ends].filter((offset) => text.slice(offset - 1, offset + 1) !== '\r\n');
          const picked = [first, second].map((seed) => places[seed % places.length] ?? 0).sort((a, b) => a - b);
          const [start = 0, end = start] = picked;
          const range = { start: position(text, start), end: position(text, end) };
          text = text.slice(0, start) + inserted.join('') + text.slice(end);
          return { range, text: inserted.join('') };
        });
        const updated = documents.update(document, sent, 2);
        assert.equal(updated.getText(), text);
        assert.equal(updated.version, 2);
      }),
    );
  });

  it('take a whole text and a place behind the end as they come', () => {
    const documents = documentsCountedIn('utf-8');
    const document = documents.create('file:///a.md', 'markdown', 1, '😀');
    const behind = { line: 9, character: 9 };
    documents.update(document, [{ text: 'ü' }, { range: { start: behind, end: behind }, text: '!' }], 2);
    assert.equal(document.getText(), 'ü!');
  });
});
