import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { lineColumnAt } from '../../../server/src/model/lineIndex.ts';
import { DEFAULT_PROFILE } from '../../../server/src/model/profiles/profiles.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { RULE_INFOS } from '../../../server/src/rules/registry.ts';
import type { RuleInfo } from '../../../server/src/rules/rule.ts';
import { projectOf } from '../../support/project.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

const pageFileOf = ({ code }: RuleInfo) => `docs/rules/${code}.md`;
const pageOf = (info: RuleInfo) => readFileSync(inRepository(pageFileOf(info)), 'utf8');

/** The cells that a page and the index give for a rule: severities per class, clauses, release gate. */
function catalogueCells({ code, clause, gate }: RuleInfo): string {
  const severities = DEFAULT_PROFILE.severities.get(code) ?? [];
  return `| ${[...severities, clause, gate ? 'yes' : 'no'].join(' | ')} |`;
}

/** The files of a page's example: each a path in backticks, alone on its line, before a fenced block. */
function exampleFiles(page: string): Record<string, string> {
  const blocks = page.matchAll(/^`([^`\n]+)`\n\n```\w+\n([\s\S]*?)\n```$/gm);
  return Object.fromEntries([...blocks].map(([, path = '', text = '']) => [path, `${text}\n`]));
}

/** What the page says that its example gives. */
function exampleOutput(page: string): string {
  return /^```text\n([\s\S]*?)\n```$/m.exec(page)?.[1] ?? '';
}

function findingsOf(files: Record<string, string>, code: string): string {
  const snapshot = projectOf(files);
  return evaluate(snapshot)
    .open.filter((finding) => finding.code === code)
    .map(({ file, span, severity, message }) => {
      const { line, column } = lineColumnAt(snapshot.files.get(file)?.lineStarts ?? [0], span.start);
      return `${file}:${line + 1}:${column + 1} ${severity} ${code} ${message}`;
    })
    .join('\n');
}

describe('Help pages of the rules', () => {
  for (const info of RULE_INFOS) {
    describe(info.code, () => {
      it('has a page that says the same as the catalogue', () => {
        assert.ok(existsSync(inRepository(pageFileOf(info))), `${pageFileOf(info)} is missing`);
        const page = pageOf(info);
        assert.ok(page.startsWith(`# ${info.code} ${info.name}\n\n${info.summary}\n`), 'heading and summary');
        assert.ok(page.includes(catalogueCells(info)), `severities, clauses and gate: ${catalogueCells(info)}`);
      });

      it('tells what, why, how to fix and how to suppress', () => {
        const headings = [...pageOf(info).matchAll(/^## (.*)$/gm)].map((match) => match[1]);
        assert.deepEqual(headings, ['What it reports', 'Why', 'Example', 'How to fix', 'How to suppress']);
      });

      it('shows an example that gives the findings that the page shows', () => {
        const page = pageOf(info);
        const expected = exampleOutput(page);
        assert.notEqual(expected, '');
        assert.equal(findingsOf(exampleFiles(page), info.code), expected);
      });
    });
  }

  it('stand in the index, each with its severities and clauses', () => {
    const index = readFileSync(inRepository('docs/rules/README.md'), 'utf8');
    for (const info of RULE_INFOS) {
      const row = `| [${info.code}](${info.code}.md) | ${info.name} ${catalogueCells(info)}`;
      assert.ok(index.includes(row), `no row “${row}”`);
    }
  });

  it('exist for rules only', () => {
    const pages = readdirSync(inRepository('docs/rules')).filter((name) => name.startsWith('LT'));
    assert.deepEqual(pages.sort(), RULE_INFOS.map((info) => `${info.code}.md`).sort());
  });
});
