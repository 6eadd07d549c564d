import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FileGlobs } from '../../config/project.ts';
import type { ReadingConfig } from '../../config/readingConfig.ts';
import type { FilePath } from '../../model/span.ts';
import { readingKeyFor } from '../../read/readFile.ts';
import { ByteBuilder, ByteReader } from './byteBuilder.ts';
import type { DiscoveredFile } from './discoverFiles.ts';
import type { FileReading } from './fileReading.ts';
import { FILE_ROLES, readReading, writeReading } from './packedReadings.ts';

const MAGIC = Buffer.from('lifetrace cache\n');
const CHECKSUM = 32;

/** A file that was changed less than so many milliseconds before it was read may change again without a trace. */
const SETTLED_MS = 2000;

/** What makes readings of an earlier run those of this one. */
export interface CacheIdentity {
  /** Where the cache stands. */
  readonly file: string;
  /** Tells the program that reads, to the last byte. */
  readonly build: string;
  /** What else decides about readings, beside the file and the reading configuration. */
  readonly limits: string;
}

/** A reading, and what `readingKeyFor` gave for its file. */
interface KeptReading {
  readonly reading: FileReading;
  readonly readingKey: string;
}

/**
 * What an earlier run has read, in one file. A cache that is damaged in any way, or comes from another program, is
 * empty; a reading counts only while nothing tells that its file has changed since.
 */
export class ReadingCache {
  readonly #identity: CacheIdentity;
  readonly #kept: ReadonlyMap<FilePath, KeptReading>;
  readonly #globs: string;
  readonly #begunAt: number;

  private constructor(
    identity: CacheIdentity,
    kept: ReadonlyMap<FilePath, KeptReading> = new Map(),
    globs = '',
    begunAt = 0,
  ) {
    this.#identity = identity;
    this.#kept = kept;
    this.#globs = globs;
    this.#begunAt = begunAt;
  }

  /** Opens a cache. Never throws. */
  static open(identity: CacheIdentity): ReadingCache {
    try {
      return ReadingCache.#parse(identity, readFileSync(identity.file));
    } catch {
      return new ReadingCache(identity);
    }
  }

  /** Files of which something is kept. */
  get size(): number {
    return this.#kept.size;
  }

  /**
   * What was read of a file; it counts while the file still has the stamp that comes with it. Undefined where nothing is
   * kept that could count.
   */
  reading({ path: file, role }: DiscoveredFile, reading: ReadingConfig): FileReading | undefined {
    const kept = this.#kept.get(file);
    if (!kept || kept.reading.role !== role || kept.readingKey !== readingKeyFor(file, reading)) return undefined;
    const { stamp } = kept.reading;
    return stamp && stamp.modified <= this.#begunAt - SETTLED_MS ? kept.reading : undefined;
  }

  /** True when these globs gave the files of the cache their roles. */
  hasRolesOf(globs: FileGlobs): boolean {
    return this.#globs === JSON.stringify(globs);
  }

  /**
   * All specs, or all other files, that were read in the way in which a project is read now, whatever has happened to
   * them since.
   */
  *remembered(specs: boolean, reading: ReadingConfig): Iterable<FileReading> {
    for (const kept of this.#kept.values()) {
      const { path: file, role } = kept.reading;
      if ((role === 'spec') === specs && kept.readingKey === readingKeyFor(file, reading)) yield kept.reading;
    }
  }

  /** Begins the cache that is to replace this one; its readings must be made, or found to be current, from now on. */
  successor(): ReadingCacheWriter {
    return new ReadingCacheWriter(this.#identity);
  }

  static #parse(identity: CacheIdentity, bytes: Buffer): ReadingCache {
    const content = bytes.subarray(MAGIC.length + CHECKSUM);
    const intact =
      bytes.subarray(0, MAGIC.length).equals(MAGIC) &&
      checksumOf(content).equals(bytes.subarray(MAGIC.length, MAGIC.length + CHECKSUM));
    const reader = new ByteReader(content);
    if (!intact || reader.text() !== identity.build || reader.text() !== identity.limits)
      throw new RangeError('no cache');
    const globs = reader.text();
    const begunAt = reader.double();
    const keys = Array.from({ length: reader.uint32() }, () => reader.text());
    const kept = new Map<FilePath, KeptReading>();
    while (!reader.atEnd) {
      const file = reader.text();
      const role = FILE_ROLES[reader.byte()];
      const readingKey = keys[reader.uint32()];
      if (role === undefined || readingKey === undefined) throw new RangeError('no cache');
      kept.set(file, { reading: readReading(reader, { path: file, role }), readingKey });
    }
    return new ReadingCache(identity, kept, globs, begunAt);
  }
}

/** Collects readings for the next run. */
export class ReadingCacheWriter {
  readonly #identity: CacheIdentity;
  readonly #begunAt = Date.now();
  readonly #readings = new Map<FilePath, KeptReading>();

  constructor(identity: CacheIdentity) {
    this.#identity = identity;
  }

  /** Files of which a reading is kept. */
  get size(): number {
    return this.#readings.size;
  }

  /** Keeps a reading, the last one of each file. What may be another one by now is not kept. */
  keep(reading: FileReading, readingKey: string): void {
    if (reading.stamp) this.#readings.set(reading.path, { reading, readingKey });
  }

  /**
   * Replaces the cache as a whole; `globs` gave the files their roles. A cache that cannot be written is none: the next
   * run reads everything.
   */
  write(globs: FileGlobs): void {
    const { file, build, limits } = this.#identity;
    const keys = new Map<string, number>();
    const entries = new ByteBuilder(65_536);
    for (const { reading, readingKey } of this.#readings.values()) {
      const key = keys.get(readingKey) ?? keys.size;
      keys.set(readingKey, key);
      entries.text(reading.path);
      entries.byte(FILE_ROLES.indexOf(reading.role));
      entries.uint32(key);
      writeReading(entries, reading);
    }
    const head = new ByteBuilder();
    head.text(build);
    head.text(limits);
    head.text(JSON.stringify(globs));
    head.double(this.#begunAt);
    head.uint32(keys.size);
    for (const key of keys.keys()) head.text(key);
    const content = [head.view(), entries.view()];
    const bytes = Buffer.concat([MAGIC, checksumOf(...content), ...content]);
    const temporary = `${file}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(temporary, bytes, { mode: 0o600 });
      renameSync(temporary, file);
    } catch {
      removeQuietly(temporary);
    }
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where it could not be written it does not stand.
  }
}

function checksumOf(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
