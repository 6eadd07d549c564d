import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allOf } from '../../../server/src/model/steps.ts';
import type {
  ClassCause,
  ClassControl,
  ClassInput,
  ClassNode,
  ClassRecordChanges,
  ClassRequirement,
  ClassSituation,
} from '../../../server/src/trace/classes/classInput.ts';
import { allRecords } from '../../../server/src/trace/classes/classInput.ts';
import { Classification } from '../../../server/src/trace/classes/classification.ts';
import { counts } from '../../../server/src/trace/classes/demands.ts';
import type { ClassAnalysis } from '../../../server/src/trace/classes/nodeClass.ts';
import { classify, classPath } from '../../../server/src/trace/classes.ts';

const LEVELS = ['A', 'B', 'C'];
const NODES = ['SS-1', 'SS-2', 'SI-1', 'SI-2', 'SI-3', 'SI-4', 'UNIT-1', 'UNIT-2', 'UNIT-3', 'SOUP-1'];
const CAUSES = ['CAUSE-1', 'CAUSE-2', 'CAUSE-3'];
const SITUATIONS = ['HS-1', 'HS-2', 'HS-3'];
const HAZARDS = ['HAZ-1', 'HAZ-2'];
const CONTROLS = ['RC-1', 'RC-2', 'RC-3'];
const REQUIREMENTS = ['SRS-1', 'SRS-2'];

const level = fc.constantFrom(...LEVELS);
const some = (ids: readonly string[], maxLength = 2) => fc.uniqueArray(fc.constantFrom(...ids), { maxLength });

/** Parents that are above the node, so that there is no circle. */
function acyclicParents(index: number): fc.Arbitrary<string[]> {
  const above = NODES.slice(0, index);
  return index < 2 ? fc.constant([]) : some(above);
}

function nodeOf(index: number, parents: fc.Arbitrary<string[]>): fc.Arbitrary<ClassNode> {
  const id = NODES[index] ?? '';
  return fc.record({
    id: fc.constant(id),
    kind: fc.constantFrom(...(['SS', 'SI', 'UNIT', 'SOUP'] as const).filter((kind) => id.startsWith(kind))),
    scope: fc.constantFrom('product', 'product', 'product', 'product', 'test', 'tool'),
    parents,
    declared: fc.option(level, { nil: undefined }),
    hasRationale: fc.boolean(),
    hasSegregation: fc.boolean(),
    countedControls: fc.oneof(fc.constant([]), some(CONTROLS, 3)),
  });
}

function inputs(parentsOf: (index: number) => fc.Arbitrary<string[]>): fc.Arbitrary<ClassInput> {
  return fc.record({
    levels: fc.constant(LEVELS),
    defaultLevel: fc.constantFrom('C', 'C', 'B'),
    externalControls: fc.constantFrom('any', 'any', 'hardware'),
    countedControls: fc.constantFrom('allow', 'allow', 'forbid'),
    nodes: fc.tuple(...NODES.map((_, index) => nodeOf(index, parentsOf(index)))).chain((nodes) => fc.subarray(nodes)),
    causes: fc.tuple(...CAUSES.map(causeOf)),
    situations: fc.tuple(...SITUATIONS.map(situationOf)),
    controls: fc.tuple(...CONTROLS.map(controlOf)),
    requirements: fc.tuple(...REQUIREMENTS.map(requirementOf)),
  });
}

/** Causes may lead to each other in a circle, or to what is not on record. */
function causeOf(id: string): fc.Arbitrary<ClassCause> {
  return fc.record({
    id: fc.constant(id),
    in: some(NODES),
    causes: some([...SITUATIONS, ...SITUATIONS, ...CAUSES, 'CAUSE-9']),
  });
}

function situationOf(id: string): fc.Arbitrary<ClassSituation> {
  return fc.record({
    id: fc.constant(id),
    demanded: level,
    demandedWithoutExternal: level,
    contribution: fc.constantFrom('contributes', 'none', 'unknown'),
    arisesFrom: some(HAZARDS),
  });
}

function controlOf(id: string): fc.Arbitrary<ClassControl> {
  return fc.record({
    id: fc.constant(id),
    controls: some(CAUSES, 3),
    mitigates: some([...SITUATIONS, ...HAZARDS], 3),
    implementedBy: some(NODES),
    byRequirements: fc.oneof(fc.constant([]), some([...REQUIREMENTS, 'SRS-9'])),
    external: fc.boolean(),
    hardware: fc.boolean(),
  });
}

function requirementOf(id: string): fc.Arbitrary<ClassRequirement> {
  return fc.record({ id: fc.constant(id), implementedBy: some(NODES) });
}

