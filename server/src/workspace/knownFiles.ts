import { fileRole } from '../config/fileRole.ts';
import type { ProjectConfig } from '../config/project.ts';
import type { FileFacts } from '../model/facts.ts';
import { FlatFacts } from '../model/flatFacts/flatFacts.ts';
import { FlatPlace } from '../model/flatFacts/flatPlace.ts';
import { flatOf, sameFacts } from '../model/flatFacts/sameFacts.ts';
import type { Names } from '../model/names.ts';
import type { FilePath } from '../model/span.ts';
import { type FileReading, isReadable, readingKeyFor } from '../read/readFile.ts';
import type { SkippedFile } from '../trace/snapshot.ts';
import type { Change } from './change.ts';
import { readText, rereadText } from './readText.ts';

/** A file that is not read, and why. */
interface Skipped {
  readonly reason: string;
  readonly unreadable: boolean;
}

interface ReadText {
  readonly readingKey: string;
  readonly facts: FileFacts;
}

interface OpenedText {
  readonly text: string;
  /** Undefined for a file that the project does not read. */
  readonly read: ReadText | undefined;
  /** The same reading with what makes the next one quick. */
  readonly whole?: FileReading;
}

/** What is known of a file on disk. */
type OnDisk = ReadText | Skipped;

/** Specifications and code as far as they are known: what they say on disk, and in editors, which win. */
export class KnownFiles {
  readonly #names: Names;
  readonly #onDisk = new Map<FilePath, OnDisk>();
  readonly #opened = new Map<FilePath, OpenedText>();
  #skipped: readonly SkippedFile[] | undefined;

  /** The facts that are read here are told by these numbers of names. */
  constructor(names: Names) {
    this.#names = names;
  }

  /** Files that are there on disk, read or not. */
  get paths(): readonly FilePath[] {
    return [...this.#onDisk.keys()];
  }

  /** Files that are not read, in no order. The same object until it says something else. */
  get skipped(): readonly SkippedFile[] {
    this.#skipped ??= [...this.#onDisk].flatMap(([path, known]) =>
      isSkipped(known) && !this.facts(path) ? [{ path, reason: known.reason }] : [],
    );
    return this.#skipped;
  }

