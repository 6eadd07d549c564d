import type { ReadProblem } from '../model/facts.ts';
import {
  DEFAULT_RISK_MODEL,
  type Injury,
  type ProbabilityLevel,
  type RiskModel,
  type RiskPolicy,
  type RiskZone,
  type SeverityLevel,
} from '../model/risk.ts';
import { ConfigReader, joinPath } from './configReader.ts';
import { parseSettings } from './settingsTree.ts';
import type { YamlNode } from './yamlNode.ts';
import { entryOf } from './yamlTree.ts';

/** A risk model and what was wrong with its text. */
export interface RiskReading {
  /** Undefined when the text is no YAML at all or not a map: the caller keeps the last good one. */
  readonly risk: RiskModel | undefined;
  readonly problems: readonly ReadProblem[];
}

const INJURIES: readonly Injury[] = ['none', 'non-serious', 'serious'];

/** Name of the zone that a risk may stay in. */
const ACCEPTABLE = 'acceptable';

/** Reads `.lifetrace/risk.yaml`. A part that does not fit is reported and left at its default. */
export function readRisk(text: string): RiskReading {
  const tree = parseSettings(text);
  const root = tree.roots[0];
  if (tree.problems.length > 0) return { risk: undefined, problems: tree.problems };
  if (!root || (root.kind === 'scalar' && root.empty)) return { risk: DEFAULT_RISK_MODEL, problems: [] };
  const reader = new ConfigReader();
  const map = reader.map(root, '', ['severity', 'probability', 'zones', 'matrix', 'policy', 'methods']);
  if (!map) return { risk: undefined, problems: reader.problems };
  const part = <T>(key: string, read: (node: YamlNode) => readonly T[], fallback: readonly T[]): readonly T[] => {
    const node = entryOf(map, key)?.value;
    const found = node ? read(node) : [];
    return found.length > 0 ? found : fallback;
  };
  const levelsNode = entryOf(map, 'probability')?.value;
  const severities = part('severity', (node) => readSeverities(node, reader), DEFAULT_RISK_MODEL.severities);
  const probabilities = part(
    'probability',
    (node) => readProbabilities(node, reader),
    DEFAULT_RISK_MODEL.probabilities,
  );
  const zones = part('zones', (node) => readZones(node, reader), DEFAULT_RISK_MODEL.zones);
  const matrixNode = entryOf(map, 'matrix')?.value;
  const matrix = matrixNode
    ? readMatrix(matrixNode, { severities, probabilities, zones }, reader)
    : defaultMatrix(map, { severities, probabilities, zones }, reader);
  const policyNode = entryOf(map, 'policy')?.value;
  const policy = policyNode ? readPolicy(policyNode, reader) : DEFAULT_RISK_MODEL.policy;
  const methodsNode = entryOf(map, 'methods')?.value;
  if (methodsNode) readMethods(methodsNode, reader);
  const basis = levelsNode && textOf(levelsNode, 'basis', 'probability', reader, '');
  return {
    risk: { severities, probabilities, zones, matrix, policy, ...(basis ? { basis } : {}) },
    problems: reader.problems,
  };
}

/** The matrix that holds without one: its rows have to fit the levels and zones that the file gives. */
function defaultMatrix(
  map: YamlNode,
  { severities, probabilities, zones }: Pick<RiskModel, 'severities' | 'probabilities' | 'zones'>,
  reader: ConfigReader,
): RiskModel['matrix'] {
  const { matrix } = DEFAULT_RISK_MODEL;
  const known = new Set(zones.map(({ id }) => id));
  const fits = severities.every(({ id }) => {
    const row = matrix.get(id);
    return row?.length === probabilities.length && row.every((zone) => known.has(zone));
  });
  const own = ['severity', 'probability', 'zones'].flatMap((key) => entryOf(map, key) ?? []);
  if (!fits && own[0])
    reader.report('matrix', 'is missing, and the default one does not fit these levels.', own[0].keySpan);
  return matrix;
}

