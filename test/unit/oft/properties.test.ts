import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileFacts } from '../../../server/src/model/facts.ts';
import { FlatFacts } from '../../../server/src/model/flatFacts/flatFacts.ts';
import { FlatPlace } from '../../../server/src/model/flatFacts/flatPlace.ts';
import { flatten } from '../../../server/src/model/flatFacts/flatten.ts';
import { Names } from '../../../server/src/model/names.ts';
import type { Span } from '../../../server/src/model/span.ts';
import { DECLARED_NEEDS_RULES } from '../../../server/src/rules/declaredNeeds.ts';
import type { OftItem } from '../../../server/src/trace/oft/oftItem.ts';
import { type OftTrace, traceOft } from '../../../server/src/trace/oft.ts';
import { factsOf } from './oftProject.ts';

const id = fc
  .tuple(fc.constantFrom('req', 'dsn', 'impl'), fc.constantFrom('a', 'b', 'c.d'), fc.constantFrom('1', '1', '2'))
  .map((parts) => parts.join('~'));
const type = fc.constantFrom('req', 'dsn', 'impl');
const line = fc.oneof(
  id,
  id.map((text) => `\`${text}\``),
  id.map((text) => `* ${text}`),
  type.map((text) => `Needs: ${text}`),
  type.map((text) => `* ${text}`),
  fc.tuple(type, type, id).map(([a, b, c]) => `${a} --> ${b} : ${c}`),
  fc.tuple(type, id).map(([a, b]) => `// [${a}->${b}]`),
  fc.tuple(type, id, type).map(([a, b, c]) => `[${a}~n~1->${b}>>${c}]`),
  fc.constantFrom('', 'Covers:', 'Depends:', 'Needs:', 'Tags:', 'Rationale:', 'Status: rejected', 'Status: draft'),
  fc.constantFrom('# Title', '---', '```', 'oft:off', 'oft:on', '<specdocument>', '<id>a</id>', ']]>', '<![CDATA['),
  fc.string(),
  fc.string({ unit: 'binary' }),
);
const text = fc
  .tuple(fc.array(line, { maxLength: 25 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([lines, end]) => lines.join(end));
const file = fc.tuple(fc.constantFrom('a.md', 'b.rst', 'c.c', 'd.xml', 'e.oreqm'), text);

function spansOf({ items, tags, problems }: FileFacts): readonly Span[] {
  return [
    ...items.flatMap((item) => [
      item.idSpan,
      item.span,
      ...item.needs.map((need) => need.span),
      ...item.links.map((link) => link.span),
      ...item.attributes.flatMap((each) => [each.nameSpan, ...each.values.map((value) => value.span)]),
    ]),
    ...tags.flatMap((tag) => [tag.span, tag.tagSpan, ...(tag.covering?.needs ?? []).map((need) => need.span)]),
    ...problems.map((problem) => problem.span),
  ];
}

/** A document of whole items, which mostly cover one another. */
const records = fc
  .array(
    fc
      .record({
        own: id,
        status: fc.constantFrom('', '', 'Status: draft'),
        needs: fc.constantFrom('', 'Needs: dsn', 'Needs: req, impl', 'Needs: impl'),
        covers: fc.array(id, { maxLength: 2 }),
      })
      .map(({ own, status, needs, covers }) =>
        [own, status, needs, ...(covers.length > 0 ? ['Covers:'] : []), ...covers.map((each) => `* ${each}`), ''].join(
          '\n',
        ),
      ),
    { maxLength: 6 },
  )
  .map((items) => items.join('\n'));

/** Everything that covers an item, be it wanted or not, and everything that covers that in turn. */
function itemsBelow(item: OftItem): ReadonlySet<OftItem> {
  const found = new Set(item.incoming.map((link) => link.from));
  for (const each of found) for (const link of each.incoming) found.add(link.from);
  return found;
}

describe('The OpenFastTrace dialect, on any text', () => {
  it('never throws, and names places inside the text', () => {
    fc.assert(
      fc.property(file, ([path, content]) => {
        for (const { start, end } of spansOf(factsOf(path, content))) {
          assert.ok(0 <= start && start <= end && end <= content.length, `${start}..${end}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('puts the ID and type tokens on the very words', () => {
    fc.assert(
      fc.property(file, ([path, content]) => {
        const { items, tags } = factsOf(path, content);
        const tokens = [
          ...items.filter((item) => !item.forwards).map((item) => ({ text: item.id, span: item.idSpan })),
          ...items.flatMap((item) => item.links.map((link) => ({ text: link.to, span: link.span }))),
          ...items.flatMap((item) => item.needs),
          ...tags.map((tag) => ({ text: tag.target, span: tag.span })),
          ...tags.flatMap((tag) => tag.covering?.needs ?? []),
        ];
        if (path.endsWith('.xml') || path.endsWith('.oreqm')) return;
        for (const token of tokens) assert.equal(content.slice(token.span.start, token.span.end), token.text);
      }),
      { numRuns: 2000 },
    );
  });

  it('has something to say exactly when OpenFastTrace counts defects', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), fc.array(text, { maxLength: 2 }), (documents, sources) => {
        const files = new Map(
          [
            ...documents.map((content, index) => factsOf(`${index}.md`, content)),
            ...sources.map((content, index) => factsOf(`${index}.c`, content)),
          ].map((facts) => [facts.path, facts]),
        );
        const oft = traceOft(files.values());
        const reports = DECLARED_NEEDS_RULES.flatMap((rule) => [...rule.checkProject({ files, oft })]);
        assert.equal(reports.length > 0, oft.summary.defects > 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('tells of each item whether everything below it is covered, or leads in a circle', () => {
    fc.assert(
      fc.property(fc.array(records, { maxLength: 3 }), (documents) => {
        const { items } = traceOft(documents.map((content, index) => factsOf(`${index}.md`, content)));
        for (const item of items) {
          const below = [item, ...itemsBelow(item)];
          const circle = below.some((each) => itemsBelow(each).has(each));
          const lacking = below.some((each) => each.missing.length > 0);
          const immature = below.some((each) => each.missing.length > 0 || each.status !== 'approved');
          assert.equal(item.deep, circle ? 'cycle' : lacking ? 'uncovered' : 'covered', item.id);
          assert.equal(item.deepApproved, circle ? 'cycle' : immature ? 'uncovered' : 'covered', item.id);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('traces flat facts as it traces plain ones, and lists what rules ask for', () => {
    const places = (items: readonly OftItem[]): string => items.map((item) => `${item.file} ${item.span.start}`).join();
    const said = ({ items, badLinks, summary }: OftTrace): object => ({
      items: items.map(({ id: own, status, deep, defect, missing, duplicates, outgoing, incoming }) => [
        [own, status, deep, defect, missing, duplicates],
        [...outgoing, ...incoming].map((link) => [link.status, link.target, link.span, link.from.id, places(link.to)]),
      ]),
      bad: badLinks.map(({ status, target }) => [status, target]),
      summary,
    });
    fc.assert(
      fc.property(fc.array(records, { maxLength: 3 }), fc.array(text, { maxLength: 2 }), (documents, sources) => {
        const files = [
          ...documents.map((content, index) => factsOf(`${index}.md`, content)),
          ...sources.map((content, index) => factsOf(`${index}.c`, content)),
        ];
        const names = new Names();
        const flat = files.map((facts) => new FlatFacts(facts.path, FlatPlace.alone(flatten(facts)), names));
        const trace = traceOft(files);
        assert.deepEqual(said(traceOft(flat, names)), said(trace));
        assert.equal(places(trace.lacking), places(trace.items.filter(({ missing }) => missing.length > 0)));
        assert.equal(places(trace.duplicated), places(trace.items.filter(({ duplicates }) => duplicates > 0)));
        assert.equal(places(trace.circular), places(trace.items.filter(({ deep }) => deep === 'cycle')));
      }),
      { numRuns: 500 },
    );
  });

  it('takes time in proportion to the text, also on lines made to be slow', () => {
    const slow = [
      '[impl'.repeat(200_000),
      'a~b.'.repeat(250_000),
      `req~a~1\nCovers:\n* ${'x-y~z'.repeat(200_000)}`,
      `req~a~1\nNeeds: ${'a,'.repeat(400_000)}`,
      `req~a~1\nx${'-->'.repeat(300_000)}`,
      `[a~${'b'.repeat(900_000)}->`,
      `<specdocument ${'a '.repeat(400_000)}`,
      '<a>'.repeat(300_000),
    ];
    for (const content of slow) for (const path of ['a.md', 'b.rst', 'c.c', 'd.oreqm']) factsOf(path, content);
  });
});
