import { RE2JS } from 're2js';
import type { ReadProblem } from '../model/facts.ts';
import type { Severity } from '../model/finding.ts';
import { ITEM_TYPES, isDomainType } from '../model/itemType.ts';
import { nearest } from '../model/nearest.ts';
import type { Profile } from '../model/profile.ts';
import { DEFAULT_PROFILE, PROFILES, profileById } from '../model/profiles/profiles.ts';
import { DEFAULT_RISK_MODEL, type RiskModel } from '../model/risk.ts';
import type { Span } from '../model/span.ts';
import { ConfigReader, joinPath } from './configReader.ts';
import { DEFAULT_GLOBS } from './defaults.ts';
import {
  type FileGlobs,
  PROJECT_FILE,
  type Product,
  type ProjectConfig,
  type ProjectType,
  type SoftwareItemPaths,
} from './project.ts';
import { type ReadingRecipe, readingOf } from './readingConfig.ts';
import { readUnitPolicy } from './readUnitPolicy.ts';
import { readWrappers } from './readWrappers.ts';
import { DEFAULT_WRAPPERS } from './scriptWrappers.ts';
import { parseSettings } from './settingsTree.ts';
import { DEFAULT_UNIT_POLICY, type UnitPolicy } from './unitPolicy.ts';
import { DEFAULT_WORDING, type WordingPolicy } from './wording.ts';
import type { YamlEntry, YamlNode } from './yamlNode.ts';
import { entryOf } from './yamlTree.ts';

/** A configuration and what was wrong with its text. */
export interface ProjectReading {
  /** Undefined when the text is no YAML at all or not a map: the caller keeps the last good one. */
  readonly config: ProjectConfig | undefined;
  readonly problems: readonly ReadProblem[];
}

/** What `project.yaml` may hold, in the order in which its documentation shows it. */
const PROJECT_KEYS = [
  'product',
  'profile',
  'files',
  'types',
  'prefixes',
  'opaqueIds',
  'softwareItems',
  'units',
  'wording',
  'classes',
  'dialects',
  'rules',
] as const;

const RULE_CODE = /^LT\d{3}$/;
const SEVERITIES: readonly (Severity | 'off')[] = ['error', 'warning', 'information', 'off'];

/** The configuration of a project without project file: built-in defaults, and nothing is nagged about. */
export function defaultConfig(risk: RiskModel = DEFAULT_RISK_MODEL): ProjectConfig {
  return assemble({ declared: false, risk });
}

/** Reads `.lifetrace/project.yaml`. What does not fit is reported and left at its default; the rest is used. */
export function readProject(text: string, risk: RiskModel): ProjectReading {
  const tree = parseSettings(text);
  const root = tree.roots[0];
  if (tree.problems.length > 0) return { config: undefined, problems: tree.problems };
  if (!root || (root.kind === 'scalar' && root.empty))
    return { config: assemble({ declared: true, risk }), problems: [] };
  const reader = new ConfigReader();
  const map = reader.map(root, '', PROJECT_KEYS);
  if (!map) return { config: undefined, problems: reader.problems };
  const parts: ConfigParts = { declared: true, risk };
  const typesEntry = map.entries.find(({ key }) => key === 'types');
  const types = typesEntry ? readTypes(typesEntry.value, reader) : NO_TYPES;
  parts.types = types.known;
  for (const { key, value } of map.entries) {
    if (key === 'product') parts.product = readProduct(value, reader);
    else if (key === 'profile') parts.profile = readProfile(value, reader);
    else if (key === 'files') parts.files = readFiles(value, reader);
    else if (key === 'prefixes') parts.prefixes = readPrefixes(value, types.known, reader);
    else if (key === 'opaqueIds') parts.opaque = readOpaqueIds(value, types.known, reader);
    else if (key === 'softwareItems') parts.softwareItems = readSoftwareItems(value, reader);
    else if (key === 'units') {
      parts.units = readUnitPolicy(value, reader);
      parts.wrappers = readWrappers(value, reader);
    } else if (key === 'classes') parts.countedControls = readClasses(value, reader);
    else if (key === 'dialects') parts.oft = readDialects(value, reader);
    else if (key === 'wording') parts.wording = readWording(value, reader);
    else if (key === 'rules') parts.rules = readRules(value, reader);
  }
  parts.prefixes = new Map([...types.prefixes, ...(parts.prefixes ?? [])]);
  return { config: assemble(parts), problems: reader.problems };
}

interface ConfigParts {
  declared: boolean;
  risk: RiskModel;
  product?: Product;
  profile?: Profile | undefined;
  files?: FileGlobs;
  types?: ProjectConfig['types'];
  prefixes?: ReadonlyMap<string, readonly string[]>;
  opaque?: readonly NamedPattern[];
  softwareItems?: readonly SoftwareItemPaths[];
  units?: UnitPolicy;
  wrappers?: readonly string[] | undefined;
  wording?: WordingPolicy;
  countedControls?: 'allow' | 'forbid' | undefined;
  oft?: boolean | undefined;
  rules?: RuleChoices;
}

