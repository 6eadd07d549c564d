import type { ClassEdit, ClassPanelModel, ClassPanelParams } from '../../server/src/protocol/classPanel.ts';
import type { FdaEditParams } from '../../server/src/protocol/fda.ts';
import type { Target } from '../../server/src/protocol/target.ts';

/** Extension → safety class panel. */
export type ToPanel =
  | { readonly type: 'show'; readonly models: readonly ClassPanelModel[] }
  | { readonly type: 'wait'; readonly text: string }
  /** An edit that the page asked for has been made. */
  | { readonly type: 'written'; readonly folder: string; readonly edit: ClassEdit };

/** Safety class panel → extension. */
export type FromPanel =
  /** The page is there, with what it was asked to show before. */
  | { readonly type: 'ready'; readonly query: ClassPanelParams }
  /** Show this beside what is on record. */
  | { readonly type: 'query'; readonly query: ClassPanelParams }
  | { readonly type: 'edit'; readonly folder: string; readonly edit: ClassEdit }
  | { readonly type: 'open'; readonly target: Target; readonly focusEditor: boolean }
  | { readonly type: 'fdaAnswer'; readonly answer: FdaEditParams }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'ruleHelp'; readonly code: string };
