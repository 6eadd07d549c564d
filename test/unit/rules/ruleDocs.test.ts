import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { lineColumnAt } from '../../../server/src/model/lineIndex.ts';
import { DEFAULT_PROFILE } from '../../../server/src/model/profiles/profiles.ts';
import { PENDING_RULES } from '../../../server/src/rules/pending.ts';
import { RULE_INFOS, ruleInfo } from '../../../server/src/rules/registry.ts';
import type { RuleInfo } from '../../../server/src/rules/rule.ts';
import { engineOf } from '../../support/project.ts';
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
  const engine = engineOf(files);
  const snapshot = engine.snapshot();
  return engine
    .findings()
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

  it('say of rules that check nothing yet what they need', () => {
    const index = readFileSync(inRepository('docs/rules/README.md'), 'utf8');
    for (const { code, name, summary, clause, needs } of PENDING_RULES) {
      assert.equal(ruleInfo(code), undefined, `${code} checks something`);
      const page = readFileSync(inRepository(`docs/rules/${code}.md`), 'utf8');
      assert.ok(page.startsWith(`# ${code} ${name}\n\n${summary}\n\n**Not checked yet: needs ${needs}.**`), code);
      const severities = DEFAULT_PROFILE.severities.get(code) ?? [];
      assert.ok(page.includes(`| ${[...severities, clause].join(' | ')} |`), `severities and clauses of ${code}`);
      assert.ok(index.includes(`| [${code}](${code}.md) | ${name} | ${clause} | ${needs} |`), `no row for ${code}`);
    }
  });

  it('exist for rules only', () => {
    const pages = readdirSync(inRepository('docs/rules')).filter((name) => name.startsWith('LT'));
    const codes = [...RULE_INFOS, ...PENDING_RULES].map(({ code }) => `${code}.md`);
    assert.deepEqual(pages.sort(), codes.sort());
  });
});