function readPolicy(node: YamlNode, reader: ConfigReader): RiskPolicy {
  const keys = ['softwareFailureProbability', 'afap', 'infoReducesProbability', 'p1p2'];
  const map = reader.map(node, 'policy', keys);
  const value = (key: string): YamlNode | undefined => entryOf(map, key)?.value;
  const failure = value('softwareFailureProbability');
  if (failure && reader.number(failure, 'policy.softwareFailureProbability') !== 1) {
    reader.report(
      'policy.softwareFailureProbability',
      'must be 1: classification assumes that the software fails (IEC 62304, 4.3 a).',
      failure.span,
    );
  }
  const flag = (key: 'afap' | 'infoReducesProbability'): boolean => {
    const written = value(key);
    return (written && reader.flag(written, joinPath('policy', key))) ?? DEFAULT_RISK_MODEL.policy[key];
  };
  const split = value('p1p2');
  const p1p2 = split && reader.choice(split, 'policy.p1p2', ['off', 'optional', 'required'] as const);
  return {
    afap: flag('afap'),
    infoReducesProbability: flag('infoReducesProbability'),
    p1p2: p1p2 ?? DEFAULT_RISK_MODEL.policy.p1p2,
  };
}

/** ISO 14971 knows two factors of a risk: how well something is detected may not decide whether it is accepted. */
function readMethods(node: YamlNode, reader: ConfigReader): void {
  const map = reader.map(node, 'methods', ['matrix', 'rpn']);
  const matrix = entryOf(map, 'matrix')?.value;
  if (matrix) reader.flag(matrix, 'methods.matrix');
  const rpn = entryOf(map, 'rpn')?.value;
  if (rpn) reader.choice(rpn, 'methods.rpn', ['off', 'import-only']);
}

function readSeverities(node: YamlNode, reader: ConfigReader): readonly SeverityLevel[] {
  let worst = 0;
  return distinctLevels(listOf(node, 'severity', reader), 'severity', reader).flatMap(({ entry, index }) => {
    const path = `severity[${index}]`;
    const map = reader.map(entry, path, ['id', 'name', 'injury', 'def']);
    const id = textOf(map, 'id', path, reader);
    const injuryNode = entryOf(map, 'injury')?.value;
    const injury = injuryNode && reader.choice(injuryNode, joinPath(path, 'injury'), INJURIES);
    if (map && !injuryNode) reader.report(path, 'injury is missing; it counts as serious.', map.span);
    const rank = INJURIES.indexOf(injury ?? 'serious');
    if (injuryNode && injury && rank < worst) {
      reader.report(joinPath(path, 'injury'), 'a level further down may not have a milder injury.', injuryNode.span);
    }
    worst = Math.max(worst, rank);
    return id === undefined
      ? []
      : [{ id, name: textOf(map, 'name', path, reader, id) ?? id, injury: injury ?? 'serious' }];
  });
}

function readProbabilities(node: YamlNode, reader: ConfigReader): readonly ProbabilityLevel[] {
  const levels =
    node.kind === 'map' ? entryOf(reader.map(node, 'probability', ['basis', 'levels']), 'levels')?.value : node;
  if (!levels) return [];
  let highest = 0;
  const entries = distinctLevels(listOf(levels, 'probability.levels', reader), 'probability.levels', reader);
  return entries.flatMap(({ entry, index }) => {
    const path = `probability.levels[${index}]`;
    const map = reader.map(entry, path, ['id', 'name', 'max', 'def']);
    const id = textOf(map, 'id', path, reader);
    const maxNode = entryOf(map, 'max')?.value;
    const max = maxNode && reader.number(maxNode, joinPath(path, 'max'));
    if (maxNode && max !== undefined && (max <= highest || max > 1)) {
      reader.report(joinPath(path, 'max'), 'must be above that of the level before it, and at most 1.', maxNode.span);
    }
    highest = Math.max(highest, max ?? 0);
    const name = textOf(map, 'name', path, reader, id ?? '');
    return id === undefined ? [] : [{ id, name: name || id, ...(max === undefined ? {} : { max }) }];
  });
}

