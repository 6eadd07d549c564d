import { pathToFileURL } from 'node:url';
import type { EditorSession } from './editorSession.ts';

/** A document as an editor holds it: every edit is known here, and told to the server as it is typed. */
export class TypedText {
  readonly uri: string;
  readonly #session: EditorSession;
  #text: string;
  #version = 1;

  private constructor(session: EditorSession, uri: string, text: string) {
    this.#session = session;
    this.uri = uri;
    this.#text = text;
  }

  /** Opens a file in the editor. */
  static async open(session: EditorSession, file: string, text: string, languageId: string): Promise<TypedText> {
    const uri = pathToFileURL(file).toString();
    await session.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
    return new TypedText(session, uri, text);
  }

  get text(): string {
    return this.#text;
  }

  /** What replaces `length` characters at an offset by `inserted`, ready to be sent: nothing of it is worked out later. */
  edit(offset: number, length: number, inserted: string): () => Promise<void> {
    const range = { start: this.position(offset), end: this.position(offset + length) };
    this.#text = this.#text.slice(0, offset) + inserted + this.#text.slice(offset + length);
    const params = {
      textDocument: { uri: this.uri, version: ++this.#version },
      contentChanges: [{ range, text: inserted }],
    };
    return () => this.#session.connection.sendNotification('textDocument/didChange', params);
  }

  /** Line and column of an offset, from 0. */
  position(offset: number): { readonly line: number; readonly character: number } {
    let line = 0;
    let start = 0;
    for (let next = this.#text.indexOf('\n'); next >= 0 && next < offset; next = this.#text.indexOf('\n', start)) {
      line++;
      start = next + 1;
    }
    return { line, character: offset - start };
  }
}
