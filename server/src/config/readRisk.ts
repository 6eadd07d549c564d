import type { ReadProblem } from '../model/facts.ts';
import {
  DEFAULT_RISK_MODEL,
  type Injury,
  type ProbabilityLevel,
  type RiskModel,
  type RiskZone,
  type SeverityLevel,
} from '../model/risk.ts';
import { ConfigReader, joinPath } from './configReader.ts';
import { parseSettings } from './settingsTree.ts';
import { entryOf, type YamlNode } from './yamlTree.ts';

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
    : DEFAULT_RISK_MODEL.matrix;
  return { risk: { severities, probabilities, zones, matrix }, problems: reader.problems };
}

function readSeverities(node: YamlNode, reader: ConfigReader): readonly SeverityLevel[] {
  return listOf(node, 'severity', reader).flatMap((entry, index) => {
    const path = `severity[${index}]`;
    const map = reader.map(entry, path, ['id', 'name', 'injury', 'def']);
    const id = textOf(map, 'id', path, reader);
    const injuryNode = entryOf(map, 'injury')?.value;
    const injury = injuryNode && reader.choice(injuryNode, joinPath(path, 'injury'), INJURIES);
    if (map && !injuryNode) reader.report(path, 'injury is missing; it counts as serious.', map.span);
    return id === undefined
      ? []
      : [{ id, name: textOf(map, 'name', path, reader, id) ?? id, injury: injury ?? 'serious' }];
  });
}

function readProbabilities(node: YamlNode, reader: ConfigReader): readonly ProbabilityLevel[] {
  const levels =
    node.kind === 'map' ? entryOf(reader.map(node, 'probability', ['basis', 'levels']), 'levels')?.value : node;
  if (!levels) return [];
  return listOf(levels, 'probability.levels', reader).flatMap((entry, index) => {
    const path = `probability.levels[${index}]`;
    const map = reader.map(entry, path, ['id', 'name', 'max', 'def']);
    const id = textOf(map, 'id', path, reader);
    return id === undefined ? [] : [{ id, name: textOf(map, 'name', path, reader, id) ?? id }];
  });
}

/** Zones are written from the best to the worst. */
function readZones(node: YamlNode, reader: ConfigReader): readonly RiskZone[] {
  const zones = (reader.map(node, 'zones')?.entries ?? []).flatMap(({ key, value }) => {
    const name = reader.text(value, joinPath('zones', key));
    return name === undefined ? [] : [{ id: key, name, acceptable: name === ACCEPTABLE }];
  });
  if (zones.length > 0 && !zones.some((zone) => zone.acceptable)) {
    reader.report('zones', `one zone must be named “${ACCEPTABLE}”.`, node.span);
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