/** The same project, in which each control names all nodes that implement it, and no requirement. */
function withoutRequirements(input: ClassInput): ClassInput {
  const controls = input.controls.map((control) => ({
    ...control,
    implementedBy: implementers(input, control),
    byRequirements: [],
  }));
  return { ...input, controls, requirements: [] };
}

function implementers({ requirements = [] }: ClassInput, control: ClassControl): readonly string[] {
  const realised = requirements.filter(({ id }) => control.byRequirements?.includes(id));
  const found = [...control.implementedBy, ...realised.flatMap(({ implementedBy }) => implementedBy)];
  return [...new Set(found)].sort();
}

const trees = inputs(acyclicParents);
/** Circles, unknown parents, levels that the profile does not have. */
const anything = inputs(() => some([...NODES, 'GONE-1'])).map((input) => ({
  ...input,
  nodes: input.nodes.map((node, index) => (index === 3 ? { ...node, declared: 'D' } : node)),
}));

const rank = (name: string | undefined): number => (name === undefined ? -1 : LEVELS.indexOf(name));

function assertNotLower(after: ClassAnalysis, before: ClassAnalysis): void {
  for (const [id, { effective }] of before.nodes) {
    const now = after.nodes.get(id)?.effective;
    assert.ok(rank(now) >= rank(effective), `${id} fell from ${effective} to ${now}`);
  }
}

/** Holds for every input of `arbitrary`, changed by `change`: no effective class is lower than before. */
function neverLowers(
  arbitrary: fc.Arbitrary<ClassInput>,
  change: (input: ClassInput, pick: (max: number) => number) => ClassInput,
): void {
  fc.assert(
    fc.property(arbitrary, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), (input, numbers) => {
      let next = 0;
      const pick = (max: number): number => (max > 0 ? (numbers[next++ % numbers.length] ?? 0) % max : 0);
      assertNotLower(classify(change(input, pick)), classify(input));
    }),
    { numRuns: 1000 },
  );
}

/**
 * What a control demands of who implements it, as situations of their own: what would be left of it if they still had
 * to meet the class of the risk.
 */
function demandsKept(
  { nodes, demandsOn }: ClassAnalysis,
  control: string,
): readonly { readonly cause: ClassCause; readonly situation: ClassSituation }[] {
  return [...nodes.keys()].flatMap((id) =>
    demandsOn(id).flatMap((demand, index) => {
      if (demand.rule !== '7.2.2 b' || demand.control !== control) return [];
      const name = `${id}-${index}`;
      return [
        {
          cause: { id: `KEPT-${name}`, in: [id], causes: [`HS-${name}`] },
          situation: { id: `HS-${name}`, demanded: demand.level, contribution: 'contributes' },
        },
      ];
    }),
  );
}

function changeAt<T>(list: readonly T[], index: number, change: (item: T) => T): readonly T[] {
  return list.map((item, at) => (at === index ? change(item) : item));
}

