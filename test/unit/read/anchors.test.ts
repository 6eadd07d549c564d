import assert from 'node:assert/strict';
import { anchorsOf } from '../../../server/src/read/markdown/anchors.ts';

describe('Names of headings', () => {
  it('are made of their words as Markdown readers make them', () => {
    const text = [
      '# Software plan: tools & methods',
      '## Common defects ##',
      '## Common defects',
      'Underlined',
      '----------',
      '## [Linked](docs/x.md) `code` {#given}',
      '<a id="Anchor"></a>',
      '```',
      '# no heading',
      '```',
      '### Prüfung – Ablauf',
    ].join('\n');
    assert.deepEqual([...anchorsOf(text)].sort(), [
      'anchor',
      'common-defects',
      'common-defects-1',
      'given',
      'linked-code',
      'prüfung--ablauf',
      'software-plan-tools--methods',
      'underlined',
    ]);
  });
});
