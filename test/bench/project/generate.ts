import { codeFiles, sourcePath } from './code.ts';
import { planItems } from './items.ts';
import type { ProjectPlan } from './plan.ts';
import { type ProjectFile, specFiles } from './specs.ts';

const SETTINGS = `# A made-up project.
product:
  name: Made-up pump
  version: 1.0.0
profile: 62304-2006-a1
`;

/**
 * The files of a made-up project with the items, tags and links of its plan: specifications in Markdown and YAML, code in
 * C, TypeScript and Python, a class tree and risks. Equal plans give equal bytes, on every machine. A file is made when it
 * is asked for, so that a project need not fit into memory.
 */
export function* generateProject(plan: ProjectPlan): Generator<ProjectFile> {
  yield ['.lifetrace/project.yaml', SETTINGS];
  const items = planItems(plan);
  yield* specFiles(plan, items, sourcePath);
  yield* codeFiles(plan, items.get('UNIT') ?? []);
}
