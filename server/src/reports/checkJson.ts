import type { CheckReportInSteps } from './checkReport.ts';

/**
 * A report as `JSON.stringify(report, null, 2)` would give it, ending with a line break, in pieces: with a million findings
 * it is longer than a string may be.
 */
export function* checkJson({ findingsByFile: _, ...report }: CheckReportInSteps): Generator<string> {
  let opening = '{\n';
  for (const [name, value] of Object.entries(report)) {
    yield `${opening}  ${JSON.stringify(name)}: `;
    if (isList(value)) yield* listOf(value);
    else yield indented(value, '  ');
    opening = ',\n';
  }
  yield '\n}\n';
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function* listOf(entries: Iterable<unknown>): Generator<string> {
  let opening = '[\n';
  for (const entry of entries) {
    yield `${opening}    ${indented(entry, '    ')}`;
    opening = ',\n';
  }
  yield opening === ',\n' ? '\n  ]' : '[]';
}

/** JSON never has a line break within a text. */
function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}
