import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextStyle } from '../answers/textStyle.ts';
import type { FilePath } from '../model/span.ts';
import type { ProjectSession } from './projectSession.ts';

/** What the features need of the server: its sessions, and where a document belongs. */
export interface DocumentHost {
  readonly sessions: () => readonly ProjectSession[];
  /** The innermost folder that holds a file, and the file's path in it. */
  readonly locate: (uri: string) => { readonly session: ProjectSession; readonly file: FilePath } | undefined;
  readonly documents: TextDocuments<TextDocument>;
  /** Whether the client takes targets with the token that leads to them. */
  readonly linkSupport: () => {
    readonly declaration: boolean;
    readonly definition: boolean;
    readonly implementation: boolean;
  };
  /** Whether the client takes proposals with places to fill in. */
  readonly snippetSupport: () => boolean;
  /** How texts for people are written for this client: with links where it runs our commands. */
  readonly textStyle: (session: ProjectSession) => TextStyle;
}