/** Levels without those whose ID was given before, each with its position in the file. */
function distinctLevels(
  entries: readonly YamlNode[],
  path: string,
  reader: ConfigReader,
): readonly { readonly entry: YamlNode; readonly index: number }[] {
  const ids = new Set<string>();
  return entries.flatMap((entry, index) => {
    const id = entryOf(entry, 'id')?.value;
    if (id?.kind === 'scalar' && ids.has(id.text)) {
      reader.report(`${path}[${index}].id`, `there is a level “${id.text}” already.`, id.span);
      return [];
    }
    if (id?.kind === 'scalar') ids.add(id.text);
    return [{ entry, index }];
  });
}

/** Zones are written from the best to the worst. */
function readZones(node: YamlNode, reader: ConfigReader): readonly RiskZone[] {
  const zones = (reader.map(node, 'zones')?.entries ?? []).flatMap(({ key, value }) => {
    const name = reader.text(value, joinPath('zones', key));
    return name === undefined ? [] : [{ id: key, name, acceptable: name === ACCEPTABLE }];
  });
  const acceptable = zones.findIndex((zone) => zone.acceptable);
  if (zones.length > 0 && acceptable < 0) {
    reader.report('zones', `one zone must be named “${ACCEPTABLE}”.`, node.span);
  } else if (acceptable > 0) {
    reader.report('zones', `“${ACCEPTABLE}” must come first: zones run from the best to the worst.`, node.span);
  }
  return zones;
}

function readMatrix(
  node: YamlNode,
  { severities, probabilities, zones }: Pick<RiskModel, 'severities' | 'probabilities' | 'zones'>,
  reader: ConfigReader,
): RiskModel['matrix'] {
  const matrix = new Map<string, readonly string[]>();
  const map = reader.map(
    node,
    'matrix',
    severities.map((severity) => severity.id),
  );
  for (const entry of map?.entries ?? []) {
    const path = joinPath('matrix', entry.key);
    const cells = reader.texts(entry.value, path);
    if (cells.length !== probabilities.length) {
      reader.report(
        path,
        `expected ${probabilities.length} zones, one for each probability, found ${cells.length}.`,
        entry.value.span,
      );
    }
    for (const cell of cells) {
      if (!zones.some((zone) => zone.id === cell.text)) {
        reader.report(
          path,
          `unknown zone “${cell.text}”. Known zones: ${zones.map((zone) => zone.id).join(', ')}.`,
          cell.span,
        );
      }
    }
    matrix.set(
      entry.key,
      cells.map((cell) => cell.text),
    );
  }
  for (const { id } of severities)
    if (!matrix.has(id)) reader.report('matrix', `no row for severity ${id}.`, node.span);
  reportDisorder(map?.entries ?? [], { severities, matrix, zones }, reader);
  return matrix;
}

/** A worse severity or probability must never give a better zone. */
function reportDisorder(
  entries: readonly { readonly key: string; readonly value: YamlNode }[],
  { severities, matrix, zones }: Pick<RiskModel, 'severities' | 'matrix' | 'zones'>,
  reader: ConfigReader,
): void {
  const rank = (row: readonly string[] | undefined, column: number): number =>
    zones.findIndex((zone) => zone.id === row?.[column]);
  for (const { key, value } of entries) {
    const row = matrix.get(key);
    const milder = matrix.get(severities[severities.findIndex((severity) => severity.id === key) - 1]?.id ?? '');
    const falls = row?.some(
      (_, column) =>
        rank(row, column) >= 0 && rank(row, column) < Math.max(rank(row, column - 1), rank(milder, column)),
    );
    if (falls === true)
      reader.report(joinPath('matrix', key), 'a worse severity or probability gives a better zone.', value.span);
  }
}

function listOf(node: YamlNode, path: string, reader: ConfigReader): readonly YamlNode[] {
  if (node.kind === 'list') return node.entries;
  reader.report(path, 'expected a list.', node.span);
  return [];
}

function textOf(
  node: YamlNode | undefined,
  key: string,
  path: string,
  reader: ConfigReader,
  fallback?: string,
): string | undefined {
  if (!node) return undefined;
  const value = entryOf(node, key)?.value;
  if (value) return reader.text(value, joinPath(path, key)) ?? fallback;
  if (fallback === undefined) reader.report(path, `${key} is missing.`, node.span);
  return fallback;
}
