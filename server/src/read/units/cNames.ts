import type { UnitKind } from '../../model/facts.ts';

/** The kind of a function by its name, the names that qualify it (`A::B::`), and the innermost class around, if any. */
export function kindOfFunction(name: string, qualifier: string, className: string | undefined): UnitKind {
  if (qualifier !== '')
    return qualifier === `${name}::` || qualifier.endsWith(`::${name}::`) ? 'constructor' : 'method';
  if (className === undefined) return 'function';
  return name === className ? 'constructor' : 'method';
}
