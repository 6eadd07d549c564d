import type { ReadingConfig } from '../config/readingConfig.ts';
import { parseYaml } from '../config/yamlTree.ts';
import type { ItemFact, ReadProblem, SuppressionFact } from '../model/facts.ts';
import { type PartFinder, WorkCounter } from './reuse/parts.ts';
import { NO_SPEC, type SpecFacts } from './specFacts.ts';
import { splitYaml, type YamlPiece } from './yaml/splitYaml.ts';
import { namesNodes, parsedPart, plainPart, shiftedPart, treeFacts, type YamlPart } from './yaml/yamlPart.ts';

/** An `id` key, or a key that ends in a digit: a text without either holds no item, and need not be parsed. */
const MAY_HOLD_ITEMS = /(?:^|[\s{,"'])(?:id["']?[ \t]*:|[A-Za-z][\w.-]*\d[a-z]?["']?[ \t]*:)/;

/** Pieces that need the full parser are given to it together, since each call costs as much as many lines. */
const MAX_TOGETHER = 64;

/** Facts of a YAML text with the parts that they were made of. */
export interface YamlReading {
  readonly facts: SpecFacts;
  /** Empty for a document that was read as a whole. */
  readonly parts: readonly YamlPart[];
}

/**
 * Reads YAML specs: one item, a list of items, or a map from ID to item, at the top or below a key that only groups
 * them. Syntax errors are reported where the file holds items or the project has declared itself; whatever could be
 * parsed is still read.
 */
export function readYaml(text: string, reading: ReadingConfig): SpecFacts {
  return rereadYaml(text, reading, undefined, new WorkCounter()).facts;
}

/**
 * Reads a YAML text as {@link readYaml} does, and keeps its parts for the next time. Parts that an edit left alone
 * since an earlier reading are taken from there; the result is the same as without.
 */
export function rereadYaml(
  text: string,
  reading: ReadingConfig,
  earlier: PartFinder<YamlPart> | undefined,
  work: WorkCounter,
): YamlReading {
  if (!MAY_HOLD_ITEMS.test(text)) return { facts: NO_SPEC, parts: [] };
  const split = splitYaml(text, reading.ids);
  const parts = split && partsOf(text, split.pieces, reading, earlier, work);
  if (!split || !parts || (parts.some((part) => part.repeats) && namesNodes(text)))
    return readWhole(text, reading, work);
  return { facts: joined(parts, split.problems, reading), parts };
}

function partsOf(
  text: string,
  pieces: readonly YamlPiece[],
  reading: ReadingConfig,
  earlier: PartFinder<YamlPart> | undefined,
  work: WorkCounter,
): readonly YamlPart[] {
  const parts: YamlPart[] = [];
  const difficult: YamlPiece[] = [];
  const parseDifficult = (): void => {
    const [first] = difficult;
    const last = difficult.at(-1);
    if (first && last) parts.push(parsedPart(text, first, last, reading));
    difficult.length = 0;
  };
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at];
    if (!piece) break;
    const known = earlier && knownPart(pieces, at, earlier);
    const plain = known ? undefined : plainPart(text, piece, reading);
    const isNext = known === undefined && plain === undefined && isBeside(difficult.at(-1), piece);
    if (!isNext || difficult.length === MAX_TOGETHER) parseDifficult();
    if (known) parts.push(known.part);
    else if (plain) parts.push(plain);
    else difficult.push(piece);
    if (known) work.reused++;
    else work.read++;
    at = known?.next ?? at + 1;
  }
  parseDifficult();
  return parts;
}

/** True for pieces of one block that follow each other. */
function isBeside(before: YamlPiece | undefined, piece: YamlPiece): boolean {
  return before?.end === piece.start - piece.column && before.column === piece.column && before.depth === piece.depth;
}

/** The part of an earlier reading that starts with a piece, and the index of the piece behind it. */
function knownPart(
  pieces: readonly YamlPiece[],
  at: number,
  earlier: PartFinder<YamlPart>,
): { readonly part: YamlPart; readonly next: number } | undefined {
  const piece = pieces[at];
  const found = piece && earlier.at(piece.start);
  if (!found || found.part.column !== piece.column || found.part.depth !== piece.depth) return undefined;
  const end = found.part.end + found.shift;
  let next = at;
  while ((pieces[next]?.end ?? end) < end) next++;
  return pieces[next]?.end === end ? { part: shiftedPart(found.part, found.shift), next: next + 1 } : undefined;
}

function readWhole(text: string, reading: ReadingConfig, work: WorkCounter): YamlReading {
  work.read++;
  const { facts, syntax } = treeFacts(parseYaml(text), 0, reading);
  return { facts: joined([{ facts, syntax }], [], reading), parts: [] };
}

/** Syntax errors count where there are items, or where the project has declared itself. */
function joined(
  parts: readonly Pick<YamlPart, 'facts' | 'syntax'>[],
  duplicates: readonly ReadProblem[],
  reading: ReadingConfig,
): SpecFacts {
  const items: ItemFact[] = [];
  const suppressions: SuppressionFact[] = [];
  const problems: ReadProblem[] = [];
  const syntax: ReadProblem[] = [...duplicates];
  for (const part of parts) {
    for (const item of part.facts.items) items.push(item);
    for (const suppression of part.facts.suppressions) suppressions.push(suppression);
    for (const problem of part.facts.problems) problems.push(problem);
    for (const problem of part.syntax) syntax.push(problem);
  }
  if (items.length > 0 || reading.declared) {
    for (const problem of syntax.sort((a, b) => a.span.start - b.span.start)) problems.push(problem);
  }
  return { items, suppressions, problems };
}
