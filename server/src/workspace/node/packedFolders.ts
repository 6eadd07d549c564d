import type { FileRole } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';
import { ByteBuilder, type ByteReader } from './byteBuilder.ts';
import type { FolderContent } from './folderContent.ts';
import type { FolderStamp } from './folderTimes.ts';
import { FILE_ROLES } from './packedRoles.ts';

/** What a folder was found to hold, and what that rests on. */
export interface KnownFolder {
  readonly path: FilePath;
  readonly stamp: FolderStamp;
  /** Of the rules that counted there. */
  readonly patternsKey: string;
  readonly content: FolderContent;
}

/** Stands between two names or paths, since none holds it. */
const BETWEEN = '\0';

/** Numbers of a stamp. */
const STAMP = { device: 0, inode: 1, modified: 2, changed: 3, count: 4 };

/** Numbers of a folder. Names and what else there is of each entry stand side by side; a folder's end where these say. */
const FOLDER = {
  patternsKey: 0,
  holds: 1,
  excluded: 2,
  otherKinds: 3,
  filesEnd: 4,
  foldersEnd: 5,
  ignoredEnd: 6,
  namesEnd: 7,
  count: 8,
};

/** Bits of what a folder holds that says something about rules. */
const HOLDS = { ignoreFile: 1, git: 2 };

/** What many folders were found to hold, in few objects; one of them is unpacked when it is asked for. */
export class PackedFolders {
  readonly paths: readonly FilePath[];
  readonly #patternsKeys: readonly string[];
  readonly #ignoreFiles: readonly string[];
  readonly #names: string;
  readonly #stamps: Float64Array;
  readonly #numbers: Uint32Array;
  readonly #fileRoles: Uint8Array;
  readonly #ignoredRoles: Uint8Array;
  readonly #ignoredBy: Uint32Array;

  /** Reads what {@link packedFolders} has written. Throws a RangeError where that is not what follows. */
  constructor(bytes: ByteReader) {
    this.paths = listOf(bytes.text(), bytes.uint32());
    this.#patternsKeys = listOf(bytes.text(), bytes.uint32());
    this.#ignoreFiles = listOf(bytes.text(), bytes.uint32());
    this.#names = bytes.text();
    this.#stamps = bytes.numbers(Float64Array);
    this.#numbers = bytes.numbers(Uint32Array);
    this.#fileRoles = bytes.numbers(Uint8Array);
    this.#ignoredRoles = bytes.numbers(Uint8Array);
    this.#ignoredBy = bytes.numbers(Uint32Array);
  }

  stampAt(index: number): FolderStamp {
    const at = (which: number): number => this.#stamps[STAMP.count * index + which] ?? Number.NaN;
    return {
      device: at(STAMP.device),
      inode: at(STAMP.inode),
      modified: at(STAMP.modified),
      changed: at(STAMP.changed),
    };
  }

  at(index: number): KnownFolder {
    return {
      path: this.paths[index] ?? '',
      stamp: this.stampAt(index),
      patternsKey: this.#patternsKeys[this.#number(index, FOLDER.patternsKey)] ?? '',
      content: this.#contentAt(index),
    };
  }

