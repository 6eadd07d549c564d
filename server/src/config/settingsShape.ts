import { UNIT_KINDS } from '../model/facts.ts';
import { PROFILES } from '../model/profiles/profiles.ts';
import type { FilePath } from '../model/span.ts';
import { PROJECT_FILE, RISK_FILE } from './project.ts';

/** What may stand at a place of a settings file. */
export interface SettingsShape {
  readonly keys?: Readonly<Record<string, SettingsShape>>;
  /** What stands below a key that the project chooses, or in each entry of a list. */
  readonly each?: SettingsShape;
  readonly values?: readonly string[];
}

const ANYTHING: SettingsShape = {};
const KINDS: SettingsShape = { values: UNIT_KINDS, each: { values: UNIT_KINDS } };

const PROJECT: SettingsShape = {
  keys: {
    product: {
      keys: { name: ANYTHING, version: ANYTHING, manufacturer: ANYTHING, description: ANYTHING, type: ANYTHING },
    },
    profile: { values: PROFILES.map(({ id }) => id) },
    files: { keys: { include: ANYTHING, exclude: ANYTHING, specs: ANYTHING, sources: ANYTHING, tests: ANYTHING } },
    types: ANYTHING,
    prefixes: ANYTHING,
    opaqueIds: ANYTHING,
    softwareItems: { each: { keys: { paths: ANYTHING } } },
    units: {
      keys: {
        include: ANYTHING,
        generated: { values: ['exclude', 'count'] },
        kinds: KINDS,
        minLines: ANYTHING,
        overrides: { each: { keys: { languages: ANYTHING, paths: ANYTHING, kinds: KINDS, minLines: ANYTHING } } },
        exclude: { each: { keys: { languages: ANYTHING, paths: ANYTHING, reason: ANYTHING } } },
      },
    },
    wording: { keys: { binding: ANYTHING, weak: ANYTHING } },
    classes: { keys: { countedControls: { values: ['allow', 'forbid'] } } },
    dialects: { keys: { oft: { values: ['on', 'off'] } } },
    rules: { each: { values: ['error', 'warning', 'information', 'off'] } },
  },
};

const RISK: SettingsShape = {
  keys: {
    severity: {
      each: {
        keys: {
          id: ANYTHING,
          name: ANYTHING,
          injury: { values: ['none', 'non-serious', 'serious'] },
          def: ANYTHING,
        },
      },
    },
    probability: ANYTHING,
    zones: ANYTHING,
    matrix: ANYTHING,
    policy: {
      keys: {
        softwareFailureProbability: ANYTHING,
        afap: ANYTHING,
        infoReducesProbability: ANYTHING,
        p1p2: { values: ['off', 'optional', 'required'] },
      },
    },
    methods: { keys: { matrix: ANYTHING, rpn: { values: ['off', 'import-only'] } } },
  },
};

/** What the settings files may hold. A test compares it with their schemas. */
export const SETTINGS_SHAPES: ReadonlyMap<FilePath, SettingsShape> = new Map([
  [PROJECT_FILE, PROJECT],
  [RISK_FILE, RISK],
]);

/** The shape at a path of keys; a list has the same path as its key. */
export function shapeAt(shape: SettingsShape | undefined, path: readonly string[]): SettingsShape | undefined {
  const [key, ...rest] = path;
  if (!shape || key === undefined) return shape;
  return shapeAt(shape.keys?.[key] ?? shape.each?.keys?.[key] ?? shape.each, rest);
}
