import type { FileGlobs, ProjectConfig } from '../../config/project.ts';
import type { ReadingConfig } from '../../config/readingConfig.ts';
import { compareText } from '../../model/compare.ts';
import { countWhile } from '../../model/countWhile.ts';
import type { FileRole } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';
import { readingKeyFor } from '../../read/readFile.ts';
import { ByteBuilder, ByteReader } from './byteBuilder.ts';
import type { DiscoveredFile } from './discoveredFile.ts';
import type { FileReading } from './fileReading.ts';
import { type FileStamp, hasRested } from './fileStamp.ts';
import { FolderTimes, type FolderTimesTest, keepsFolderTimes } from './folderTimes.ts';
import { KnownFolders, NO_KNOWN_FOLDERS, type PackedKnownFolders } from './knownFolders.ts';
import { ArrivedReadings, PackedReading, ReadingPacker } from './packedReadings.ts';
import { FILE_ROLES } from './packedRoles.ts';
import { readParted, writeParted } from './partedFile.ts';

const MAGIC = Buffer.from('lifetrace cache\n');

/** Stands between two paths, since no path holds it. */
const BETWEEN_PATHS = '\0';

/** What makes readings of an earlier run those of this one. */
export interface CacheIdentity {
  /** Where the cache stands. */
  readonly file: string;
  /** Tells the program that reads, to the last byte. */
  readonly build: string;
  /** What else decides about readings, beside the file and the reading configuration. */
  readonly limits: string;
}

/** The run that opens a cache. */
export interface CachedRun {
  /** When it began, in milliseconds since 1970: at the latest when it opened the cache. */
  readonly begunAt: number;
  readonly keepsTimes: FolderTimesTest;
}

/** A reading, and what `readingKeyFor` gave for its file. */
interface KeptReading {
  readonly reading: FileReading;
  readonly readingKey: string;
}

/** All that a cache holds. Most of it is never looked at but for its numbers, so a reading is made when it is asked for. */
interface Content {
  readonly globs: string;
  /** When the run began that has read the files, in milliseconds since 1970. */
  readonly begunAt: number;
  /** Each once and in order of code units, by its place in the arrays. */
  readonly paths: readonly FilePath[];
  readonly roles: Uint8Array;
  /** Which of {@link readingKeys} each file has. */
  readonly keys: Uint32Array;
  readonly readingKeys: readonly string[];
  readonly readings: ArrivedReadings;
  readonly folders: PackedKnownFolders;
}

const NOTHING_KEPT: Content = {
  globs: '',
  begunAt: 0,
  paths: [],
  roles: new Uint8Array(),
  keys: new Uint32Array(),
  readingKeys: [],
  readings: new ArrivedReadings({ ...new ReadingPacker(0, () => {}).done(), payloads: [] }),
  folders: NO_KNOWN_FOLDERS,
};

/**
 * What an earlier run has read, in one file. A cache that is damaged in any way, or comes from another program, is
 * empty; a reading counts only while nothing tells that its file has changed since.
 */
export class ReadingCache {
  readonly #identity: CacheIdentity;
  readonly #content: Content;
  readonly #run: CachedRun;
  /** Not 0 at the places of readings that were let go of. */
  readonly #gone: Uint8Array;
  /** Where it is looked next: a walk mostly meets files in their order. */
  #next = 0;

  private constructor(identity: CacheIdentity, content: Content, run: CachedRun) {
    this.#identity = identity;
    this.#content = content;
    this.#run = run;
    this.#gone = new Uint8Array(content.paths.length);
  }

  /** Opens a cache, when a run begins. Never throws. */
  static open(identity: CacheIdentity, run: Partial<CachedRun> = {}): ReadingCache {
    const { begunAt = Date.now(), keepsTimes = keepsFolderTimes } = run;
    return new ReadingCache(identity, keptBy(identity), { begunAt, keepsTimes });
  }

  /** Files of which something is kept. */
  get size(): number {
    return this.#content.paths.length;
  }

