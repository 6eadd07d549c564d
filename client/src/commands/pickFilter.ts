import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';

/** Something that a filter can ask for. */
export interface FilterChoice<T> {
  readonly label: string;
  readonly description?: string;
  readonly picked: boolean;
  readonly value: T;
}

/** What somebody has asked for: a text, and what is ticked. */
export interface FilterAnswer<T> {
  readonly text: string;
  readonly picked: readonly T[];
}

interface FilterPick<T> extends QuickPickItem {
  readonly choice?: FilterChoice<T>;
}

/**
 * Asks a person for a filter: a text that is typed, and choices below headings that are ticked. Gives undefined when the
 * question is left without an answer.
 */
export function pickFilter<T>(
  title: string,
  placeholder: string,
  text: string,
  groups: readonly { readonly label: string; readonly choices: readonly FilterChoice<T>[] }[],
): Promise<FilterAnswer<T> | undefined> {
  const pick = window.createQuickPick<FilterPick<T>>();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.canSelectMany = true;
  pick.value = text;
  pick.items = groups.flatMap(({ label, choices }) => [
    { label, kind: QuickPickItemKind.Separator },
    // What is typed is looked for in the tree, so it must not hide the choices.
    ...choices.map((choice) => ({ ...itemOf(choice), alwaysShow: true, choice })),
  ]);
  pick.selectedItems = pick.items.filter(({ choice }) => choice?.picked === true);
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const picked = pick.selectedItems.flatMap(({ choice }) => (choice ? [choice.value] : []));
      resolve({ text: pick.value.trim(), picked });
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function itemOf({ label, description }: FilterChoice<unknown>): QuickPickItem {
  return description === undefined ? { label } : { label, description };
}
