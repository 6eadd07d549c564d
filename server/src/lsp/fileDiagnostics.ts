import type { Diagnostic } from 'vscode-languageserver/node';

/** The findings in one file as an editor shows them. */
export interface FileDiagnostics {
  readonly uri: string;
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}
