import { lineColumnAt } from '../../model/lineIndex.ts';
import type { FilePath, Span } from '../../model/span.ts';
import type { CodeUnit, Snapshot, Tag } from '../../trace/snapshot.ts';
import { becauseText } from '../classes/classReasons.ts';
import { type GoToPlace, placeOfItem } from '../codePlace.ts';
import { shownTitle } from '../shownTitle.ts';
import { hasLens } from './lenses.ts';
import { demandingLevel, isOutOfSight } from './unitMarks.ts';

/** What is shown between the characters of a text. Plain text throughout. */
export interface Hint {
  /** Offset that it stands behind. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
  /** Where it leads to. */
  readonly target?: GoToPlace;
}

/** Which hints are wanted. */
export interface HintChoice {
  /** The title of the item behind its ID in a tag. */
  readonly titles: boolean;
  /** The class behind the name of a unit: of each, or of those above which no lens says it. */
  readonly classes: 'all' | 'withoutLens' | 'none';
}

/** Most characters of a title: as many as VS Code shows of a hint at all, and fewer where a line has several tags. */
const ALONE = 43;
const AMONG_OTHERS = 24;

/**
 * Hints of a part of a file of code, in order of offset. A title is left out where the tag is followed by it already; a class
 * at the lowest level, in tests and generated code, and inside of a unit that has the same.
 *
 * @param text what the file says now.
 */
export function hintsIn(
  snapshot: Snapshot,
  file: FilePath,
  text: string,
  within: Span,
  { titles, classes }: HintChoice,
): readonly Hint[] {
  const hints: Hint[] = [];
  if (titles) hints.push(...titleHints(snapshot, file, text, within));
  if (classes !== 'none') {
    for (const unit of snapshot.unitsByFile.get(file) ?? []) {
      if (!meets(unit.fact.nameSpan, within) || (classes === 'withoutLens' && hasLens(snapshot, unit))) continue;
      const hint = classHint(snapshot, unit);
      if (hint) hints.push(hint);
    }
  }
  return hints.sort((a, b) => a.offset - b.offset);
}

function* titleHints(snapshot: Snapshot, file: FilePath, text: string, within: Span): Generator<Hint> {
  const lineStarts = snapshot.files.get(file)?.lineStarts ?? [0];
  const lineOf = (tag: Tag): number => lineColumnAt(lineStarts, tag.fact.span.start).line;
  const tags = (snapshot.tagsByFile.get(file) ?? []).filter(
    ({ fact }) => fact.keyword !== 'class' && meets(fact.span, within),
  );
  const perLine = new Map<number, number>();
  for (const tag of tags) perLine.set(lineOf(tag), (perLine.get(lineOf(tag)) ?? 0) + 1);
  for (const { tag, line } of tags.map((each) => ({ tag: each, line: lineOf(each) }))) {
    const { target, fact } = tag;
    if (!target) continue;
    const label = shownTitle(target.title, perLine.get(line) === 1 ? ALONE : AMONG_OTHERS);
    const rest = text.slice(fact.span.end, lineStarts[line + 1] ?? text.length);
    if (label === '' || saysAlready(rest, target.title)) continue;
    const tooltip = `${target.id} ${shownTitle(target.title, 400)}`;
    yield { offset: fact.span.end, label, tooltip, target: placeOfItem(target) };
  }
}

/** True when the words behind a tag begin as the title does: many repeat it there by hand. */
function saysAlready(rest: string, title: string): boolean {
  const beginning = words(title).slice(0, 3).join(' ');
  return beginning !== '' && words(rest).join(' ').includes(beginning);
}

function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function classHint(snapshot: Snapshot, unit: CodeUnit): Hint | undefined {
  const level = isOutOfSight(snapshot, unit) ? undefined : demandingLevel(snapshot, unit);
  if (level === undefined || (unit.parent && isMarked(snapshot, unit.parent, level))) return undefined;
  const owner = unit.record ?? unit.softwareItems[0];
  const label = `${snapshot.config.profile.labels.level} ${level}`;
  const because = owner && becauseText(snapshot, snapshot.classes, owner.id);
  return {
    offset: unit.fact.nameSpan.end,
    label,
    tooltip: shownTitle(because || label, 400),
    ...(owner && { target: placeOfItem(owner) }),
  };
}

function isMarked(snapshot: Snapshot, unit: CodeUnit, level: string): boolean {
  return demandingLevel(snapshot, unit) === level && !isOutOfSight(snapshot, unit);
}

function meets(span: Span, within: Span): boolean {
  return span.start <= within.end && within.start <= span.end;
}
