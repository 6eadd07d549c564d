import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { lineColumnAt } from '../../../server/src/model/lineIndex.ts';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { indexProject } from '../../../server/src/workspace/indexProject.ts';
import { DEFAULT_LIMITS } from '../../../server/src/workspace/node/diskReader.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const GOLDEN = inRepository('test/fixtures/golden/aria-sp1.findings.txt');

async function findingsOfSample(sample: string): Promise<string> {
  const engine = new Engine();
  const control = { limits: DEFAULT_LIMITS, progress: () => {} };
  await indexProject(inRepository(`samples/${sample}`), engine, control);
  const { files, counts } = engine.snapshot();
  assert.ok(counts.items > 0 && counts.tags > 0, `${sample} holds items and tags`);
  const lines = engine.findings().open.map(({ file, span, code, severity, message }) => {
    const { line, column } = lineColumnAt(files.get(file)?.lineStarts ?? [0], span.start);
    return `${file}:${line + 1}:${column + 1} ${code} ${severity} ${message}\n`;
  });
  return lines.join('');
}

/** The findings of a golden list, each a line below a line that starts with `#` and says why it is there. */
function withoutExplanations(golden: string): string {
  return golden.replace(/^#.*\n/gm, '');
}

/** The list that the sample has by now, with the explanations that stood above the same rule and file before. */
function explained(findings: string, golden: string): string {
  const known = new Map(
    [...golden.matchAll(/^(#.*\n)([^:]+):\S+ (LT\d+)/gm)].map(([, why, file, code]) => [`${file} ${code}`, why]),
  );
  return findings.replace(
    /^([^:]+):\S+ (LT\d+).*\n/gm,
    (line, file, code) => `${known.get(`${file} ${code}`) ?? '# ?\n'}${line}`,
  );
}

describe('The demo project', () => {
  it('has the findings that were put into it on purpose, and no other', async () => {
    const actual = await findingsOfSample('aria-sp1');
    const golden = readFileSync(GOLDEN, 'utf8');
    if (process.env['LIFETRACE_UPDATE_FIXTURES'] === '1') writeFileSync(GOLDEN, explained(actual, golden));
    else assert.equal(actual, withoutExplanations(golden));
  });

  it('has a reason on record for each of them', () => {
    const lines = readFileSync(GOLDEN, 'utf8').trimEnd().split('\n');
    lines.forEach((line, index) => {
      if (!line.startsWith('#')) assert.match(lines[index - 1] ?? '', /^# \w.*\.$/, line);
    });
  });
});

describe('The clean sample', () => {
  it('has no finding at all', async () => {
    assert.equal(await findingsOfSample('clean-thermometer'), '');
  });
});
