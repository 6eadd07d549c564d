import type { LanguageId } from '../model/facts.ts';

/**
 * What a line of code below a comment opens: something that comes with the head of a file, as an import does; a room in
 * which declarations stand, or its end; or anything else, which the comment then describes.
 */
export type Opener = 'head' | 'room' | 'other';

interface OpenerPatterns {
  readonly head: RegExp;
  readonly room: RegExp;
  /** What may stand in front of a comment at the head of a file, beside white space and comments. */
  readonly prologue: RegExp;
}

const REST_OF_LINE = /[^\n\r]*/.source;
const GUARD = /#[ \t]*if(?:ndef\b|[ \t]*![ \t]*defined\b)[ \t]*\(?[ \t]*(\w+)/.source;
const FEATURES = /#[ \t]*define[ \t]+_\w*SOURCE\b/.source;
const C_PROLOGUE = new RegExp(
  `#[ \\t]*pragma[ \\t]+once${REST_OF_LINE}|${FEATURES}${REST_OF_LINE}|${GUARD}${REST_OF_LINE}\\s*#[ \\t]*define[ \\t]+\\1\\b${REST_OF_LINE}`,
  'y',
);
const NONE = /(?!)/y;

const C: OpenerPatterns = {
  head: /#[ \t]*(?:include|import|pragma|if|define[ \t]+_\w*SOURCE\b)|(?:export[ \t]+)?(?:import|module)\b|using\b/y,
  room: /(?:inline\s+)?namespace\b|extern\s+"C(?:\+\+)?"|#[ \t]*if(?:def|[ \t]+defined)[ \t(]*__cplusplus|(?:public|protected|private)\s*:|\}/y,
  prologue: C_PROLOGUE,
};
const SCRIPT: OpenerPatterns = {
  head: /import\b|export\s*(?:type\s*)?[*{]|["']use [a-z ]+["']|(?:(?:const|let|var)\s[^=;]{1,300}=\s*)?(?:\w+\()?require\s*\(/y,
  room: /(?:export\s+|declare\s+){0,2}(?:namespace|module)\s+[\w$"']|\}/y,
  prologue: /#![^\n\r]*|["']use [a-z ]+["'];?/y,
};
const PATTERNS: ReadonlyMap<LanguageId, OpenerPatterns> = new Map([
  ['c', C],
  ['cpp', C],
  ['typescript', SCRIPT],
  ['javascript', SCRIPT],
  [
    'csharp',
    {
      head: /(?:global\s+)?using\b|extern\s+alias\b|#|\[\s*(?:assembly|module)\s*:/y,
      room: /namespace\b|#[ \t]*(?:end)?region\b|\}/y,
      prologue: /#(?![ \t]*(?:end)?region\b)[^\n\r]*/y,
    },
  ],
  ['java', { head: /(?:package|import)\b/y, room: /\}/y, prologue: NONE }],
  ['go', { head: /(?:package|import)\b/y, room: /\}/y, prologue: NONE }],
  ['python', { head: /(?:import|from)\b/y, room: NONE, prologue: NONE }],
  [
    'rust',
    {
      head: /(?:pub(?:\([^)]{1,100}\))?\s+)?(?:use|extern\s+crate)\b|#!\[/y,
      room: /\}/y,
      prologue: /#!\[[^\n\r]*|#![^\n\r]*/y,
    },
  ],
]);

/** What the code at `at` opens. */
export function openerAt(text: string, language: LanguageId, at: number): Opener {
  const patterns = PATTERNS.get(language);
  if (!patterns) return 'other';
  if (behind(patterns.room, text, at) > at) return 'room';
  return behind(patterns.head, text, at) > at ? 'head' : 'other';
}

/** Offset behind what a file begins with at `at`: a line for the shell, an include guard, `'use strict'` … */
export function behindPrologue(text: string, language: LanguageId, at: number): number {
  return behind(PATTERNS.get(language)?.prologue ?? NONE, text, at);
}

function behind(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
