import { commands, l10n, Uri, window, workspace } from 'vscode';
import { RULE_CODE, rulePage } from '../ruleLinks.ts';

/** A rule code, given as such or carried by a row of the life-cycle tree. */
function codeOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return RULE_CODE.test(argument) ? argument : undefined;
  if (typeof argument !== 'object' || argument === null || !('rule' in argument)) return undefined;
  return codeOf(argument.rule);
}

/** Opens the help page of a rule that the extension brings along. Without a code it asks for one. */
export async function openRuleHelp(extensionUri: Uri, argument?: unknown): Promise<void> {
  const code = codeOf(argument) ?? (argument === undefined ? await pickRule(extensionUri) : undefined);
  if (code === undefined) return;
  const page = rulePage(extensionUri, code);
  try {
    await workspace.fs.stat(page);
  } catch {
    window.showInformationMessage(l10n.t('There is no help page for {0}.', code));
    return;
  }
  // Not `markdown.showPreview`: its preview would go on to whatever Markdown file is looked at next.
  await commands.executeCommand('vscode.openWith', page, 'vscode.markdown.preview.editor');
}

async function pickRule(extensionUri: Uri): Promise<string | undefined> {
  const names = (await workspace.fs.readDirectory(Uri.joinPath(extensionUri, 'docs', 'rules'))).map(([name]) =>
    name.replace(/\.md$/, ''),
  );
  const codes = names.filter((name) => RULE_CODE.test(name)).sort();
  const picks = await Promise.all(
    codes.map(async (code) => ({ label: code, description: await titleOf(rulePage(extensionUri, code), code) })),
  );
  return (await window.showQuickPick(picks, { placeHolder: l10n.t('Rule'), matchOnDescription: true }))?.label;
}

async function titleOf(page: Uri, code: string): Promise<string> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(page));
  const heading = /^# +(.*)$/m.exec(text)?.[1] ?? '';
  return heading.startsWith(code) ? heading.slice(code.length).replace(/^[\s:–—-]+/, '') : heading;
}
