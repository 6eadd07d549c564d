import type { ReadProblem } from '../model/facts.ts';
import {
  CONCERN_QUESTIONS,
  DOCUMENTATION_QUESTIONS,
  FDA_PROFILES,
  type FdaAnswer,
  type FdaAnswers,
  type FdaProfile,
  type TriState,
} from '../model/fda.ts';
import { ConfigReader, joinPath } from './configReader.ts';
import { FDA_FILE } from './project.ts';
import { parseSettings } from './settingsTree.ts';
import type { YamlEntry, YamlNode } from './yamlNode.ts';
import { entryOf } from './yamlTree.ts';

/** The answers of a project and what was wrong with their text. */
export interface FdaReading {
  /** What could be read; in a broken text answers may be missing, or all of them. */
  readonly answers: FdaAnswers;
  /** True for a text that is no YAML, or no map: while somebody types, the last good answers are the better ones. */
  readonly broken: boolean;
  readonly problems: readonly ReadProblem[];
}

const NO_ANSWERS: FdaAnswers = { profile: 'fda-2023', documentation: new Map(), concern: new Map() };

/** Reads `.lifetrace/fda.yaml`. Answers that do not fit are reported and count as not given; the others count. */
export function readFda(text: string): FdaReading {
  const tree = parseSettings(text);
  const root = tree.roots[0];
  const broken = tree.problems.length > 0;
  const reader = new ConfigReader();
  const map = root && reader.map(root, '', ['profile', 'answers', 'basicRationale', 'legacy2005']);
  if (!map) {
    const problems = [...tree.problems, ...reader.problems];
    return { answers: NO_ANSWERS, broken: problems.length > 0, problems };
  }
  const rationaleNode = entryOf(map, 'basicRationale')?.value;
  const rationale = rationaleNode && reader.text(rationaleNode, 'basicRationale');
  const answers: FdaAnswers = {
    profile: readProfile(entryOf(map, 'profile'), reader) ?? NO_ANSWERS.profile,
    documentation: readAnswers(entryOf(map, 'answers'), DOCUMENTATION_QUESTIONS, reader),
    concern: readAnswers(entryOf(map, 'legacy2005'), CONCERN_QUESTIONS, reader),
    ...(rationale === undefined || rationale === '' ? {} : { basicRationale: rationale }),
  };
  // In a text that is broken, what does not fit is what is being typed.
  return { answers, broken, problems: broken ? tree.problems : reader.problems };
}

function readProfile(entry: YamlEntry | undefined, reader: ConfigReader): FdaProfile | undefined {
  return entry && reader.choice(entry.value, 'profile', FDA_PROFILES);
}

function readAnswers<Question extends string>(
  entry: YamlEntry | undefined,
  questions: readonly Question[],
  reader: ConfigReader,
): ReadonlyMap<Question, FdaAnswer> {
  const answers = new Map<Question, FdaAnswer>();
  for (const { key, keySpan, value } of (entry && reader.map(entry.value, entry.key, questions))?.entries ?? []) {
    const question = questions.find((each) => each === key);
    if (!entry || question === undefined) continue;
    const answer = readAnswer(value, joinPath(entry.key, key), { file: FDA_FILE, span: keySpan }, reader);
    if (answer) answers.set(question, answer);
  }
  return answers;
}

/** `yes`, or a map with the answer and what it rests on. */
function readAnswer(
  node: YamlNode,
  path: string,
  place: FdaAnswer['place'],
  reader: ConfigReader,
): FdaAnswer | undefined {
  if (node.kind !== 'map') return { value: readValue(node, path, reader), place, because: [] };
  reader.map(node, path, ['value', 'because', 'note', 'by', 'date']);
  const valueEntry = entryOf(node, 'value');
  if (!valueEntry) reader.report(path, 'has no value: yes, no, or unanswered.', node.span);
  const because = entryOf(node, 'because');
  const text = (key: 'note' | 'by' | 'date'): string | undefined => {
    const entry = entryOf(node, key);
    return entry && reader.text(entry.value, joinPath(path, key));
  };
  const [note, by, date] = [text('note'), text('by'), text('date')];
  return {
    value: valueEntry ? readValue(valueEntry.value, joinPath(path, 'value'), reader) : 'unanswered',
    place,
    because: because ? reader.texts(because.value, joinPath(path, 'because')) : [],
    ...(note === undefined ? {} : { note }),
    ...(by === undefined ? {} : { by }),
    ...(date === undefined ? {} : { date }),
  };
}

const VALUES: ReadonlyMap<string, TriState> = new Map([
  ['yes', 'yes'],
  ['true', 'yes'],
  ['no', 'no'],
  ['false', 'no'],
  ['unanswered', 'unanswered'],
]);

function readValue(node: YamlNode, path: string, reader: ConfigReader): TriState {
  const text = reader.text(node, path);
  if (text === undefined) return 'unanswered';
  const value = VALUES.get(text.toLowerCase());
  if (value === undefined) reader.report(path, `expected yes, no or unanswered, found “${text}”.`, node.span);
  return value ?? 'unanswered';
}
