import type { UnitFact } from '../../model/facts.ts';
import type { Comment } from '../comments/comment.ts';
import { javaLiteralEnd } from '../comments/curly.ts';
import { type MemberLanguage, wordRoles } from './memberLanguage.ts';
import { MemberScanner } from './memberScanner.ts';

const JAVA: MemberLanguage = {
  stop: /[{}();"'/]|->/g,
  literalEnd: javaLiteralEnd,
  directives: false,
  attributes: '@',
  words: wordRoles({
    access: 'public protected private',
    modifier: 'abstract static final strictfp transient volatile synchronized native default sealed non-sealed',
    class: 'class',
    record: 'record',
    interface: 'interface',
    enum: 'enum',
    never: 'if else for while do switch case try catch finally return throw new assert instanceof',
    neverLocal: 'yield',
  }),
  behindParameters: 'throws',
  fieldsOutside: true,
  anonymousClasses: true,
  properties: false,
  expressionBodies: false,
};

/**
 * The classes, interfaces, enums and records of a Java text, and their methods and constructors that have a body, those
 * of anonymous classes and enum constants included; lambdas that fields are set to count as methods. Initialisers do
 * not count. The name of the field or constant that an anonymous class belongs to qualifies the names of its methods.
 */
export function javaUnits(text: string, comments: readonly Comment[]): readonly UnitFact[] {
  return new MemberScanner(text, comments, JAVA).read();
}
