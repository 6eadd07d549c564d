import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { lineColumnAt } from '../../../server/src/model/lineIndex.ts';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { indexProject } from '../../../server/src/workspace/indexProject.ts';
import { DEFAULT_LIMITS } from '../../../server/src/workspace/node/diskReader.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const GOLDEN = inRepository('test/fixtures/golden/aria-sp1.findings.txt');

async function findingsOfSample(): Promise<string> {
  const engine = new Engine();
  const control = { limits: DEFAULT_LIMITS, progress: () => {} };
  await indexProject(inRepository('samples/aria-sp1'), engine, control);
  const { files } = engine.snapshot();
  const lines = engine.findings().open.map(({ file, span, code, severity, message }) => {
    const { line, column } = lineColumnAt(files.get(file)?.lineStarts ?? [0], span.start);
    return `${file}:${line + 1}:${column + 1} ${code} ${severity} ${message}\n`;
  });
  return lines.join('');
}

describe('The demo project', () => {
  it('has the findings that were put into it on purpose, and no other', async () => {
    const actual = await findingsOfSample();
    if (process.env['LIFETRACE_UPDATE_FIXTURES'] === '1') writeFileSync(GOLDEN, actual);
    else assert.equal(actual, readFileSync(GOLDEN, 'utf8'));
  });
});
