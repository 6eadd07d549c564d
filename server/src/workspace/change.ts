import type { FileGlobs } from '../config/project.ts';
import type { FileFacts } from '../model/facts.ts';
import type { FilePath } from '../model/span.ts';
import type { SeenFile } from '../trace/snapshot.ts';

/** The only ways in which what the engine knows can change. */
export type Change =
  /** The file's content on disk, without byte order mark; replaces what was known of it. */
  | { readonly kind: 'stored'; readonly path: FilePath; readonly text: string }
  /**
   * The same, read elsewhere: in another thread, or by an earlier run. Facts of another reading or role than the project
   * has by now do not count; whoever feeds the engine has been told then to look for files anew.
   */
  | {
      readonly kind: 'read';
      readonly path: FilePath;
      readonly facts: FileFacts;
      /** What `readingKeyFor` gave for the file when it was read. */
      readonly readingKey: string;
      /** The globs that gave the file its role, so that it need not be found again while they are the project's. */
      readonly globs?: FileGlobs | undefined;
    }
  /** The file exists but is not read, and why, for a person. */
  | {
      readonly kind: 'skipped';
      readonly path: FilePath;
      readonly reason: string;
      /** True when it cannot be read just now: what an editor holds of it still counts. */
      readonly unreadable?: boolean;
    }
  /** The file, or the folder with all that is below it, is gone from disk. */
  | { readonly kind: 'removed'; readonly path: FilePath }
  /** Somebody has looked for a file that `evidence.yaml` points to. It need not be one that the project reads. */
  | { readonly kind: 'seen'; readonly path: FilePath; readonly seen: SeenFile }
  /** The text in an editor, which wins over the disk while the file is open. */
  | { readonly kind: 'opened'; readonly path: FilePath; readonly text: string }
  /** The file is no longer open: the disk counts again. */
  | { readonly kind: 'closed'; readonly path: FilePath };
