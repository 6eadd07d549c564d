import type { TraceView } from '../../../server/src/protocol/traceExplorer.ts';
import type { Words } from '../words.ts';

/** True when a view of a trace hides anything. */
export function isTraceFiltered({ text = '', types = [], gapsOnly = false }: TraceView): boolean {
  return text !== '' || types.length > 0 || gapsOnly;
}

/** The filter of a trace in words, for the line above the tree; undefined when it hides nothing. */
export function traceFilterWords(view: TraceView, l10n: Words): string | undefined {
  if (!isTraceFiltered(view)) return undefined;
  const { text = '', types = [], gapsOnly = false } = view;
  const parts = [
    ...(text === '' ? [] : [l10n.t('“{0}”', text)]),
    ...types.map((type) => (type === 'unit' ? l10n.t('code') : type)),
    ...(gapsOnly ? [l10n.t('gaps')] : []),
  ];
  return l10n.t('Showing only: {0}', parts.join(' · '));
}
