import type { UnitFact } from '../../model/facts.ts';
import type { Comment } from '../comments/comment.ts';
import { csharpLiteralEnd } from '../comments/csharp.ts';
import { type MemberLanguage, wordRoles } from './memberLanguage.ts';
import { MemberScanner } from './memberScanner.ts';

const CSHARP: MemberLanguage = {
  stop: /[{}();"'/#]|=>/g,
  literalEnd: csharpLiteralEnd,
  directives: true,
  attributes: '[',
  words: wordRoles({
    access: 'public protected private internal',
    modifier:
      'static readonly abstract sealed virtual override extern async partial unsafe ' +
      'volatile required ref const event implicit explicit scoped file',
    class: 'class',
    struct: 'struct',
    record: 'record',
    interface: 'interface',
    enum: 'enum',
    scope: 'namespace extension',
    operator: 'operator',
    never:
      'if else for foreach while do switch case try catch finally return throw lock using goto checked unchecked in is as',
    neverLocal: 'new await yield or and not when with select from',
  }),
  behindParameters: 'where',
  fieldsOutside: false,
  anonymousClasses: false,
  properties: true,
  expressionBodies: true,
};

/**
 * The classes, structs, records, interfaces and enums of a C# text that have a body, and their methods, constructors,
 * finalizers, operators, local functions, properties, indexers and events that have one, be it a block or an expression.
 * A property counts once, with all of its accessors, and not at all when every accessor is automatic. Lambdas that
 * fields and properties are set to count as methods.
 */
export function csharpUnits(text: string, comments: readonly Comment[]): readonly UnitFact[] {
  return new MemberScanner(text, comments, CSHARP).read();
}
