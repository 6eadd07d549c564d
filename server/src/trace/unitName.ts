/**
 * True for a symbol that is the whole qualified name of a unit or the end of it: `update`, `Monitor::update` and
 * `aria::Monitor::update` all name the unit `aria::Monitor::update`.
 */
export function isNamedBy(qualifiedName: string, symbol: string): boolean {
  if (symbol === '' || !qualifiedName.endsWith(symbol)) return false;
  return symbol.length === qualifiedName.length || /(?:::|\.)$/.test(qualifiedName.slice(0, -symbol.length));
}
