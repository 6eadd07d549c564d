/** Parameters of {@link NamedItemRequest}. */
export interface NamedItemParams {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/** The item that a place names or lies in. */
export interface NamedItem {
  /** As it is defined; as written where nobody defines it. */
  readonly id: string;
  /** A Markdown link to its definition, from the folder's root; not given where nobody defines it. */
  readonly markdown?: string;
}

/** Client → server, request: answers {@link NamedItem}, or null where no item is meant. */
export const NamedItemRequest = { method: 'lifetrace/namedItem' } as const;
