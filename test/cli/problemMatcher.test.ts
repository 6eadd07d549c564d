import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { CheckReport } from '../../server/src/reports/checkReport.ts';
import { inRepository } from '../support/repositoryRoot.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

interface Manifest {
  readonly contributes: {
    readonly problemMatchers: readonly { readonly pattern: readonly { readonly regexp: string }[] }[];
  };
}

const manifest: Manifest = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
const [fileLine, findingLine] = (manifest.contributes.problemMatchers[0]?.pattern ?? []).map(
  ({ regexp }) => new RegExp(regexp),
);

function check(folder: string, ...options: readonly string[]): string {
  const args = [inRepository('dist/cli.cjs'), 'check', folder, '--no-cache', ...options];
  return spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
}

/** What an editor reads out of the text: a line of a file, and findings below it until another line comes. */
function matched(output: string): readonly string[] {
  const found: string[] = [];
  let file: string | undefined;
  for (const line of output.split('\n')) {
    const finding = file === undefined ? null : findingLine?.exec(line);
    if (finding) found.push([file, ...finding.slice(1)].join('|'));
    else file = fileLine?.exec(line)?.[1];
  }
  return found;
}

function reported(json: string): readonly string[] {
  const report: CheckReport = JSON.parse(json);
  return report.findings.map(({ file, line, column, severity, code, message }) =>
    [file, line, column, severity, code, message].join('|'),
  );
}

describe('the problem matcher', () => {
  it('reads exactly the findings out of all that the check prints', () => {
    const sample = inRepository('samples/aria-sp1');
    const expected = reported(check(sample, '--format', 'json'));
    assert.ok(expected.length > 10);
    assert.deepEqual(matched(check(sample, '--clauses', '--classes')), expected);
  });

  it('is not misled by names and titles', () => {
    const folder = temporaryProject({
      'a b [c].md': '# SS-1 [x]  9:9  error  LT001  no\n- safetyClass: C\n\n# SRS-1 Title  [y] [z]\n- derives: SYS-9\n',
    });
    const expected = reported(check(folder, '--format', 'json'));
    assert.ok(expected.some((each) => each.startsWith('a b [c].md|')));
    assert.deepEqual(matched(check(folder)), expected);
  });
});
