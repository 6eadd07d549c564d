import type { FilePath, Span } from '../../model/span.ts';
import { type Item, isRetired } from '../../trace/item.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { namedItemsIn } from '../namedItems.ts';

/** What kind of thing a coloured token names. */
export type TokenKind = 'requirement' | 'design' | 'risk' | 'test' | 'record';

/** What else is known of it. */
export type TokenModifier = 'declaration' | 'retired' | 'draft' | 'unresolved';

/** A token of a spec with what it means. */
export interface SemanticToken {
  readonly span: Span;
  readonly kind: TokenKind;
  readonly modifiers: readonly TokenModifier[];
}

const KIND_OF_TYPE: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ...['UN', 'SYS', 'SRS'].map((type) => [type, 'requirement'] as const),
  ...['SAD', 'SS', 'SI', 'SDD', 'UNIT', 'IF', 'SOUP', 'SEG'].map((type) => [type, 'design'] as const),
  ...['HAZ', 'HS', 'CAUSE', 'RC', 'THR'].map((type) => [type, 'risk'] as const),
  ...['ST', 'IT', 'UT', 'VAL', 'TR'].map((type) => [type, 'test'] as const),
  // Artifact types of OpenFastTrace.
  ...['feat', 'req'].map((type) => [type, 'requirement'] as const),
  ...['arch', 'dsn'].map((type) => [type, 'design'] as const),
  ...['utest', 'itest', 'stest'].map((type) => [type, 'test'] as const),
]);

/** What kind of thing items of a type are. */
export function kindOfType(type: string): TokenKind {
  return KIND_OF_TYPE.get(type) ?? 'record';
}

/**
 * The IDs of a spec by what they name and how it stands with it, in order of offset. Whether an ID leads nowhere is only
 * said once everything has been read.
 */
export function semanticTokensIn(snapshot: Snapshot, file: FilePath, within?: Span): readonly SemanticToken[] {
  return namedItemsIn(snapshot, file, within).map(({ span, item, defines }) => ({
    span,
    kind: item ? kindOfType(item.type) : 'record',
    modifiers: [
      ...(defines ? (['declaration'] as const) : []),
      ...(item ? standingOf(item) : snapshot.whole ? (['unresolved'] as const) : []),
    ],
  }));
}

function standingOf(item: Item): readonly TokenModifier[] {
  if (isRetired(item)) return ['retired'];
  return item.status === 'draft' ? ['draft'] : [];
}
