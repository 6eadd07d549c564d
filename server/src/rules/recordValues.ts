import { globProblem } from '../config/globs.ts';
import type { ProjectConfig } from '../config/project.ts';
import { ATTRIBUTE_KINDS, type AttributeValues } from '../model/attributes.ts';
import type { AttributeFact, SpannedText } from '../model/facts.ts';
import { ITEM_TYPES, isDomainType, typeNamed } from '../model/itemType.ts';
import { nearest } from '../model/nearest.ts';
import { plainStatus, statusesOf } from '../model/status.ts';
import { misspeltField } from '../read/fields.ts';
import type { Item } from '../trace/item.ts';
import { chanceOf } from '../trace/riskMatrix.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { invalidConfiguration } from './configuration.ts';
import type { Rule } from './rule.ts';

/** What is wrong with a field, and where. */
interface Problem {
  readonly at: SpannedText['span'];
  readonly message: string;
}

/**
 * LT007 for records: a field that nobody knows and a value that is not understood would count for nothing, and nobody
 * would notice.
 */
export const invalidRecordValue: Rule = {
  info: invalidConfiguration.info,
  *checkItem(item, snapshot) {
    if (!item.primary) return;
    for (const fact of item.fact.attributes) {
      for (const { at, message } of problemsOf(item, fact, snapshot)) {
        yield { file: item.file, span: at, message: `${item.id} ${message}`, item: item.id };
      }
    }
  },
};

function* problemsOf(item: Item, fact: AttributeFact, snapshot: Snapshot): Generator<Problem> {
  const { name, values } = fact;
  const { config } = snapshot;
  if (snapshot.governed) {
    const meant = misspeltField(name, values[0]?.text ?? '');
    if (meant !== undefined) {
      yield { at: fact.nameSpan, message: `${name}: unknown field. Did you mean “${meant}”?` };
    }
    if (name === 'type') yield* unknownTypes(values, config);
    if (name === 'status') yield* misspeltStatuses(item, values);
  }
  for (const value of globsOf(item.type, fact)) {
    const problem = globProblem(value.text);
    if (problem !== undefined) yield { at: value.span, message: `${name}: ${problem}` };
  }
  for (const value of chancesOf(item.type, fact)) {
    if (chanceOf(config.risk, value.text) !== undefined) continue;
    const levels = config.risk.probabilities.flatMap(({ id, max }) => (max === undefined ? [] : [id]));
    const expected = ['a number from 0 to 1', ...levels].join(', ');
    yield { at: value.span, message: `${name}: expected ${expected}, found “${value.text}”.` };
  }
  const choices = choicesOf(config);
  const allowed = choices.get(`${item.type}.${name}`) ?? choices.get(name);
  for (const value of allowed ? strayValues(fact, allowed) : []) {
    yield { at: value.span, message: `${name}: expected one of ${allowed?.join(', ')}, found “${value.text}”.` };
  }
}

function* unknownTypes(values: readonly SpannedText[], { types }: ProjectConfig): Generator<Problem> {
  for (const { text, span } of values) {
    if (text === '' || typeNamed(text) !== undefined || types.has(text)) continue;
    const near = nearest(text, [...ITEM_TYPES.map(({ id }) => id), ...types.keys()], 1);
    const hint =
      near === undefined
        ? 'A type of your own needs an entry under “types” of .lifetrace/project.yaml.'
        : `Did you mean “${near}”?`;
    yield { at: span, message: `type: “${text}” is no type of records. ${hint}` };
  }
}

/** A status of the project's own is nobody's mistake; one that is nearly one of ours would count as approved. */
function* misspeltStatuses(item: Item, values: readonly SpannedText[]): Generator<Problem> {
  for (const { text, span } of values) {
    const status = plainStatus(text);
    const known = statusesOf(item.type);
    const near = text === '' || known.includes(status) ? undefined : nearest(status, known, 2);
    if (near !== undefined) yield { at: span, message: `status: “${text}” is not known. Did you mean “${near}”?` };
  }
}

/** Software systems and items name their code by globs. */
function globsOf(type: string, fact: AttributeFact): AttributeFact['values'] {
  return fact.name === 'paths' && (type === 'SI' || type === 'SS') ? fact.values : [];
}

/** The two probabilities that an initial estimate may be split into. */
function chancesOf(type: string, fact: AttributeFact): AttributeFact['values'] {
  return type === 'HS' && (fact.name === 'p1' || fact.name === 'p2') ? fact.values : [];
}

function strayValues(fact: AttributeFact, allowed: readonly string[]): AttributeFact['values'] {
  const known = new Set(allowed.map((choice) => choice.toLowerCase()));
  return fact.values.filter(({ text }) => text !== '' && !known.has(text.toLowerCase()));
}

/** What fields may say, by field name, or by type and field name where only the records of some types have it. */
export function choicesOf(config: ProjectConfig): ReadonlyMap<string, readonly string[]> {
  const known = choices.get(config) ?? choicesIn(config);
  choices.set(config, known);
  return known;
}

const choices = new WeakMap<ProjectConfig, ReadonlyMap<string, readonly string[]>>();

/** Fields that mean the same wherever they stand. */
const ANYWHERE: ReadonlySet<string> = new Set(['safetyClass', 'processClass', 'softwareContribution', 'scope']);

function choicesIn(config: ProjectConfig): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { name, types, values } of ATTRIBUTE_KINDS) {
    if (values === undefined || values === 'chance') continue;
    const words = wordsOf(values, config);
    if (ANYWHERE.has(name)) found.set(name, words);
    for (const type of types.filter(isDomainType)) found.set(`${type}.${name}`, words);
  }
  return found;
}

function wordsOf(values: Exclude<AttributeValues, 'chance'>, { profile, risk }: ProjectConfig): readonly string[] {
  switch (values) {
    case 'level':
      return profile.levels;
    case 'severity':
      return risk.severities.map(({ id }) => id);
    case 'probability':
      return risk.probabilities.map(({ id }) => id);
    case 'flag':
      return ['true', 'false'];
    default:
      return values;
  }
}