interface NamedPattern {
  readonly type: string;
  readonly source: string;
}

function assemble(parts: ConfigParts): ProjectConfig {
  const profile = parts.profile ?? DEFAULT_PROFILE;
  const prefixes = parts.prefixes ?? new Map<string, readonly string[]>();
  const opaque = parts.opaque ?? [];
  const recipe: ReadingRecipe = {
    prefixes: [...prefixes],
    opaqueIds: opaque.map(({ type, source }) => [type, source]),
    levels: profile.levels,
    declared: parts.declared,
    oft: parts.oft ?? true,
  };
  return {
    declared: parts.declared,
    product: parts.product ?? {},
    profile,
    files: parts.files ?? DEFAULT_GLOBS,
    types: parts.types ?? new Map(),
    softwareItems: parts.softwareItems ?? [],
    units: parts.units ?? DEFAULT_UNIT_POLICY,
    wording: parts.wording ?? DEFAULT_WORDING,
    countedControls: parts.countedControls ?? 'allow',
    risk: parts.risk,
    severities: parts.rules?.severities ?? new Map(),
    severityPlaces: parts.rules?.severityPlaces ?? new Map(),
    reading: readingOf(recipe, { tracedCodeOnly: !parts.declared, wrappers: parts.wrappers ?? DEFAULT_WRAPPERS }),
  };
}

/** The same configuration with another risk model. */
export function withRiskModel(config: ProjectConfig, risk: RiskModel): ProjectConfig {
  return config.risk === risk ? config : { ...config, risk };
}

function readProduct(node: YamlNode, reader: ConfigReader): Product {
  const map = reader.map(node, 'product', ['name', 'version', 'manufacturer', 'description', 'type']);
  const product: { name?: string; version?: string } = {};
  for (const entry of map?.entries ?? []) {
    const text = reader.text(entry.value, joinPath('product', entry.key));
    if (text === undefined) continue;
    if (entry.key === 'name') product.name = text;
    if (entry.key === 'version') product.version = text;
  }
  return product;
}

function readProfile(node: YamlNode, reader: ConfigReader): Profile | undefined {
  const id = reader.choice(
    node,
    'profile',
    PROFILES.map((profile) => profile.id),
  );
  return id === undefined ? undefined : profileById(id);
}

function readFiles(node: YamlNode, reader: ConfigReader): FileGlobs {
  const map = reader.map(node, 'files', ['include', 'exclude', 'specs', 'sources', 'tests']);
  const globs: Record<string, readonly string[]> = {};
  for (const entry of map?.entries ?? []) globs[entry.key] = reader.globs(entry.value, joinPath('files', entry.key));
  return {
    include: globs['include'] ?? DEFAULT_GLOBS.include,
    exclude: [...DEFAULT_GLOBS.exclude, ...(globs['exclude'] ?? [])],
    specs: globs['specs'] ?? DEFAULT_GLOBS.specs,
    sources: globs['sources'] ?? DEFAULT_GLOBS.sources,
    tests: globs['tests'] ?? DEFAULT_GLOBS.tests,
  };
}

interface OwnTypes {
  readonly known: ProjectConfig['types'];
  /** Prefixes of their IDs: the name of the type, and what else the project gives. */
  readonly prefixes: ReadonlyMap<string, readonly string[]>;
}

const NO_TYPES: OwnTypes = { known: new Map(), prefixes: new Map() };

/** `types: {LBL: labelling requirement}`, or with prefixes `types: {LBL: {label: …, prefixes: [IFU]}}`. */
function readTypes(node: YamlNode, reader: ConfigReader): OwnTypes {
  const known = new Map<string, ProjectType>();
  const prefixes = new Map<string, readonly string[]>();
  for (const { key, keySpan, value } of reader.map(node, 'types')?.entries ?? []) {
    const path = joinPath('types', key);
    if (isDomainType(key)) {
      reader.report(path, 'is a type of its own already; further prefixes stand under “prefixes”.', keySpan);
      continue;
    }
    if (!TYPE_NAME.test(key)) {
      reader.report(path, 'is not the name of a type: capital letters and digits, a letter first.', keySpan);
      continue;
    }
    const map = value.kind === 'map' ? reader.map(value, path, ['label', 'prefixes']) : undefined;
    const labelNode = map ? entryOf(map, 'label')?.value : value;
    const prefixNode = map && entryOf(map, 'prefixes')?.value;
    known.set(key, { label: (labelNode && reader.text(labelNode, joinPath(path, 'label'))) ?? key });
    prefixes.set(key, [key, ...(prefixNode ? prefixesIn(prefixNode, joinPath(path, 'prefixes'), reader) : [])]);
  }
  return { known, prefixes };
}

