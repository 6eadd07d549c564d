import type { LifecycleView } from '../../../server/src/protocol.ts';

/** What the rows of the tree can stand for, in the order in which they are offered. */
export const GROUPINGS: readonly {
  readonly grouping: NonNullable<LifecycleView['grouping']>;
  readonly label: string;
}[] = [
  { grouping: 'clause', label: 'Clause of the standard' },
  { grouping: 'type', label: 'Type of record' },
  { grouping: 'file', label: 'File' },
  { grouping: 'class', label: 'Safety class' },
];

type State = NonNullable<LifecycleView['states']>[number];

/** What a filter can ask for, in words. */
export const STATES: readonly { readonly state: State; readonly label: string }[] = [
  { state: 'findings', label: 'With findings' },
  { state: 'none', label: 'No record found' },
  { state: 'partly', label: 'Partly evidenced' },
  { state: 'evidenced', label: 'Evidenced' },
  { state: 'notApplicable', label: 'Not applicable' },
];

/** True when a view hides anything. */
export function isFiltered({ text = '', levels = [], states = [] }: LifecycleView): boolean {
  return text !== '' || levels.length + states.length > 0;
}

/** The filter of a view in words, for the line above the tree; undefined when it hides nothing. */
export function filterWords(view: LifecycleView): string | undefined {
  if (!isFiltered(view)) return undefined;
  const { text = '', levels = [], states = [] } = view;
  const parts = [
    ...(text === '' ? [] : [`“${text}”`]),
    ...(levels.length === 0 ? [] : [`class ${levels.join(', ')}`]),
    ...STATES.flatMap(({ state, label }) => (states.includes(state) ? [label.toLowerCase()] : [])),
  ];
  return `Showing only: ${parts.join(' · ')}`;
}
