import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { LifecycleView } from '../../../server/src/protocol.ts';
import type { TraceServer } from '../languageClient.ts';
import { filterStates, groupings, STATES } from '../views/lifecycleFilter.ts';
import type { LifecycleTree } from '../views/lifecycleTree.ts';
import { originOf } from './traceTargets.ts';

/** Lets a person say what the tree shows. */
export async function filterLifecycle(tree: LifecycleTree, server: TraceServer): Promise<void> {
  const levels = new Set((server.status?.folders ?? []).flatMap((folder) => folder.levels));
  const view = await askForFilter(tree.look, [...levels]);
  if (view) tree.lookAt(view);
}

/** Lets a person say what the rows of the tree stand for. */
export async function groupLifecycle(tree: LifecycleTree): Promise<void> {
  const view = await askForGrouping(tree.look);
  if (view) tree.lookAt(view);
}

/** Shows in the tree what stands at a place: the argument of the command, or the cursor. */
export async function revealInLifecycle(tree: LifecycleTree, argument: unknown): Promise<void> {
  const origin = originOf(argument);
  if (!origin) return;
  const { line, character } = origin.position;
  const place = { uri: origin.uri.toString(), line, column: character };
  const outcome = await tree.reveal(place);
  if (outcome === 'unknown') {
    window.showInformationMessage(l10n.t('The life cycle has no row for what is at the cursor.'));
  } else if (outcome === 'hidden') {
    const clear = l10n.t('Clear Filter');
    const answer = await window.showInformationMessage(
      l10n.t('The filter of the life cycle hides what is at the cursor.'),
      clear,
    );
    if (answer !== clear) return;
    tree.clearFilter();
    await tree.reveal(place);
  }
}

interface FilterPick extends QuickPickItem {
  readonly adds?: (view: LifecycleView) => LifecycleView;
}

/**
 * Asks a person what the tree should show: a text that is typed, classes and states that are ticked. Gives undefined when
 * the question is left without an answer.
 */
function askForFilter(view: LifecycleView, levels: readonly string[]): Promise<LifecycleView | undefined> {
  const classes = levels.map(
    (level): FilterPick => ({
      label: l10n.t('Class {0}', level),
      alwaysShow: true,
      adds: (next) => ({ ...next, levels: [...(next.levels ?? []), level] }),
    }),
  );
  const states = filterStates(l10n).map(
    ({ state, label }): FilterPick => ({
      label,
      alwaysShow: true,
      adds: (next) => ({ ...next, states: [...(next.states ?? []), state] }),
    }),
  );
  const pick = window.createQuickPick<FilterPick>();
  pick.title = l10n.t('Filter the Life Cycle');
  pick.placeholder = l10n.t('Type a part of an ID, a title or a clause; tick classes and states');
  pick.canSelectMany = true;
  pick.value = view.text ?? '';
  pick.items = [
    { label: l10n.t('Class'), kind: QuickPickItemKind.Separator },
    ...classes,
    { label: l10n.t('State'), kind: QuickPickItemKind.Separator },
    ...states,
  ];
  pick.selectedItems = [
    ...classes.filter((_, index) => view.levels?.includes(levels[index] ?? '')),
    ...states.filter((_, index) => STATES[index] && view.states?.includes(STATES[index])),
  ];
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const { grouping } = view;
      const start: LifecycleView = { ...(grouping === undefined ? {} : { grouping }), text: pick.value.trim() };
      resolve(pick.selectedItems.reduce((next, { adds }) => adds?.(next) ?? next, start));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** Asks a person what the rows of the tree should stand for. */
async function askForGrouping(view: LifecycleView): Promise<LifecycleView | undefined> {
  const current = view.grouping ?? 'clause';
  const picks = groupings(l10n).map((each) => ({
    ...each,
    description: each.grouping === current ? l10n.t('now') : '',
  }));
  const picked = await window.showQuickPick(picks, { title: l10n.t('Group the Life Cycle By') });
  return picked && { ...view, grouping: picked.grouping };
}
