import * as l10n from '@vscode/l10n';
import type { GraphModel, GraphNode } from '../../../server/src/protocol/graphs.ts';

/** Links that are said of a node; further ones are counted. */
const MOST_LINKS = 8;

/** A node in words: what it is, its class and status, its links, and what is not drawn of it. A screen reader says it. */
export function nodeInWords(node: GraphNode, { nodes, edges }: Pick<GraphModel, 'nodes' | 'edges'>): string {
  if (node.kind === 'more') {
    const of = nodes.find(({ id }) => id === node.of);
    return l10n.t('{0} more neighbors of {1} that are not drawn', node.hidden, of?.name ?? '');
  }
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const links = edges.flatMap(({ upper, lower, up, down }) => [
    ...(lower === node.id && up !== '' ? [`${up} ${names.get(upper) ?? ''}`] : []),
    ...(upper === node.id && down !== '' ? [`${down} ${names.get(lower) ?? ''}`] : []),
  ]);
  const further = links.length - MOST_LINKS;
  return [
    `${node.what} ${node.name}`,
    node.title,
    ...node.notes,
    ...links.slice(0, MOST_LINKS),
    further > 0 ? l10n.t('and {0} further links', further) : '',
    node.hidden > 0 ? hiddenInWords(node.hidden) : '',
  ]
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .join(', ');
}

/** How many neighbours are not drawn. */
function hiddenInWords(count: number): string {
  return count === 1 ? l10n.t('1 neighbor not drawn') : l10n.t('{0} neighbors not drawn', count);
}

/** What a graph shows, for who cannot see it. */
export function graphInWords({ title, nodes, edges }: GraphModel): string {
  const boxes = nodes.filter(({ kind }) => kind !== 'more').length;
  const links = edges.filter(({ state }) => state !== 'more').length;
  const gaps = edges.filter(({ state }) => state === 'broken' || state === 'missing').length;
  return l10n.t('{0}: {1} nodes, {2} links, {3} of them broken or missing', title, boxes, links, gaps);
}
