import type { LevelTerm } from './levelTerm.ts';

/** How much of the workspace the server knows. */
export interface ServerStatus {
  /**
   * `indexing` until the first index is complete; `ready` afterwards; `noFolder` when no folder is open. While it is
   * `indexing`, findings and numbers are those that were shown when the folder was open last, where these were kept; hover,
   * completion and definition come from what was read then, or has been read so far, and say so; everything else has to wait.
   */
  readonly state: 'indexing' | 'ready' | 'noFolder';
  /** What an index is doing: it reads files, and checks items when it has them all. */
  readonly activity: 'reading' | 'checking';
  /** Files read, or items checked, so far and in all. */
  readonly done: number;
  readonly total: number;
  /** Empty while there are no numbers of all folders, see {@link state}. */
  readonly folders: readonly FolderStatus[];
}

/** What one workspace folder holds. */
export interface FolderStatus {
  readonly uri: string;
  readonly name: string;
  /** True when the folder has `.lifetrace/project.yaml`. */
  readonly hasProjectFile: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  /** Names of the safety levels of the edition in force, lowest first. */
  readonly levels: readonly string[];
  readonly levelTerm: LevelTerm;
  readonly items: number;
  readonly units: number;
  readonly tags: number;
  /** True where the folder holds something, and neither a specification nor code of it was read. */
  readonly nothingRead: boolean;
  /** Rises with each change; equal revisions mean equal answers. */
  readonly revision: number;
}

/** Server → client, notification: the status has changed. */
export const StatusChanged = { method: 'lifetrace/status' } as const;

/** Client → server, request without parameters: answers {@link ServerStatus}. */
export const StatusRequest = { method: 'lifetrace/statusRequest' } as const;
