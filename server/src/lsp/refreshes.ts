import type { ClientCapabilities, Connection } from 'vscode-languageserver/node';

/**
 * Has an editor ask again for what it shows all the time. That rests on other documents as well: the colour of an ID on
 * the status of the item that it names.
 */
export class Refreshes {
  readonly #asks: readonly (() => Promise<void>)[];

  constructor({ languages }: Connection, { workspace }: ClientCapabilities) {
    this.#asks = [
      ...(workspace?.semanticTokens?.refreshSupport === true ? [() => languages.semanticTokens.refresh()] : []),
    ];
  }

  /** Tells the editor that what it shows may be out of date. An editor that is about to close need not answer. */
  ask(): void {
    for (const ask of this.#asks) ask().catch(() => {});
  }
}
