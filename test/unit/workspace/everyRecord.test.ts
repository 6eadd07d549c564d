import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classPanelOf } from '../../../server/src/answers/classes/classPanel.ts';
import { describeItem } from '../../../server/src/answers/hover.ts';
import { GROUPINGS, WHOLE_TREE } from '../../../server/src/answers/lifecycle/view.ts';
import { lifecycleTree } from '../../../server/src/answers/lifecycle.ts';
import { PLAIN } from '../../../server/src/answers/textStyle.ts';
import { definedTypes } from '../../../server/src/answers/tracing/matrixKinds.ts';
import { matrixTable } from '../../../server/src/answers/tracing/matrixTable.ts';
import { traceNode } from '../../../server/src/answers/tracing/traceNode.ts';
import { traceContext, traceSteps } from '../../../server/src/answers/tracing/traceSteps.ts';
import { ATTRIBUTE_KINDS, type AttributeKind } from '../../../server/src/model/attributes.ts';
import { ITEM_TYPES } from '../../../server/src/model/itemType.ts';
import { LINK_KINDS } from '../../../server/src/model/linkKind.ts';
import { DEFAULT_PROFILE, PROFILES } from '../../../server/src/model/profiles/profiles.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { RULE_INFOS } from '../../../server/src/rules/registry.ts';
import { isLegalLink } from '../../../server/src/trace/legality.ts';
import type { Engine } from '../../../server/src/workspace/engine.ts';
import { engineOf } from '../../support/project.ts';

const TYPES = ITEM_TYPES.map(({ id }) => id);

/** Types that most of the rules are about come most often. */
const COMMON = ['SRS', 'SI', 'UNIT', 'RC', 'HS', 'CAUSE', 'HAZ', 'ST', 'SS', 'SOUP', 'SDD', 'TR', 'PR', 'CR'];

const anyType = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...COMMON) }, fc.constantFrom(...TYPES));

/** So few IDs of a type that links meet; some are written otherwise than others. */
const idOf = (type: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.nat(9))
    .map(([number, rarely]) => (rarely === 0 ? `${type}-0${number}` : `${type}-${number}`));

const LEGAL_LINKS: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map(
  TYPES.map((from) => [
    from,
    LINK_KINDS.flatMap((kind) =>
      TYPES.flatMap((to) => (isLegalLink(DEFAULT_PROFILE, kind, from, to) ? [[kind, to] as const] : [])),
    ),
  ]),
);

/** A line of a record. */
const linkOf = (type: string): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 8, arbitrary: fc.constantFrom(...(LEGAL_LINKS.get(type) ?? [['supersedes', type] as const])) },
      fc.tuple(fc.constantFrom(...LINK_KINDS), anyType),
    )
    .chain(([kind, to]) => fc.array(idOf(to), { minLength: 1, maxLength: 3 }).map((ids) => `${kind}: [${ids.join()}]`));

const STATUSES = ['draft', 'approved', 'obsolete', 'superseded', 'closed', 'open', 'implemented', 'released'];