describe('Safety classes, for every project', () => {
  for (const [kind, arbitrary] of [
    ['tree', trees],
    ['graph', anything],
  ] as const) {
    describe(`that is a ${kind}`, () => {
      it('no class is below what is declared, what is required, or what a part has of its own', () => {
        fc.assert(
          fc.property(arbitrary, (input) => {
            const { nodes, demandsOn } = classify(input);
            for (const node of nodes.values()) {
              const effective = rank(node.effective);
              assert.ok(effective >= rank(node.declared));
              assert.ok(effective >= rank(node.required));
              assert.ok(rank(node.processLevel) >= effective);
              for (const child of node.children) assert.ok(effective >= rank(nodes.get(child)?.own));
              const demands = demandsOn(node.id);
              for (const demand of demands.filter(counts)) assert.ok(effective >= rank(demand.level));
              assert.deepEqual(node.strongest, demands.find(counts));
            }
          }),
          { numRuns: 1000 },
        );
      });

      it('what controls demand of a node is what each of them demands of it', () => {
        fc.assert(
          fc.property(arbitrary, (input) => {
            const { nodes, demandsBy, demandsOn } = classify(input);
            for (const id of nodes.keys()) {
              const byEach = input.controls.flatMap((control) => demandsBy(control.id, id));
              assert.deepEqual(new Set(byEach), new Set(demandsOn(id).filter(({ rule }) => rule === '7.2.2 b')));
            }
          }),
          { numRuns: 500 },
        );
      });

      it('what realises a requirement implements the controls that the requirement implements', () => {
        fc.assert(
          fc.property(arbitrary, (input) => {
            assert.deepEqual(plain(classify(input)), plain(classify(withoutRequirements(input))));
          }),
          { numRuns: 500 },
        );
      });

      it('the order of the input does not matter', () => {
        fc.assert(
          fc.property(arbitrary, (input) => {
            const backwards: ClassInput = {
              ...input,
              nodes: [...input.nodes].reverse().map((node) => ({ ...node, parents: [...node.parents].reverse() })),
              causes: [...input.causes].reverse().map((cause) => ({ ...cause, causes: [...cause.causes].reverse() })),
              situations: [...input.situations].reverse(),
              controls: [...input.controls].reverse(),
              requirements: [...(input.requirements ?? [])].reverse(),
            };
            assert.deepEqual(plain(classify(backwards)), plain(classify(input)));
          }),
          { numRuns: 500 },
        );
      });

      it('every class can be followed to something declared, required, or the default', () => {
        fc.assert(
          fc.property(arbitrary, (input) => {
            const analysis = classify(input);
            for (const { id, effective } of analysis.nodes.values()) {
              const path = classPath(analysis, id);
              assert.equal(path[0]?.node, id);
              for (const step of path) assert.equal(step.level, effective);
              assert.ok(['declared', 'required', 'default', 'circle'].includes(path.at(-1)?.kind ?? ''));
            }
          }),
          { numRuns: 500 },
        );
      });

      it('who implements a counted control has at least the class of the risk that it carries', () => {
        fc.assert(
          fc.property(arbitrary, (input) => {
            const { nodes, demandsOn } = classify(input);
            for (const node of nodes.keys()) {
              for (const demand of demandsOn(node)) {
                if (counts(demand) || demand.rule !== '4.3 a') continue;
                const control = input.controls.find(({ id }) => id === demand.carriedBy?.control);
                const implementedBy = control ? implementers(input, control) : [];
                assert.ok(implementedBy.length > 0);
                for (const id of implementedBy) assert.ok(rank(nodes.get(id)?.effective) >= rank(demand.level));
              }
            }
          }),
          { numRuns: 1000 },
        );
      });

      it('a worse situation never lowers a class', () => {
        neverLowers(arbitrary, (input, pick) => ({
          ...input,
          situations: changeAt(input.situations, pick(input.situations.length), (situation) => ({
            ...situation,
            demanded: 'C',
            demandedWithoutExternal: 'C',
          })),
        }));
      });

      it('taking a rationale or a segregation away never lowers a class', () => {
        neverLowers(arbitrary, (input, pick) => ({
          ...input,
          nodes: changeAt(input.nodes, pick(input.nodes.length), (node) =>
            pick(2) === 0 ? { ...node, hasRationale: false } : { ...node, hasSegregation: false },
          ),
        }));
      });

      it('counting on fewer controls never lowers a class', () => {
        neverLowers(arbitrary, (input, pick) => ({
          ...input,
          nodes: changeAt(input.nodes, pick(input.nodes.length), (node) => ({ ...node, countedControls: [] })),
        }));
        neverLowers(arbitrary, (input) => ({ ...input, countedControls: 'forbid' }));
      });

      it('removing a control that no software implements never lowers a class', () => {
        neverLowers(arbitrary, (input, pick) => {
          const index = pick(input.controls.length);
          return {
            ...input,
            controls: input.controls.filter((control, at) => at !== index || implementers(input, control).length > 0),
          };
        });
      });

      it('removing a control lowers nobody but who implemented it for a risk', () => {
        fc.assert(
          fc.property(arbitrary, fc.nat(), (input, number) => {
            const removed = input.controls[number % input.controls.length];
            if (!removed) return;
            const before = classify(input);
            const kept = demandsKept(before, removed.id);
            const after = classify({
              ...input,
              causes: [...input.causes, ...kept.map(({ cause }) => cause)],
              situations: [...input.situations, ...kept.map(({ situation }) => situation)],
              controls: input.controls.filter((control) => control !== removed),
            });
            assertNotLower(after, before);
          }),
          { numRuns: 1000 },
        );
      });

      it('declaring a higher class never lowers another one', () => {
        neverLowers(arbitrary, (input, pick) => {
          const before = classify(input);
          return {
            ...input,
            nodes: changeAt(input.nodes, pick(input.nodes.length), (node) =>
              rank(node.declared) >= 0 || before.nodes.get(node.id)?.inherited ? { ...node, declared: 'C' } : node,
            ),
          };
        });
      });
    });
  }

  it('writing the effective classes into the records changes none and leaves nothing to contradict', () => {
    const oneParent = inputs((index) => acyclicParents(index).map((parents) => parents.slice(0, 1)));
    fc.assert(
      fc.property(oneParent, (input) => {
        const before = classify(input);
        const written: ClassInput = {
          ...input,
          nodes: input.nodes.map((node) => ({ ...node, declared: before.nodes.get(node.id)?.effective })),
        };
        const after = classify(written);
        assert.deepEqual(
          [...after.nodes].map(([id, { effective }]) => [id, effective]),
          [...before.nodes].map(([id, { effective }]) => [id, effective]),
        );
        assert.deepEqual(after.contradictions, []);
      }),
      { numRuns: 1000 },
    );
  });
});

