import {
  commands,
  type Disposable,
  LanguageStatusSeverity,
  languages,
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  window,
} from 'vscode';
import type { FolderStatus, ServerStatus } from '../../server/src/protocol.ts';
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

/** A number with its noun, for example `1 error` or `2 errors`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The open findings in words, for example `2 errors, 1 warning`. */
export function describeFindings(counts: FindingCounts): string {
  const parts = [
    counts.errors > 0 ? counted(counts.errors, 'error') : '',
    counts.warnings > 0 ? counted(counts.warnings, 'warning') : '',
    counts.information > 0 ? `${counts.information} information` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'no open findings' : parts.join(', ');
}

/** True when a folder has a project file or holds records; only then is there anything to show of it. */
export function hasRecords(folder: FolderStatus): boolean {
  return folder.hasProjectFile || folder.items > 0 || folder.tags > 0;
}

/** What the status items say at one moment. */
interface Report {
  readonly text: string;
  readonly detail: string;
  readonly command: { readonly title: string; readonly command: string };
  readonly busy: boolean;
  readonly stopped: boolean;
  /** False when the status bar has nothing to say, for example in a folder without any record. */
  readonly inStatusBar: boolean;
}

const SHOW_TREE = { title: 'Show Life Cycle', command: 'lifetrace.lifecycle.focus' };
const RESTART = { title: 'Restart Server', command: 'lifetrace.restartServer' };
const SHOW_LOG = { title: 'Show Log', command: 'lifetrace.showLog' };

function indexingReport(status: ServerStatus | undefined): Report {
  const amount = status === undefined || status.total === 0 ? '' : ` ${status.done} of ${status.total}`;
  const reading = `Reading the workspace:${amount === '' ? ' looking for files' : `${amount} files`}`;
  const checking = `Checking the workspace${amount === '' ? '' : `:${amount} items`}`;
  return {
    text: `$(sync~spin) Lifetrace${amount}`,
    detail: status?.activity === 'checking' ? checking : reading,
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
      text: '$(error) Lifetrace stopped',
      detail: 'The Lifetrace server has stopped. Findings and views are not kept up to date.',
      command: RESTART,
      busy: false,
      stopped: true,
      inStatusBar: true,
    };
  }
  if (state === 'starting' || status === undefined || status.state === 'indexing') return indexingReport(status);
  const counts = countFindings(status.folders);
  return {
    text: counts.all === 0 ? '$(pulse) Lifetrace' : `$(pulse) ${counts.all}`,
    detail: `Lifetrace: ${describeFindings(counts)}`,
    command: SHOW_TREE,
    busy: false,
    stopped: false,
    inStatusBar: status.folders.some(hasRecords),
  };
}

function tooltip(report: Report, status: ServerStatus | undefined): MarkdownString {
  const text = new MarkdownString();
  text.appendText(report.detail);
  if (report.busy || report.stopped) return text;
  for (const folder of status?.folders ?? []) {
    const records = [counted(folder.items, 'item'), counted(folder.units, 'unit'), counted(folder.tags, 'tag')];
    text.appendMarkdown('\n\n').appendText(`${folder.name}: ${records.join(', ')}`);
  }
  return text;
}

/**
 * Shows the state of the server in the status bar and in the language status, sets the context keys
 * `lifetrace.state`, `lifetrace.hasProjectFile` and `lifetrace.hasRecords`, and asks what to do when the server has
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
    bar.accessibilityInformation = { label: report.detail };
    bar.command = report.command.command;
    bar.backgroundColor = report.stopped ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    if (report.inStatusBar) bar.show();
    else bar.hide();

    language.text = report.stopped ? 'Lifetrace stopped' : 'Lifetrace';
    language.detail = report.detail;
    language.busy = report.busy;
    language.severity = report.stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    language.command = report.command;

    const folders = server.status?.folders ?? [];
    setContext('state', server.state === 'running' ? (server.status?.state ?? 'indexing') : server.state);
    setContext(
      'hasProjectFile',
      folders.some((folder) => folder.hasProjectFile),
    );
    setContext('hasRecords', folders.some(hasRecords));

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
    'The Lifetrace server stopped and could not be brought back. Findings and views are not kept up to date.',
    ...actions.map((action) => action.title),
  );
  const chosen = actions.find((action) => action.title === answer);
  if (chosen !== undefined) await commands.executeCommand(chosen.command);
}
