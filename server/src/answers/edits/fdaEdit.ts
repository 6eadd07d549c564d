import type { YamlEntry, YamlMap } from '../../config/yamlNode.ts';
import { entryOf, parseYaml } from '../../config/yamlTree.ts';
import {
  CONCERN_QUESTIONS,
  type ConcernQuestion,
  DOCUMENTATION_QUESTIONS,
  type DocumentationQuestion,
  type TriState,
} from '../../model/fda.ts';
import { lineBreakOf } from './lines.ts';
import type { TextChange, TextEdit } from './textChange.ts';
import { insertEntry } from './yamlMapEdit.ts';

/** An answer that is to be written into `fda.yaml`. */
export interface FdaEditRequest {
  readonly question: DocumentationQuestion | ConcernQuestion;
  readonly value: TriState;
}

/**
 * Writes one answer into the text of `fda.yaml`; undefined stands for a file that does not exist. Comments, other
 * answers and what an answer rests on stay as they are.
 */
export function fdaEdit(text: string | undefined, { question, value }: FdaEditRequest): TextEdit {
  const [section, order] = sectionOf(question);
  const fresh = `${section}:\n  ${question}: ${value}\n`;
  if (text === undefined) {
    const start = `# Answers that decide the documentation level (FDA, 2023) and the level of concern (FDA, 2005).\nprofile: fda-2023\n${fresh}`;
    return { changes: [{ span: { start: 0, end: 0 }, text: start }], cursor: start.length - 1 };
  }
  const { roots, problems } = parseYaml(text);
  if (problems.length > 0) return { refused: 'fda.yaml cannot be read as it stands. Correct it first.' };
  const [root] = roots;
  if (!root || (root.kind === 'scalar' && root.empty)) return appended(text, fresh);
  if (root.kind !== 'map') return { refused: 'fda.yaml is no map of keys and values. Correct it first.' };
  const entry = entryOf(root, section);
  if (!entry) return single(insertEntry(text, root, section, [[question, value]]));
  if (entry.value.kind === 'map') return inSection(text, entry.value, { question, value }, order);
  if (entry.value.kind === 'list' || !entry.value.empty) {
    return { refused: `“${section}” in fda.yaml is no map of answers. Correct it first.` };
  }
  return single(filled(text, entry, `${lineBreakOf(text)}  ${question}: ${value}`));
}

function sectionOf(question: string): readonly ['answers' | 'legacy2005', readonly string[]] {
  const isDocumentation = DOCUMENTATION_QUESTIONS.some((key) => key === question);
  return isDocumentation ? ['answers', DOCUMENTATION_QUESTIONS] : ['legacy2005', CONCERN_QUESTIONS];
}

function inSection(
  text: string,
  section: YamlMap,
  { question, value }: FdaEditRequest,
  order: readonly string[],
): TextEdit {
  const answer = entryOf(section, question);
  if (!answer) {
    const before = order.slice(0, order.indexOf(question)).reverse();
    const after = before.flatMap((key) => entryOf(section, key) ?? [])[0];
    return single(insertEntry(text, section, question, value, after));
  }
  if (answer.value.kind === 'list') return { refused: `The answer to ${question} is a list. Correct it first.` };
  if (answer.value.kind === 'map') {
    const inner = entryOf(answer.value, 'value');
    return single(inner ? replaced(text, inner, value) : insertEntry(text, answer.value, 'value', value));
  }
  return single(replaced(text, answer, value));
}

function replaced(text: string, entry: YamlEntry, value: string): TextChange {
  const { kind, span } = entry.value;
  return kind === 'scalar' && entry.value.empty && span.start === span.end
    ? filled(text, entry, ` ${value}`)
    : { span, text: value };
}

/** What stands behind the colon of a key without value. */
function filled(text: string, { keySpan }: YamlEntry, written: string): TextChange {
  const colon = keySpan.end + text.slice(keySpan.end).indexOf(':') + 1;
  return { span: { start: colon, end: colon }, text: written };
}

function appended(text: string, lines: string): TextEdit {
  const gap = text === '' || text.endsWith('\n') ? '' : lineBreakOf(text);
  return single({ span: { start: text.length, end: text.length }, text: gap + lines });
}

function single(change: TextChange): TextEdit {
  return { changes: [change], cursor: change.span.start + change.text.trimEnd().length };
}
