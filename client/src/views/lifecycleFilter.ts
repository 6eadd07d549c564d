import type { LevelTerm } from '../../../server/src/protocol/levelTerm.ts';
import type { LifecycleView } from '../../../server/src/protocol/lifecycle.ts';
import { levelWords } from '../levelWords.ts';
import type { Words } from '../words.ts';

type Grouping = NonNullable<LifecycleView['grouping']>;
type State = NonNullable<LifecycleView['states']>[number];

/** One thing that the rows of the tree can stand for. */
export interface NamedGrouping {
  readonly grouping: Grouping;
  readonly label: string;
  /** Stands beside the name of the view; empty for what nobody has to be told. */
  readonly description: string;
}

/** What the rows of the tree can stand for, in the order in which they are offered. */
export function groupings(term: LevelTerm, l10n: Words): readonly NamedGrouping[] {
  const words = levelWords(term, l10n);
  return [
    { grouping: 'clause', label: l10n.t('Clause of the standard'), description: '' },
    { grouping: 'type', label: l10n.t('Type of record'), description: l10n.t('by type of record') },
    { grouping: 'file', label: l10n.t('File'), description: l10n.t('by file') },
    { grouping: 'class', label: words.classification, description: words.groupedBy },
  ];
}

/** What a filter can ask for, in the order of {@link filterStates}. */
export const STATES: readonly State[] = ['findings', 'none', 'partly', 'evidenced', 'notApplicable'];

/** What a filter can ask for, with its name. */
export function filterStates(l10n: Words): readonly { readonly state: State; readonly label: string }[] {
  const labels: Readonly<Record<State, string>> = {
    findings: l10n.t('With findings'),
    none: l10n.t('No record found'),
    partly: l10n.t('Partly evidenced'),
    evidenced: l10n.t('Evidenced'),
    notApplicable: l10n.t('Not applicable'),
  };
  return STATES.map((state) => ({ state, label: labels[state] }));
}

/** True when a view hides anything. */
export function isFiltered({ text = '', levels = [], states = [] }: LifecycleView): boolean {
  return text !== '' || levels.length + states.length > 0;
}

/** The filter of a view in words, for the line above the tree; undefined when it hides nothing. */
export function filterWords(view: LifecycleView, term: LevelTerm, l10n: Words): string | undefined {
  if (!isFiltered(view)) return undefined;
  const { text = '', levels = [], states = [] } = view;
  const parts = [
    ...(text === '' ? [] : [l10n.t('“{0}”', text)]),
    ...(levels.length === 0 ? [] : [levelWords(term, l10n).named(levels.join(', '))]),
    ...filterStates(l10n).flatMap(({ state, label }) => (states.includes(state) ? [label] : [])),
  ];
  return l10n.t('Showing only: {0}', parts.join(' · '));
}
