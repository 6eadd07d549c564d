import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseFixture } from '../../support/markers.ts';
import { answerTo, parseQuestion } from '../../unit/answers/answerFixture.ts';

const DIRECTORY = 'test/marker/answers';

describe('Answers on fixtures: what stands below a question is what an editor shows at $0', () => {
  for (const name of readdirSync(DIRECTORY).filter((file) => file.endsWith('.txt'))) {
    it(name.replace(/\.txt$/, '').replaceAll('-', ' '), () => {
      const file = path.join(DIRECTORY, name);
      const text = readFileSync(file, 'utf8');
      const fixture = parseFixture(text);
      const question = parseQuestion(fixture.files);
      const answered = question.asked.map((kind) => `//- =${kind}\n${answerTo(question, kind)}\n`);
      const first = text.search(/^\/\/- =/m);
      const actual = text.slice(0, first < 0 ? text.length : first) + answered.join('');
      if (process.env['LIFETRACE_UPDATE_FIXTURES'] === '1' && actual !== text) writeFileSync(file, actual);
      else assert.equal(actual, text);
    });
  }
});
