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
import type { FlatFile } from './layout.ts';
import { HEAD, ITEM, PROBLEM, SUPPRESSION, TAG } from './layout.ts';
import { Records } from './records.ts';

/**
 * The facts of a file that were flattened: what they take is a fifth of what plain objects take, and they go to another
 * thread or another run as they are. Each fact is a view that reads its words when it is asked; the same fact is
 * always the same view.
 */
export class FlatFacts implements FileFacts {
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly role: FileRole;
  readonly generated?: Span;
  readonly #records: Records;
  #lineStarts: LineStarts | undefined;
  #items: readonly ItemFact[] | undefined;
  #units: readonly UnitFact[] | undefined;
  #tags: readonly TagFact[] | undefined;

  /** Names are looked up in, and added to, those of the project. Throws a RangeError for words that are no flat file. */
  constructor(path: FilePath, flat: FlatFile, names: Names) {
    const records = new Records(flat, names);
    this.#records = records;
    this.path = path;
    this.language = records.name(HEAD.language) as LanguageId;
    this.role = records.name(HEAD.role) as FileRole;
    const generated = records.optionalSpan(HEAD.generated);
    if (generated) this.generated = generated;
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

  get lineCount(): number {
    return this.#records.lineCount;
  }

  get lineStarts(): LineStarts {
    this.#lineStarts ??= this.#records.lineStarts();
    return this.#lineStarts;
  }

  get items(): readonly ItemFact[] {
    this.#items ??= this.#records.every('items', (records, at) => new FlatItem(records, at));
    return this.#items;
  }

  get units(): readonly UnitFact[] {
    this.#units ??= this.#records.every('units', (records, at) => new FlatUnit(records, at));
    return this.#units;
  }

  get tags(): readonly TagFact[] {
    this.#tags ??= this.#records.every('tags', (records, at) => new FlatTag(records, at));
    return this.#tags;
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
