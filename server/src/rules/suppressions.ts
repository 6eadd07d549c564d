import type { FileFacts, SuppressionFact } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import { contains, type Span } from '../model/span.ts';
import type { Report, RuleInfo } from './rule.ts';
import type { Acceptance } from './suppressedFindings.ts';

/** LT011: a suppression that does not count, because it has no reason or names no rule. */
export const SUPPRESSION_RULE: RuleInfo = {
  code: 'LT011',
  name: 'suppression-without-reason',
  summary: 'A suppression gives no reason, or names a rule that does not exist; it has no effect.',
  clause: '(tool)',
  gate: false,
};

/** A suppression that counts, with all that it covers. */
interface ActiveSuppression {
  readonly fact: SuppressionFact;
  readonly acceptance: Acceptance;
  readonly scope: Span;
  /** Items within the scope that are not meant: a suppression in an item does not speak for the sections below it. */
  readonly except: readonly Span[];
}

/** The suppressions of one file: those that count, and reports on those that do not. */
export class Suppressions {
  readonly reports: readonly Report[];
  readonly #active: readonly ActiveSuppression[];

  constructor(file: FileFacts, isRule: (code: string) => boolean) {
    const reports: Report[] = [];
    const active: ActiveSuppression[] = [];
    for (const fact of file.suppressions) {
      const message = flawOf(fact, isRule);
      if (message !== undefined) reports.push({ file: file.path, span: fact.span, message });
      else {
        const acceptance = { reason: fact.reason, by: { file: file.path, span: fact.span } };
        const [scope, except] = [withDocumentation(fact.scope, file), itemsBelow(fact.scope, file)];
        active.push({ fact, acceptance, scope, except });
      }
    }
    this.reports = reports;
    this.#active = active;
  }

  /** The suppression that silences a finding in the file, if there is one: the same object for all of its findings. */
  of(finding: Finding): Acceptance | undefined {
    return this.#active.find(
      ({ fact, scope, except }) =>
        fact.code === finding.code &&
        contains(scope, finding.span) &&
        !except.some((other) => contains(other, finding.span)),
    )?.acceptance;
  }
}

function flawOf({ code, reason }: SuppressionFact, isRule: (code: string) => boolean): string | undefined {
  if (code === '') return 'This suppression names no rule. Write for example “LT202: reason”.';
  if (!isRule(code)) return `“${code}” is not a rule, so there is nothing to suppress.`;
  if (code === SUPPRESSION_RULE.code) return `${code} cannot be suppressed: give the suppression a reason instead.`;
  return reason === '' ? `Suppression of ${code} has no reason, so it has no effect.` : undefined;
}

/** A suppression of a unit covers the tags in the documentation above it as well. */
function withDocumentation(scope: Span, { units }: FileFacts): Span {
  const unit = units.find(({ span }) => isSame(span, scope));
  return unit?.docSpan ? { start: Math.min(scope.start, unit.docSpan.start), end: scope.end } : scope;
}

function itemsBelow(scope: Span, { items }: FileFacts): readonly Span[] {
  if (!items.some(({ span }) => isSame(span, scope))) return [];
  return items.flatMap(({ span }) => (contains(scope, span) && !isSame(span, scope) ? [span] : []));
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
