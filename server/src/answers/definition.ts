import type { Span } from '../model/span.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { type GoToPlace, placeOfItem, startOfFile } from './codePlace.ts';
import type { Entity } from './entityAt.ts';

/** Where a token leads to. */
export interface Definition {
  /** The token under the cursor. */
  readonly origin: Span;
  /** The definition that references resolve to comes first, further definitions of the same ID follow. */
  readonly targets: readonly GoToPlace[];
}

/**
 * Where the item under the cursor is defined. On a definition this is the definition itself, which makes editors show
 * the references instead. Names of code are left to the language's own extension.
 */
export function definitionOf(snapshot: Snapshot, entity: Entity): Definition | undefined {
  if (entity.kind === 'unit' || entity.kind === 'claim') return undefined;
  if (entity.kind === 'file') return { origin: entity.origin, targets: [startOfFile(entity.file)] };
  const { origin, key, item } = entity;
  if (!item) return undefined;
  return { origin, targets: (snapshot.definitions.get(key) ?? []).map(placeOfItem) };
}