/** Values of fields whose kind does not tell them. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  status: STATUSES,
  text: ['The software shall stop.', 'It shall be adequate and shall stop.'],
  title: ['Pump', 'TBD'],
  suppress: RULE_INFOS.map(({ code }) => `{${code}: agreed}`),
  path: ['src/a.c', 'src/b.c', 'gone.c'],
  paths: ['[src/**]', '[src/b.*]'],
  symbol: ['stop', 'run'],
  procedure: ['t/test_a.c'],
  classRationale: ['{text: x, segregation: {mechanism: mpu}, countedControls: [RC-1, RC-2]}', '{text: x}', 'x'],
  acceptance: ['{a: x}', 'a-h: fine'],
  riskAnalysis: ['RC-1 stays', 'none'],
  result: ['pass', 'fail', 'blocked'],
  date: ['2026-01-01', '2026-02-01'],
  knownAnomalies: ['[PR-1, ANOM-1]'],
  version: ['1', '2'],
};

const KINDS_OF_VALUES: Readonly<Record<string, readonly string[]>> = {
  level: ['A', 'B', 'C'],
  severity: ['S1', 'S3', 'S4'],
  probability: ['P1', 'P3', 'P5'],
  chance: ['0.5', '1'],
  flag: ['true', 'false'],
};

function valuesOf({ name, values }: AttributeKind): readonly string[] {
  if (values === undefined) return VALUES[name] ?? ['x', 'information'];
  return typeof values === 'string' ? (KINDS_OF_VALUES[values] ?? []) : values;
}

const fieldOf = (type: string): fc.Arbitrary<string> => {
  const kinds = ATTRIBUTE_KINDS.filter(
    ({ name, types }) => types.includes(type) || (types.length === 0 && ['status', 'text', 'suppress'].includes(name)),
  );
  return fc
    .constantFrom(...kinds)
    .chain((kind) => fc.constantFrom(...valuesOf(kind)).map((value) => `${kind.name}: ${value}`));
};

const record = anyType.chain((type) =>
  fc
    .tuple(idOf(type), fc.array(fc.oneof(linkOf(type), fieldOf(type)), { maxLength: 6 }))
    .map(([id, lines]): readonly [string, readonly string[]] => [id, lines]),
);

const tagLine = fc
  .tuple(
    fc.constantFrom('implements', 'verifies', 'risk', 'satisfies', 'unit', 'anomaly'),
    fc.constantFrom('SRS', 'SDD', 'RC', 'UNIT', 'PR'),
  )
  .chain(([keyword, type]) => idOf(type).map((id) => `/** @${keyword} ${id} */`));
const codeLine = fc.oneof(
  tagLine,
  fc.constantFrom('int stop(void) { return 0; }', 'int run(void) { return 1; }', '/** @class B */', ''),
);

const settings = fc
  .record({
    profile: fc.constantFrom(...PROFILES.map(({ id }) => id)),
    counted: fc.constantFrom('allow', 'forbid'),
    rules: fc.array(
      fc.tuple(fc.constantFrom(...RULE_INFOS.map(({ code }) => code)), fc.constantFrom('off', 'error', 'information')),
      { maxLength: 4 },
    ),
  })
  .map(
    ({ profile, counted, rules }) =>
      `product: {name: Pump, version: 1}\nprofile: ${profile}\nclasses: {countedControls: ${counted}}\n` +
      `rules: {${[...new Map(rules)].map(([code, severity]) => `${code}: ${severity}`).join(', ')}}\n`,
  );

const SPECS = ['spec/a.yaml', 'spec/b.yaml', 'spec/c.md'] as const;
const CODES = ['src/a.c', 'src/b.c', 't/test_a.c'] as const;

/** One edit: a record that comes, goes or says something else, lines of code, a file that moves, or other settings. */
const edit = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('record' as const),
      file: fc.constantFrom(...SPECS),
      at: fc.nat(20),
      out: fc.nat(1),
      records: fc.array(record, { maxLength: 1 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('code' as const),
      file: fc.constantFrom(...CODES),
      at: fc.nat(12),
      out: fc.nat(1),
      lines: fc.array(codeLine, { maxLength: 2 }),
    }),
  },
  fc.record({
    kind: fc.constant('swap' as const),
    files: fc.shuffledSubarray([...SPECS], { minLength: 2, maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('settings' as const), text: settings }),
);

type Records = readonly (readonly [string, readonly string[]])[];

function specText(path: string, records: Records): string {
  if (path.endsWith('.yaml'))
    return records
      .map(([id, lines]) => `- id: ${id}\n  title: T\n${[...byName(lines)].map((line) => `  ${line}\n`).join('')}`)
      .join('');
  return records.map(([id, lines]) => `# ${id} T\n\n${lines.map((line) => `- ${line}\n`).join('')}\n`).join('');
}

