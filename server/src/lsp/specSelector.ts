import type { TextDocumentFilter } from 'vscode-languageserver/node';

/**
 * Documents that are read as specs. What an editor takes from one provider alone (folds, semantic tokens, hierarchies) is
 * announced for these only, so that nothing of a programming language is hidden.
 */
export const SPEC_SELECTOR: TextDocumentFilter[] = ['markdown', 'yaml', 'restructuredtext'].map((language) => ({
  scheme: 'file',
  language,
}));
