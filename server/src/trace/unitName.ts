/**
 * True for a symbol that is the whole qualified name of a unit or the end of it: `update`, `Monitor::update` and
 * `aria::Monitor::update` all name the unit `aria::Monitor::update`.
 */
export function isNamedBy(qualifiedName: string, symbol: string): boolean {
  if (symbol === '' || !qualifiedName.endsWith(symbol)) return false;
  return symbol.length === qualifiedName.length || /(?:::|\.)$/.test(qualifiedName.slice(0, -symbol.length));
}

/**
 * The names under which a function of C++ may be defined that is declared by `name`: all of it, and what is left of it
 * where a `using` stands for the first parts, as in `Monitor::update` for `aria::Monitor::update`. A name without any
 * qualifier would define another function.
 */
export function namesOfDefinition(name: string): readonly string[] {
  const names = [name];
  for (let at = name.indexOf('::'); at >= 0; at = name.indexOf('::', at + 2)) {
    const rest = name.slice(at + 2);
    if (!rest.includes('::')) break;
    names.push(rest);
  }
  return names;
}
