import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeItem, hoverAt } from '../../../server/src/answers/hover.ts';
import { commandLink } from '../../../server/src/answers/markdown.ts';
import { markdownStyle, PLAIN } from '../../../server/src/answers/textStyle.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { projectOf } from '../../support/project.ts';

const LINKED = markdownStyle((place, label) => commandLink('lifetrace.openTarget', [place.file, place.span], label));

describe('Hover', () => {
  it('of a risk control with many neighbours has at most 20 lines', () => {
    const numbers = Array.from({ length: 30 }, (_, n) => n + 1);
    const lines = numbers.flatMap((n) => [
      `HAZ-${n}: {title: Hazard ${n}}`,
      `HS-${n}: {title: Situation ${n}, severity: S4, p0: P3, arisesFrom: HAZ-${n}}`,
      `CAUSE-${n}: {title: Cause ${n}, causes: HS-${n}}`,
      `SRS-${n}: {title: Requirement ${n}, implements: RC-1}`,
      `ST-${n}: {title: Test ${n}, verifies: SRS-${n}}`,
    ]);
    const all = (prefix: string): string => numbers.map((n) => `${prefix}-${n}`).join(', ');
    const control = `RC-1: {title: Control, mitigates: [${all('HS')}], controls: [${all('CAUSE')}]}`;
    const snapshot = projectOf({ 'risk.yaml': [...lines, control].join('\n') });
    const item = snapshot.byKey.get('RC-1');
    assert.ok(item);
    const text = allOf(describeItem(snapshot, evaluate(snapshot), item, PLAIN));
    assert.ok(text.split('\n').length <= 20, text);
    for (const words of ['HS-1 ', 'harm: Situation 1', 'Further situations HS-3', 'and 25 more', 'no result on record'])
      assert.ok(text.includes(words), `${words} in\n${text}`);
  });

  it('of a test behind many risk controls names a few of them and counts the others', () => {
    const numbers = Array.from({ length: 8 }, (_, n) => n + 1);
    const snapshot = projectOf({
      'risk.yaml': [
        'HS-1: {title: Air in the line, severity: S4, p0: P3}',
        ...numbers.map((n) => `RC-${n}: {title: Control ${n}, mitigates: HS-1}`),
        `ST-1: {title: Test, verifies: [${numbers.map((n) => `RC-${n}`).join(', ')}]}`,
      ].join('\n'),
    });
    const item = snapshot.byKey.get('ST-1');
    assert.ok(item);
    const text = allOf(describeItem(snapshot, evaluate(snapshot), item, PLAIN));
    assert.match(text, /through RC-1, RC-2, RC-3, RC-4, RC-5 and 3 more$/m);
  });

  it('of a hazard or a cause names once what links to it twice', () => {
    const snapshot = projectOf({
      'risk.yaml': [
        'HAZ-1: {title: Overdose}',
        'HS-1: {title: Air in the line, severity: S4, p0: P3, arisesFrom: [HAZ-1, HAZ-1]}',
        'CAUSE-1: {title: Wrong unit, causes: [HS-1, HS-1]}',
        'RC-1: {title: Sensor, controls: [CAUSE-1, CAUSE-1]}',
      ].join('\n'),
    });
    const text = ['HAZ-1', 'CAUSE-1'].map((key) => {
      const item = snapshot.byKey.get(key);
      assert.ok(item);
      return allOf(describeItem(snapshot, evaluate(snapshot), item, PLAIN));
    });
    for (const [index, named] of [/Air in the line/g, /Sensor/g].entries()) {
      assert.equal(text[index]?.match(named)?.length, 1, text[index]);
    }
  });

  it('names only the token under the cursor as its origin', () => {
    const text = '/* @implements SRS-1, SRS-2 */\nint f(void) { return 0; }\n';
    const snapshot = projectOf({ 'a.c': text, 'b.md': '# SRS-1 One\n\n# SRS-2 Two\n' });
    for (const id of ['SRS-1', 'SRS-2']) {
      const hover = allOf(hoverAt(snapshot, evaluate(snapshot), 'a.c', text.indexOf(id) + 2, PLAIN));
      assert.equal(text.slice(hover?.origin.start, hover?.origin.end), id);
      assert.ok(hover?.text.startsWith(id));
    }
  });

  it('links nothing but our own command, whatever the records say', () => {
    const evil = fc.constantFrom(
      ...[
        '[x](command:evil)',
        '<a href="command:evil">',
        '](command:evil?[])',
        '`',
        '``',
        '**',
        '\\',
        'https://e.example',
      ],
      ...['![i](data:x)', '<img src=x onerror=y>', '&lt;', '|', 'word', '$(zap)', '(', ')'],
    );
    const texts = fc.array(evil, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(texts, texts, (title, field) => {
        const snapshot = projectOf({
          'a.md': `# SRS-1 ${title}\n\n${field}\n\n- implements: RC-1\n- source: ${field}\n\n# RC-1 ${title}\n- mitigates: HS-1\n- newHazardReview: ${field}\n\n# HS-1 ${title}\n- harm: ${field}\n- severity: ${field}\n- arisesFrom: HAZ-1\n\n# HAZ-1 ${title}\n\n# SS-1 ${title}\n- safetyClass: A\n- classRationale.text: ${field}\n\n# SOUP-1 ${title}\n- version: ${field}\n\n# ST-1 ${title}\n- verifies: SRS-1\n- procedure: ${field}\n\n# PR-1 ${title}\n- affects: SRS-1\n`,
        });
        const findings = evaluate(snapshot);
        for (const item of snapshot.items) {
          const unlinked = allOf(describeItem(snapshot, findings, item, LINKED))
            .replace(/\\[\\`*_[\]~|$@:.#+-]/g, '')
            .replace(/\]\(command:lifetrace\.openTarget\?[^()\s]*\)/g, '');
          assert.doesNotMatch(unlinked, /\]\(|<|:\/\//);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('answers at every place of every file of a project', () => {
    const files = {
      'a.yaml': 'SS-1: {title: System, safetyClass: C}\nUNIT-1: {title: u, partOf: SS-1, path: a.c}\n',
      'a.c': '/** @unit UNIT-1 */\n/* @implements SRS-1, SRS-9 @class B */\nint f(void) { return 0; }\n',
      'b.md': '# SRS-1 One\n- refines: SRS-1\n- status: draft\n\n`req~a~1`\n\nNeeds: dsn\n',
    };
    const snapshot = projectOf(files);
    const findings = evaluate(snapshot);
    for (const [file, text] of Object.entries(files)) {
      for (let offset = 0; offset <= text.length + 1; offset++)
        allOf(hoverAt(snapshot, findings, file, offset, LINKED));
    }
  });
});
