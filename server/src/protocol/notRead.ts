/** A file that a project would read and does not, or the files that something leaves out. */
export interface NotReadEntry {
  /** Path of the file from its folder; how many files and folders there are, where these are left out together. */
  readonly label: string;
  readonly reason: string;
  /** Address of the file, or of the one that says what is left out. */
  readonly uri?: string;
}

/** What of a workspace folder is not read. */
export interface NotRead {
  readonly folder: string;
  readonly entries: readonly NotReadEntry[];
  /** Files that are not read either, and too many to be listed. */
  readonly more: number;
}

/** Client → server, request without parameters: answers {@link NotRead}[], one for each folder. Waits for the first index. */
export const NotReadRequest = { method: 'lifetrace/notRead' } as const;
