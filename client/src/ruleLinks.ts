import { type Diagnostic, Uri } from 'vscode';

/** Shape of a rule code, for example `LT202`. */
export const RULE_CODE = /^LT\d{3}$/;

/** Name of the command that opens the help page of a rule; its argument is the rule code. */
export const OPEN_RULE_HELP = 'lifetrace.openRuleHelp';

/** The help page of a rule that the extension brings along. */
export function rulePage(extensionUri: Uri, code: string): Uri {
  return Uri.joinPath(extensionUri, 'docs', 'rules', `${code}.md`);
}

/**
 * Makes the rule codes of findings clickable: a click opens the help page. Only the client knows where the extension
 * lies. The address is that of a file, because a hover over a finding does not run commands.
 */
export function linkRuleCodes(extensionUri: Uri, diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) {
    const code = typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code;
    if (typeof code !== 'string' || !RULE_CODE.test(code)) continue;
    diagnostic.code = { value: code, target: rulePage(extensionUri, code) };
  }
}
