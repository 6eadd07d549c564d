import type { ReadingConfig } from '../../config/readingConfig.ts';
import { isSameNode, type YamlAnchor, type YamlAnchors, type YamlNameAbove } from '../../config/yamlAnchors.ts';
import type { YamlNode } from '../../config/yamlNode.ts';
import { parseYaml, type YamlTree } from '../../config/yamlTree.ts';
import type { ReadProblem } from '../../model/facts.ts';
import type { Part } from '../reuse/parts.ts';
import { shiftedProblem, shiftedSuppression } from '../reuse/shifted.ts';
import { shiftedItem } from '../reuse/shiftedItem.ts';
import type { SpecFacts } from '../specFacts.ts';
import { readPlainYaml } from './plainYaml.ts';
import type { YamlPiece } from './splitYaml.ts';
import { itemsIn } from './yamlWalk.ts';

/** Pieces of a document with what stands in them. */
export interface YamlPart extends Part {
  readonly column: number;
  readonly depth: number;
  readonly facts: SpecFacts;
  readonly syntax: readonly ReadProblem[];
  /** True when only the full parser could read it. */
  readonly difficult: boolean;
  /** What it names for repetition below. */
  readonly given: readonly YamlAnchor[];
  /** What it repeats from above. */
  readonly taken: readonly YamlNameAbove[];
  /** How many nodes it repeats. */
  readonly repeated: number;
  /** True when it would repeat more than was left for it. */
  readonly isExhausted: boolean;
}

/** Gives what a name stands for at some place of a document. */
export type NamesAbove = (name: string) => YamlNode | undefined;

/** True when a part says the same at a place where names stand for that, and so many nodes may be repeated. */
export function fitsBelow({ taken, repeated, isExhausted }: YamlPart, above: NamesAbove, left: number): boolean {
  if (isExhausted || repeated > left) return false;
  return taken.every(({ name, node }) => {
    const now = above(name);
    return node && now ? isSameNode(node, now) : node === now;
  });
}

/** Reads a piece in the plain subset, or gives undefined. */
export function plainPart(
  text: string,
  piece: YamlPiece,
  reading: ReadingConfig,
  anchors: YamlAnchors,
): YamlPart | undefined {
  const { start, end, column, depth } = piece;
  const tree = readPlainYaml(text, piece, anchors);
  if (!tree) return undefined;
  return {
    start,
    end,
    seen: end,
    column,
    depth,
    facts: itemsIn(tree, depth, reading),
    syntax: [],
    difficult: false,
    ...namesIn(anchors),
  };
}

/** Reads pieces that follow each other in one block with the full parser. */
export function parsedPart(
  text: string,
  first: YamlPiece,
  last: YamlPiece,
  reading: ReadingConfig,
  anchors: YamlAnchors,
): YamlPart {
  const { start, column, depth } = first;
  const { end } = last;
  const written = text.slice(start, end);
  // The parser counts the blanks in front of the next entry to a comment above it.
  let behind = end;
  while (text.charCodeAt(behind) === 32) behind++;
  const tree = parseYaml(' '.repeat(column) + text.slice(start, behind), start - column, anchors);
  const { facts, syntax } = treeFacts(tree, depth, reading);
  const lastWord = start + written.trimEnd().length - 1;
  return {
    start,
    end,
    seen: behind + 1,
    column,
    depth,
    facts,
    syntax: syntax.map((problem) => (problem.span.start > lastWord ? movedTo(lastWord, problem) : problem)),
    difficult: true,
    ...namesIn(anchors),
  };
}

function namesIn({
  given,
  taken,
  repeated,
  isExhausted,
}: YamlAnchors): Pick<YamlPart, 'given' | 'taken' | 'repeated' | 'isExhausted'> {
  return { given, taken, repeated, isExhausted };
}

/** What is missing at the end of a piece is missed on its last line, and not on that of the next one. */
function movedTo(start: number, problem: ReadProblem): ReadProblem {
  return { ...problem, span: { start, end: start + 1 } };
}

/** The facts of a parsed text. */
export function treeFacts(
  tree: YamlTree,
  depth: number,
  reading: ReadingConfig,
): { readonly facts: SpecFacts; readonly syntax: readonly ReadProblem[] } {
  const facts = tree.roots.map((root) => itemsIn(root, depth, reading));
  return {
    facts: {
      items: facts.flatMap((each) => each.items),
      suppressions: facts.flatMap((each) => each.suppressions),
      problems: facts.flatMap((each) => each.problems),
    },
    syntax: tree.problems,
  };
}

/** The part moved on by `shift` characters. */
export function shiftedPart(part: YamlPart, shift: number): YamlPart {
  if (shift === 0) return part;
  const { items, suppressions, problems } = part.facts;
  return {
    ...part,
    start: part.start + shift,
    end: part.end + shift,
    seen: part.seen + shift,
    facts: {
      items: items.map((item) => shiftedItem(item, shift)),
      suppressions: suppressions.map((suppression) => shiftedSuppression(suppression, shift)),
      problems: problems.map((problem) => shiftedProblem(problem, shift)),
    },
    syntax: part.syntax.map((problem) => shiftedProblem(problem, shift)),
  };
}
