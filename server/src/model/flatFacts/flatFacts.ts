import type {
  FileFacts,
  FileRole,
  ItemFact,
  LanguageId,
  ReadProblem,
  SuppressionFact,
  TagFact,
  UnitFact,
} from '../facts.ts';
import type { LineStarts } from '../lineIndex.ts';
import type { Names } from '../names.ts';
import type { FilePath, Span } from '../span.ts';
import { FlatItem } from './flatItem.ts';
import type { FlatPlace } from './flatPlace.ts';
import { FlatTag } from './flatTag.ts';
import { FlatUnit } from './flatUnit.ts';
import type { Section } from './layout.ts';
import { HEAD, ITEM, PROBLEM, SECTION, SIZES, SUPPRESSION, TAG, UNIT } from './layout.ts';
import { Records } from './records.ts';
import { Viewed, Views } from './views.ts';

const ITEMS = new Viewed<ItemFact>(SECTION.items, FlatItem);
const UNITS = new Viewed<UnitFact>(SECTION.units, FlatUnit);
const TAGS = new Viewed<TagFact>(SECTION.tags, FlatTag);

const NONE: readonly never[] = [];

/**
 * The facts of a file that were flattened: what they take is a tenth of what plain objects take, and they go to another
 * thread or another run as they are. Each fact is a view that reads its words when it is asked. For as long as anybody
 * holds a view, the same fact is the same view.
 */
export class FlatFacts implements FileFacts {
  readonly path: FilePath;
  /** What the facts are views of. */
  readonly flat: FlatPlace;
  /** The names that the facts are told by. */
  readonly names: Names;
  /** Of most files of a large tree nobody asks more than how much they say. */
  #views: FileViews | undefined;

  /** Names are looked up in, and added to, those of the project. */
  constructor(path: FilePath, flat: FlatPlace, names: Names) {
    this.path = path;
    this.flat = flat;
    this.names = names;
  }

  /** What the facts are read from, for whoever goes through many of them without a view of any. */
  get records(): Records {
    return this.#asked.records;
  }

  get language(): LanguageId {
    return this.flat.name(this.flat.number(HEAD.language)) as LanguageId;
  }

  get role(): FileRole {
    return this.flat.name(this.flat.number(HEAD.role)) as FileRole;
  }

  get generated(): Span | undefined {
    return this.#asked.records.optionalSpan(HEAD.generated);
  }

  /** Numbers of the keys of {@link items}. */
  get itemNumbers(): Int32Array {
    return this.#asked.records.everyNameNumber(SECTION.items, ITEM.key);
  }

  /** Numbers of the keys that {@link tags} name. */
  get targetNumbers(): Int32Array {
    return this.#asked.records.everyNameNumber(SECTION.tags, TAG.targetKey);
  }

  /** How many facts there are of a kind; no view is made. */
  count(kind: Section): number {
    return this.flat.countOf(kind);
  }

  /** How many of {@link units} are tests by themselves; no view is made. */
  get testUnits(): number {
    const { flat } = this;
    let count = 0;
    let at = flat.startOf(SECTION.units) + UNIT.test;
    for (let left = flat.countOf(SECTION.units); left > 0; left--, at += SIZES[SECTION.units])
      if (flat.number(at) === 1) count++;
    return count;
  }

  get lineCount(): number {
    return this.flat.number(HEAD.lines);
  }

  get lineStarts(): LineStarts {
    return this.#asked.lineStarts;
  }

  get items(): readonly ItemFact[] {
    return this.count(SECTION.items) === 0 ? NONE : this.#asked.items.list;
  }

  get units(): readonly UnitFact[] {
    return this.count(SECTION.units) === 0 ? NONE : this.#asked.units.list;
  }

  get tags(): readonly TagFact[] {
    return this.count(SECTION.tags) === 0 ? NONE : this.#asked.tags.list;
  }

  /** One of {@link items}, without making the others. */
  itemAt(index: number): ItemFact | undefined {
    return this.#asked.items.at(index);
  }

  /** One of {@link units}, without making the others. */
  unitAt(index: number): UnitFact | undefined {
    return this.#asked.units.at(index);
  }

  /** One of {@link tags}, without making the others. */
  tagAt(index: number): TagFact | undefined {
    return this.#asked.tags.at(index);
  }

  get suppressions(): readonly SuppressionFact[] {
    if (this.count(SECTION.suppressions) === 0) return NONE;
    return this.#asked.records.every(SECTION.suppressions, (records, at) => ({
      code: records.name(at + SUPPRESSION.code),
      reason: records.text(at + SUPPRESSION.reason),
      span: records.span(at + SUPPRESSION.span),
      scope: records.span(at + SUPPRESSION.scope),
    }));
  }

  get problems(): readonly ReadProblem[] {
    if (this.count(SECTION.problems) === 0) return NONE;
    return this.#asked.records.every(SECTION.problems, (records, at) => ({
      code: records.name(at + PROBLEM.code),
      message: records.text(at + PROBLEM.message),
      span: records.span(at + PROBLEM.span),
    }));
  }

  get #asked(): FileViews {
    this.#views ??= new FileViews(this.flat, this.names);
    return this.#views;
  }
}

/** What looking at single facts of a file takes. */
class FileViews {
  readonly records: Records;
  readonly items: Views<ItemFact>;
  readonly units: Views<UnitFact>;
  readonly tags: Views<TagFact>;
  #lineStarts: LineStarts | undefined;

  constructor(flat: FlatPlace, names: Names) {
    const records = new Records(flat, names);
    this.records = records;
    this.items = new Views(ITEMS, records);
    this.units = new Views(UNITS, records);
    this.tags = new Views(TAGS, records);
  }

  get lineStarts(): LineStarts {
    this.#lineStarts ??= this.records.lineStarts();
    return this.#lineStarts;
  }
}

/** How many lines a file has, without working out where they start. */
export function lineCountOf(facts: FileFacts): number {
  return facts instanceof FlatFacts ? facts.lineCount : facts.lineStarts.length;
}
