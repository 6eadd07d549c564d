import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { completionsAt } from '../../../server/src/answers/completion.ts';
import { describeItem, hoverAt } from '../../../server/src/answers/hover.ts';
import { PLAIN } from '../../../server/src/answers/textStyle.ts';
import type { Unfinished } from '../../../server/src/answers/unfinished.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { languageOf } from '../../../server/src/read/languages.ts';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { engineOf } from '../../support/project.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const READING: Unfinished = { activity: 'reading', done: 12, total: 63 };
const CHECKING: Unfinished = { activity: 'checking', done: 1, total: 2 };
const READING_LINE = 'Still reading the workspace (12 of 63 files): what refers to this may be missing.';
const CODE = '/** @implements SRS-1, SRS-2 */\nint stop(void) { return 0; }\n';

function demo(): Readonly<Record<string, string>> {
  const folder = inRepository('samples/aria-sp1');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const files = names.filter((name) => languageOf(name) !== undefined);
  return Object.fromEntries(files.map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]));
}

describe('an answer while files are still being read', () => {
  const engine = new Engine();
  engine.apply([
    { kind: 'stored', path: '.lifetrace/project.yaml', text: 'product: {name: X}\n' },
    { kind: 'stored', path: 'a.c', text: CODE },
    { kind: 'stored', path: 'a.md', text: '# SRS-1 Stop\nThe software shall stop.\n- derives: SYS-1\n' },
  ]);
  const hover = (word: string, known = READING): string | undefined =>
    allOf(hoverAt(engine.glimpse(), known, 'a.c', CODE.indexOf(word) + 1, PLAIN))?.text;

  it('shows what an item says and what refers to it so far, and ends with how far it is', () => {
    assert.deepEqual(hover('SRS-1')?.split('\n'), [
      'SRS-1 Stop',
      'software requirement',
      'The software shall stop.',
      'Code a.c:2 stop',
      READING_LINE,
    ]);
  });

  it('takes an ID that nothing defines so far for one that has not been read', () => {
    assert.equal(hover('SRS-2'), `SRS-2 has not been read yet.\n${READING_LINE}`);
  });

  it('shows of code what it traces to, and not that it traces to nothing', () => {
    assert.equal(hover('stop'), `stop\nImplements SRS-1 Stop\n${READING_LINE}`);
    const untraced = new Engine();
    untraced.apply([{ kind: 'stored', path: 'a.c', text: 'int stop(void) { return 0; }\n' }]);
    assert.equal(allOf(hoverAt(untraced.glimpse(), READING, 'a.c', 5, PLAIN)), undefined);
  });

  it('counts no files before they are known', () => {
    const line = 'Still reading the workspace: what refers to this may be missing.';
    assert.equal(
      hover('SRS-1', { ...READING, done: 0, total: 0 })
        ?.split('\n')
        .at(-1),
      line,
    );
  });

  it('says of no item of the demo project that something is missing, nor what follows from the whole', () => {
    const snapshot = engineOf(demo()).glimpse();
    assert.ok(snapshot.items.length > 100);
    for (const item of snapshot.items) {
      const text = allOf(describeItem(snapshot, READING, item, PLAIN));
      assert.ok(text.startsWith(item.id) && text.endsWith(READING_LINE), text);
      const ownWords = item.fact.text.replace(/\s+/g, ' ').slice(0, 30);
      const added = text.split('\n').filter((line) => ownWords === '' || !line.startsWith(ownWords));
      assert.doesNotMatch(added.join('\n'), /on record|\[[ABC]\]|\bclass [ABC]\b|residual|Findings/i);
    }
  });

  it('proposes what has been read, and asks to be asked again', () => {
    const at = CODE.indexOf('SRS-2');
    const early = completionsAt(engine.glimpse(), 'a.c', CODE, at);
    const late = completionsAt(engine.snapshot(), 'a.c', CODE, at);
    assert.deepEqual([early.entries.length, early.incomplete], [late.entries.length, true]);
    assert.equal(late.incomplete, false);
  });
});

describe('an answer while everything is being checked', () => {
  it('is the whole one but for the findings, and says so', () => {
    const engine = engineOf(demo());
    const snapshot = engine.snapshot();
    for (const item of snapshot.items.slice(0, 50)) {
      const text = allOf(describeItem(snapshot, CHECKING, item, PLAIN));
      const checked = allOf(describeItem(snapshot, engine.findings(), item, PLAIN)).split('\n');
      assert.deepEqual(text.split('\n'), [
        ...checked.filter((line) => !line.startsWith('Findings ')),
        'Still checking the workspace: findings may be missing.',
      ]);
    }
  });
});
