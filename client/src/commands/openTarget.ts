import { l10n, ViewColumn, window } from 'vscode';
import { placeIn, toLocation } from '../target.ts';

/** How {@link openTarget} behaves. */
export interface OpenTargetOptions {
  /** True to leave the keyboard where it is, for example in a tree. */
  readonly preserveFocus?: boolean;
  /** True to leave what is open in the active editor group where it can be seen. */
  readonly beside?: boolean;
}

/** Opens a place in an editor, or that of a row, and selects it. Anything that is not a place in a file is ignored. */
export async function openTarget(argument: unknown, options?: OpenTargetOptions): Promise<void> {
  const target = placeIn(argument);
  if (target === undefined) return;
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
