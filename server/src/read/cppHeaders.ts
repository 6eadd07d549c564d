import { C, curlyComments } from './comments/curly.ts';
import { commentsBefore } from './units/documentation.ts';

/** What a line of C++ can begin with and no line of C. */
const ONLY_CPP = new RegExp(
  `^[ \\t]*(?:${[
    /template[ \t]*</,
    /(?:(?:inline|export|[A-Z_\d]+)[ \t]+)?namespace(?:[ \t]+[\w:]+)?\s*\{/,
    /using[ \t]+(?:namespace\b|[\w:]+\s*[=;:])/,
    /class[ \t]+(?:[A-Z_\d]+[ \t]+)?\w+(?:[ \t]+final)?\s*[{;:]/,
    /enum[ \t]+(?:class|struct)\b/,
    /(?:(?:public|private)[ \t]+)?(?:ref|value|interface)[ \t]+(?:class|struct)[ \t]+\w/,
    /struct[ \t]+(?:[A-Z_\d]+[ \t]+)?\w+(?:[ \t]+final)?\s*:(?!:)/,
    /(?:public|private|protected)[ \t]*:(?!:)/,
    /#[ \t]*include[ \t]*<[a-z_]+>/,
  ]
    .map(({ source }) => source)
    .join('|')})`,
  'gm',
);

/** True when a header has a class, namespace, template or another sign of C++ outside of comments. */
export function isCppHeader(text: string): boolean {
  let comments: ReturnType<typeof curlyComments> | undefined;
  ONLY_CPP.lastIndex = 0;
  for (let match = ONLY_CPP.exec(text); match; match = ONLY_CPP.exec(text)) {
    comments ??= curlyComments(text, C);
    const at = match.index + match[0].search(/\S/);
    const before = comments[commentsBefore(comments, at + 1) - 1];
    if (!before || before.span.end <= at) return true;
  }
  return false;
}
