import { hintsIn } from '../../../server/src/answers/besideCode/inlayHints.ts';
import { lensesIn, lensText } from '../../../server/src/answers/besideCode/lenses.ts';
import { classPanelOf } from '../../../server/src/answers/classes/classPanel.ts';
import type { PanelRow } from '../../../server/src/answers/classes/panelRow.ts';
import type { GoToPlace } from '../../../server/src/answers/codePlace.ts';
import { completionsAt } from '../../../server/src/answers/completion.ts';
import { declarationOf } from '../../../server/src/answers/declaration.ts';
import { definitionOf } from '../../../server/src/answers/definition.ts';
import { entityAt, itemOf } from '../../../server/src/answers/entityAt.ts';
import { highlightsOf } from '../../../server/src/answers/highlights.ts';
import { hoverAt } from '../../../server/src/answers/hover.ts';
import { implementationsOf } from '../../../server/src/answers/implementations.ts';
import { lifecycleTree } from '../../../server/src/answers/lifecycle.ts';
import { commandLink } from '../../../server/src/answers/markdown.ts';
import { referencesTo } from '../../../server/src/answers/references.ts';
import { linksIn } from '../../../server/src/answers/specs/documentLinks.ts';
import { type ItemSymbol, symbolsIn } from '../../../server/src/answers/specs/documentSymbols.ts';
import { foldsIn } from '../../../server/src/answers/specs/folding.ts';
import { selectionsAt } from '../../../server/src/answers/specs/selectionRanges.ts';
import { semanticTokensIn } from '../../../server/src/answers/specs/semanticTokens.ts';
import { testsOf } from '../../../server/src/answers/tests.ts';
import { markdownStyle, PLAIN, type TextStyle } from '../../../server/src/answers/textStyle.ts';
import { subjectAt } from '../../../server/src/answers/tracing/subjectAt.ts';
import { type TraceNode, traceNode } from '../../../server/src/answers/tracing/traceNode.ts';
import { traceContext, traceSteps } from '../../../server/src/answers/tracing/traceSteps.ts';
import { symbolsMatching } from '../../../server/src/answers/workspaceSymbols.ts';
import { lineColumnAt, lineStartsOf } from '../../../server/src/model/lineIndex.ts';
import type { Place } from '../../../server/src/model/span.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import type { Findings } from '../../../server/src/rules/findings.ts';
import type { TracedProject } from '../../../server/src/trace/project/tracedProject.ts';
import { projectOf } from '../../support/project.ts';

/** A project with a cursor in it, and what is asked there. */
export interface Question {
  readonly files: Readonly<Record<string, string>>;
  readonly snapshot: TracedProject;
  readonly findings: Findings;
  /** File and offset of `$0`. */
  readonly file: string;
  readonly offset: number;
  /** Kinds of answers, for example `hover` or `tree:5.2`. */
  readonly asked: readonly string[];
}

const CURSOR = '$0';

/** Takes files apart into the project, the cursor `$0`, and the sections `=kind` that hold answers. */
export function parseQuestion(sections: Readonly<Record<string, string>>): Question {
  const files: Record<string, string> = {};
  const asked: string[] = [];
  let cursor = { file: '', offset: 0 };
  for (const [path, text] of Object.entries(sections)) {
    if (path.startsWith('=')) {
      asked.push(path.slice(1));
      continue;
    }
    const offset = text.indexOf(CURSOR);
    if (offset >= 0) cursor = { file: path, offset };
    files[path] = text.replace(CURSOR, '');
  }
  const snapshot = projectOf(files);
  return { files, snapshot, findings: evaluate(snapshot), ...cursor, asked };
}

