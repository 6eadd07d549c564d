import type { LinkKind } from '../model/linkKind.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { type GoToPlace, placeOfItem } from './codePlace.ts';
import type { Definition } from './definition.ts';
import { type Entity, itemOf } from './entityAt.ts';

/** Links from an item to what it comes from, the closest first. */
const PARENT_KINDS: readonly LinkKind[] = [
  'derives',
  'refines',
  'partOf',
  'designs',
  'implements',
  'satisfies',
  'verifies',
  'validates',
  'records',
  'controls',
  'mitigates',
  'causes',
  'arisesFrom',
  'affects',
  'covers',
];

/**
 * What the item under the cursor comes from, by its closest kind of link: a requirement from the one that it derives
 * from, a part from its whole, a test from what it verifies. Undefined where nothing is on record.
 */
export function declarationOf(snapshot: Snapshot, entity: Entity): Definition | undefined {
  const item = entity.kind === 'file' ? undefined : itemOf(entity);
  if (!item) return undefined;
  for (const kind of PARENT_KINDS) {
    const keys = new Set(item.fact.links.flatMap((link) => (link.kind === kind ? [link.toKey] : [])));
    const targets = [...keys].flatMap((key): readonly GoToPlace[] => {
      const parent = snapshot.byKey.get(key);
      return parent ? [placeOfItem(parent)] : [];
    });
    if (targets.length > 0) return { origin: entity.origin, targets };
  }
  return undefined;
}
