import type { IdScheme } from './idScheme.ts';

/** The part of the configuration that decides what a file's text means; facts are cached under its `key`. */
export interface ReadingConfig {
  /** Equal keys mean equal reading. */
  readonly key: string;
  readonly ids: IdScheme;
  /** Names of the safety levels that `@class` and `safetyClass` may give, lowest first. */
  readonly levels: readonly string[];
  /** True when the workspace has a project file: only then is a doubtful text worth a remark. */
  readonly declared: boolean;
  /** True when OpenFastTrace notation is read. */
  readonly oft: boolean;
}