const TYPE_NAME = /^[A-Z][A-Z0-9]*$/;

function isKnownType(
  { key, keySpan }: YamlEntry,
  path: string,
  types: ProjectConfig['types'],
  reader: ConfigReader,
): boolean {
  if (isDomainType(key) || types.has(key)) return true;
  const known = [...ITEM_TYPES.map((type) => type.id), ...types.keys()];
  const near = nearest(key, known, 1);
  const hint = near === undefined ? ` Known types: ${known.join(', ')}.` : ` Did you mean “${near}”?`;
  reader.report(path, `unknown item type.${hint}`, keySpan);
  return false;
}

function prefixesIn(node: YamlNode, path: string, reader: ConfigReader): readonly string[] {
  const accepted = reader.texts(node, path).filter((prefix) => {
    const fits = /^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z][A-Za-z0-9]*)*$/.test(prefix.text);
    if (!fits)
      reader.report(path, `“${prefix.text}” is not a prefix: letters and digits, words joined by “-”.`, prefix.span);
    return fits;
  });
  return accepted.map((prefix) => prefix.text.replace(/_/g, '-'));
}

function readPrefixes(
  node: YamlNode,
  types: ProjectConfig['types'],
  reader: ConfigReader,
): ReadonlyMap<string, readonly string[]> {
  const prefixes = new Map<string, readonly string[]>();
  for (const entry of reader.map(node, 'prefixes')?.entries ?? []) {
    const path = joinPath('prefixes', entry.key);
    if (!isKnownType(entry, path, types, reader)) continue;
    prefixes.set(entry.key, prefixesIn(entry.value, path, reader));
  }
  return prefixes;
}

function readOpaqueIds(node: YamlNode, types: ProjectConfig['types'], reader: ConfigReader): readonly NamedPattern[] {
  const patterns: NamedPattern[] = [];
  for (const entry of reader.map(node, 'opaqueIds')?.entries ?? []) {
    const path = joinPath('opaqueIds', entry.key);
    if (!isKnownType(entry, path, types, reader)) continue;
    for (const { text, span } of reader.texts(entry.value, path)) {
      try {
        RE2JS.compile(text);
        patterns.push({ type: entry.key, source: text });
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'syntax error';
        reader.report(path, `“${text}” is not a regular expression that can be used (RE2 syntax): ${reason}.`, span);
      }
    }
  }
  return patterns;
}

function readSoftwareItems(node: YamlNode, reader: ConfigReader): readonly SoftwareItemPaths[] {
  return (reader.map(node, 'softwareItems')?.entries ?? []).map((entry) => {
    const path = joinPath('softwareItems', entry.key);
    const map = reader.map(entry.value, path, ['paths']);
    const paths = map?.entries.flatMap((child) => reader.globs(child.value, joinPath(path, child.key))) ?? [];
    return { id: entry.key, place: { file: PROJECT_FILE, span: entry.keySpan }, paths };
  });
}

/** What the project says replaces the built-in words of the same kind. */
function readWording(node: YamlNode, reader: ConfigReader): WordingPolicy {
  const policy: { binding: readonly string[]; weak: readonly string[] } = { ...DEFAULT_WORDING };
  for (const { key, value } of reader.map(node, 'wording', ['binding', 'weak'])?.entries ?? []) {
    const words = reader.texts(value, joinPath('wording', key)).map(({ text }) => text);
    if (key === 'binding') policy.binding = words;
    if (key === 'weak') policy.weak = words;
  }
  return policy;
}

function readClasses(node: YamlNode, reader: ConfigReader): 'allow' | 'forbid' | undefined {
  const entry = reader.map(node, 'classes', ['countedControls'])?.entries[0];
  return entry && reader.choice(entry.value, 'classes.countedControls', ['allow', 'forbid']);
}

function readDialects(node: YamlNode, reader: ConfigReader): boolean | undefined {
  const entry = reader.map(node, 'dialects', ['oft'])?.entries[0];
  const choice = entry && reader.choice(entry.value, 'dialects.oft', ['on', 'off', 'true', 'false']);
  return choice === undefined ? undefined : choice === 'on' || choice === 'true';
}

type RuleChoices = Pick<ProjectConfig, 'severities' | 'severityPlaces'>;

function readRules(node: YamlNode, reader: ConfigReader): RuleChoices {
  const severities = new Map<string, Severity | 'off'>();
  const severityPlaces = new Map<string, Span>();
  for (const entry of reader.map(node, 'rules')?.entries ?? []) {
    const path = joinPath('rules', entry.key);
    if (!RULE_CODE.test(entry.key)) reader.report(path, 'expected a rule code such as LT202.', entry.keySpan);
    const severity = reader.choice(entry.value, path, SEVERITIES);
    if (severity === undefined) continue;
    severities.set(entry.key, severity);
    severityPlaces.set(entry.key, entry.keySpan);
  }
  return { severities, severityPlaces };
}
