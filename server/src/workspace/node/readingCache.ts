import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ReadingConfig } from '../../config/readingConfig.ts';
import type { FileRole } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';
import { readingKeyFor } from '../../read/readFile.ts';
import { ByteBuilder, ByteReader } from './byteBuilder.ts';
import type { DiscoveredFile } from './discoverFiles.ts';
import type { FileReading } from './fileReading.ts';
import { type FileStamp, sameStamp, stampOf } from './fileStamp.ts';
import { readReading, writeReading } from './packedReadings.ts';

const MAGIC = Buffer.from('lifetrace cache\n');
const CHECKSUM = 32;
const ROLES: readonly FileRole[] = ['spec', 'source', 'test', 'project'];

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
  readonly #begunAt: number;

  private constructor(identity: CacheIdentity, kept: ReadonlyMap<FilePath, KeptReading>, begunAt: number) {
    this.#identity = identity;
    this.#kept = kept;
    this.#begunAt = begunAt;
  }

  /** Opens a cache. Never throws. */
  static open(identity: CacheIdentity): ReadingCache {
    try {
      return ReadingCache.#parse(identity, readFileSync(identity.file));
    } catch {
      return new ReadingCache(identity, new Map(), 0);
    }
  }

  /** Files of which something is kept. */
  get size(): number {
    return this.#kept.size;
  }

  /** What was read of a file, when the disk says that it is still the same and it would be read in the same way. */
  current(root: string, { path: file, role }: DiscoveredFile, reading: ReadingConfig): FileReading | undefined {
    const kept = this.#kept.get(file);
    const stamp = kept?.reading.stamp;
    if (!kept || !stamp || kept.reading.role !== role || kept.readingKey !== readingKeyFor(file, reading))
      return undefined;
    if (stamp.modified > this.#begunAt - SETTLED_MS) return undefined;
    const now = stampOnDisk(path.join(root, file));
    return now && sameStamp(stamp, now) ? kept.reading : undefined;
  }

  /** All that was read in the way in which a project is read now, whatever has happened to the files since. */
  *remembered(reading: ReadingConfig): Iterable<FileReading> {
    for (const kept of this.#kept.values()) {
      if (kept.readingKey === readingKeyFor(kept.reading.path, reading)) yield kept.reading;
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
    const begunAt = reader.double();
    const keys = Array.from({ length: reader.uint32() }, () => reader.text());
    const kept = new Map<FilePath, KeptReading>();
    while (!reader.atEnd) {
      const file = reader.text();
      const role = ROLES[reader.byte()];
      const readingKey = keys[reader.uint32()];
      if (role === undefined || readingKey === undefined) throw new RangeError('no cache');
      kept.set(file, { reading: readReading(reader, { path: file, role }), readingKey });
    }
    return new ReadingCache(identity, kept, begunAt);
  }
}

/** Collects readings for the next run. */
export class ReadingCacheWriter {
  readonly #identity: CacheIdentity;
  readonly #begunAt = Date.now();
  readonly #keys = new Map<string, number>();
  readonly #entries = new ByteBuilder(65_536);
  #size = 0;

  constructor(identity: CacheIdentity) {
    this.#identity = identity;
  }

  /** Readings that were kept. */
  get size(): number {
    return this.#size;
  }

  /** Keeps a reading. What may be another one by now is not kept. */
  add(reading: FileReading, readingKey: string): void {
    if (!reading.stamp) return;
    const key = this.#keys.get(readingKey) ?? this.#keys.size;
    this.#keys.set(readingKey, key);
    this.#entries.text(reading.path);
    this.#entries.byte(ROLES.indexOf(reading.role));
    this.#entries.uint32(key);
    writeReading(this.#entries, reading);
    this.#size++;
  }

  /** Replaces the cache as a whole. A cache that cannot be written is none: the next run reads everything. */
  write(): void {
    const { file, build, limits } = this.#identity;
    const head = new ByteBuilder();
    head.text(build);
    head.text(limits);
    head.double(this.#begunAt);
    head.uint32(this.#keys.size);
    for (const key of this.#keys.keys()) head.text(key);
    const content = [head.view(), this.#entries.view()];
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

function stampOnDisk(file: string): FileStamp | undefined {
  try {
    const stats = lstatSync(file, { throwIfNoEntry: false });
    return stats?.isFile() ? stampOf(stats) : undefined;
  } catch {
    return undefined;
  }
}