  #contentAt(index: number): FolderContent {
    const end = (which: number): number => this.#number(index, which);
    const start = (which: number): number => (index > 0 ? this.#number(index - 1, which) : 0);
    const [filesStart, ignoredStart] = [start(FOLDER.filesEnd), start(FOLDER.ignoredEnd)];
    const files = end(FOLDER.filesEnd) - filesStart;
    const folders = end(FOLDER.foldersEnd) - start(FOLDER.foldersEnd);
    const ignored = end(FOLDER.ignoredEnd) - ignoredStart;
    const names = listOf(this.#names.slice(start(FOLDER.namesEnd), end(FOLDER.namesEnd)), files + folders + ignored);
    const folder = this.paths[index] ?? '';
    const prefix = folder === '' ? '' : `${folder}/`;
    const holds = end(FOLDER.holds);
    return {
      holds: { ignoreFile: (holds & HOLDS.ignoreFile) !== 0, git: (holds & HOLDS.git) !== 0 },
      files: names.slice(0, files).map((name, at) => ({
        path: prefix + name,
        role: roleAt(this.#fileRoles, filesStart + at) ?? 'source',
      })),
      folders: names.slice(files, files + folders).map((name) => prefix + name),
      ignored: names.slice(files + folders).map((name, at) => ({
        path: prefix + name,
        role: roleAt(this.#ignoredRoles, ignoredStart + at),
        by: this.#ignoreFiles[this.#ignoredBy[ignoredStart + at] ?? 0] ?? '',
      })),
      excluded: end(FOLDER.excluded),
      otherKinds: end(FOLDER.otherKinds),
    };
  }

  #number(index: number, which: number): number {
    return this.#numbers[FOLDER.count * index + which] ?? 0;
  }
}

/** What folders were found to hold, as bytes. Each is to be given once. */
export function packedFolders(folders: readonly KnownFolder[]): Uint8Array {
  const patternsKeys = new Places();
  const ignoreFiles = new Places();
  const stamps = new Float64Array(STAMP.count * folders.length);
  const numbers = new Uint32Array(FOLDER.count * folders.length);
  const fileRoles: number[] = [];
  const ignoredRoles: number[] = [];
  const ignoredBy: number[] = [];
  const names: string[] = [];
  let foldersEnd = 0;
  let namesEnd = 0;
  for (const [index, { path, stamp, patternsKey, content }] of folders.entries()) {
    const { holds, files, folders: inner, ignored, excluded, otherKinds } = content;
    const start = path === '' ? 0 : path.length + 1;
    const inside = [...files.map((file) => file.path), ...inner, ...ignored.map((entry) => entry.path)];
    const text = inside.map((each) => each.slice(start)).join(BETWEEN);
    names.push(text);
    for (const { role } of files) fileRoles.push(FILE_ROLES.indexOf(role));
    for (const { role, by } of ignored) {
      ignoredRoles.push(role === undefined ? FILE_ROLES.length : FILE_ROLES.indexOf(role));
      ignoredBy.push(ignoreFiles.of(by));
    }
    foldersEnd += inner.length;
    namesEnd += text.length;
    stamps.set([stamp.device, stamp.inode, stamp.modified, stamp.changed], STAMP.count * index);
    const held = (holds.ignoreFile ? HOLDS.ignoreFile : 0) | (holds.git ? HOLDS.git : 0);
    const ends = [fileRoles.length, foldersEnd, ignoredBy.length, namesEnd];
    numbers.set([patternsKeys.of(patternsKey), held, excluded, otherKinds, ...ends], FOLDER.count * index);
  }
  const bytes = new ByteBuilder();
  for (const list of [folders.map(({ path }) => path), patternsKeys.texts, ignoreFiles.texts]) {
    bytes.text(list.join(BETWEEN));
    bytes.uint32(list.length);
  }
  bytes.text(names.join(''));
  for (const each of [stamps, numbers, Uint8Array.from(fileRoles), Uint8Array.from(ignoredRoles)]) bytes.numbers(each);
  bytes.numbers(Uint32Array.from(ignoredBy));
  return bytes.view();
}

function listOf(text: string, count: number): readonly string[] {
  return count === 0 ? [] : text.split(BETWEEN);
}

/** Undefined for the number behind those of all roles. */
function roleAt(roles: Uint8Array, index: number): FileRole | undefined {
  return FILE_ROLES[roles[index] ?? FILE_ROLES.length];
}

/** Texts that are written once, and the place of each. */
class Places {
  readonly #places = new Map<string, number>();

  get texts(): readonly string[] {
    return [...this.#places.keys()];
  }

  of(text: string): number {
    const place = this.#places.get(text) ?? this.#places.size;
    this.#places.set(text, place);
    return place;
  }
}
