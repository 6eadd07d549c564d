import { l10n } from 'vscode';
import type { FileSummary } from '../../server/src/protocol/fileMarks.ts';
import { levelWords } from './levelWords.ts';

/** The class of a file in the words of its edition; undefined where no class applies. */
export function classWords({ level, levelTerm, uniform }: FileSummary): string | undefined {
  if (level === undefined) return undefined;
  const words = levelWords(levelTerm, l10n);
  return uniform ? words.named(level) : words.upTo(level);
}

/** How many open findings a file has, in words; undefined for none. */
export function findingWords({ errors, warnings, information }: FileSummary): string | undefined {
  const count = errors + warnings + information;
  if (count === 0) return undefined;
  return count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', count);
}

/** All that there is to say of a file, for example `Class C · 3 findings · 1 function without a trace`; empty for nothing. */
export function summaryWords(summary: FileSummary): string {
  const { untraced } = summary;
  const untracedWords =
    untraced === 1
      ? l10n.t('1 function without a trace')
      : untraced > 0
        ? l10n.t('{0} functions without a trace', untraced)
        : undefined;
  return [classWords(summary), findingWords(summary), untracedWords].filter((part) => part !== undefined).join(' · ');
}
