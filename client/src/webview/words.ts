import * as l10n from '@vscode/l10n';

/**
 * The words of the page in the language of the editor, which the extension has put into it. Imported before anything
 * is said: `l10n.t` gives the English words where the language has none of its own.
 */
const table = document.getElementById('words')?.textContent;
if (table) l10n.config({ contents: table });

export { l10n };
