/** The help page of a rule, relative to the root of the product: `docs/rules/LT202.md`. */
export function helpUri(code: string): string {
  return `docs/rules/${code}.md`;
}