/** The answer of one kind, as lines that a person can compare. */
export function answerTo(question: Question, kind: string): string {
  const { snapshot, file, offset } = question;
  const entity = entityAt(snapshot, file, offset);
  const item = itemOf(entity);
  const [name = '', detail = ''] = kind.split(':');
  switch (name) {
    case 'hover':
      return hoverText(question, PLAIN);
    case 'markdown':
      return hoverText(
        question,
        markdownStyle((place, label) => commandLink('lifetrace.openTarget', [place.file], label)),
      );
    case 'definition': {
      const definition = entity && definitionOf(snapshot, entity);
      return (definition?.targets ?? []).map((target) => placeText(question, target)).join('\n') || 'none';
    }
    case 'declaration': {
      const declaration = entity && declarationOf(snapshot, entity);
      return (declaration?.targets ?? []).map((target) => placeText(question, target)).join('\n') || 'none';
    }
    case 'highlights':
      return entity && 'key' in entity
        ? highlightsOf(snapshot, file, entity.key)
            .map(({ span, defines }) => `${defines ? 'defines' : 'names'} ${tokenText(question, { file, span })}`)
            .join('\n')
        : 'none';
    case 'symbols':
      return symbolLines(symbolsIn(snapshot, file), 0).join('\n') || 'none';
    case 'search':
      return (
        symbolsMatching(snapshot, detail.replaceAll('+', ' '), 20)
          .map(({ id, title }) => `${id} ${title}`)
          .join('\n') || 'none'
      );
    case 'folds':
      return folded(question).join('\n') || 'none';
    case 'links':
      return (
        linksIn(snapshot, file, question.files[file] ?? '')
          .map(
            ({ span, label, target }) =>
              `${tokenText(question, { file, span })} → ${label} ${placeText(question, target)}`,
          )
          .join('\n') || 'none'
      );
    case 'tokens':
      return (
        semanticTokensIn(snapshot, file)
          .map(({ span, kind, modifiers }) =>
            [(question.files[file] ?? '').slice(span.start, span.end), kind, ...modifiers].join(' '),
          )
          .join('\n') || 'none'
      );
    case 'selections':
      return selectionsAt(snapshot, file, question.files[file] ?? '', offset)
        .map(({ start, end }) => JSON.stringify((question.files[file] ?? '').slice(start, end)))
        .join('\n');
    case 'lenses':
      return (
        lensesIn(snapshot, file)
          .map((lens) => {
            const text = lensText(snapshot, file, lens);
            const places = (text?.places ?? []).map((place) => placeText(question, place));
            return `${tokenText(question, { file, span: lens.span })} | ${text?.title} → ${places.join(', ') || 'nowhere'}`;
          })
          .join('\n') || 'none'
      );
    case 'hints': {
      const text = question.files[file] ?? '';
      const choice = { titles: detail !== 'classes', classes: detail !== 'titles' ? 'all' : 'none' } as const;
      // Without a detail the whole file, else what lies before the cursor.
      const end = detail === 'above' ? offset : text.length;
      return (
        hintsIn(snapshot, file, text, { start: 0, end }, choice)
          .map(({ offset: at, label, tooltip, target }) => {
            const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
            return `${before}«${label}» | ${tooltip} → ${target ? placeText(question, target) : 'nowhere'}`;
          })
          .join('\n') || 'none'
      );
    }
    case 'references':
      return entity && 'key' in entity
        ? allOf(referencesTo(snapshot, entity.key, detail === 'declarations'))
            .map((place) => tokenText(question, place))
            .join('\n') || 'none'
        : 'none';
    case 'implementations':
      return item
        ? implementationsOf(snapshot, item)
            .map((code) => placeText(question, code))
            .join('\n') || 'none'
        : 'none';
    case 'tests':
      return item
        ? testsOf(snapshot, item)
            .map((test) => `${test.name} (${test.result}) ${placeText(question, test)}`)
            .join('\n') || 'none'
        : 'none';
    case 'completion': {
      const { entries } = completionsAt(snapshot, file, question.files[file] ?? '', offset);
      const text = question.files[file] ?? '';
      return (
        entries
          .map(
            ({ label, detail: title, replace }) =>
              `${label} | ${title} | for “${text.slice(replace.start, replace.end)}”`,
          )
          .join('\n') || 'none'
      );
    }
    case 'trace':
      return traceText(question);
    case 'tree':
      return treeText(question, detail).join('\n') || 'none';
    case 'panel':
      return panelText(question);
    default:
      throw new Error(`Nobody answers “${kind}”.`);
  }
}

function symbolLines(symbols: readonly ItemSymbol[], depth: number): readonly string[] {
  return symbols.flatMap(({ name, detail, retired, children }) => [
    `${'  '.repeat(depth)}${name} | ${detail}${retired ? ' | retired' : ''}`,
    ...symbolLines(children, depth + 1),
  ]);
}

