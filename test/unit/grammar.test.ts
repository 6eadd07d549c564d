import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inRepository } from '../support/repositoryRoot.ts';

interface Rule {
  readonly match?: string;
  readonly name?: string;
  readonly include?: string;
  readonly captures?: Readonly<Record<string, { readonly name?: string; readonly patterns?: readonly Rule[] }>>;
}

interface Grammar {
  readonly scopeName: string;
  readonly injectionSelector: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

interface GrammarContribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo: readonly string[];
}

const manifest: { readonly contributes: { readonly grammars: readonly GrammarContribution[] } } = JSON.parse(
  readFileSync(inRepository('package.json'), 'utf8'),
);

function load(file: string): Grammar {
  return JSON.parse(readFileSync(inRepository('syntaxes', file), 'utf8'));
}

/**
 * What a grammar of single-line rules highlights in a line, as `text → scope`, in the order of the text. As in an
 * editor the leftmost match wins, and among these the first rule.
 */
function highlight(grammar: Grammar, line: string, rules: readonly Rule[] = grammar.patterns): readonly string[] {
  const resolved = rules.map((rule) => grammar.repository[rule.include?.slice(1) ?? ''] ?? rule);
  const shown: string[] = [];
  let from = 0;
  while (from <= line.length) {
    const matches = resolved.flatMap((rule) => {
      const pattern = new RegExp(rule.match ?? '(?!)', 'dg');
      pattern.lastIndex = from;
      const match = pattern.exec(line);
      return match ? [{ rule, match }] : [];
    });
    const [first] = matches.sort((a, b) => a.match.index - b.match.index);
    if (first === undefined) break;
    const { rule, match } = first;
    if (rule.name !== undefined) shown.push(`${match[0]} → ${rule.name}`);
    for (const [group, capture] of Object.entries(rule.captures ?? {})) {
      const text = match[Number(group)];
      if (text === undefined) continue;
      if (capture.name !== undefined) shown.push(`${text} → ${capture.name}`);
      if (capture.patterns) shown.push(...highlight(grammar, text, capture.patterns));
    }
    from = Math.max(match.index + match[0].length, from + 1);
  }
  return shown;
}

const KEYWORD = 'keyword.other.tag.lifetrace';
const ID = 'variable.other.constant.id.lifetrace';
const COMMA = 'punctuation.separator.lifetrace';

describe('highlighting of tags in comments', () => {
  const tags = load('lifetrace.injection.json');

  it('reaches all languages whose code can be tagged', () => {
    const contribution = manifest.contributes.grammars.find(({ scopeName }) => scopeName === tags.scopeName);
    assert.deepEqual(contribution?.injectTo, [
      'source.c',
      'source.cpp',
      'source.cuda-cpp',
      'source.ts',
      'source.tsx',
      'source.js',
      'source.js.jsx',
      'source.python',
      'source.java',
      'source.rust',
      'source.go',
      'source.cs',
    ]);
  });

  it('is limited to comments and doc strings', () => {
    assert.equal(tags.injectionSelector, 'L:comment, L:string.quoted.docstring');
  });

  it('shows the keyword and each ID', () => {
    assert.deepEqual(highlight(tags, ' * @implements SRS-012, SRS-013 — see RC-07'), [
      `@implements → ${KEYWORD}`,
      `SRS-012 → ${ID}`,
      `, → ${COMMA}`,
      `SRS-013 → ${ID}`,
    ]);
  });

  for (const keyword of ['implements', 'verifies', 'satisfies', 'mitigates', 'risk', 'unit', 'anomaly']) {
    it(`knows @${keyword}, in Doxygen spelling too`, () => {
      assert.deepEqual(highlight(tags, `// @${keyword} RC-07`), [`@${keyword} → ${KEYWORD}`, `RC-07 → ${ID}`]);
      assert.deepEqual(highlight(tags, `// \\${keyword} RC-07`), [`\\${keyword} → ${KEYWORD}`, `RC-07 → ${ID}`]);
    });
  }

  it('shows a claimed class', () => {
    assert.deepEqual(highlight(tags, '@class C */'), [`@class → ${KEYWORD}`, 'C → constant.language.class.lifetrace']);
  });

  it('leaves tags of JSDoc and Doxygen alone', () => {
    for (const line of ['@implements Iterable', '@class Foo', '@class Context', 'mail@risk RC-1', '@@unit UNIT-1']) {
      assert.deepEqual(highlight(tags, line), [], line);
    }
  });

  it('shows rule and reason of a suppression, up to the end of the comment', () => {
    assert.deepEqual(highlight(tags, '/* lifetrace-ignore LT202: only called by tests */ x'), [
      'lifetrace-ignore → keyword.other.suppression.lifetrace',
      'LT202 → variable.other.constant.rule.lifetrace',
      `: → ${COMMA}`,
      'only called by tests → string.unquoted.reason.lifetrace',
    ]);
  });

  it('shows tags of OpenFastTrace', () => {
    assert.deepEqual(highlight(tags, '# [impl~~2->dsn~read.file~1 >> utest]'), [
      '[ → punctuation.definition.tag.begin.lifetrace',
      `impl → ${KEYWORD}`,
      ` → ${ID}`,
      '2 → constant.numeric.revision.lifetrace',
      '-> → keyword.operator.lifetrace',
      `dsn~read.file~1 → ${ID}`,
      '>> → keyword.operator.lifetrace',
      `utest → ${KEYWORD}`,
      '] → punctuation.definition.tag.end.lifetrace',
    ]);
  });

  it('is quick on long lines without a tag', () => {
    const line = 'a-1, '.repeat(20_000);
    assert.deepEqual(highlight(tags, `@implements ${'A-'.repeat(2000)}`), []);
    assert.deepEqual(highlight(tags, line), []);
  });
});

describe('highlighting of records in Markdown', () => {
  const records = load('lifetrace.markdown.injection.json');

  it('shows the ID that a heading starts with', () => {
    assert.deepEqual(highlight(records, '### SRS-012 Detect air'), [`SRS-012 → ${ID}`]);
    assert.deepEqual(highlight(records, '### Detect air SRS-012'), []);
  });

  it('shows links with their targets', () => {
    assert.deepEqual(highlight(records, '- derives: SYS-005, SYS-6'), [
      'derives → keyword.other.link.lifetrace',
      `: → ${COMMA}`,
      `SYS-005 → ${ID}`,
      `, → ${COMMA}`,
      `SYS-6 → ${ID}`,
    ]);
    assert.deepEqual(highlight(records, '- note: SYS-005'), []);
  });
});

describe('contributed grammars', () => {
  it('exist under the name that the manifest gives', () => {
    for (const { scopeName, path } of manifest.contributes.grammars) {
      const grammar: Grammar = JSON.parse(readFileSync(inRepository(path), 'utf8'));
      assert.equal(grammar.scopeName, scopeName);
    }
  });
});