/** YAML knows each key once. */
function byName(lines: readonly string[]): Iterable<string> {
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line])).values();
}

/** What somebody can see of a project: findings, classes, hovers, traces in both ways, a matrix and a tree. */
function seenIn(engine: Engine): string {
  const snapshot = engine.snapshot();
  const findings = engine.findings();
  const context = traceContext(snapshot, findings);
  const nodes = snapshot.items.map((item) => traceNode(context, { kind: 'item', item }));
  const tree = lifecycleTree(snapshot, findings, 'folder', { ...WHOLE_TREE, grouping: GROUPINGS[1] });
  const type = definedTypes(snapshot).keys().next().value;
  const rows = type === undefined ? [] : allOf(matrixTable(context, type)).rows;
  return JSON.stringify(
    {
      open: findings.open,
      suppressed: findings.suppressed.map(({ finding, reason }) => [finding, reason]),
      hovers: snapshot.items.map((item) => allOf(describeItem(snapshot, findings, item, PLAIN))),
      traces: nodes.map((node) =>
        allOf(traceSteps(context, node)).map((step) => [step.direction, step.link, step.node.name]),
      ),
      matrix: rows.map(({ item, cells }) => [item.id, [...cells].map(([kind, entries]) => [kind, entries.length])]),
      tree: allOf(tree.rows()).flatMap((row) => [row, ...allOf(tree.rows(row.id))]),
      classes: allOf(classPanelOf(snapshot, findings)).systems,
      units: snapshot.units.map(({ id, level, traces }) => [id, level, traces.map((each) => each.id)]),
    },
    null,
    1,
  );
}

describe('the engine, with records of every type', function () {
  // Many whole projects, on whatever machine.
  this.timeout(120_000);

  it('shows the same after any edits as a new engine on the same texts', () => {
    const records = fc.array(record, { maxLength: 12 });
    const code = fc.array(codeLine, { maxLength: 8 });
    fc.assert(
      fc.property(
        fc.tuple(records, records, records),
        fc.tuple(code, code, code),
        settings,
        fc.array(fc.tuple(edit, fc.boolean()), { minLength: 1, maxLength: 12 }),
        (specs, codes, first, edits) => {
          const recordsOf = new Map(SPECS.map((path, index) => [path, [...(specs[index] ?? [])]]));
          const linesOf = new Map(CODES.map((path, index) => [path, [...(codes[index] ?? [])]]));
          let project = first;
          const files = (): Record<string, string> => ({
            '.lifetrace/project.yaml': project,
            ...Object.fromEntries([...recordsOf].map(([path, list]) => [path, specText(path, list)])),
            ...Object.fromEntries([...linesOf].map(([path, list]) => [path, list.join('\n')])),
          });
          const engine = engineOf(files());
          engine.findings();
          for (const [each, isLookedAt] of edits) {
            const before = files();
            if (each.kind === 'record') recordsOf.get(each.file)?.splice(each.at, each.out, ...each.records);
            else if (each.kind === 'code') linesOf.get(each.file)?.splice(each.at, each.out, ...each.lines);
            else if (each.kind === 'settings') project = each.text;
            else {
              const [one = SPECS[0], two = SPECS[0]] = each.files;
              const kept = recordsOf.get(one) ?? [];
              recordsOf.set(one, recordsOf.get(two) ?? []).set(two, kept);
            }
            const changed = Object.entries(files()).filter(([path, text]) => before[path] !== text);
            const changes = changed.map(([path, text]) => ({ kind: 'opened' as const, path, text }));
            if (engine.apply(changes).rediscover)
              engine.apply(Object.entries(files()).map(([path, text]) => ({ kind: 'stored' as const, path, text })));
            if (isLookedAt) seenIn(engine);
          }
          assert.equal(seenIn(engine), seenIn(engineOf(files())));
        },
      ),
      { numRuns: 60 },
    );
  });
});