  /**
   * What was read of a file; it counts while the file still has the stamp that comes with it. Undefined where nothing is
   * kept that could count.
   */
  reading({ path: file, role }: DiscoveredFile, reading: ReadingConfig): FileReading | undefined {
    const kept = this.kept(file);
    if (kept?.reading.role !== role || kept.readingKey !== readingKeyFor(file, reading)) return undefined;
    const { stamp } = kept.reading;
    // Who writes into a file may set back the time of its content, and some file systems count the other one in seconds.
    const isRested = stamp && hasRested(Math.max(stamp.modified, stamp.changed), this.#content.begunAt);
    return isRested ? kept.reading : undefined;
  }

  /** What is kept of a file, whether it counts or not. */
  kept(file: FilePath): KeptReading | undefined {
    const index = this.#find(file);
    const readingKey = this.#readingKeyAt(index);
    const isThere = this.#content.paths[index] === file && this.#gone[index] === 0;
    return isThere && readingKey !== undefined ? { reading: this.#readingAt(index), readingKey } : undefined;
  }

  /** Lets go of what is kept of a file, since that is not what it says by now. */
  letGo(file: FilePath): void {
    const index = this.#find(file);
    if (this.#content.paths[index] !== file || this.#gone[index] !== 0) return;
    this.#gone[index] = 1;
    this.#content.readings.letGo(index);
  }

  /** True when these globs gave the files of the cache their roles. */
  hasRolesOf(globs: FileGlobs): boolean {
    return this.#content.globs === JSON.stringify(globs);
  }

  /**
   * All specs, or all other files, that were read in the way in which a project is read now, whatever has happened to
   * them since.
   */
  *remembered(specs: boolean, reading: ReadingConfig): Iterable<FileReading> {
    const { paths } = this.#content;
    for (let index = 0; index < paths.length; index++) {
      if ((this.#roleAt(index) === 'spec') !== specs) continue;
      if (this.#readingKeyAt(index) === readingKeyFor(paths[index] ?? '', reading)) yield this.#readingAt(index);
    }
  }

  /** Begins the cache that is to replace this one; its readings must be made, or found to be current, from now on. */
  successor(): ReadingCacheWriter {
    return new ReadingCacheWriter(this.#identity, this, this.#run.begunAt);
  }

  /** What is known of the folders of a project that has these settings. */
  knownFolders(root: string, config: ProjectConfig): KnownFolders {
    const { begunAt, keepsTimes } = this.#run;
    return new KnownFolders(config, this.#content.folders, new FolderTimes(root, keepsTimes), begunAt);
  }

  /** The place of a reading of this cache; undefined for any other. */
  placeOf(reading: FileReading): number | undefined {
    const isKept = reading instanceof PackedReading && reading.all === this.#content.readings;
    return isKept ? reading.index : undefined;
  }

  /** What is kept at some places, in their order, but for what was let go of. */
  *keptAt(isWanted: (place: number) => boolean): Iterable<KeptReading> {
    for (const index of this.#content.paths.keys()) {
      const readingKey = this.#readingKeyAt(index);
      if (readingKey !== undefined && this.#gone[index] === 0 && isWanted(index))
        yield { reading: this.#readingAt(index), readingKey };
    }
  }

  /** Where a file stands, or would stand. */
  #find(file: FilePath): number {
    const { paths } = this.#content;
    const index =
      paths[this.#next] === file ? this.#next : countWhile(paths.length, (place) => (paths[place] ?? file) < file);
    this.#next = index + 1;
    return index;
  }

  #roleAt(index: number): FileRole | undefined {
    return FILE_ROLES[this.#content.roles[index] ?? FILE_ROLES.length];
  }

  #readingKeyAt(index: number): string | undefined {
    const { keys, readingKeys } = this.#content;
    return readingKeys[keys[index] ?? readingKeys.length];
  }

  #readingAt(index: number): FileReading {
    const { paths, readings } = this.#content;
    return new PackedReading({ path: paths[index] ?? '', role: this.#roleAt(index) ?? 'source' }, readings, index);
  }
}

/** Collects readings for the next run. */
export class ReadingCacheWriter {
  readonly #identity: CacheIdentity;
  readonly #earlier: ReadingCache;
  readonly #begunAt: number;
  readonly #fresh = new Map<FilePath, KeptReading>();
  /** Not 0 at the places of earlier readings that still hold. */
  readonly #same: Uint8Array;
  #sameCount = 0;

  /** `begunAt` is when this run began, in milliseconds since 1970. */
  constructor(identity: CacheIdentity, earlier: ReadingCache, begunAt: number) {
    this.#identity = identity;
    this.#earlier = earlier;
    this.#begunAt = begunAt;
    this.#same = new Uint8Array(earlier.size);
  }

  /** True when what is to be kept is not what an earlier run has kept. */
  get differs(): boolean {
    return this.#fresh.size > 0 || this.#sameCount !== this.#earlier.size;
  }

  /**
   * Keeps a new reading, the last one of each file. What may be another one by now is not kept. Of a file that says what it
   * said before, the earlier cache has the payload already, and of any other nobody needs that one any more.
   */
  keep(reading: FileReading, readingKey: string): void {
    const { path, stamp } = reading;
    const earlier = this.#earlier.kept(path);
    const isSame = earlier?.readingKey === readingKey && saysTheSame(earlier.reading, reading);
    if (!isSame) this.#earlier.letGo(path);
    if (!stamp) return;
    this.#fresh.set(path, { reading: isSame ? restamped(earlier.reading, stamp) : reading, readingKey });
  }

  /** Keeps a reading of the earlier cache, unless there is a new one. */
  keepEarlier(reading: FileReading): void {
    const place = this.#earlier.placeOf(reading);
    if (place === undefined || this.#same[place] !== 0) return;
    this.#same[place] = 1;
    this.#sameCount++;
  }

  /**
   * Replaces the cache as a whole; `globs` gave the files their roles, and `folders` is what was found where. A cache that
   * cannot be written is none: the next run reads everything.
   */
  write(globs: FileGlobs, folders: PackedKnownFolders): void {
    const kept = [...this.#earlier.keptAt((place) => this.#same[place] !== 0)].filter(
      ({ reading }) => !this.#fresh.has(reading.path),
    );
    for (const each of this.#fresh.values()) kept.push(each);
    kept.sort((a, b) => compareText(a.reading.path, b.reading.path));
    // What the files say is most of the cache, and goes there piece by piece; the rest stands behind it.
    writeParted(this.#identity.file, headOf(this.#identity), (put) => {
      const packer = new ReadingPacker(kept.length, put);
      for (const { reading } of kept) packer.add(reading);
      const rest = new ByteBuilder(65_536);
      rest.text(JSON.stringify(globs));
      rest.double(this.#begunAt);
      writeFiles(rest, kept);
      const { states, stamps, pieces, ends } = packer.done();
      for (const numbers of [states, stamps, pieces, ends]) rest.numbers(numbers);
      rest.text(folders.settingsKey);
      rest.sized(folders.folders);
      put(rest.view());
    });
  }
}

/** An earlier reading of a file that has another stamp by now and says the same. */
function restamped({ path, role, state, payload }: FileReading, stamp: FileStamp): FileReading {
  return { path, role, state, payload, stamp };
}

function saysTheSame(a: FileReading, b: FileReading): boolean {
  return a.role === b.role && a.state === b.state && Buffer.compare(a.payload, b.payload) === 0;
}

/** What a cache begins with: it tells what makes it valid. */
function headOf({ build, limits }: CacheIdentity): Uint8Array {
  const head = new ByteBuilder();
  head.raw(MAGIC);
  head.text(build);
  head.text(limits);
  return head.view();
}

function writeFiles(rest: ByteBuilder, kept: readonly KeptReading[]): void {
  const places = new Map<string, number>();
  const keys = new Uint32Array(kept.length);
  for (const [index, { readingKey }] of kept.entries()) {
    const key = places.get(readingKey) ?? places.size;
    places.set(readingKey, key);
    keys[index] = key;
  }
  rest.uint32(places.size);
  for (const readingKey of places.keys()) rest.text(readingKey);
  rest.uint32(kept.length);
  rest.text(kept.map(({ reading }) => reading.path).join(BETWEEN_PATHS));
  rest.numbers(Uint8Array.from(kept, ({ reading }) => FILE_ROLES.indexOf(reading.role)));
  rest.numbers(keys);
}

/** What an earlier run has kept; nothing where that is damaged or comes from another program. */
function keptBy(identity: CacheIdentity): Content {
  const parts = readParted(identity.file, headOf(identity));
  try {
    return parts ? contentOf(parts) : NOTHING_KEPT;
  } catch {
    return NOTHING_KEPT;
  }
}

/** What stands in the parts of a cache. Throws a RangeError when that is something else. */
function contentOf(parts: readonly Uint8Array<ArrayBuffer>[]): Content {
  const payloads = parts.slice(0, -1);
  const rest = new ByteReader(parts.at(-1) ?? new Uint8Array());
  const globs = rest.text();
  const begunAt = rest.double();
  const readingKeys = Array.from({ length: rest.uint32() }, () => rest.text());
  const count = rest.uint32();
  const paths = rest.text();
  const content: Content = {
    globs,
    begunAt,
    paths: count === 0 ? [] : paths.split(BETWEEN_PATHS),
    roles: rest.numbers(Uint8Array),
    keys: rest.numbers(Uint32Array),
    readingKeys,
    readings: new ArrivedReadings({
      states: rest.numbers(Uint8Array),
      stamps: rest.numbers(Float64Array),
      pieces: rest.numbers(Uint32Array),
      ends: rest.numbers(Uint32Array),
      payloads,
    }),
    folders: { settingsKey: rest.text(), folders: rest.sized() },
  };
  if (!rest.atEnd || content.paths.length !== count) throw new RangeError('no cache');
  return content;
}
