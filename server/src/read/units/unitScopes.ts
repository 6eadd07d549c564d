import type { Comment } from '../comments/comment.ts';
import type { UnitHead } from './block.ts';
import { BLOCK_COMMENT } from './blockComment.ts';
import { aboveDirectives, standsBehindDirective } from './directiveLines.ts';
import { documentationAbove } from './documentation.ts';
import { boundedPrefix } from './qualifiedName.ts';
import { type OpenUnit, Scope, type ScopeKind } from './scope.ts';

/** A whole comment, on the lines that it goes on: one that could end early could be cut up in ever more ways. */
const LINE_COMMENT = '//(?:[^\\n\\r]|(?<=\\\\)(?:\\r\\n|\\n|\\r(?!\\n)))*(?<!\\\\)[\\n\\r]';
/** White space, a line that goes on, or a comment. */
const BLANK = `(?:\\s|\\\\[\\n\\r]|${BLOCK_COMMENT}|${LINE_COMMENT})`;
const ATTRIBUTES = `__attribute__\\s*\\(\\([^()]{0,200}(?:\\([^()]{0,200}\\)[^()]{0,200})?\\)\\)${BLANK}*`;
const DEFINED_NAME = new RegExp(
  `${BLANK}*(?:${ATTRIBUTES}|[A-Z_][A-Z\\d_]*${BLANK}+)?([A-Za-z_]\\w*)(?=${BLANK}*[;,])`,
  'y',
);

/** The units of a text of C or C++, and the braces that are open, while it is read. */
export class UnitScopes {
  readonly units: OpenUnit[] = [];
  /** From the outermost to the innermost. */
  readonly open: Scope[] = [];
  readonly #text: string;
  readonly #comments: readonly Comment[];

  /** `comments` are those that may stand above a unit; more of them may come while the text is read. */
  constructor(text: string, comments: readonly Comment[]) {
    this.#text = text;
    this.#comments = comments;
  }

  get innermost(): Scope | undefined {
    return this.open.at(-1);
  }

  /** What the names of units begin with here. */
  get prefix(): string {
    return this.innermost?.prefix ?? '';
  }

  get #parent(): number {
    return this.innermost?.unit ?? -1;
  }

  /** Opens a brace at `start`, of a unit if it has an `owner`. */
  push(kind: ScopeKind, start: number, owner: OpenUnit | undefined, prefix: string, lineEnd: number): Scope {
    const unit = owner ? this.units.push(owner) - 1 : this.#parent;
    const scope = new Scope(kind, start, owner, unit, prefix, lineEnd);
    this.open.push(scope);
    return scope;
  }

  /** Opens the brace at `at` of the unit with that head. */
  pushUnit(kind: ScopeKind, head: UnitHead, at: number, lineEnd: number): Scope {
    const unit = this.#unitOf(head, at + 1);
    const prefix = boundedPrefix(`${unit.qualifiedName}::`, this.prefix);
    return this.push(kind, at, unit, prefix, lineEnd);
  }

  /** Opens the brace at `at` of a class without a name; one that a `typedef` names has that at `definition`, others -1. */
  pushNameless(at: number, definition: number, lineEnd: number, qualifier = ''): Scope {
    const scope = this.push('class', at, undefined, boundedPrefix(this.prefix + qualifier, this.prefix), lineEnd);
    scope.definition = definition;
    scope.unitsBefore = this.units.length;
    return scope;
  }

  /** Closes the innermost scope with the brace at `at`. */
  pop(at: number): Scope | undefined {
    const scope = this.open.pop();
    if (scope?.owner) scope.owner.span.end = at + 1;
    return scope;
  }

  /** Adds the unit that a `typedef` names behind the braces of a scope, which end at `end`, if it does. */
  define({ definition, unitsBefore }: Scope, end: number): void {
    if (definition < 0 || unitsBefore !== this.units.length) return;
    DEFINED_NAME.lastIndex = end;
    const name = DEFINED_NAME.exec(this.#text)?.[1];
    if (name === undefined) return;
    const nameEnd = DEFINED_NAME.lastIndex;
    const nameSpan = { start: nameEnd - name.length, end: nameEnd };
    this.units.push(this.#unitOf({ kind: 'struct', name, nameSpan, start: definition, qualifier: '' }, nameEnd));
  }

  #unitOf({ kind, name, nameSpan, start, outer = start, qualifier }: UnitHead, end: number): OpenUnit {
    const qualifiedName = qualifier.endsWith('.') ? qualifier + name : this.prefix + qualifier + name;
    const text = this.#text;
    const above = aboveDirectives(text, outer);
    const docSpan = documentationAbove(text, this.#comments, above, start, standsBehindDirective);
    const span = { start, end };
    const parent = this.#parent;
    return docSpan
      ? { kind, name, qualifiedName, nameSpan, span, docSpan, parent }
      : { kind, name, qualifiedName, nameSpan, span, parent };
  }
}
