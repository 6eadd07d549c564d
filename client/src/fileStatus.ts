import { Disposable, LanguageStatusSeverity, l10n, languages, StatusBarAlignment, window } from 'vscode';
import { classWords, findingWords, summaryWords } from './fileWords.ts';
import { levelWords } from './levelWords.ts';
import type { OpenFileMarks } from './openFileMarks.ts';

/** Shows the class and the open findings of the file that is looked at, in the status bar and in the language status. */
export function showFileStatus(marks: OpenFileMarks): Disposable {
  const bar = window.createStatusBarItem('lifetrace.file', StatusBarAlignment.Right, 101);
  bar.name = levelWords('class', l10n).ofFile;
  const language = languages.createLanguageStatusItem('lifetrace.file', []);

  const update = (): void => {
    const document = window.activeTextEditor?.document;
    const summary = document && marks.of(document.uri)?.summary;
    const text = summary && [classWords(summary), findingWords(summary)].filter((part) => part !== undefined);
    if (!summary || !text || text.length === 0) {
      bar.hide();
      language.selector = [];
      return;
    }
    const words = levelWords(summary.levelTerm, l10n);
    const command =
      findingWords(summary) === undefined
        ? { title: words.show, command: 'lifetrace.safetyClasses.focus' }
        : { title: l10n.t('Show Findings'), command: 'workbench.actions.view.problems' };
    const detail = summaryWords(summary);
    bar.name = words.ofFile;
    bar.text = text.join(' · ');
    bar.tooltip = `Lifetrace: ${detail}`;
    bar.accessibilityInformation = { label: `Lifetrace: ${detail}`, role: 'button' };
    bar.command = command;
    bar.show();
    language.selector = { scheme: 'file' };
    language.name = bar.name;
    language.text = bar.text;
    language.detail = l10n.t('Lifetrace on this file');
    language.severity = summary.errors > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    language.command = command;
  };
  update();
  return Disposable.from(bar, language, marks.onDidChange(update), window.onDidChangeActiveTextEditor(update));
}
