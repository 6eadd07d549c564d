import type { ItemKey } from '../model/itemId.ts';
import type { FilePath } from '../model/span.ts';
import { Findings } from '../rules/findings.ts';
import type { ChangedFiles } from '../workspace/changedFiles.ts';
import type { FileDiagnostics } from './fileDiagnostics.ts';
import { diagnosticsIn } from './groundedDiagnostics.ts';
import type { ProjectSession } from './projectSession.ts';
import { ReverseIndex } from './reverseIndex.ts';

/**
 * The diagnostics of one folder, kept from one look to the next: after a change only files are looked at whose findings, or places in
 * them, the change can have touched. Until the first index is complete they are those that were shown last, where these were kept.
 */
export class FolderDiagnostics {
  readonly session: ProjectSession;
  readonly #shown = new Map<FilePath, FileDiagnostics>();
  /** Files whose diagnostics have places in another file, or at the definition of an item. */
  readonly #byFile = new ReverseIndex<FilePath, FilePath>();
  readonly #byItem = new ReverseIndex<ItemKey, FilePath>();
  /** Files that are still to be looked at. */
  readonly #stale = new Set<FilePath>();
  /** Undefined as long as nothing was found in this run. */
  #changed: ChangedFiles | undefined;
  #findings = new Findings();

  constructor(session: ProjectSession) {
    this.session = session;
  }

  /** All that is shown by now. */
  get shown(): Iterable<FileDiagnostics> {
    return this.#shown.values();
  }

  /**
   * Looks at what has changed since the last time, file by file, and gives what is shown of it by now; of a file without
   * diagnostics, or with another address, the one under which they were shown. A session that shows what it has found itself has to be checked whenever somebody goes on.
   */
  *update(): Generator<FileDiagnostics | string | undefined> {
    const { kept, indexed } = this.session;
    if (indexed) this.#gather();
    else for (const file of [...(kept?.paths ?? []), ...this.#shown.keys()]) this.#stale.add(file);
    for (const file of this.#stale) {
      yield* this.#show(file, indexed ? this.#look(file) : kept?.get(file));
      this.#stale.delete(file);
    }
  }

  #gather(): void {
    const { engine, places } = this.session;
    if (!this.#changed) {
      this.#changed = engine.follow();
      // They were found by an earlier run.
      for (const file of this.#shown.keys()) this.#stale.add(file);
    }
    const findings = engine.findings();
    for (const file of findings.changedSince(this.#findings)) this.#stale.add(file);
    this.#findings = findings;
    const { files } = engine.snapshot();
    for (const changed of this.#changed.take()) {
      if (this.#shown.has(changed)) this.#stale.add(changed);
      for (const file of this.#byFile.of(changed)) this.#stale.add(file);
      const items = this.#byItem.isEmpty ? [] : (files.get(changed)?.items ?? []);
      for (const { key } of items) for (const file of this.#byItem.of(key)) this.#stale.add(file);
    }
    for (const file of places.respelled) if (this.#shown.has(file)) this.#stale.add(file);
    // A text may have changed where nothing has that the snapshot knows of.
    if (places.columnsNeedTexts) for (const file of this.#shown.keys()) this.#stale.add(file);
  }

  #look(file: FilePath): FileDiagnostics | undefined {
    const now = diagnosticsIn(this.session, file);
    this.#byFile.set(file, now?.files.flatMap((each) => (each.file === file ? [] : [each.file])) ?? []);
    this.#byItem.set(file, now?.definitions.map(({ key }) => key) ?? []);
    return now?.diagnostics;
  }

  /** Takes over what is shown of a file by now; what is equal as well, so that nobody holds on to what was shown earlier. */
  *#show(file: FilePath, now: FileDiagnostics | undefined): Generator<FileDiagnostics | string | undefined> {
    const before = this.#shown.get(file);
    if (before === now) {
      yield undefined;
      return;
    }
    // First, since a client may take the old address and the new one for the same file.
    if (before && before.uri !== now?.uri) {
      this.#shown.delete(file);
      yield before.uri;
    }
    if (!now) return;
    this.#shown.set(file, now);
    yield now;
  }
}