/** `2–5 # SRS-012 …`: lines from 1, and what is left of them when they are folded. */
function folded({ snapshot, file, files }: Question): readonly string[] {
  const text = files[file] ?? '';
  return foldsIn(snapshot, file, text).map(
    ({ startLine, endLine }) => `${startLine + 1}–${endLine + 1} ${(text.split('\n')[startLine] ?? '').trim()} …`,
  );
}

function hoverText({ snapshot, findings, file, offset }: Question, style: TextStyle): string {
  return allOf(hoverAt(snapshot, findings, file, offset, style))?.text ?? 'none';
}

function placeText(question: Question, { file, selection }: GoToPlace): string {
  return tokenText(question, { file, span: selection });
}

/** `src/pump.c:3 int stop(void)`: the place with its line. */
function tokenText({ files }: Question, { file, span }: Place): string {
  const text = files[file] ?? '';
  const { line } = lineColumnAt(lineStartsOf(text), span.start);
  return `${file}:${line + 1} ${(text.split('\n')[line] ?? '').trim()}`.trim();
}

/** Every step from what is at the cursor, one a line. */
function traceText({ snapshot, findings, file, offset }: Question): string {
  const subject = subjectAt(snapshot, file, offset);
  if (!subject) return 'none';
  const context = traceContext(snapshot, findings);
  const node = traceNode(context, subject);
  const steps = allOf(traceSteps(context, node)).map(
    ({ direction, branch, link, node: next }) => `  ${direction} ${branch}, ${link}: ${nodeText(next)}`,
  );
  return [nodeText(node), ...steps].join('\n');
}

function nodeText({ subject, name, title, status, level, result, severity }: TraceNode): string {
  const facts = [subject.kind, status, level, result, severity].filter((fact) => fact !== undefined);
  return `${`${name} ${title}`.trim()} [${facts.join(', ')}]`;
}

/** The rows below the row whose label starts with a reference, all of them unfolded. */
function treeText({ snapshot, findings }: Question, ref: string): readonly string[] {
  const lines: string[] = [];
  const show = (parent: string | undefined, depth: number, shown: boolean): void => {
    for (const row of allOf(lifecycleTree(snapshot, findings, 'folder').rows(parent))) {
      const start = ref === '' ? row.kind === 'product' : row.label.startsWith(`${ref} `);
      const inside = shown || start;
      const level = inside && !shown ? 0 : depth;
      if (inside)
        lines.push(
          `${'  '.repeat(level)}${[`[${row.state}] ${row.label}`, row.description].filter((part) => part !== '').join(' — ')}`,
        );
      const deeper = ref === '' ? row.kind === 'product' : inside || row.kind !== 'item';
      if (row.hasChildren && deeper) show(row.id, level + 1, inside);
      if (start && row.kind !== 'product') return;
    }
  };
  show(undefined, 0, false);
  return lines;
}

function panelText({ snapshot, findings }: Question): string {
  const panel = allOf(classPanelOf(snapshot, findings));
  if (panel.empty !== undefined) return panel.empty;
  const lines: string[] = [];
  const show = (row: PanelRow, depth: number): void => {
    const indent = '  '.repeat(depth);
    const classes = `declared ${row.declared ?? '–'}, inherited ${row.inherited ?? '–'}, required ${row.required ?? '–'}, effective ${row.effective}`;
    lines.push(`${indent}${`${row.id} ${row.title}`.trim()} (${row.kind}): ${classes}`);
    lines.push(`${indent}  why: ${row.path.map(({ label }) => label).join(' ← ')}`);
    if (row.reasons.length > 0)
      lines.push(`${indent}  demanded by: ${row.reasons.map(({ label }) => label).join(', ')}`);
    if (row.rationale !== 'notNeeded' || row.segregation !== 'notNeeded') {
      lines.push(`${indent}  rationale ${row.rationale}, segregation ${row.segregation}, verified ${row.verified}`);
    }
    for (const { code, message } of row.contradictions) lines.push(`${indent}  ${code} ${message}`);
    for (const child of row.children) show(child, depth + 1);
  };
  for (const row of panel.systems) show(row, 0);
  return lines.join('\n');
}
