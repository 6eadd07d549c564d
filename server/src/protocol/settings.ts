/** What the client sends when the server starts, beside the settings. */
export interface StartOptions extends ServerSettings {
  /** A folder, as a path, in which the server may keep what it has read for its next start. */
  readonly cacheFolder?: string;
  /** True for our own client, which has the commands that hovers, fixes and lenses lead to, and shows the status. */
  readonly runsCommands?: boolean;
}

/**
 * Settings that a client sends with `workspace/didChangeConfiguration` and on start as initialization options, or gives when it is
 * asked for the section `lifetrace`. What is left out keeps its default.
 */
export interface ServerSettings {
  /** Largest file that is read, in KiB; specs may be larger. */
  readonly maxFileSize: number;
  readonly codeLens: { readonly enabled: boolean };
  readonly inlayHints: {
    /** Titles behind the IDs in tags. */
    readonly titles: boolean;
    /** Safety classes behind the names of units. */
    readonly classes: boolean;
  };
}
