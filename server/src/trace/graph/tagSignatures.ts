import type { TagFact } from '../../model/facts.ts';
import { tagAt, unitAt } from '../../model/flatFacts/factAt.ts';
import type { ItemKey } from '../../model/itemId.ts';
import { parentOf } from './factHeads.ts';
import type { FileNode } from './fileNode.ts';

/**
 * What the tags of a file mean to the items that they name, by key: everything about them but their places. Equal texts
 * mean that nobody outside of the file can tell the difference. With `keys` only of these.
 */
export function tagSignatures(
  node: FileNode | undefined,
  keys: ReadonlySet<ItemKey> | undefined,
): ReadonlyMap<ItemKey, string> {
  if (!node) return new Map();
  const { facts } = node;
  const signatures = new Map<ItemKey, string>();
  const units = new Map<number, string>();
  for (const tag of facts.tags) {
    if (keys && !keys.has(tag.targetKey)) continue;
    let unit = units.get(tag.unit);
    if (unit === undefined) {
      unit = unitSignature(node, tag.unit);
      units.set(tag.unit, unit);
    }
    const local = tag.local ? `local ${tag.declares ?? ''} ` : '';
    const covering = tag.dialect === 'oft' ? coveringSignature(tag) : '';
    const signature = `${tag.keyword} ${tag.target} ${local}${covering}${unit}\n`;
    signatures.set(tag.targetKey, (signatures.get(tag.targetKey) ?? `${facts.role} `) + signature);
  }
  return signatures;
}

/** Names of a unit and of what encloses it, with the records that their tags name. */
function unitSignature(node: FileNode, index: number): string {
  const records = (at: number): string =>
    node.recordTags
      .get(at)
      ?.map((tag) => tagAt(node.facts, tag)?.targetKey)
      .join() ?? '';
  const unit = unitAt(node.facts, index);
  let signature = unit ? `${node.unitId(index)} ${unit.name} ${unit.test ?? ''}` : '';
  for (let at = index; at >= 0; at = parentOf(node.facts, at)) signature += `<${records(at)}`;
  return `${signature}<${records(-1)}`;
}

/** What a tag says of the item that it stands for, in dialects where it is an item itself. */
export function coveringSignature({ revision, covering }: TagFact): string {
  const needs = covering?.needs.map(({ text }) => text).join() ?? '';
  return `oft ${revision ?? ''} ${covering?.type ?? ''} ${covering?.name ?? ''} ${covering?.revision ?? ''} ${needs} `;
}

/** The tags of a file on functions that it only declares, without their places. */
export function declarationsSignature(node: FileNode | undefined): string {
  if (!node) return '';
  const { tags, role } = node.facts;
  const declaring = tags.filter(({ declares }) => declares !== undefined);
  return [role, ...declaring.map((tag) => `${tag.keyword} ${tag.targetKey} ${tag.declares}`)].join('\n');
}
