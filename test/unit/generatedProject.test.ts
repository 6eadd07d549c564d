import assert from 'node:assert/strict';
import { LONG_SOURCE } from '../bench/project/code.ts';
import { generateProject } from '../bench/project/generate.ts';
import { generateOftProject } from '../bench/project/oftProject.ts';
import { itemsIn, type ProjectPlan, planOfRequirements, planOfSize } from '../bench/project/plan.ts';
import { LONG_SPEC } from '../bench/project/specs.ts';
import { engineOf } from '../support/project.ts';

function filesOf(plan: ProjectPlan): Record<string, string> {
  return Object.fromEntries(generateProject(plan));
}

describe('a generated project', () => {
  it('is the same for the same seed, and another one for another', () => {
    const plan = planOfRequirements(100, 1);
    assert.deepEqual([...generateProject(plan)], [...generateProject(plan)]);
    assert.notDeepEqual([...generateProject(plan)], [...generateProject(planOfRequirements(100, 2))]);
  });

  for (const plan of [
    planOfRequirements(30, 7),
    planOfRequirements(300, 1),
    planOfSize({ items: 1000, tags: 5000, links: 10_000, longFile: 100_000 }, 3),
  ]) {
    it(`holds exactly ${itemsIn(plan)} items, ${plan.tags} tags and ${plan.links} links, all of them good`, () => {
      const engine = engineOf(filesOf(plan));
      const { items, tags, config } = engine.snapshot();
      const links = items.flatMap((item) => item.fact.links);
      assert.deepEqual([items.length, tags.length, links.length], [itemsIn(plan), plan.tags, plan.links]);
      assert.equal(items.filter((item) => item.fact.type === 'SRS').length, plan.items.SRS);
      const defects = new Set(['LT001', 'LT002', 'LT003', 'LT004', 'LT005', 'LT006', 'LT007']);
      assert.deepEqual(
        engine.findings().open.filter((finding) => defects.has(finding.code)),
        [],
      );
      assert.ok(config.declared);
    });
  }

  it('lacks as little as a well-kept project: a few traces in a hundred, of code and of records', () => {
    const plan = planOfSize({ items: 4000, tags: 20_000, links: 40_000 }, 3);
    const engine = engineOf(filesOf(plan));
    const { units } = engine.snapshot();
    const { open } = engine.findings();
    const inCode = open.filter(({ code }) => code === 'LT202').length;
    assert.ok(inCode > units.length / 100 && inCode < units.length / 25, `${inCode} of ${units.length} units`);
    const others = open.length - inCode;
    assert.ok(others > plan.items.SRS / 200 && others < itemsIn(plan) / 30, `${others} other findings`);
  });

  it('has one long file of code and one of requirements where it is asked for them', () => {
    const files = filesOf(planOfSize({ items: 4000, tags: 20_000, links: 40_000, longFile: 300_000 }, 3));
    const long = Object.keys(files).filter((file) => (files[file]?.length ?? 0) >= 300_000);
    assert.deepEqual(long.sort(), [LONG_SPEC, LONG_SOURCE].sort());
  });

  it('is clean in the notation of OpenFastTrace, too', () => {
    const { files, items } = generateOftProject(150, 1);
    const engine = engineOf(Object.fromEntries(files));
    const snapshot = engine.snapshot();
    assert.equal(snapshot.items.length + snapshot.tags.length, items);
    assert.deepEqual(engine.findings().open, []);
  });
});
