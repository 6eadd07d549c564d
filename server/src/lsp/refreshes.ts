import { type ClientCapabilities, CodeLensRefreshRequest, type Connection } from 'vscode-languageserver/node';

/**
 * Has an editor ask again for what it shows all the time. That rests on other documents as well: the colour of an ID on
 * the status of the item that it names, the lens of a function on the tests of a requirement.
 */
export class Refreshes {
  readonly #asks: readonly (() => Promise<void>)[];
  #asked = '';

  constructor(connection: Connection, { workspace }: ClientCapabilities) {
    const { languages } = connection;
    this.#asks = [
      ...(workspace?.semanticTokens?.refreshSupport === true ? [() => languages.semanticTokens.refresh()] : []),
      ...(workspace?.inlayHint?.refreshSupport === true ? [() => languages.inlayHint.refresh()] : []),
      ...(workspace?.codeLens?.refreshSupport === true
        ? [() => connection.sendRequest(CodeLensRefreshRequest.type)]
        : []),
    ];
  }

  /**
   * Tells the editor that what it shows may be out of date, unless it was told so for the same `state`. An editor that is
   * about to close need not answer.
   */
  ask(state: string): void {
    if (state === this.#asked) return;
    this.#asked = state;
    for (const ask of this.#asks) ask().catch(() => {});
  }
}