  /** True when one of the files was read, whatever it says. */
  get hasRead(): boolean {
    for (const known of this.#onDisk.values()) if (!isSkipped(known)) return true;
    return false;
  }

  /** True for the paths of {@link paths}. */
  has(path: FilePath): boolean {
    return this.#onDisk.has(path);
  }

  /** True for a file of which nothing is known as files are read by a configuration: it was read in another way, or not at all. */
  lacks(path: FilePath, { reading }: ProjectConfig): boolean {
    const known = this.#onDisk.get(path);
    return !isSkipped(known) && known?.readingKey !== readingKeyFor(path, reading);
  }

  /** What a file says; undefined for one that is not read. */
  facts(path: FilePath): FileFacts | undefined {
    const shown = shownOf(this.#opened.get(path), this.#onDisk.get(path));
    return typeof shown === 'object' ? shown : undefined;
  }

  /** Takes in what has become of a file. True when it says something else by now, or is left out for another reason. */
  take(change: Change, config: ProjectConfig): boolean {
    const { path } = change;
    const opened = this.#opened.get(path);
    const known = this.#onDisk.get(path);
    const onDisk = this.#onDiskAfter(change, config, known, opened?.read);
    if (onDisk === undefined) this.#onDisk.delete(path);
    else if (onDisk !== known) this.#onDisk.set(path, onDisk);
    if (onDisk !== known) letGo(factsOf(known));
    if (change.kind === 'read' && change.facts !== factsOf(onDisk)) letGo(change.facts);
    if (change.kind === 'opened') this.#open(path, change.text, config);
    if (change.kind === 'closed') this.#opened.delete(path);
    if (isSkipped(known) || isSkipped(onDisk)) this.#skipped = undefined;
    return shownOf(this.#opened.get(path), onDisk) !== shownOf(opened, known);
  }

  /** Reads the texts in editors again, as a configuration has it by now, and gives their paths. */
  readOpenedAgain(config: ProjectConfig): readonly FilePath[] {
    for (const [path, { text }] of this.#opened) this.#open(path, text, config);
    return [...this.#opened.keys()];
  }

  /** What is known of a file on disk after a change, given what was known before. */
  #onDiskAfter(
    change: Change,
    config: ProjectConfig,
    known: OnDisk | undefined,
    opened: ReadText | undefined,
  ): OnDisk | undefined {
    switch (change.kind) {
      case 'stored':
        return this.#read(change.path, change.text, config, known, opened);
      case 'read':
        return isCurrent(change, config) ? sameAsKnown(change, known, opened) : known;
      case 'skipped':
        return { reason: change.reason, unreadable: change.unreadable === true };
      case 'removed':
        return undefined;
      default:
        return known;
    }
  }

  /** Takes over what an editor holds; of a text that was open before, only what has changed is read. */
  #open(path: FilePath, text: string, { reading, files }: ProjectConfig): void {
    const role = fileRole(path, files);
    if (role === undefined || !isReadable(path, reading)) {
      this.#opened.set(path, { text, read: undefined });
      return;
    }
    const before = this.#opened.get(path);
    const whole = rereadText({ path, text, role }, reading, before?.whole);
    const read = { facts: whole.facts, readingKey: readingKeyFor(path, reading) };
    // While somebody types, the text is another one with every key, and there is no use in comparing.
    this.#opened.set(path, { text, whole, read: before?.read ? read : sameAsKnown(read, this.#onDisk.get(path)) });
  }

  #read(
    path: FilePath,
    text: string,
    { reading, files }: ProjectConfig,
    known: OnDisk | undefined,
    opened: ReadText | undefined,
  ): ReadText | undefined {
    const role = fileRole(path, files);
    if (role === undefined || !isReadable(path, reading)) return undefined;
    const facts = new FlatFacts(path, FlatPlace.alone(flatOf(readText({ path, text, role }, reading))), this.#names);
    return sameAsKnown({ facts, readingKey: readingKeyFor(path, reading) }, known, opened);
  }
}

/** True for facts that were read as a configuration has it. */
function isCurrent(
  { path, facts, readingKey, globs }: Change & { readonly kind: 'read' },
  { reading, files }: ProjectConfig,
): boolean {
  if (readingKeyFor(path, reading) !== readingKey) return false;
  return globs === files || fileRole(path, files) === facts.role;
}

/** What was read of a file on disk. */
function factsOf(known: OnDisk | undefined): FileFacts | undefined {
  return isSkipped(known) ? undefined : known?.facts;
}

/** Facts of many files stand together, and make room once most of them are of no use any more. */
function letGo(facts: FileFacts | undefined): void {
  if (facts instanceof FlatFacts) facts.flat.leave();
}

function isSkipped(known: OnDisk | undefined): known is Skipped {
  return known !== undefined && 'reason' in known;
}

/** What a snapshot tells of a file: why it is not read, or what it says. */
function shownOf(opened: OpenedText | undefined, known: OnDisk | undefined): string | FileFacts | undefined {
  if (!isSkipped(known)) return (opened ? opened.read : known)?.facts;
  return opened && known.unreadable ? opened.read?.facts : known.reason;
}

/** What was known before, as long as what the file says, and how it was read, are the same. */
function sameAsKnown(read: ReadText, known: OnDisk | undefined, opened?: ReadText): ReadText {
  if (known && !isSkipped(known) && isSame(known, read)) return known;
  if (opened && isSame(opened, read)) return opened;
  return { readingKey: read.readingKey, facts: read.facts };
}

function isSame(a: ReadText, b: ReadText): boolean {
  return a.readingKey === b.readingKey && sameFacts(a.facts, b.facts);
}
