import { ThemeColor, ThemeIcon } from 'vscode';
import type { TraceRow } from '../../../server/src/protocol/traceExplorer.ts';

const ICON_OF_TYPE: Readonly<Record<string, string>> = {
  UN: 'account',
  SAD: 'layers',
  SS: 'layers',
  SI: 'layers',
  SDD: 'layers',
  UNIT: 'layers',
  IF: 'plug',
  SOUP: 'package',
  HAZ: 'flame',
  HS: 'flame',
  CAUSE: 'flame',
  THR: 'flame',
  RC: 'shield',
  ST: 'beaker',
  IT: 'beaker',
  UT: 'beaker',
  VAL: 'beaker',
  TR: 'checklist',
  REV: 'eye',
  PR: 'bug',
  ANOM: 'bug',
  CR: 'git-pull-request',
  REL: 'tag',
  DOC: 'book',
};

const ICON_OF_GROUP: Readonly<Record<string, string>> = {
  up: 'arrow-up',
  trace: 'arrow-down',
  risk: 'shield',
  test: 'beaker',
  change: 'git-pull-request',
};

const ICON_OF_KIND: Readonly<Record<TraceRow['kind'], string>> = {
  item: 'note',
  unit: 'symbol-method',
  test: 'beaker',
  file: 'file-code',
  broken: 'debug-disconnect',
  missing: 'circle-large-outline',
  group: 'list-tree',
  note: 'comment',
};

const COLOR: Readonly<Record<Exclude<TraceRow['state'], 'plain'>, ThemeColor>> = {
  error: new ThemeColor('list.errorForeground'),
  warning: new ThemeColor('list.warningForeground'),
  information: new ThemeColor('notificationsInfoIcon.foreground'),
};

/** What a row stands for as a picture, in the colour of the loudest finding about it. */
export function traceIcon({ kind, type = '', state }: TraceRow): ThemeIcon {
  const special = kind === 'group' ? ICON_OF_GROUP[type] : ICON_OF_TYPE[type];
  return new ThemeIcon(special ?? ICON_OF_KIND[kind], state === 'plain' ? undefined : COLOR[state]);
}
