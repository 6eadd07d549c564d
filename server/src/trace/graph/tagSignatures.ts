import type { FileFacts, TagFact } from '../../model/facts.ts';
import type { ItemKey } from '../../model/itemId.ts';
import type { FileNode } from './fileNode.ts';

/**
 * What the tags of a file mean to the items that they name, by key: everything about them but their places. Equal texts
 * mean that nobody outside of the file can tell the difference.
 */
export function tagSignatures(node: FileNode | undefined): ReadonlyMap<ItemKey, string> {
  if (!node) return new Map();
  const { facts } = node;
  const signatures = new Map<ItemKey, string>();
  const units = new Map<number, string>();
  for (const tag of facts.tags) {
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
      ?.map(({ targetKey }) => targetKey)
      .join() ?? '';
  const unit = node.facts.units[index];
  let signature = unit ? `${node.unitId(index)} ${unit.name} ${unit.test ?? ''}` : '';
  for (let at = index; at >= 0; at = node.facts.units[at]?.parent ?? -1) signature += `<${records(at)}`;
  return `${signature}<${records(-1)}`;
}

function coveringSignature({ revision, covering }: TagFact): string {
  const needs = covering?.needs.map(({ text }) => text).join() ?? '';
  return `oft ${revision ?? ''} ${covering?.type ?? ''} ${covering?.name ?? ''} ${covering?.revision ?? ''} ${needs} `;
}

/** The units of a file without their places. */
export function unitsSignature(node: FileNode | undefined): string {
  if (!node) return '';
  const { units, role }: FileFacts = node.facts;
  const names = units.map(
    (unit) => `${unit.kind} ${unit.name} ${unit.qualifiedName} ${unit.parent} ${unit.test ?? ''}`,
  );
  const records = [...node.recordTags].map(
    ([unit, tags]) => `${unit} ${tags.map(({ targetKey }) => targetKey).join()}`,
  );
  return `${role}\n${names.join('\n')}\n${records.join('\n')}`;
}

/** The tags of a file on functions that it only declares, without their places. */
export function declarationsSignature(node: FileNode | undefined): string {
  if (!node) return '';
  const { tags, role } = node.facts;
  const declaring = tags.filter(({ declares }) => declares !== undefined);
  return [role, ...declaring.map((tag) => `${tag.keyword} ${tag.targetKey} ${tag.declares}`)].join('\n');
}
