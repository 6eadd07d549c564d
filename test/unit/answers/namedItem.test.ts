import assert from 'node:assert/strict';
import { markdownLink, namedItemAt } from '../../../server/src/answers/namedItem.ts';
import { anchorsOf } from '../../../server/src/read/markdown/anchors.ts';
import { projectOf } from '../../support/project.ts';

const FILES: Readonly<Record<string, string>> = {
  'spec/alarms (new).md':
    '# SRS-1 Sound *loud* [alarms](command:evil) | now\nWords of the requirement.\n\n# SRS-2 Rest\n',
  'risk.yaml': '- id: RC-1\n  title: Guard\n- id: RC-2\n  title: Fence\n',
  'a.c': '/* @implements SRS-1, SRS-99 */\nint f(void) { return 0; }\n',
};
const snapshot = projectOf(FILES);

function idAt(file: string, text: string): string | undefined {
  return namedItemAt(snapshot, file, (FILES[file] ?? '').indexOf(text) + 1)?.id;
}

function linkTo(id: string, withText = true): string {
  const item = snapshot.byKey.get(id);
  assert.ok(item);
  return markdownLink(snapshot, item, withText ? FILES[item.file] : undefined);
}

describe('The item that is meant at a place', () => {
  it('is the one that is named there, as written where nobody defines it', () => {
    assert.equal(idAt('a.c', 'SRS-1'), 'SRS-1');
    assert.equal(idAt('a.c', 'SRS-99'), 'SRS-99');
  });

  it('is the one whose words stand there', () => {
    assert.equal(idAt('spec/alarms (new).md', 'Words of'), 'SRS-1');
    assert.equal(idAt('risk.yaml', 'Fence'), 'RC-2');
  });

  it('is nobody elsewhere', () => {
    assert.equal(idAt('a.c', 'return'), undefined);
    assert.equal(namedItemAt(snapshot, 'nowhere.c', 0), undefined);
  });
});

describe('A Markdown link to an item', () => {
  it('leads to its heading, and shows no more than words', () => {
    const link = linkTo('SRS-1');
    assert.equal(
      link,
      '[SRS-1 Sound \\*loud\\* \\[alarms\\](command:evil) \\| now](/spec/alarms%20%28new%29.md#srs-1-sound-loud-alarms--now)',
    );
    assert.ok(anchorsOf(FILES['spec/alarms (new).md'] ?? '').has(link.split('#').at(-1)?.slice(0, -1) ?? ''));
  });

  it('leads to its line where it has no heading, or nobody knows the text', () => {
    assert.equal(linkTo('RC-2'), '[RC-2 Fence](/risk.yaml#L3)');
    assert.match(linkTo('SRS-2', false), /\.md#L4\)$/);
  });
});
