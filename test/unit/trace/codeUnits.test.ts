import assert from 'node:assert/strict';
import { NO_EVIDENCE } from '../../../server/src/model/evidence.ts';
import type { FileFacts, TagFact } from '../../../server/src/model/facts.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { Tracer } from '../../../server/src/trace/tracer.ts';
import { plainFacts } from '../../support/plainFacts.ts';
import { projectOf } from '../../support/project.ts';

/** A C file with that many functions, each with a tag of its own, as generated code has. */
function functions(count: number): string {
  const lines = Array.from(
    { length: count },
    (_, index) => `/** @implements SRS-1 */ int f${index}(void) { return 0; }`,
  );
  return `${lines.join('\n')}\n`;
}

/** How often a new snapshot of that many functions asks which unit a tag belongs to. */
function questions(count: number): number {
  const { config, files } = projectOf({ 'src/generated.c': functions(count) });
  let asked = 0;
  const counted = (tag: TagFact): TagFact => ({
    ...tag,
    get unit() {
      asked += 1;
      return tag.unit;
    },
  });
  const facts = [...files.values()].map((flat): [string, FileFacts] => {
    const file = plainFacts(flat);
    return [file.path, { ...file, tags: file.tags.map(counted) }];
  });
  const tracer = new Tracer(config);
  tracer.take(new Map(facts));
  const input = {
    revision: 1,
    configProblems: [],
    skipped: [],
    evidence: NO_EVIDENCE,
    seen: new Map(),
    fda: undefined,
  };
  const { project } = allOf(tracer.trace(input));
  assert.equal(project.units.filter((unit) => unit.traces.length === 0).length, count);
  return asked;
}

describe('Code units and their tags', () => {
  it('take twice the work for twice as many in one file', () => {
    assert.equal(questions(400), 2 * questions(200));
  });

  it('trace to what their own tags, an enclosing unit and the file say', () => {
    const snapshot = projectOf({
      'spec/srs.yaml': 'SRS-1: {title: Own}\nSRS-2: {title: Of the class}\nSRS-3: {title: Of the file}\n',
      'src/pump.ts': `/** @file @implements SRS-3 */

/** @implements SRS-2 */
export class Pump {
  /** @implements SRS-1 */
  start() {}
  stop() {}
}

export function idle() {}
`,
    });
    const traces = snapshot.units.map(
      (unit) => `${unit.fact.qualifiedName}: ${unit.traces.map(({ id }) => id).join(' ')}`,
    );
    assert.deepEqual(traces, [
      'Pump: SRS-2 SRS-3',
      'Pump.start: SRS-1 SRS-2 SRS-3',
      'Pump.stop: SRS-2 SRS-3',
      'idle: SRS-3',
    ]);
  });

  it('belong to no software item by a glob that would take for ever, and LT007 says so', () => {
    const glob = `${'*a'.repeat(17)}*b`;
    const snapshot = projectOf({
      'spec/si.yaml': `SI-1: {title: Pump, paths: ['${glob}']}\n`,
      [`src/${'a'.repeat(80)}.c`]: functions(1),
    });
    assert.deepEqual(snapshot.units[0]?.softwareItems, []);
    const messages = evaluate(snapshot).open.map(({ code, message }) => `${code} ${message}`);
    assert.ok(messages.includes('LT007 SI-1 paths: glob has more than 12 wildcards.'), messages.join('\n'));
  });
});
