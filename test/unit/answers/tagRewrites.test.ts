import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { tagRewrites } from '../../../server/src/answers/edits/tagRewrites.ts';
import { changed } from '../../../server/src/answers/edits/textChange.ts';
import { TAG_KEYWORDS } from '../../../server/src/model/facts.ts';
import type { Tag } from '../../../server/src/trace/snapshot.ts';
import { parseFixture } from '../../support/markers.ts';
import { engineOf } from '../../support/project.ts';
import { inRepository } from '../../support/repositoryRoot.ts';
import { sampleFiles } from '../../support/sampleFiles.ts';

type Files = Readonly<Record<string, string>>;

/** All that a project traces by its tags, and all that is found in it, but for the places. */
function meaningOf(files: Files): object {
  const engine = engineOf(files);
  const snapshot = engine.snapshot();
  const { items } = snapshot.oft;
  return {
    findings: engine.findings().open.map(({ file, code, severity, message }) => [file, code, severity, message]),
    suppressed: engine.findings().suppressed.length,
    tags: snapshot.tags.map(({ file, fact, status, target, test, unit }) => [
      [file, fact.dialect, fact.targetKey, status, test],
      [target?.id, unit?.id],
    ]),
    units: snapshot.units.map(({ id, traced, traces }) => [id, traced, traces.map((item) => item.id)]),
    coverage: items.map(({ id, deep, outgoing }) => [id, deep, outgoing.map(({ status, target }) => [status, target])]),
  };
}

/** The files with all their tags written otherwise, by the other marker and the other keyword where each is offered; and how often. */
function rewritten(files: Files): { readonly files: Files; readonly count: number } {
  const snapshot = engineOf(files).snapshot();
  const result: Record<string, string> = { ...files };
  let count = 0;
  for (const [file, text] of Object.entries(files)) {
    const changes = new Map(
      (snapshot.tagsByFile.get(file) ?? []).flatMap((tag: Tag) =>
        tagRewrites(snapshot, (each) => files[each], tag).map(({ change }) => [change.span.start, change] as const),
      ),
    );
    if (changes.size === 0) continue;
    count += changes.size;
    result[file] = changed(text, [...changes.values()]);
  }
  return { files: result, count };
}

/** Asserts that a project means the same with its tags written otherwise; gives in how many places. */
function staysTheSame(files: Files): number {
  const otherwise = rewritten(files);
  if (otherwise.count > 0) assert.deepEqual(meaningOf(otherwise.files), meaningOf(files));
  return otherwise.count;
}

describe('A tag that is written otherwise', () => {
  it('traces the same and is found the same things in the demo project', () => {
    assert.ok(staysTheSame(sampleFiles()) > 50);
  });

  it('traces the same and is found the same things in every project that shows a rule', () => {
    const projects = readdirSync(inRepository('test/fixtures/rules'))
      .map((name) => readFileSync(inRepository(`test/fixtures/rules/${name}`), 'utf8'))
      .filter((text) => new RegExp(`[@\\\\](${TAG_KEYWORDS.join('|')})\\b`).test(text));
    assert.ok(projects.reduce((sum, text) => sum + staysTheSame(parseFixture(text).files), 0) > 20);
  });
});

/** A project of both notations, whose own IDs may even look like those of OpenFastTrace. */
const PROJECT: Files = {
  '.lifetrace/project.yaml': "product: {name: Pump}\nopaqueIds: {SRS: ['[A-Za-z]+~[A-Za-z.-]+~[0-9]+']}\n",
  'spec/own.md': '# req~stop~1 Stop\n- source: the use\n',
  'spec/oft.md': '# Stop\n`req~stop~1`\n\nNeeds: impl\n',
};

describe('A tag of one notation', () => {
  const id = fc
    .tuple(fc.constantFrom('req', 'Dsn', 'impl'), fc.constantFrom('stop', 'a.b', 'air-stop'), fc.nat(3))
    .map((parts) => parts.join('~'));

  it('never names what the same words of the other notation name', () => {
    fc.assert(
      fc.property(id, fc.constantFrom(...TAG_KEYWORDS), fc.constantFrom('impl', 'utest'), (target, keyword, type) => {
        const code = `/* @${keyword} ${target} */\n/* [${type}->${target}] */\nint stop(void) { return 0; }\n`;
        const { tags } = engineOf({ ...PROJECT, 'src/stop.c': code }).snapshot();
        const keysOf = (dialect: string): readonly string[] =>
          tags.filter(({ fact }) => fact.dialect === dialect).map(({ fact }) => fact.targetKey);
        assert.equal(keysOf('oft').length, 1);
        assert.equal(keysOf('lifetrace').length, keyword === 'class' ? 0 : 1);
        assert.deepEqual(
          keysOf('oft').filter((key) => keysOf('lifetrace').includes(key)),
          [],
        );
      }),
      { numRuns: 100 },
    );
  });

  it('has no counterpart in the other one, since the need that it covers would be open', () => {
    const code = (comment: string): Files => ({
      ...PROJECT,
      'src/stop.c': `/* ${comment} */\nint stop(void) { return 0; }\n`,
    });
    const open = (files: Files): readonly string[] =>
      engineOf(files)
        .findings()
        .open.flatMap(({ code, message }) => (/^LT01[2-5]$/.test(code) ? [`${code} ${message}`] : []));
    const covered = code('[impl->req~stop~1]');
    assert.deepEqual(open(covered), []);
    assert.deepEqual(open(code('@implements req~stop~1')), [
      'LT012 req~stop~1 needs coverage by “impl”: no record found.',
    ]);
    const snapshot = engineOf(covered).snapshot();
    assert.equal(snapshot.tags.length, 1);
    for (const tag of snapshot.tags)
      assert.deepEqual(
        tagRewrites(snapshot, (file) => covered[file], tag),
        [],
      );
  });
});
