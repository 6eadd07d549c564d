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
import { FlatTag } from './flatTag.ts';
import { FlatUnit } from './flatUnit.ts';
import type { FlatFile, Section } from './layout.ts';
import { HEAD, ITEM, PROBLEM, SUPPRESSION, TAG, UNIT } from './layout.ts';
import { Records } from './records.ts';
import { Viewed, Views } from './views.ts';

const ITEMS = new Viewed<ItemFact>('items', FlatItem);
const UNITS = new Viewed<UnitFact>('units', FlatUnit);
const TAGS = new Viewed<TagFact>('tags', FlatTag);

/**
 * The facts of a file that were flattened: what they take is a tenth of what plain objects take, and they go to another
 * thread or another run as they are. Each fact is a view that reads its words when it is asked. For as long as anybody
 * holds a view, the same fact is the same view.
 */
export class FlatFacts implements FileFacts {
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly role: FileRole;
  readonly generated?: Span;
  readonly #records: Records;
  #lineStarts: LineStarts | undefined;
  readonly #items: Views<ItemFact>;
  readonly #units: Views<UnitFact>;
  readonly #tags: Views<TagFact>;

  /** Names are looked up in, and added to, those of the project. Throws a RangeError for words that are no flat file. */
  constructor(path: FilePath, flat: FlatFile, names: Names) {
    const records = new Records(flat, names);
    this.#records = records;
    this.#items = new Views(ITEMS, records);
    this.#units = new Views(UNITS, records);
    this.#tags = new Views(TAGS, records);
    this.path = path;
    this.language = records.name(HEAD.language) as LanguageId;
    this.role = records.name(HEAD.role) as FileRole;
    const generated = records.optionalSpan(HEAD.generated);
    if (generated) this.generated = generated;
  }

  /** What the facts are read from, for whoever goes through many of them without a view of any. */
  get records(): Records {
    return this.#records;
  }

  /** What the facts are views of. */
  get flat(): FlatFile {
    return this.#records.file;
  }

  /** The names that the facts are told by. */
  get names(): Names {
    return this.#records.names;
  }

  /** Numbers of the keys of {@link items}. */
  get itemNumbers(): Int32Array {
    return this.#records.everyNameNumber('items', ITEM.key);
  }

  /** Numbers of the keys that {@link tags} name. */
  get targetNumbers(): Int32Array {
    return this.#records.everyNameNumber('tags', TAG.targetKey);
  }

  /** How many facts there are of a kind; no view is made. */
  count(kind: Section): number {
    return this.#records.countOf(kind);
  }

  /** How many of {@link units} are tests by themselves; no view is made. */
  get testUnits(): number {
    return this.#records.marked('units', UNIT.test);
  }

  get lineCount(): number {
    return this.#records.lineCount;
  }

  get lineStarts(): LineStarts {
    this.#lineStarts ??= this.#records.lineStarts();
    return this.#lineStarts;
  }

  get items(): readonly ItemFact[] {
    return this.#items.list;
  }

  get units(): readonly UnitFact[] {
    return this.#units.list;
  }

  get tags(): readonly TagFact[] {
    return this.#tags.list;
  }

  get suppressions(): readonly SuppressionFact[] {
    return this.#records.every('suppressions', (records, at) => ({
      code: records.name(at + SUPPRESSION.code),
      reason: records.text(at + SUPPRESSION.reason),
      span: records.span(at + SUPPRESSION.span),
      scope: records.span(at + SUPPRESSION.scope),
    }));
  }

  get problems(): readonly ReadProblem[] {
    return this.#records.every('problems', (records, at) => ({
      code: records.name(at + PROBLEM.code),
      message: records.text(at + PROBLEM.message),
      span: records.span(at + PROBLEM.span),
    }));
  }
}

/** How many lines a file has, without working out where they start. */
export function lineCountOf(facts: FileFacts): number {
  return facts instanceof FlatFacts ? facts.lineCount : facts.lineStarts.length;
}
