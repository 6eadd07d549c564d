import assert from 'node:assert/strict';
import { DECLARED_NEEDS_RULES } from '../../../server/src/rules/declaredNeeds.ts';
import { traceOft } from '../../../server/src/trace/oft.ts';
import { factsOf } from './oftProject.ts';

/** What the rules say: code, the words it stands on, message. */
function reportsOn(texts: Readonly<Record<string, string>>): string[] {
  const files = new Map(Object.entries(texts).map(([file, text]) => [file, factsOf(file, text)]));
  const view = { files, oft: traceOft(files.values()) };
  return DECLARED_NEEDS_RULES.flatMap((rule) =>
    [...rule.checkProject(view)].map(
      ({ file, span, message }) => `${rule.info.code} ${file} [${texts[file]?.slice(span.start, span.end)}] ${message}`,
    ),
  );
}

describe('Rules on declared needs', () => {
  it('have nothing to say about a project without defects', () => {
    assert.deepEqual(reportsOn({ 'a.md': 'req~a~1\nNeeds: dsn\n', 'b.c': '[dsn->req~a~1]' }), []);
  });

  it('LT012: report each missing type at the token that asks for it', () => {
    assert.deepEqual(reportsOn({ 'a.md': 'req~a~1\nNeeds: dsn, utest\n', 'b.c': '[dsn->req~a~1>>impl]' }), [
      'LT012 a.md [utest] req~a~1 needs coverage by “utest”: no record found.',
      'LT012 b.c [impl] This “dsn” tag needs coverage by “impl”: no record found.',
    ]);
  });

  it('LT012: leave rejected items alone, unless an item that still counts rests on them', () => {
    const rejected = 'dsn~b~1\nStatus: rejected\nNeeds: impl\n';
    assert.deepEqual(reportsOn({ 'a.md': rejected }), []);
    assert.deepEqual(reportsOn({ 'a.md': `req~a~1\nNeeds: dsn\n\n${rejected}\nCovers:\n* req~a~1\n` }), [
      'LT012 a.md [impl] dsn~b~1 needs coverage by “impl”: no record found.',
    ]);
  });

  it('LT013: report unwanted coverage and say what is wanted', () => {
    assert.deepEqual(
      reportsOn({
        'a.md': 'req~a~1\nNeeds: dsn\n\nreq~b~1\n',
        'b.c': '[dsn->req~a~1] [impl->req~a~1]\n[impl->req~b~1]',
      }),
      [
        'LT013 b.c [req~a~1] “req~a~1” does not need coverage by “impl”. It needs dsn.',
        'LT013 b.c [req~b~1] “req~b~1” does not need coverage by “impl”. It needs none.',
      ],
    );
  });

  it('LT014: report another revision once, with the one on record', () => {
    const reports = reportsOn({
      'a.md': 'req~a~2\n\nreq~b~1\n\nreq~b~3\n',
      'b.c': '[dsn->req~a~1]\n[dsn->req~a~5]\n[dsn->req~b~2]',
    });
    assert.deepEqual(reports, [
      'LT014 b.c [req~a~1] “req~a~1” is outdated: req~a is at revision 2.',
      'LT014 b.c [req~a~5] “req~a~5” does not exist yet: req~a is at revision 2.',
      'LT014 b.c [req~b~2] “req~b~2” is outdated: req~b is at revision 3.',
    ]);
  });

  it('LT015 and LT001: report the duplicates and what refers to them', () => {
    const text = '`req~a~1`\nNeeds: dsn\n';
    assert.deepEqual(reportsOn({ 'a.md': text, 'b.md': `\n${text}`, 'c.c': '[dsn->req~a~1]' }), [
      'LT001 b.md [req~a~1] “req~a~1” is already defined at a.md:1.',
      'LT015 c.c [req~a~1] “req~a~1” is defined 2 times, so that this covers none of them.',
    ]);
  });

  it('LT002: report what is not defined in any revision, with what was probably meant', () => {
    assert.deepEqual(reportsOn({ 'a.md': 'req~battery~1\n', 'b.c': '[dsn->req~batery~1]\n[dsn->req~x~1]' }), [
      'LT002 b.c [req~batery~1] “req~batery~1” is not defined in this workspace. Did you mean “req~battery~1”?',
      'LT002 b.c [req~x~1] “req~x~1” is not defined in this workspace.',
    ]);
  });

  it('LT005: report a circle once, at the reference with which it begins', () => {
    const text = 'req~a~1\nNeeds: dsn\nCovers:\n* dsn~b~1\n\ndsn~b~1\nNeeds: req\nCovers:\n* req~a~1\n';
    assert.deepEqual(reportsOn({ 'a.md': text }), [
      'LT005 a.md [dsn~b~1] Circular covers: req~a~1 → dsn~b~1 → req~a~1.',
    ]);
  });
});
