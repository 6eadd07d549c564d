import {
  commands,
  type Disposable,
  LanguageStatusSeverity,
  l10n,
  languages,
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  window,
} from 'vscode';
import type { FolderStatus, ServerStatus } from '../../server/src/protocol/status.ts';
import type { TraceServer } from './languageClient.ts';

/** Open findings of all folders, by severity. */
export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly all: number;
}

/** Adds up the open findings of all folders. */
export function countFindings(folders: readonly FolderStatus[]): FindingCounts {
  let errors = 0;
  let warnings = 0;
  let information = 0;
  for (const folder of folders) {
    errors += folder.errors;
    warnings += folder.warnings;
    information += folder.information;
  }
  return { errors, warnings, information, all: errors + warnings + information };
}

/** The open findings in words, for example `2 errors, 1 warning`. */
export function describeFindings(counts: FindingCounts): string {
  const parts = [
    counts.errors === 1 ? l10n.t('1 error') : counts.errors > 0 ? l10n.t('{0} errors', counts.errors) : '',
    counts.warnings === 1 ? l10n.t('1 warning') : counts.warnings > 0 ? l10n.t('{0} warnings', counts.warnings) : '',
    counts.information > 0 ? l10n.t('{0} information', counts.information) : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? l10n.t('no open findings') : parts.join(', ');
}

/** True when a folder has a project file or holds records; only then is there anything to show of it. */
export function hasRecords(folder: FolderStatus): boolean {
  return folder.hasProjectFile || folder.items > 0 || folder.tags > 0;
}

/** True when there are files, and neither a specification nor code was read of any folder. */
export function readNothing(folders: readonly FolderStatus[]): boolean {
  return folders.length > 0 && folders.every(({ nothingRead }) => nothingRead);
}

/** What the status items say at one moment. */
interface Report {
  readonly text: string;
  readonly detail: string;
  /** What the status bar says of it, where nothing else names the extension; by default the same. */
  readonly spoken?: string;
  readonly command: { readonly title: string; readonly command: string };
  readonly busy: boolean;
  readonly stopped: boolean;
  /** False when the status bar has nothing to say, for example in a folder without any record. */
  readonly inStatusBar: boolean;
}

const SHOW_TREE = { title: l10n.t('Show Life Cycle'), command: 'lifetrace.lifecycle.focus' };
const RESTART = { title: l10n.t('Restart Server'), command: 'lifetrace.restartServer' };
const SHOW_LOG = { title: l10n.t('Show Log'), command: 'lifetrace.showLog' };

function readingWords(done: number, total: number): string {
  if (total === 0) return l10n.t('Reading the workspace: looking for files');
  return l10n.t('Reading the workspace: {0} of {1} files', done, total);
}

function checkingWords(done: number, total: number): string {
  if (total === 0) return l10n.t('Checking the workspace');
  return l10n.t('Checking the workspace: {0} of {1} items', done, total);
}

/** How far an index is; where it is known what was found last, that as well. */
function indexingReport(status: ServerStatus | undefined): Report {
  const { done = 0, total = 0, activity, folders = [] } = status ?? {};
  const counts = folders.length > 0 ? countFindings(folders) : undefined;
  const progress = activity === 'checking' ? checkingWords(done, total) : readingWords(done, total);
  const count = counts ? shownCount(counts) : total === 0 ? 'Lifetrace' : l10n.t('Lifetrace {0} of {1}', done, total);
  return {
    text: `$(sync~spin) ${count}`,
    detail: counts ? `${l10n.t('As last checked: {0}', describeFindings(counts))}. ${progress}` : progress,
    command: SHOW_LOG,
    busy: true,
    stopped: false,
    inStatusBar: true,
  };
}

function reportOf(server: TraceServer): Report {
  const { state, status } = server;
  if (state === 'stopped') {
    return {
      text: `$(error) ${l10n.t('Lifetrace stopped')}`,
      detail: l10n.t('The Lifetrace server has stopped. Findings and views are not kept up to date.'),
      command: RESTART,
      busy: false,
      stopped: true,
      inStatusBar: true,
    };
  }
  if (state === 'starting' || status === undefined || status.state === 'indexing') return indexingReport(status);
  const counts = countFindings(status.folders);
  return {
    text: `$(pulse) ${shownCount(counts)}`,
    detail: describeFindings(counts),
    spoken: `Lifetrace: ${describeFindings(counts)}`,
    command: SHOW_TREE,
    busy: false,
    stopped: false,
    inStatusBar: status.folders.some(hasRecords),
  };
}

function shownCount({ all }: FindingCounts): string {
  return all === 0 ? 'Lifetrace' : `${all}`;
}

function tooltip(report: Report, status: ServerStatus | undefined): MarkdownString {
  const text = new MarkdownString();
  text.appendText(report.spoken ?? report.detail);
  if (report.stopped) return text;
  for (const folder of status?.folders ?? []) {
    const { items, units, tags } = folder;
    const records = [
      items === 1 ? l10n.t('1 item') : l10n.t('{0} items', items),
      units === 1 ? l10n.t('1 unit') : l10n.t('{0} units', units),
      tags === 1 ? l10n.t('1 tag') : l10n.t('{0} tags', tags),
    ];
    text.appendMarkdown('\n\n').appendText(`${folder.name}: ${records.join(', ')}`);
  }
  return text;
}

/**
 * Shows the state of the server in the status bar and in the language status, sets the context keys
 * `lifetrace.state`, `lifetrace.hasProjectFile`, `lifetrace.hasRecords`, `lifetrace.nothingRead`, `lifetrace.hasItems` and `lifetrace.hasTags`, and asks what to do when the server has
 * stopped for good.
 */
export function showStatus(server: TraceServer): Disposable[] {
  const bar = window.createStatusBarItem('lifetrace.status', StatusBarAlignment.Left, 40);
  bar.name = 'Lifetrace';
  const language = languages.createLanguageStatusItem('lifetrace.status', { scheme: 'file' });
  language.name = 'Lifetrace';
  let asked = false;

  const update = () => {
    const report = reportOf(server);
    bar.text = report.text;
    bar.tooltip = tooltip(report, server.status);
    bar.accessibilityInformation = { label: report.spoken ?? report.detail };
    bar.command = report.command.command;
    bar.backgroundColor = report.stopped ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    if (report.inStatusBar) bar.show();
    else bar.hide();

    language.text = report.stopped ? l10n.t('Lifetrace stopped') : 'Lifetrace';
    language.detail = report.detail;
    language.busy = report.busy;
    language.severity = report.stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    language.command = report.command;

    const folders = server.status?.folders ?? [];
    setContext(
      'hasProjectFile',
      folders.some((folder) => folder.hasProjectFile),
    );
    setContext('hasRecords', folders.some(hasRecords));
    setContext('nothingRead', readNothing(folders));
    setContext(
      'hasItems',
      folders.some(({ items }) => items > 0),
    );
    setContext(
      'hasTags',
      folders.some(({ tags }) => tags > 0),
    );
    // Last, so that nobody is told for a moment that there is nothing.
    setContext('state', server.state === 'running' ? (server.status?.state ?? 'indexing') : server.state);

    if (report.stopped && !asked) askWhatToDo();
    asked = report.stopped;
  };
  update();
  return [bar, language, server.onDidChange(update)];
}

function setContext(key: string, value: boolean | string): void {
  commands.executeCommand('setContext', `lifetrace.${key}`, value);
}

async function askWhatToDo(): Promise<void> {
  const actions = [RESTART, SHOW_LOG];
  const answer = await window.showErrorMessage(
    l10n.t('The Lifetrace server stopped and could not be brought back. Findings and views are not kept up to date.'),
    ...actions.map((action) => action.title),
  );
  const chosen = actions.find((action) => action.title === answer);
  if (chosen !== undefined) await commands.executeCommand(chosen.command);
}
