import type { ProjectConfig } from '../../config/project.ts';
import { documentKey } from '../../config/readingConfig.ts';
import type { FilePath } from '../../model/span.ts';
import { ByteReader } from './byteBuilder.ts';
import { hasRested } from './fileStamp.ts';
import { type FolderStamp, type FolderTimes, sameFolder } from './folderTimes.ts';
import { type KnownFolder, PackedFolders, packedFolders } from './packedFolders.ts';

/** What a run found in the folders of a project, as bytes. */
export interface PackedKnownFolders {
  /** Tells the settings that the project had, as far as they decide what becomes of what a folder holds. */
  readonly settingsKey: string;
  readonly folders: Uint8Array;
}

const NO_FOLDERS = packedFolders([]);

/** What is kept where nothing was. */
export const NO_KNOWN_FOLDERS: PackedKnownFolders = { settingsKey: '', folders: NO_FOLDERS };

function settingsKeyOf({ files, reading }: ProjectConfig): string {
  return JSON.stringify([files, documentKey(reading)]);
}

/**
 * What an earlier run found in the folders of a project, and what this one finds. A folder that still has the stamp it had
 * need not be listed again.
 */
export class KnownFolders {
  readonly #settingsKey: string;
  readonly #times: FolderTimes;
  readonly #begunAt: number;
  readonly #earlier: PackedFolders;
  /** Places in {@link #earlier}, by path. */
  readonly #places: ReadonlyMap<FilePath, number>;
  readonly #fresh: KnownFolder[] = [];
  /** Places of earlier ones that are still the same. */
  readonly #same: number[] = [];

  /** `begunAt` is when this run began, in milliseconds since 1970. Throws a RangeError when `earlier` is damaged. */
  constructor(config: ProjectConfig, earlier: PackedKnownFolders, times: FolderTimes, begunAt: number) {
    this.#settingsKey = settingsKeyOf(config);
    this.#times = times;
    this.#begunAt = begunAt;
    const isOfUse = earlier.settingsKey === this.#settingsKey;
    this.#earlier = new PackedFolders(new ByteReader(isOfUse ? earlier.folders : NO_FOLDERS));
    this.#places = new Map(this.#earlier.paths.map((path, place) => [path, place]));
  }

  /** The stamp that goes with what a folder holds, if it is asked for before; undefined where it would tell nothing. */
  stampOf(folder: FilePath): FolderStamp | undefined {
    return this.#times.stampOf(folder);
  }

  /** What was found in a folder when it had this stamp: it holds that still. */
  earlier(folder: FilePath, stamp: FolderStamp): KnownFolder | undefined {
    const place = this.#places.get(folder);
    if (place === undefined || !sameFolder(this.#earlier.stampAt(place), stamp)) return undefined;
    return this.#earlier.at(place);
  }

  /** Keeps for the next run what was {@link earlier} found, since it still counts. */
  keepEarlier({ path }: KnownFolder): void {
    const place = this.#places.get(path);
    if (place !== undefined) this.#same.push(place);
  }

  /** Keeps for the next run what was found in a folder, unless something may have come to it unnoticed. */
  keep(folder: KnownFolder): void {
    const { modified, changed } = folder.stamp;
    if (hasRested(Math.max(modified, changed), this.#begunAt)) this.#fresh.push(folder);
  }

  /** True when what is to be kept is not what an earlier run has kept. */
  get differ(): boolean {
    return this.#fresh.length > 0 || this.#same.length !== this.#earlier.paths.length;
  }

  /** All that is to be kept. */
  packed(): PackedKnownFolders {
    const folders = [...this.#same.map((place) => this.#earlier.at(place)), ...this.#fresh];
    return { settingsKey: this.#settingsKey, folders: packedFolders(folders) };
  }
}
