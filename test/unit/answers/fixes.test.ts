import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { changed } from '../../../server/src/answers/edits/textChange.ts';
import { fixesFor } from '../../../server/src/answers/fixes.ts';
import type { Finding } from '../../../server/src/model/finding.ts';
import type { Engine } from '../../../server/src/workspace/engine.ts';
import { parseFixture } from '../../support/markers.ts';
import { engineOf, feed, lookAtEvidence } from '../../support/project.ts';
import { inRepository } from '../../support/repositoryRoot.ts';
import { sampleFiles } from '../../support/sampleFiles.ts';

const ANSWER = 'agreed in review REV-31 */ """';

const said = ({ code, file, message }: Finding): string => `${file} ${code} ${message}`;

/** How many findings say the same: the functions of two classes may have one name. */
function count(engine: Engine, finding: Finding): number {
  return engine.findings().open.filter((each) => said(each) === said(finding)).length;
}

/** Files after a fix; undefined when the fix is not possible. */
function applied(
  engine: Engine,
  files: Readonly<Record<string, string>>,
  finding: Finding,
  id: string,
  answer = ANSWER,
): Record<string, string> | undefined {
  const fix = fixesFor(engine.snapshot(), finding).find((each) => each.id === id);
  const changes = fix?.changes((file) => files[file], answer);
  if (!changes) return undefined;
  const result: Record<string, string> = { ...files };
  for (const file of new Set(changes.map((change) => change.file))) {
    const inFile = changes.filter((change) => change.file === file);
    result[file] = changed(files[file] ?? '', inFile);
  }
  return result;
}

/** What of the files has changed, as lines. */
function difference(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] {
  return Object.keys(after).flatMap((file) => {
    const old = (before[file] ?? '').split('\n');
    const now = (after[file] ?? '').split('\n');
    if (before[file] === after[file]) return [];
    let start = 0;
    while (start < old.length && start < now.length && old[start] === now[start]) start++;
    let end = 0;
    while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
    return [
      `    ${file}:${start + 1}`,
      ...old.slice(start, old.length - end).map((line) => `    - ${line}`),
      ...now.slice(start, now.length - end).map((line) => `    + ${line}`),
    ];
  });
}

/** Changes an engine that holds some files so that it holds others. */
function change(
  engine: Engine,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): void {
  const removed = Object.keys(before).filter((path) => after[path] === undefined);
  const changed = Object.entries(after).filter(([path, text]) => before[path] !== text);
  feed(engine, [
    ...removed.map((path) => ({ kind: 'removed', path }) as const),
    ...changed.map(([path, text]) => ({ kind: 'stored', path, text }) as const),
  ]);
  lookAtEvidence(engine, after);
}

/** Every fix of every finding of a project, what it changes, and whether the finding is gone. */
function report(files: Readonly<Record<string, string>>): string {
  const engine = engineOf(files);
  const edited = engineOf(files);
  const lines: string[] = [];
  for (const finding of engine.findings().open) {
    lines.push(`${said(finding)}`);
    for (const fix of fixesFor(engine.snapshot(), finding)) {
      const after = applied(engine, files, finding, fix.id);
      if (after) change(edited, files, after);
      const gone = count(edited, finding) < count(engine, finding);
      if (after) change(edited, after, files);
      const outcome = after === undefined ? 'not possible here' : gone ? 'settles it' : 'leaves it';
      lines.push(`  ${fix.preferred === true ? '* ' : ''}${fix.title}${fix.asks === undefined ? '' : '…'}: ${outcome}`);
      if (after) lines.push(...difference(files, after));
    }
  }
  return `${lines.join('\n')}\n`;
}

function isGolden(file: string, actual: string): void {
  const path = inRepository(`test/fixtures/fixes/${file}`);
  if (process.env['LIFETRACE_UPDATE_FIXTURES'] === '1') writeFileSync(path, actual);
  else assert.equal(actual, readFileSync(path, 'utf8'));
}

describe('Quick fixes', () => {
  it('settle the findings of the demo project', () => isGolden('aria-sp1.txt', report(sampleFiles())));

  for (const fixture of readdirSync(inRepository('test/fixtures/rules'))) {
    it(`are offered for ${fixture}`, () => {
      const { files } = parseFixture(readFileSync(inRepository(`test/fixtures/rules/${fixture}`), 'utf8'));
      const actual = report(files);
      assert.doesNotMatch(actual, /: leaves it$/m);
      isGolden(fixture, actual);
    });
  }
});

describe('Quick fixes of half-typed texts', () => {
  /** Titles of the fixes of the links of the wrong kind in a file, of those that are possible. */
  function changesOfKind(text: string): readonly string[] {
    const files = { 'spec/items.yaml': `SI-1: {title: Delivery}\n${text}\n` };
    const engine = engineOf(files);
    const wrong = engine.findings().open.filter(({ code }) => code === 'LT004');
    assert.equal(wrong.length, 1);
    return wrong.flatMap((finding) =>
      fixesFor(engine.snapshot(), finding)
        .filter(({ id }) => id.startsWith('kind:') && applied(engine, files, finding, id))
        .map(({ title }) => title),
    );
  }

  it('give a link no kind of which the record has a field that says nothing yet', () => {
    const partOf = 'Change “refines” to “partOf”';
    assert.ok(changesOfKind('SI-2: {title: Motor, refines: SI-1}').includes(partOf));
    assert.ok(!changesOfKind('SI-2: {title: Motor, partOf: , refines: SI-1}').includes(partOf));
    assert.ok(!changesOfKind('SI-2: {title: Motor, "partOf": "", refines: SI-1}').includes(partOf));
  });

  it('give a link of an item to itself no other kind', () => {
    assert.deepEqual(changesOfKind('SI-2: {title: Motor, refines: SI-2}'), []);
  });

  const fixtures = readdirSync(inRepository('test/fixtures/rules')).map(
    (name) => parseFixture(readFileSync(inRepository(`test/fixtures/rules/${name}`), 'utf8')).files,
  );

  it('change one place or do nothing, and add no finding of a broken file', () => {
    const any = fc.record({
      files: fc.constantFrom(...fixtures),
      which: fc.nat(),
      at: fc.nat(),
      cut: fc.nat(30),
      insert: fc.constantFrom('', '\n', '|', '- ', '#', '*/', '/*', '{', '"', ': ', '\t', '\r\n', '---\n'),
    });
    fc.assert(
      fc.property(any, ({ files, which, at, cut, insert }) => {
        const names = Object.keys(files);
        const name = names[which % names.length] ?? '';
        const text = files[name] ?? '';
        const place = at % (text.length + 1);
        const broken = { ...files, [name]: text.slice(0, place) + insert + text.slice(place + cut) };
        const engine = engineOf(broken);
        const edited = engineOf(broken);
        const unreadable = (of: Engine): number => of.findings().open.filter(({ code }) => code === 'LT007').length;
        for (const finding of engine.findings().open) {
          for (const { id, title } of fixesFor(engine.snapshot(), finding)) {
            assert.doesNotMatch(title, /[\p{Cc}\p{Cf}]/u);
            const after = applied(engine, broken, finding, id);
            if (!after) continue;
            change(edited, broken, after);
            assert.ok(unreadable(edited) <= unreadable(engine), `${said(finding)}: ${title}`);
            change(edited, after, broken);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
