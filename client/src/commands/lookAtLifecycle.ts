import { l10n, window } from 'vscode';
import type { LevelTerm } from '../../../server/src/protocol/levelTerm.ts';
import type { LifecycleView } from '../../../server/src/protocol/lifecycle.ts';
import type { TraceServer } from '../languageClient.ts';
import { type LevelWords, levelWords, sharedTerm } from '../levelWords.ts';
import { filterStates, groupings, type STATES } from '../views/lifecycleFilter.ts';
import type { LifecycleTree } from '../views/lifecycleTree.ts';
import { pickFilter } from './pickFilter.ts';
import { originOf } from './traceTargets.ts';

/** Lets a person say what the tree shows. */
export async function filterLifecycle(tree: LifecycleTree, server: TraceServer): Promise<void> {
  const folders = server.status?.folders ?? [];
  const levels = new Set(folders.flatMap((folder) => folder.levels));
  const view = await askForFilter(tree.look, [...levels], levelWords(sharedTerm(folders), l10n));
  if (view) tree.lookAt(view);
}

/** Lets a person say what the rows of the tree stand for. */
export async function groupLifecycle(tree: LifecycleTree, server: TraceServer): Promise<void> {
  const view = await askForGrouping(tree.look, sharedTerm(server.status?.folders ?? []));
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

/**
 * Asks a person what the tree should show: a text that is typed, classes and states that are ticked. Gives undefined when
 * the question is left without an answer.
 */
async function askForFilter(
  view: LifecycleView,
  levels: readonly string[],
  words: LevelWords,
): Promise<LifecycleView | undefined> {
  const classes = levels.map((level) => ({
    label: words.named(level),
    picked: view.levels?.includes(level) === true,
    value: { level },
  }));
  const states = filterStates(l10n).map(({ state, label }) => ({
    label,
    picked: view.states?.includes(state) === true,
    value: { state },
  }));
  const answer = await pickFilter<{ readonly level: string } | { readonly state: (typeof STATES)[number] }>(
    l10n.t('Filter the Life Cycle'),
    words.filterHint,
    view.text ?? '',
    [
      { label: words.term, choices: classes },
      { label: l10n.t('State'), choices: states },
    ],
  );
  if (!answer) return undefined;
  const { grouping } = view;
  const chosenLevels = answer.picked.flatMap((value) => ('level' in value ? [value.level] : []));
  const chosenStates = answer.picked.flatMap((value) => ('state' in value ? [value.state] : []));
  return {
    ...(grouping === undefined ? {} : { grouping }),
    text: answer.text,
    ...(chosenLevels.length === 0 ? {} : { levels: chosenLevels }),
    ...(chosenStates.length === 0 ? {} : { states: chosenStates }),
  };
}

/** Asks a person what the rows of the tree should stand for. */
async function askForGrouping(view: LifecycleView, term: LevelTerm): Promise<LifecycleView | undefined> {
  const current = view.grouping ?? 'clause';
  const picks = groupings(term, l10n).map((each) => ({
    ...each,
    description: each.grouping === current ? l10n.t('now') : '',
  }));
  const picked = await window.showQuickPick(picks, { title: l10n.t('Group the Life Cycle By') });
  return picked && { ...view, grouping: picked.grouping };
}
