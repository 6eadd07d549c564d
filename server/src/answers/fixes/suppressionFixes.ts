import { SUPPRESSION_WORD } from '../../model/facts.ts';
import { contains } from '../../model/span.ts';
import { isCode } from '../../read/languages.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { behindPlace, type CommentInsertion, commentWords, inDocumentation } from '../edits/commentWriter.ts';
import { writeField } from '../edits/fieldWriter.ts';
import { type FileChange, factsAfter, type Texts } from '../edits/fileChange.ts';
import { oneLine, trimmedEnd } from '../edits/lines.ts';
import { changed } from '../edits/textChange.ts';
import { innermostItem } from '../innermostItem.ts';
import { unitAt } from '../unitAt.ts';
import { type Fix, type FixContext, only } from './fix.ts';

/** What a person is asked before a finding is accepted. */
const REASON = 'Why this finding is accepted. The reason stands in the text and in every report.';

/** Accepts a finding, with the reason that a person gives. Without one the text says so, and LT011 asks for it. */
export function suppressionFix({ snapshot, finding }: FixContext): Fix | undefined {
  const { code, file, span } = finding;
  const facts = snapshot.files.get(file);
  if (!facts || facts.role === 'project' || UNSUPPRESSIBLE.has(code)) return undefined;
  const inCode = isCode(facts.language);
  const item = inCode ? undefined : innermostItem(snapshot, file, span);
  if (!inCode && item?.fact.dialect !== 'lifetrace') return undefined;
  return {
    id: 'suppress',
    title: `Suppress ${code} here with a reason`,
    asks: REASON,
    changes: (texts, reason) =>
      only(
        item
          ? writeField(snapshot, texts, item, { name: `suppress.${code}`, value: reason })
          : suppressInCode(snapshot, texts, finding, reason),
      ),
  };
}

/** Rules about the tool's own files and words, which are put right rather than accepted. */
const UNSUPPRESSIBLE: ReadonlySet<string> = new Set(['LT007', 'LT011']);

/** LT011: the reason that is missing. */
export function reasonFixes({ snapshot, finding }: FixContext): readonly Fix[] {
  const facts = snapshot.files.get(finding.file);
  const suppression = facts?.suppressions.find(({ span }) => span.start === finding.span.start);
  if (!facts || !suppression || suppression.code === '' || suppression.reason !== '' || !isCode(facts.language))
    return [];
  return [
    {
      id: 'reason',
      title: `Give the reason for suppressing ${suppression.code}`,
      asks: REASON,
      changes: (texts, answer) => {
        const text = texts(finding.file);
        const reason = commentWords(answer);
        if (text === undefined || reason === '') return undefined;
        const { start, end } = suppression.span;
        const written = text.slice(start, end);
        const at = trimmedEnd(text, end);
        if (!written.includes(suppression.code)) return undefined;
        const colon = written.trimEnd().endsWith(':') || /^[ \t]*:/.test(text.slice(at));
        const behind = /^[ \t]*:/.exec(text.slice(at))?.[0].length ?? 0;
        const change = {
          file: finding.file,
          span: { start: at + behind, end: at + behind },
          text: colon ? ` ${reason}` : `: ${reason}`,
        };
        const after = factsAfter(snapshot, finding.file, changed(text, [change]));
        return after?.suppressions.some((each) => each.span.start === start && each.reason === reason)
          ? [change]
          : undefined;
      },
    },
  ];
}

function suppressInCode(
  snapshot: Snapshot,
  texts: Texts,
  { code, file, span }: FixContext['finding'],
  reason: string,
): FileChange | undefined {
  const text = texts(file);
  const facts = snapshot.files.get(file);
  if (text === undefined || !facts) return undefined;
  const words = `${SUPPRESSION_WORD} ${code}: ${commentWords(reason)}`.trimEnd();
  const unit = unitAt(snapshot, file, span.start);
  const places: readonly CommentInsertion[] = [
    ...behindPlace(text, facts.language, span, words),
    ...(unit ? inDocumentation(text, facts, unit.fact, words) : []),
  ];
  for (const { at, text: written } of places) {
    const change = { file, span: { start: at, end: at }, text: written };
    const after = factsAfter(snapshot, file, changed(text, [change]));
    const moved = span.start >= at ? written.length : 0;
    const place = { start: span.start + moved, end: span.end + moved };
    const holds = after?.suppressions.some(
      (each) =>
        each.code === code &&
        each.reason === oneLine(commentWords(reason)) &&
        (contains(each.scope, place) ||
          after.units.some(
            ({ span: own, docSpan }) => own.start === each.scope.start && docSpan && contains(docSpan, place),
          )),
    );
    if (holds && after?.tags.length === facts.tags.length && after.units.length === facts.units.length) return change;
  }
  return undefined;
}
