/** Commands that hovers may call; nothing else in a hover is trusted. */
export const HOVER_COMMANDS = ['lifetrace.openTarget', 'lifetrace.showReferences', 'lifetrace.openRuleHelp'] as const;

/** Command of the client that asks a person and applies a fix. Arguments: a `FixOffer` and the question. */
export const APPLY_FIX_COMMAND = 'lifetrace.applyFix';

/** Command of a lens for the clients of others, which have to know it to lead somewhere. Arguments: {@link ShowPlaces}. */
export const SHOW_PLACES_COMMAND = 'lifetrace.showPlaces';

/** The document and the position of the lens, and the places to go to as `Location[]` of the protocol. */
export type ShowPlaces = readonly [
  uri: string,
  position: { readonly line: number; readonly character: number },
  places: readonly {
    readonly uri: string;
    readonly range: Readonly<Record<'start' | 'end', { readonly line: number; readonly character: number }>>;
  }[],
];