/** What an edit takes over from a record of another project: one field, as while somebody types, all, or nothing: it is gone. */
const edit = fc.record({
  list: fc.constantFrom('nodes', 'causes', 'situations', 'controls', 'requirements'),
  at: fc.nat(),
  what: fc.constantFrom('field', 'field', 'field', 'all', 'gone'),
  field: fc.nat(),
});

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(input: ClassInput, other: ClassInput, each: Edit): ClassInput {
  switch (each.list) {
    case 'nodes':
      return { ...input, nodes: editedList(input.nodes, other.nodes, each) };
    case 'causes':
      return { ...input, causes: editedList(input.causes, other.causes, each) };
    case 'situations':
      return { ...input, situations: editedList(input.situations, other.situations, each) };
    case 'controls':
      return { ...input, controls: editedList(input.controls, other.controls, each) };
    case 'requirements':
      return { ...input, requirements: editedList(input.requirements ?? [], other.requirements ?? [], each) };
  }
}

function editedList<T extends { readonly id: string }>(
  list: readonly T[],
  others: readonly T[],
  { at, what, field }: Edit,
): readonly T[] {
  const record = others[at % others.length];
  if (!record) return list;
  const known = list.find(({ id }) => id === record.id);
  const rest = list.filter((each) => each !== known);
  if (what === 'gone') return rest;
  if (what === 'all' || !known) return [...rest, record];
  const fields = Object.entries(record).filter(([name]) => name !== 'id');
  return [...rest, { ...known, ...Object.fromEntries([fields[field % fields.length] ?? []]) }];
}

function changesOf(before: ClassInput, after: ClassInput): ClassRecordChanges {
  const changed = <T extends { readonly id: string }>(
    known: ReadonlyMap<string, T | undefined>,
    present: ReadonlyMap<string, T | undefined>,
  ): ReadonlyMap<string, T | undefined> => {
    const ids = [...new Set([...known.keys(), ...present.keys()])].filter((id) => known.get(id) !== present.get(id));
    return new Map(ids.map((id) => [id, present.get(id)]));
  };
  const [known, present] = [allRecords(before), allRecords(after)];
  return {
    nodes: changed(known.nodes, present.nodes),
    causes: changed(known.causes, present.causes),
    situations: changed(known.situations, present.situations),
    controls: changed(known.controls, present.controls),
    requirements: changed(known.requirements, present.requirements),
  };
}

describe('Safety classes after any edits of the records', () => {
  for (const [kind, arbitrary] of [
    ['tree', trees],
    ['graph', anything],
  ] as const) {
    it(`are those worked out anew, in a ${kind}`, () => {
      const batches = fc.array(fc.array(edit, { minLength: 1, maxLength: 2 }), { maxLength: 12 });
      fc.assert(
        fc.property(arbitrary, arbitrary, batches, (first, other, edits) => {
          let input = first;
          const classes = new Classification(first);
          let { analysis } = allOf(classes.update(allRecords(first)));
          for (const batch of edits) {
            const before = plain(analysis);
            const next = batch.reduce((project, each) => edited(project, other, each), input);
            const reclassified = allOf(classes.update(changesOf(input, next)));
            input = next;
            const expected = classify(input);
            assert.deepEqual(plain(reclassified.analysis), plain(expected));
            for (const id of new Set([...expected.nodes.keys(), ...analysis.nodes.keys()]))
              if (!reclassified.touched.has(id)) assert.deepEqual(expected.nodes.get(id), analysis.nodes.get(id));
            // Whoever holds the earlier ones sees them as they were.
            assert.deepEqual(plain(analysis), before);
            analysis = reclassified.analysis;
          }
        }),
        { numRuns: 2000 },
      );
    });
  }
});

/** An analysis with all demands, in order. */
function plain({ nodes, contradictions, demandsOn }: ClassAnalysis): unknown {
  return { nodes: [...nodes], contradictions, demands: [...nodes.keys()].map(demandsOn) };
}
