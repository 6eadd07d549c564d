import type { ItemKey } from '../model/itemId.ts';
import type { FilePath } from '../model/span.ts';
import { Findings } from '../rules/findings.ts';
import type { ChangedFiles } from '../workspace/changedFiles.ts';
import { diagnosticsIn, type FileDiagnostics } from './fileDiagnostics.ts';
import type { ProjectSession } from './projectSession.ts';
import { ReverseIndex } from './reverseIndex.ts';

/**
 * The diagnostics of one folder, kept from one look to the next: after a change only files are looked at whose findings, or places in
 * them, the change can have touched.
 */
export class FolderDiagnostics {
  readonly session: ProjectSession;
  readonly #shown = new Map<FilePath, FileDiagnostics>();
  /** Files whose diagnostics have places in another file, or at the definition of an item. */
  readonly #byFile = new ReverseIndex<FilePath, FilePath>();
  readonly #byItem = new ReverseIndex<ItemKey, FilePath>();
  /** Files that are still to be looked at. */
  readonly #stale = new Set<FilePath>();
  readonly #changed: ChangedFiles;
  #findings = new Findings(new Map());

  /** To be made for a session that answers. */
  constructor(session: ProjectSession) {
    this.session = session;
    this.#changed = session.engine.follow();
  }

  /** All that is shown by now. */
  get shown(): Iterable<FileDiagnostics> {
    return this.#shown.values();
  }

  /**
   * Looks at what has changed since the last time, file by file, and gives what is shown of it by now; of a file without
   * diagnostics its address. The session has to be checked whenever somebody goes on.
   */
  *update(): Generator<FileDiagnostics | string | undefined> {
    this.#gather();
    for (const file of this.#stale) {
      yield this.#look(file);
      this.#stale.delete(file);
    }
  }

  #gather(): void {
    const { engine, places } = this.session;
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
    // A text may have changed where nothing has that the snapshot knows of.
    if (places.columnsNeedTexts) for (const file of this.#shown.keys()) this.#stale.add(file);
  }

  #look(file: FilePath): FileDiagnostics | string | undefined {
    const before = this.#shown.get(file);
    const now = diagnosticsIn(this.session, file);
    this.#byFile.set(file, now?.files.flatMap((each) => (each.file === file ? [] : [each.file])) ?? []);
    this.#byItem.set(file, now?.definitions.map(({ key }) => key) ?? []);
    if (before?.resultId === now?.diagnostics.resultId) return undefined;
    if (now) this.#shown.set(file, now.diagnostics);
    else this.#shown.delete(file);
    return now?.diagnostics ?? before?.uri;
  }
}
