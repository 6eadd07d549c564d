import type {
  ClassCause,
  ClassControl,
  ClassInput,
  ClassNode,
  ClassSituation,
  NodeKind,
  NodeScope,
} from '../../../server/src/trace/classes/classInput.ts';
import type { ClassAnalysis } from '../../../server/src/trace/classes/nodeClass.ts';
import { classify } from '../../../server/src/trace/classes.ts';

/** A class input of which only what matters to a test is said. */
export interface Sketch {
  /**
   * One node a line, indented below its parent: ID, class, then any of `rationale`, `segregation`, `tool`, `test`,
   * `counts:RC-1`, `from:X` (segregated from) and `also:Y` (a further parent). What has no parent is a system; an ID in
   * lower case is a unit, one that begins with SOUP a SOUP, all others are items.
   */
  readonly tree: string;
  readonly causes?: readonly ClassCause[];
  readonly situations?: readonly ClassSituation[];
  readonly controls?: readonly ClassControl[];
  readonly countedControls?: 'allow' | 'forbid';
}

/** The input that a sketch stands for, under the levels of IEC 62304. */
export function inputOf(sketch: Sketch): ClassInput {
  return {
    levels: ['A', 'B', 'C'],
    defaultLevel: 'C',
    countedControls: sketch.countedControls ?? 'allow',
    nodes: nodesOf(sketch.tree),
    causes: sketch.causes ?? [],
    situations: sketch.situations ?? [],
    controls: sketch.controls ?? [],
  };
}

/** The classes of a sketch. */
export function classesOf(sketch: Sketch): ClassAnalysis {
  return classify(inputOf(sketch));
}

/** A cause in one or several nodes that leads to situations or other causes. */
export function cause(id: string, places: string, effects: string): ClassCause {
  return { id, in: words(places), causes: words(effects) };
}

/** A situation that demands `demanded` with external controls only. */
export function situation(id: string, demanded: string, rest: Partial<ClassSituation> = {}): ClassSituation {
  return { id, demanded, contribution: 'contributes', ...rest };
}

/** A control: `acts` names causes and situations, `by` the nodes that implement it. */
export function control(id: string, acts: string, by: string, external = false): ClassControl {
  const targets = words(acts);
  return {
    id,
    controls: targets.filter((target) => target.startsWith('CAUSE')),
    mitigates: targets.filter((target) => !target.startsWith('CAUSE')),
    implementedBy: words(by),
    external,
  };
}

/** Effective classes as `S=C X=A`, in order of the sketch or of `ids`. */
export function effective(analysis: ClassAnalysis, ids: readonly string[] = [...analysis.nodes.keys()]): string {
  return ids.map((id) => `${id}=${analysis.nodes.get(id)?.effective}`).join(' ');
}

/** Contradictions as `LT504 S, LT503 X`. */
export function contradictions(analysis: ClassAnalysis): string {
  return analysis.contradictions.map(({ code, node }) => `${code} ${node}`).join(', ');
}

function nodesOf(tree: string): readonly ClassNode[] {
  const trail: { readonly indent: number; readonly id: string }[] = [];
  return tree
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): ClassNode => {
      const indent = line.search(/\S/);
      while ((trail.at(-1)?.indent ?? -1) >= indent) trail.pop();
      const [id = '', ...rest] = words(line);
      const parent = trail.at(-1)?.id;
      trail.push({ indent, id });
      const named = (key: string) => rest.filter((word) => word.startsWith(key)).map((word) => word.slice(key.length));
      const scope: NodeScope | undefined = (['test', 'tool'] as const).find((word) => rest.includes(word));
      const segregatedFrom = named('from:');
      return {
        id,
        kind: kindOf(id, parent),
        scope: scope ?? 'product',
        parents: [...(parent === undefined ? [] : [parent]), ...named('also:')],
        declared: rest.find((word) => /^[A-Z]$/.test(word)),
        hasRationale: rest.includes('rationale'),
        hasSegregation: rest.includes('segregation'),
        ...(segregatedFrom.length > 0 ? { segregatedFrom } : {}),
        countedControls: named('counts:'),
      };
    });
}

function kindOf(id: string, parent: string | undefined): NodeKind {
  if (id.startsWith('SOUP')) return 'SOUP';
  if (/^[a-z]|^UNIT/.test(id)) return 'UNIT';
  return parent === undefined && !id.startsWith('SI') ? 'SS' : 'SI';
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
