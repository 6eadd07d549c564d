import type { Severity } from '../model/finding.ts';
import { typeLabel } from '../model/itemType.ts';
import type { Profile } from '../model/profile.ts';
import type { RiskModel } from '../model/risk.ts';
import type { FilePath, Place, Span } from '../model/span.ts';
import type { ReadingConfig } from './readingConfig.ts';
import type { UnitPolicy } from './unitPolicy.ts';
import type { WordingPolicy } from './wording.ts';

/** Product data from `project.yaml`. */
export interface Product {
  readonly name?: string;
  readonly version?: string;
}

/** A type of records that a project has beside those of the domain model. Its links are not judged. */
export interface ProjectType {
  /** What a person calls it, singular. */
  readonly label: string;
}

/** A software item's code, as `project.yaml` or the item's own `paths` gives it. */
export interface SoftwareItemPaths {
  readonly id: string;
  readonly place: Place;
  readonly paths: readonly string[];
}

/** Which files are read, and as what. Globs are relative to the project root, with `/`. */
export interface FileGlobs {
  /** What is read at all; empty means everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly specs: readonly string[];
  readonly sources: readonly string[];
  readonly tests: readonly string[];
}

/** The whole configuration of one project: defaults, overlaid by the files in `.lifetrace/`. */
export interface ProjectConfig {
  /** True when `.lifetrace/project.yaml` exists and could be read at least once. */
  readonly declared: boolean;
  readonly product: Product;
  readonly profile: Profile;
  readonly files: FileGlobs;
  /** The project's own types of records, by their short name. */
  readonly types: ReadonlyMap<string, ProjectType>;
  readonly softwareItems: readonly SoftwareItemPaths[];
  readonly units: UnitPolicy;
  readonly wording: WordingPolicy;
  readonly countedControls: 'allow' | 'forbid';
  readonly risk: RiskModel;
  /** Severity per rule code where the project overrides the profile. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** Where the project file names each of these codes. */
  readonly severityPlaces: ReadonlyMap<string, Span>;
  readonly reading: ReadingConfig;
}

/** Folder with the settings of a project; its files configure and hold no items. */
export const SETTINGS_FOLDER = '.lifetrace/';

/** Where the project file stands in a project. */
export const PROJECT_FILE: FilePath = '.lifetrace/project.yaml';

/** Where the risk model stands in a project. */
export const RISK_FILE: FilePath = '.lifetrace/risk.yaml';

/** Where the evidence for the clauses is named. */
export const EVIDENCE_FILE: FilePath = '.lifetrace/evidence.yaml';

/** Where the answers for the FDA's documentation level stand. */
export const FDA_FILE: FilePath = '.lifetrace/fda.yaml';

/** The files that configure a project, in the order in which they are read: each may rest on those before it. */
export const SETTINGS_FILES: readonly FilePath[] = [RISK_FILE, PROJECT_FILE, EVIDENCE_FILE, FDA_FILE];

/** True for the path of a file that configures the project. */
export function isSettingsFile(path: FilePath): boolean {
  // Every path is asked about.
  return path.startsWith(SETTINGS_FOLDER) && SETTINGS_FILES.includes(path);
}

/** What a person calls records of a type: in the project's words for its own types. */
export function labelOfType({ types }: Pick<ProjectConfig, 'types'>, type: string): string {
  return types.get(type)?.label ?? typeLabel(type);
}
