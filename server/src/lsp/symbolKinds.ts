import { SymbolKind } from 'vscode-languageserver/node';
import { kindOfType } from '../answers/specs/semanticTokens.ts';

const KINDS = {
  requirement: SymbolKind.Interface,
  design: SymbolKind.Class,
  risk: SymbolKind.Event,
  test: SymbolKind.Method,
  record: SymbolKind.Object,
} as const;

/** The picture by which editors show items of a type. */
export function symbolKindOf(type: string): SymbolKind {
  return KINDS[kindOfType(type)];
}
