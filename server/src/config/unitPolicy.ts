import type { CodeLanguage } from '../model/codeLanguage.ts';
import { UNIT_KINDS, type UnitKind } from '../model/facts.ts';

/** What code has to be so that a trace is expected of it. */
export interface UnitDemand {
  readonly kinds: ReadonlySet<UnitKind>;
  /** From the first line of the declaration to the last of the body; documentation does not count. */
  readonly minLines: number;
}

/** Which code something is said about; what is left empty does not limit it. */
export interface UnitSelection {
  readonly languages: readonly CodeLanguage[];
  /** Globs, relative to the project root. */
  readonly paths: readonly string[];
}

/** Another demand on a part of the code. */
export interface UnitOverride extends UnitSelection, Partial<UnitDemand> {}

/** Code that needs no trace, for a reason that the project gives. */
export interface UnitExclusion extends UnitSelection {
  readonly reason: string;
}

/** Of which code a trace is expected, as `units` in `project.yaml` says. Test code is none of it in any case. */
export interface UnitPolicy {
  /** Globs of the code that counts; empty means all. */
  readonly include: readonly string[];
  /** Whether code whose head says that a program wrote it counts. */
  readonly generated: 'exclude' | 'count';
  readonly demand: UnitDemand;
  /** Later ones win. */
  readonly overrides: readonly UnitOverride[];
  /** The first that fits gives the reason. */
  readonly exclude: readonly UnitExclusion[];
}

/** The policy of a project that does not say: all code but generated code. */
export const DEFAULT_UNIT_POLICY: UnitPolicy = {
  include: [],
  generated: 'exclude',
  demand: { kinds: new Set(UNIT_KINDS), minLines: 1 },
  overrides: [],
  exclude: [],
};
