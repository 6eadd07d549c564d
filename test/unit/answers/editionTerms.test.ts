import assert from 'node:assert/strict';
import { classPanelOf } from '../../../server/src/answers/classes/classPanel.ts';
import { fixesFor } from '../../../server/src/answers/fixes.ts';
import { hoverAt } from '../../../server/src/answers/hover.ts';
import { PLAIN } from '../../../server/src/answers/textStyle.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { checkReport } from '../../../server/src/reports/checkReport.ts';
import { checkText } from '../../../server/src/reports/checkText.ts';
import { exemptUnits } from '../../../server/src/reports/exemptUnits.ts';
import { engineOf } from '../../support/project.ts';
import { sampleFiles } from '../../support/sampleFiles.ts';

/** The levels of the draft, and gaps that name them, in place of the classes of the demo project. */
function underDraft(): Readonly<Record<string, string>> {
  const level = (letter: string): string => (letter === 'A' ? 'I' : 'II');
  const files = Object.entries(sampleFiles()).map(([path, text]) => [
    path,
    text
      .replace('profile: 62304-2006-a1', 'profile: 62304-ed2-draft')
      .replace(/(safetyClass: |@class )([ABC])\b/g, (_, field: string, letter: string) => field + level(letter)),
  ]);
  return {
    ...Object.fromEntries(files),
    'spec/architecture/gaps.yaml': [
      'SS-90: {title: Without a level}',
      'SS-91: {title: Not in the file of risks, safetyClass: II}',
      'SI-91: {title: Lower without reason, partOf: SS-91, safetyClass: I}',
      'SI-92: {title: Lower by words alone, partOf: SS-91, safetyClass: I, classRationale: {text: It is small}}',
      'SS-93: {title: Below its part, safetyClass: I}',
      'SI-93: {title: Above its whole, partOf: SS-93, safetyClass: II}',
      'SI-94: {title: Part of nothing}',
    ].join('\n'),
    'src/gaps.c': '/** @class I */\nint gap(void) { return 0; }\n',
  };
}

/** What the other editions call it, in front of a level or on its own. */
const OTHER_TERM =
  /\bclass (?:I|II)\b|\bclass demanded\b|\bsafety class(?:es)?\b|\b(?:its|lower|the) class\b|^Class\b/im;

describe('Under an edition that speaks of levels', () => {
  const files = underDraft();
  const engine = engineOf(files);
  const snapshot = engine.snapshot();
  const findings = engine.findings();
  const { labels } = snapshot.config.profile;
  const none = (texts: readonly string[]): void => {
    assert.deepEqual(
      texts.filter((text) => OTHER_TERM.test(text)),
      [],
    );
  };

  it('findings and their fixes do', () => {
    const codes = new Set(findings.open.map(({ code }) => code));
    for (const code of ['LT202', 'LT203', 'LT501', 'LT502', 'LT503', 'LT504', 'LT506'])
      assert.ok(codes.has(code), code);
    none(findings.open.map(({ message }) => message));
    none(findings.open.flatMap((finding) => fixesFor(snapshot, finding).map(({ title }) => title)));
  });

  it('hovers do, on records and in code', () => {
    const places = [
      ...snapshot.items.map(({ file, fact }) => ({ file, offset: fact.idSpan.start })),
      ...snapshot.units.map(({ file, fact }) => ({ file, offset: fact.nameSpan.start })),
      ...snapshot.tags.map(({ file, fact }) => ({ file, offset: fact.span.start })),
    ];
    const texts = places.map(({ file, offset }) => allOf(hoverAt(snapshot, findings, file, offset, PLAIN))?.text ?? '');
    assert.ok(texts.some((text) => /\blevel II\b/.test(text)));
    // Findings are named by the names of their rules, which are the same in all editions.
    none(texts.flatMap((text) => text.split('\n')).filter((line) => !line.startsWith('Findings ')));
  });

  it('the panel and what it offers do', () => {
    const { systems } = allOf(
      classPanelOf(snapshot, findings, {
        assumptions: [{ kind: 'class', node: 'SI-91', level: 'II', documented: true }],
      }),
    );
    const said = JSON.stringify(systems);
    assert.match(said, /Write level II into SI-91/);
    none(
      [...said.matchAll(/"(?:detail|because|message|question|answer|label)":"([^"]*)"/g)].map(([, text = '']) => text),
    );
  });

  it('the report of the command line does', () => {
    const report = checkReport(snapshot, findings, '1.0.0', { classes: true, clauses: true });
    const text = [...checkText(report, exemptUnits(snapshot), { colour: false, labels })].join('');
    assert.match(text, /^Rigor levels, product: level II$/m);
    none(text.split('\n').filter((line) => !line.startsWith('  ')));
  });
});
