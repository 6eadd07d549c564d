import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeSpan, commandLink, escaped, oneLine, truncated } from '../../../server/src/answers/markdown.ts';

const pieces = fc.constantFrom(
  ...['[', '](', '<b>', '<!--', '&lt;', '**', '_', '`', '``', '~', '#', ' ', '- ', '1. ', '|', '\\', '![', '$(zap)'],
  ...['https://a.example', 'www.a.example', 'a@b.example', '\n', '\u202e', '\ud800', 'word'],
);
const hostile = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

describe('Workspace text in Markdown', () => {
  it('loses every character that means something, but shows the same', () => {
    assert.equal(escaped('a **b** `c` _d_ ~e~ | f'), 'a \\*\\*b\\*\\* \\`c\\` \\_d\\_ \\~e\\~ \\| f');
    assert.equal(escaped('<img src=x> &amp; [x](command:evil)'), '&lt;img src=x&gt; &amp;amp; \\[x\\](command:evil)');
    assert.equal(escaped('see https://evil.example'), 'see https\\://evil.example');
    assert.equal(escaped('see www.evil.example or a@b.example'), 'see www\\.evil.example or a\\@b.example');
    assert.equal(escaped('$(zap) \\'), '\\$(zap) \\\\');
  });

  it('does not become a heading, a list or a line', () => {
    assert.equal(escaped('# Title'), '\\# Title');
    assert.equal(escaped('- item'), '\\- item');
    assert.equal(escaped('1. item'), '1\\. item');
    assert.equal(escaped('---'), '\\---');
    assert.equal(escaped('> quote'), '&gt; quote');
    assert.equal(escaped('    code'), 'code');
  });

  it('leaves IDs and ordinary words as they are', () => {
    assert.equal(escaped('SRS-012 Detect air (50 µl) – at 5.5 %!'), 'SRS-012 Detect air (50 µl) – at 5.5 %!');
  });

  it('is one line without controls and without marks that turn the direction', () => {
    assert.equal(oneLine(' a\r\n\tb\u0000\u202ec\u2066 '), 'a bc');
    fc.assert(fc.property(hostile, (text) => !/[\n\r\u202e]/.test(escaped(text))));
  });

  it('never leaves an opening of a link, of HTML or of emphasis without its backslash', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        assert.doesNotMatch(escaped(text).replace(/\\[\\`*_[\]~|$@:.#+-]/g, ''), /[<>`*_[\]~|$@]|:\/\/|www\./i);
      }),
    );
  });
});

describe('Inline code', () => {
  it('is closed by nothing that stands in it', () => {
    assert.equal(codeSpan('a_b'), '`a_b`');
    assert.equal(codeSpan('a`b'), '``a`b``');
    assert.equal(codeSpan('`a``'), '``` `a`` ```');
    assert.equal(codeSpan(' '), '');
  });
});

describe('A command link', () => {
  it('carries its arguments and nothing that ends it early', () => {
    const link = commandLink('lifetrace.openTarget', [{ uri: "file:///a%20(b)/it's).md" }], 'a](b) `c`');
    const query = /^\[a\\\]\(b\) \\`c\\`\]\(command:lifetrace\.openTarget\?([^()\s]*)\)$/.exec(link)?.[1];
    assert.deepEqual(JSON.parse(decodeURIComponent(query ?? '')), [{ uri: "file:///a%20(b)/it's).md" }]);
  });

  it('can be made from any text, even from half a character', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        assert.match(commandLink('c', [text], text), /\]\(command:c\?[^()\s]*\)$/);
      }),
    );
  });
});

describe('A shortened text', () => {
  it('is no longer than asked for, and ends at a word with an ellipsis', () => {
    assert.equal(truncated('short', 10), 'short');
    assert.equal(truncated('The pump shall stop', 16), 'The pump shall…');
    assert.equal(truncated('Donaudampfschifffahrt', 10), 'Donaudamp…');
  });

  it('never ends with half a character', () => {
    assert.equal(truncated('ab😀cd', 4), 'ab…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, length) => {
        const short = truncated(text, length);
        return short.length <= Math.max(1, length) && !/[\ud800-\udbff]…$/.test(short);
      }),
    );
  });
});
