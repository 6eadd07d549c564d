import type { ReadingConfig } from '../config/readingConfig.ts';
import { mostRepeated, YamlAnchors } from '../config/yamlAnchors.ts';
import type { YamlNode } from '../config/yamlNode.ts';
import { parseYaml } from '../config/yamlTree.ts';
import type { ItemFact, ReadProblem, SuppressionFact } from '../model/facts.ts';
import { type PartFinder, WorkCounter } from './reuse/parts.ts';
import { NO_SPEC, type SpecFacts } from './specFacts.ts';
import { mayHoldItems } from './yaml/mayHoldItems.ts';
import { isOdd, type SplitYaml, splitYaml, type YamlPiece } from './yaml/splitYaml.ts';
import { fitsBelow, parsedPart, plainPart, shiftedPart, treeFacts, type YamlPart } from './yaml/yamlPart.ts';

/** Pieces that need the full parser are given to it together, since each call costs as much as many lines. */
const MAX_TOGETHER = 64;

/** Beyond so many broken pieces in a file the full parser is not asked again: it would take minutes. */
const MAX_BROKEN = 500;

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
  if (!mayHoldItems(text, reading)) return { facts: NO_SPEC, parts: [] };
  const split = splitYaml(text, reading.ids);
  if (!split) return readWhole(text, reading, work);
  const { parts, problems } = partsOf(text, split, reading, earlier, work);
  return { facts: joined(parts, [...split.problems, ...problems], reading), parts };
}

/** What the pieces of a document hold. */
interface Pieces {
  readonly parts: readonly YamlPart[];
  readonly problems: readonly ReadProblem[];
}

function partsOf(
  text: string,
  { pieces, isOdd: mayBeOdd }: SplitYaml,
  reading: ReadingConfig,
  earlier: PartFinder<YamlPart> | undefined,
  work: WorkCounter,
): Pieces {
  const collected = new CollectedParts(text, reading, earlier);
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at];
    if (!piece) break;
    collected.enter(piece.document);
    const known = earlier && knownPart(pieces, at, earlier, collected);
    const mayBePlain = !known && !(mayBeOdd && isOdd(text, piece));
    const plain = mayBePlain ? plainPart(text, piece, reading, collected.anchors()) : undefined;
    if (known) collected.take(known.part);
    else if (plain) collected.take(collected.kept(plain));
    else collected.wait(piece);
    if (known) work.reused++;
    else work.read++;
    at = known?.next ?? at + 1;
  }
  return collected.finish();
}

/**
 * Collects parts in their order; pieces that need the full parser wait until some are together, or a part takes a name from
 * above, which stands for something only once all above is read.
 */
class CollectedParts {
  readonly #text: string;
  readonly #reading: ReadingConfig;
  readonly #earlier: PartFinder<YamlPart> | undefined;
  readonly #parts: YamlPart[] = [];
  readonly #problems: ReadProblem[] = [];
  /** What names stand for behind the parts so far. */
  readonly #names = new Map<string, YamlNode>();
  #document = 0;
  /** So many nodes may still be repeated. */
  #left: number;
  #waiting: YamlPiece[] = [];
  #broken = 0;

  constructor(text: string, reading: ReadingConfig, earlier: PartFinder<YamlPart> | undefined) {
    this.#text = text;
    this.#reading = reading;
    this.#earlier = earlier;
    this.#left = mostRepeated(text.length);
  }

  /** Says in which document the next part is: names hold for one. */
  enter(document: number): void {
    if (document === this.#document) return;
    this.#parse();
    this.#document = document;
    this.#names.clear();
  }

  /** What the next part may take from above. */
  anchors(): YamlAnchors {
    return new YamlAnchors(this.#left, this.#above);
  }

  /** A part that was read anew, as it is kept. One that is most of the text may hold it: it is read again with each edit inside. */
  kept(part: YamlPart): YamlPart {
    const isMost = 2 * (part.end - part.start) > this.#text.length;
    return (isMost ? undefined : this.#earlier?.fresh(part)) ?? part;
  }

  /** True when an earlier part says the same as the next one. */
  fits(part: YamlPart): boolean {
    return fitsBelow(part, this.#above, this.#left);
  }

  readonly #above = (name: string): YamlNode | undefined => {
    this.#parse();
    return this.#names.get(name);
  };

  take(part: YamlPart): void {
    this.#parse();
    this.#add(part);
  }

  wait(piece: YamlPiece): void {
    if (!isBeside(this.#waiting.at(-1), piece) || this.#waiting.length === MAX_TOGETHER) this.#parse();
    this.#waiting.push(piece);
  }

  finish(): Pieces {
    this.#parse();
    return { parts: this.#parts, problems: this.#problems };
  }

  #parse(): void {
    const pieces = this.#waiting;
    const [first] = pieces;
    const last = pieces.at(-1);
    if (!first || !last) return;
    this.#waiting = [];
    if (this.#broken > MAX_BROKEN) return;
    const together = this.#parsed(first, last);
    // An error can spoil what follows it: a broken piece must not cost its neighbours.
    if (together.syntax.length === 0 || first === last) this.#add(together);
    else for (const piece of pieces) if (this.#broken <= MAX_BROKEN) this.#add(this.#parsed(piece, piece));
  }

  #parsed(first: YamlPiece, last: YamlPiece): YamlPart {
    return this.kept(parsedPart(this.#text, first, last, this.#reading, this.anchors()));
  }

  #add(part: YamlPart): void {
    if (part.difficult && this.#broken > MAX_BROKEN) return;
    this.#left -= part.repeated;
    for (const { name, node } of part.given) this.#names.set(name, node);
    if (part.syntax.length > 0) this.#broken++;
    if (this.#broken <= MAX_BROKEN || part.syntax.length === 0) this.#parts.push(part);
    else this.#problems.push(tooBroken(part));
  }
}

function tooBroken({ start }: YamlPart): ReadProblem {
  const message = `YAML: more than ${MAX_BROKEN} entries cannot be read; from here on only plain ones are.`;
  return { code: 'LT007', message, span: { start, end: start + 1 } };
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
  collected: CollectedParts,
): { readonly part: YamlPart; readonly next: number } | undefined {
  const piece = pieces[at];
  const found = piece && earlier.at(piece.start);
  if (
    !found ||
    (found.part.difficult && !found.certain) ||
    found.part.column !== piece.column ||
    found.part.depth !== piece.depth ||
    !collected.fits(found.part)
  )
    return undefined;
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
