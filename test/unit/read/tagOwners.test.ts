import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { FileFacts, TagFact } from '../../../server/src/model/facts.ts';
import { parseFixture } from '../../support/markers.ts';
import { projectOf } from '../../support/project.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const folder = inRepository('test/fixtures/tags');

/** What the words behind a tag say that it belongs to. */
const SAID = /^\]? — (the file|this place|declared [\w:~]+|[\w.:]+)/;

function owner({ units }: FileFacts, tag: TagFact): string {
  if (tag.local) return tag.declares === undefined ? 'this place' : `declared ${tag.declares}`;
  return units[tag.unit]?.qualifiedName ?? 'the file';
}

/** Each line with tags, once as it says what they belong to and once as they do. */
function owners(text: string, facts: FileFacts | undefined): { readonly said: string[]; readonly found: string[] } {
  const said: string[] = [];
  const found: string[] = [];
  for (const tag of facts?.tags ?? []) {
    const line = text.slice(0, tag.span.start).split('\n').length;
    const words = SAID.exec(text.slice(tag.tagSpan.end))?.[1] ?? '(no words)';
    said.push(`line ${line}: ${words}`);
    found.push(`line ${line}: ${facts ? owner(facts, tag) : ''}`);
  }
  return { said, found };
}

describe('tags belong to', () => {
  for (const name of readdirSync(folder).sort()) {
    const { files } = parseFixture(readFileSync(`${folder}/${name}`, 'utf8'));
    for (const [path, text] of Object.entries(files)) {
      it(`what the words behind them say in ${path} of ${name}`, () => {
        const { said, found } = owners(text, projectOf({ [path]: text }).files.get(path));
        assert.equal(said.length, text.split(' — ').length - 1);
        assert.deepEqual(found, said);
      });

      it(`what the words behind them say in ${path} of ${name}, with Windows line breaks and a byte order mark`, () => {
        const windows = `\ufeff${text.replaceAll('\n', '\r\n')}`;
        const { said, found } = owners(windows, projectOf({ [path]: windows }).files.get(path));
        assert.equal(said.length, text.split(' — ').length - 1);
        assert.deepEqual(found, said);
      });
    }
  }
});
