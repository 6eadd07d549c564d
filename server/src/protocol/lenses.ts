/** What a lens is about, for the question where it leads. */
export interface LensPlacesParams {
  /** The document of the lens. */
  readonly uri: string;
  readonly subject: string;
  readonly question: 'trace' | 'implementations' | 'tests';
}

/**
 * Client → server, request: answers with a `Target[]`, in order of file and offset; empty when what the lens is about has
 * gone. Asked when somebody chooses a lens: it may count thousands of places.
 */
export const LensPlacesRequest = { method: 'lifetrace/lensPlaces' } as const;

/** Command of a lens for our own client. Arguments: {@link OpenLens}. */
export const OPEN_LENS_COMMAND = 'lifetrace.openLens';

/** Where the lens stands in its document, and what it is about. */
export type OpenLens = readonly [
  position: { readonly line: number; readonly character: number },
  lens: LensPlacesParams,
];
