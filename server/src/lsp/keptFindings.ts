import type { Diagnostic } from 'vscode-languageserver/node';
import { isSettingsFile, SETTINGS_FILES } from '../config/project.ts';
import type { FilePath } from '../model/span.ts';
import type { FolderStatus } from '../protocol/status.ts';
import { filesBelow } from '../workspace/filesBelow.ts';
import { findingsFileBeside } from '../workspace/node/cacheFolder.ts';
import { DiskReader, type ReadLimits } from '../workspace/node/diskReader.ts';
import type { FileStamp } from '../workspace/node/fileStamp.ts';
import type { CacheIdentity } from '../workspace/node/readingCache.ts';
import { readSealed, type SealedFile, writeSealed } from '../workspace/node/sealedFile.ts';
import { storedFile } from '../workspace/node/storedFile.ts';
import type { FileDiagnostics } from './fileDiagnostics.ts';
import type { Places } from './places.ts';
import type { PositionEncoding } from './positionEncoding.ts';

/** What the status shows of a folder, beside what a run of the server knows better. */
export type KeptNumbers = Omit<FolderStatus, 'uri' | 'name' | 'revision'>;

/** What was shown of one file, and the file that it was shown of. */
export interface KeptFile {
  readonly path: FilePath;
  readonly stamp: FileStamp;
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** What an editor was shown of a folder last. */
export interface LastShown {
  readonly numbers: KeptNumbers;
  /** Files with findings. */
  readonly files: readonly KeptFile[];
}

/** What makes findings of an earlier run those of this one, beside the settings. */
export interface KeptFor {
  readonly identity: CacheIdentity;
  readonly encoding: PositionEncoding;
}

/** A project whose findings are kept. */
export interface KeptProject {
  readonly places: Places;
  readonly limits: ReadLimits;
}

/**
 * Keeps what an editor is shown of a folder that has these settings, for the next run: numbers, and files as
 * {@link keptText} gives them. Never throws.
 */
export function keepLastShown(
  keptFor: KeptFor,
  settings: SettingsTexts,
  numbers: KeptNumbers,
  files: readonly string[],
): void {
  writeSealed(
    sealedFor(keptFor, settingsKey(settings)),
    `{"numbers":${JSON.stringify(numbers)},"files":[${files.join(',')}]}`,
  );
}

/** What was shown of a file, as it is kept. */
export function keptText(file: KeptFile): string {
  return JSON.stringify(file);
}

/** The text of a file in `.lifetrace`, if there is one. */
export type SettingsTexts = (file: FilePath) => string | undefined;

/**
 * What an editor was shown of a folder last, until everything has been checked anew. Of a file it counts only while nothing tells that
 * the file has changed since, on disk or in an editor, and of any file only while the settings are the same.
 */
export class KeptFindings {
  readonly #project: KeptProject;
  readonly #disk: DiskReader;
  readonly #settings: string;
  readonly #files: Map<FilePath, KeptFile>;
  /** Files that have been looked at, and found to be the same. */
  readonly #same = new Map<FilePath, FileDiagnostics>();
  #numbers: KeptNumbers | undefined;
  #revision = 0;

  private constructor(project: KeptProject, settings: string, { numbers, files }: LastShown) {
    this.#project = project;
    this.#disk = new DiskReader(project.places.root, project.limits);
    this.#settings = settings;
    this.#numbers = numbers;
    this.#files = new Map(files.map((file) => [file.path, file]));
  }

  /** What an earlier run has kept of a project as the disk has it; undefined where there is nothing that counts. Never throws. */
  static open(keptFor: KeptFor, project: KeptProject): KeptFindings | undefined {
    const { places, limits } = project;
    const settings = settingsKey((file) => storedText(places.root, file, limits));
    const content = readSealed(sealedFor(keptFor, settings));
    return content === undefined ? undefined : new KeptFindings(project, settings, JSON.parse(content));
  }

  /** The numbers that were shown with the findings; undefined when these count no more. */
  get numbers(): KeptNumbers | undefined {
    return this.#numbers;
  }

  /** Rises when something counts no more. */
  get revision(): number {
    return this.#revision;
  }

  /** Files of which something may be shown. */
  get paths(): readonly FilePath[] {
    return [...this.#files.keys()];
  }

  /** What was shown of a file, if that counts. */
  get(file: FilePath): FileDiagnostics | undefined {
    const known = this.#same.get(file);
    const kept = this.#files.get(file);
    if (known || !kept) return known;
    if (!this.#isSame(file)) {
      this.#files.delete(file);
      return undefined;
    }
    const { resultId, items } = kept;
    const diagnostics = { uri: this.#project.places.uriOf(file), resultId, items };
    this.#same.set(file, diagnostics);
    return diagnostics;
  }

  /** An editor holds a file. What was found in it counts while the editor holds what stands on disk, for that was checked. */
  held(file: FilePath, text: string): void {
    if (isSettingsFile(file)) {
      if (this.#stored(file) !== text) this.letGo();
    } else if (this.#files.has(file) && this.#stored(file) !== text) this.#drop(file);
    // The editor may call it otherwise.
    else this.#same.delete(file);
  }

  /** A file was written on disk. */
  written(file: FilePath): void {
    if (isSettingsFile(file)) this.#compareSettings();
    else if (this.#files.has(file) && !this.#isSame(file)) this.#drop(file);
  }

  /** Files or folders were removed from the disk. */
  removed(paths: ReadonlySet<FilePath>): void {
    if (SETTINGS_FILES.some((file) => paths.has(file)) || filesBelow(SETTINGS_FILES, paths).length > 0) {
      this.#compareSettings();
    }
    for (const path of paths) if (this.#files.has(path)) this.#drop(path);
    for (const file of filesBelow(this.#files.keys(), paths)) this.#drop(file);
  }

  /** Nothing counts any more. */
  letGo(): void {
    this.#revision++;
    this.#numbers = undefined;
    this.#files.clear();
    this.#same.clear();
  }

  #compareSettings(): void {
    if (settingsKey((file) => this.#stored(file)) !== this.#settings) this.letGo();
  }

  #drop(file: FilePath): void {
    this.#revision++;
    this.#files.delete(file);
    this.#same.delete(file);
  }

  #isSame(file: FilePath): boolean {
    const kept = this.#files.get(file);
    return kept !== undefined && this.#disk.hasStamp(file, kept.stamp);
  }

  #stored(file: FilePath): string | undefined {
    const { places, limits } = this.#project;
    return storedText(places.root, file, limits);
  }
}

/** What stands on disk of a file, if that is a text. Never throws. */
export function storedText(root: string, file: FilePath, limits: ReadLimits): string | undefined {
  const stored = storedFile(root, file, limits);
  return stored.kind === 'stored' ? stored.text : undefined;
}

function sealedFor({ identity, encoding }: KeptFor, settings: string): SealedFile {
  const { build, limits } = identity;
  return { file: findingsFileBeside(identity), purpose: JSON.stringify([build, limits, encoding, settings]) };
}

function settingsKey(textOf: SettingsTexts): string {
  return JSON.stringify(SETTINGS_FILES.map((file) => textOf(file) ?? null));
}
