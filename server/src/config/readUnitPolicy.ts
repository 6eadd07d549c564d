import { CODE_LANGUAGES, type CodeLanguage } from '../model/codeLanguage.ts';
import { UNIT_KINDS, type UnitKind } from '../model/facts.ts';
import { type ConfigReader, joinPath } from './configReader.ts';
import {
  DEFAULT_UNIT_POLICY,
  type UnitDemand,
  type UnitExclusion,
  type UnitOverride,
  type UnitPolicy,
  type UnitSelection,
} from './unitPolicy.ts';
import type { YamlMap, YamlNode } from './yamlNode.ts';

const DEMAND_KEYS = ['kinds', 'minLines'] as const;
const SELECTION_KEYS = ['languages', 'paths'] as const;

/**
 * Reads of `units` in `project.yaml` which of them have to trace; `wrappers` says what is a unit. What does not fit is reported
 * and left at its default.
 */
export function readUnitPolicy(node: YamlNode, reader: ConfigReader): UnitPolicy {
  const keys = ['include', 'generated', ...DEMAND_KEYS, 'overrides', 'exclude', 'wrappers'];
  const map = reader.map(node, 'units', keys);
  if (!map) return DEFAULT_UNIT_POLICY;
  const include = valueAt(map, 'include');
  const generated = valueAt(map, 'generated');
  const overrides = valueAt(map, 'overrides');
  const exclude = valueAt(map, 'exclude');
  return {
    include: include ? reader.globs(include, 'units.include') : DEFAULT_UNIT_POLICY.include,
    generated:
      (generated && reader.choice(generated, 'units.generated', ['exclude', 'count'])) ?? DEFAULT_UNIT_POLICY.generated,
    demand: { ...DEFAULT_UNIT_POLICY.demand, ...readDemand(map, 'units', reader) },
    overrides: overrides ? readEach(overrides, 'units.overrides', reader, readOverride) : [],
    exclude: exclude ? readEach(exclude, 'units.exclude', reader, readExclusion) : [],
  };
}

function readEach<T>(
  node: YamlNode,
  path: string,
  reader: ConfigReader,
  read: (node: YamlNode, path: string, reader: ConfigReader) => T | undefined,
): readonly T[] {
  if (node.kind === 'scalar' && node.empty) return [];
  if (node.kind !== 'list') {
    reader.report(path, 'expected a list.', node.span);
    return [];
  }
  return node.entries.flatMap((entry, index) => read(entry, `${path}[${index}]`, reader) ?? []);
}

function readOverride(node: YamlNode, path: string, reader: ConfigReader): UnitOverride | undefined {
  const map = reader.map(node, path, [...SELECTION_KEYS, ...DEMAND_KEYS]);
  if (!map) return undefined;
  const selection = readSelection(map, path, reader);
  if (!DEMAND_KEYS.some((key) => valueAt(map, key))) {
    reader.report(path, `names neither ${DEMAND_KEYS.join(' nor ')}, so it changes nothing.`, node.span);
  }
  return selection && { ...selection, ...readDemand(map, path, reader) };
}

function readExclusion(node: YamlNode, path: string, reader: ConfigReader): UnitExclusion | undefined {
  const map = reader.map(node, path, [...SELECTION_KEYS, 'reason']);
  if (!map) return undefined;
  const selection = readSelection(map, path, reader);
  const reason = valueAt(map, 'reason');
  const text = (reason && reader.text(reason, joinPath(path, 'reason')))?.trim();
  if (text) return selection && { ...selection, reason: text };
  reader.report(path, 'says no reason why this code needs no trace, so it is not left out.', node.span);
  return undefined;
}

/** Undefined when nothing is left that would limit it: half-read, it would speak of all code. */
function readSelection(map: YamlMap, path: string, reader: ConfigReader): UnitSelection | undefined {
  const languages = valueAt(map, 'languages');
  const paths = valueAt(map, 'paths');
  const selection = {
    languages: languages ? readLanguages(languages, joinPath(path, 'languages'), reader) : [],
    paths: paths ? reader.globs(paths, joinPath(path, 'paths')) : [],
  };
  if (languages && isEmpty(languages)) reportEmpty(joinPath(path, 'languages'), languages, CODE_LANGUAGES, reader);
  if (paths && isEmpty(paths)) reader.report(joinPath(path, 'paths'), 'expected at least one glob.', paths.span);
  const lost = (languages && selection.languages.length === 0) || (paths && selection.paths.length === 0);
  if (!languages && !paths) reader.report(path, 'names neither paths nor languages.', map.span);
  return lost || (!languages && !paths) ? undefined : selection;
}

function readLanguages(node: YamlNode, path: string, reader: ConfigReader): readonly CodeLanguage[] {
  return reader.choices(node, path, CODE_LANGUAGES);
}

function readDemand(map: YamlMap, path: string, reader: ConfigReader): Partial<UnitDemand> {
  const kinds = valueAt(map, 'kinds');
  const minLines = valueAt(map, 'minLines');
  if (kinds?.kind === 'list' && isEmpty(kinds)) reportEmpty(joinPath(path, 'kinds'), kinds, UNIT_KINDS, reader);
  const chosen: readonly UnitKind[] = kinds ? reader.choices(kinds, joinPath(path, 'kinds'), UNIT_KINDS) : [];
  const lines = minLines && readLines(minLines, joinPath(path, 'minLines'), reader);
  return { ...(chosen.length > 0 && { kinds: new Set(chosen) }), ...(lines !== undefined && { minLines: lines }) };
}

/** True for an empty list, and for a key with nothing behind it. */
function isEmpty(node: YamlNode): boolean {
  return node.kind === 'scalar' ? node.empty : node.entries.length === 0;
}

function reportEmpty(path: string, { span }: YamlNode, choices: readonly string[], reader: ConfigReader): void {
  reader.report(path, `expected at least one of ${choices.join(', ')}.`, span);
}

function readLines(node: YamlNode, path: string, reader: ConfigReader): number | undefined {
  const value = reader.number(node, path);
  if (value === undefined || (Number.isInteger(value) && value >= 1)) return value;
  reader.report(path, `expected a whole number of at least 1, found “${value}”.`, node.span);
  return undefined;
}

function valueAt({ entries }: YamlMap, key: string): YamlNode | undefined {
  return entries.find((entry) => entry.key === key)?.value;
}
