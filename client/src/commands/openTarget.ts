import { l10n, ViewColumn, window } from 'vscode';
import { isTarget, toLocation } from '../target.ts';

/** How {@link openTarget} behaves. */
export interface OpenTargetOptions {
  /** True to leave the keyboard where it is, for example in a tree. */
  readonly preserveFocus?: boolean;
  /** True to leave what is open in the active editor group where it can be seen. */
  readonly beside?: boolean;
}

/** Opens a place in an editor and selects it. Anything that is not a place in a file is ignored. */
export async function openTarget(target: unknown, options?: OpenTargetOptions): Promise<void> {
  if (!isTarget(target)) return;
  const { uri, range } = toLocation(target);
  try {
    await window.showTextDocument(uri, {
      selection: range,
      preserveFocus: options?.preserveFocus === true,
      viewColumn: options?.beside === true ? ViewColumn.Beside : ViewColumn.Active,
    });
  } catch {
    window.showWarningMessage(l10n.t('{0} cannot be opened. It may have been moved or deleted.', uri.fsPath));
  }
}
