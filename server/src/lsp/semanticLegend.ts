import type { SemanticTokensLegend } from 'vscode-languageserver/node';
import type { TokenKind, TokenModifier } from '../answers/specs/semanticTokens.ts';

/** Each kind of token by a standard type, so that every theme and every editor has a colour for it. */
const TYPES = {
  requirement: 'interface',
  design: 'class',
  risk: 'enumMember',
  test: 'method',
  record: 'variable',
} as const satisfies Record<TokenKind, string>;

/** Those of the standard that say the same, and two of our own. */
const MODIFIERS = {
  declaration: 'declaration',
  retired: 'deprecated',
  draft: 'draft',
  unresolved: 'unresolved',
} as const satisfies Record<TokenModifier, string>;

const TYPE_NAMES: readonly string[] = Object.values(TYPES);
const MODIFIER_NAMES: readonly string[] = Object.values(MODIFIERS);

/** What the numbers of semantic tokens stand for. */
export const LEGEND: SemanticTokensLegend = { tokenTypes: [...TYPE_NAMES], tokenModifiers: [...MODIFIER_NAMES] };

/** The number of a kind of token. */
export function typeNumber(kind: TokenKind): number {
  return TYPE_NAMES.indexOf(TYPES[kind]);
}

/** The bits of modifiers. */
export function modifierBits(modifiers: readonly TokenModifier[]): number {
  return modifiers.reduce((bits, modifier) => bits | (1 << MODIFIER_NAMES.indexOf(MODIFIERS[modifier])), 0);
}
