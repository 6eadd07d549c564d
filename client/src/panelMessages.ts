import type { ClassPanelModel, Target } from '../../server/src/protocol.ts';

/** Extension → safety class panel. */
export type ToPanel =
  | { readonly type: 'show'; readonly models: readonly ClassPanelModel[] }
  | { readonly type: 'wait'; readonly text: string };

/** Safety class panel → extension. */
export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly target: Target; readonly focusEditor: boolean }
  | { readonly type: 'ruleHelp'; readonly code: string };
