import { lineEndAfter } from '../comments/literals.ts';

const DIRECTIVE = /#[ \t]*([a-z]*)([ \t]*(?:\([ \t]*)?false\b(?![^\n\r/]*\|\|))?/y;
const CONDITIONAL_LINE = /(?:^|[\n\r])[ \t]*#[ \t]*(if|el|endif)/g;
const COMMENT = /\/[/*]/;
const COMMENT_OR_DECLARATION = /\/[/*]|[;}]/;
/** Directives that may stand between a declaration and its documentation. */
const LEADING = new Set(['if', 'pragma', 'nullable']);

/** Where the reader of a text is when it meets a directive. */
export interface DirectivePlace {
  /** Offset of the hash. */
  readonly at: number;
  /** How many brackets are open. */
  readonly depth: number;
  /** True inside of a declaration. */
  readonly declaring: boolean;
}

/** What a directive does to its reader. */
export interface DirectiveEffect {
  /** Offset behind the directive, and behind the branch that is skipped with it. */
  readonly end: number;
  readonly skips: boolean;
  /** True when the documentation of a declaration may stand in front of it. */
  readonly leads: boolean;
}

/**
 * Decides which branches of `#if` are read: all of them where each is complete, the first where one opens more than it
 * closes, or begins a declaration and leaves it open. What `#if false` hides is not read.
 */
export class ConditionalBranches {
  readonly #text: string;
  /** Where each `#if` stood whose `#endif` has not come yet. */
  readonly #open: Omit<DirectivePlace, 'at'>[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads the directive at a place. */
  read(place: DirectivePlace): DirectiveEffect {
    DIRECTIVE.lastIndex = place.at;
    const [, name = '', isFalse] = DIRECTIVE.exec(this.#text) ?? [];
    const leads = LEADING.has(name);
    if (name === 'if' && isFalse) return this.#passDeadBranch(place);
    if ((name === 'else' || name === 'elif') && this.#isTorn(place)) {
      this.#open.pop();
      return { end: this.#behindBranch(place.at, false).end, skips: true, leads };
    }
    if (name === 'if') this.#open.push(place);
    else if (name === 'endif') this.#open.pop();
    return { end: lineEndAfter(this.#text, place.at), skips: false, leads };
  }

  /** True when the branch in front of the place cannot stand beside another one. */
  #isTorn({ depth, declaring }: DirectivePlace): boolean {
    const start = this.#open.at(-1);
    return start !== undefined && (depth !== start.depth || (declaring && !start.declaring));
  }

  /** Passes what `#if false` hides. Documentation in front of it or inside of it may be that of a declaration that is hidden. */
  #passDeadBranch(place: DirectivePlace): DirectiveEffect {
    const { end, isAlternative } = this.#behindBranch(place.at, true);
    if (isAlternative) this.#open.push(place);
    const hidden = this.#text.slice(place.at, end);
    const leads = !(isAlternative ? COMMENT : COMMENT_OR_DECLARATION).test(hidden);
    return { end, skips: true, leads };
  }

  /** Goes from the directive at `at` behind the `#endif`, or, where wanted, behind the `#else` or `#elif` before it. */
  #behindBranch(at: number, toAlternative: boolean): { readonly end: number; readonly isAlternative: boolean } {
    let depth = 0;
    CONDITIONAL_LINE.lastIndex = lineEndAfter(this.#text, at);
    for (;;) {
      const word = CONDITIONAL_LINE.exec(this.#text)?.[1];
      const end = word ? lineEndAfter(this.#text, CONDITIONAL_LINE.lastIndex) : this.#text.length;
      if (word === 'if') depth++;
      else if (!word || (word === 'endif' && depth-- === 0)) return { end, isAlternative: false };
      else if (word === 'el' && toAlternative && depth === 0) return { end, isAlternative: true };
    }
  }
}
