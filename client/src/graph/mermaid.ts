import type { GraphEdge, GraphModel, GraphNode } from '../../../server/src/protocol/graphs.ts';

/** A graph as a flowchart of Mermaid, a text from which many tools draw. Texts of the workspace are escaped. */
export function mermaidOf({ nodes, edges }: Pick<GraphModel, 'nodes' | 'edges'>): string {
  const keys = new Map(nodes.map(({ id }, index) => [id, `n${index + 1}`]));
  const keyOf = (id: string) => keys.get(id) ?? '';
  const gaps = nodes.filter(({ kind }) => kind === 'broken' || kind === 'missing').map(({ id }) => keyOf(id));
  return [
    'flowchart LR',
    ...nodes.map((node) => `  ${keyOf(node.id)}${boxOf(node)}`),
    ...edges.map((edge) => `  ${lineOf(edge, keyOf)}`),
    ...(gaps.length === 0
      ? []
      : ['  classDef gap stroke-dasharray: 5 4,stroke-width: 2px', `  class ${gaps.join(',')} gap`]),
    '',
  ].join('\n');
}

function boxOf({ kind, name, title, what, notes }: GraphNode): string {
  const lines = [name, title, [what, ...notes].filter((part) => part !== '').join(' · ')];
  const text = (kind === 'more' ? [name] : lines)
    .filter((line) => line !== '')
    .map(escaped)
    .join('<br>');
  return kind === 'more' || kind === 'unit' || kind === 'test' ? `(["${text}"])` : `["${text}"]`;
}

/** Along the arrow as the label reads. */
function lineOf({ upper, lower, up, down, state }: GraphEdge, keyOf: (id: string) => string): string {
  const [from, to, label] = up === '' ? [upper, lower, down] : [lower, upper, up];
  const arrow = state === 'linked' ? '-->' : '-.->';
  return `${keyOf(from)} ${arrow}${label === '' ? '' : `|"${escaped(label)}"|`} ${keyOf(to)}`;
}

/** Everything but letters, digits and a few harmless signs as a character code, which Mermaid shows as that character. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[^\p{L}\p{N} .,:/_()+·-]/gu, (sign) => `#${sign.codePointAt(0) ?? 63};`);
}
