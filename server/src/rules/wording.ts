import type { ProjectConfig } from '../config/project.ts';
import { literalPattern } from '../model/literalPattern.ts';
import { forRecords } from './records.ts';
import type { Rule } from './rule.ts';

/** LT105: a requirement that can be read in several ways. */
export const weakWording: Rule = {
  info: {
    code: 'LT105',
    name: 'weak-or-untestable-wording',
    summary: 'The text of a software requirement has no binding word or several, or a word that nobody can test.',
    clause: '5.2.6 c/d',
    gate: false,
  },
  ...forRecords(['SRS'], ({ id, fact: { title, text } }, { config }) => {
    const { binding, weak } = patternsOf(config);
    const found = text.match(binding)?.length ?? 0;
    // A requirement that is all title names its subject; what it asks for stands elsewhere, if anywhere.
    const flaw = text === '' || found === 1 ? [] : [bindingFlaw(id, found, config.wording.binding[0] ?? '')];
    const words = [...new Set(`${title}\n${text}`.match(weak)?.map((word) => word.toLowerCase()))];
    return [...flaw, ...words.map((word) => `${id}: “${word}” is not testable. Say what can be measured or observed.`)];
  }),
};

function bindingFlaw(id: string, found: number, word: string): string {
  return found === 0
    ? `${id} has no binding “${word}”.`
    : `${id} has ${found} binding words: split it, so that each can be verified on its own.`;
}

interface Patterns {
  readonly binding: RegExp;
  readonly weak: RegExp;
}

const patterns = new WeakMap<ProjectConfig, Patterns>();

function patternsOf(config: ProjectConfig): Patterns {
  const known = patterns.get(config) ?? {
    binding: anyOf(config.wording.binding),
    weak: anyOf(config.wording.weak),
  };
  patterns.set(config, known);
  return known;
}

/** Matches each of the words where it stands alone, in any case. */
function anyOf(words: readonly string[]): RegExp {
  const literal = words.map((word) => literalPattern(word).replace(/\s+/g, '\\s+'));
  // Longer ones first: where one word begins like another, the whole of it counts.
  const choice = literal.sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|');
  return words.length === 0 ? /(?!)/g : new RegExp(`(?<![\\p{L}\\d])(?:${choice})(?![\\p{L}\\d])`, 'giu');
}
