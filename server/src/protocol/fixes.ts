/** A fix that was offered, in words that the server finds it by again. */
export interface FixOffer {
  readonly uri: string;
  /** Version of the document that it was offered for; null for a document that is not open. */
  readonly version: number | null;
  /** Code of the rule whose finding it settles. */
  readonly code: string;
  /** Where the finding starts, in UTF-16 code units. */
  readonly offset: number;
  readonly fix: string;
}

/** Parameters of {@link FixRequest}. */
export interface FixAnswer {
  readonly offer: FixOffer;
  /** What a person has said. */
  readonly answer: string;
}

/** Client → server, request: answers the `WorkspaceEdit` of a fix that needs the words of a person, or null. */
export const FixRequest = { method: 'lifetrace/fix' } as const;
